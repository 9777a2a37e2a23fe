import { readFileSync } from 'node:fs';
import { type DefinitionNode, Kind, parse, print, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { printSubgraphSchema } from '../../src/federation/subgraph.ts';

const committed = readFileSync(new URL('../../subgraph.graphql', import.meta.url), 'utf8');
const definitions = parse(committed).definitions;

function typeNamed(name: string): DefinitionNode {
  const found = definitions.find((one) => 'name' in one && one.name?.value === name);
  if (found === undefined) throw new Error(`subgraph.graphql has no ${name}`);
  return found;
}

const directivesOf = (definition: DefinitionNode): string[] =>
  'directives' in definition ? (definition.directives ?? []).map((one) => print(one)) : [];

const fieldsOf = (definition: DefinitionNode) =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION ? (definition.fields ?? []) : [];

describe('subgraph.graphql', () => {
  it('is what the code prints', () => {
    expect(committed).toBe(printSubgraphSchema());
  });

  it('is sorted, types and fields', () => {
    const names = definitions.flatMap((one) =>
      'name' in one && one.name !== undefined ? [one.name.value] : [],
    );
    expect(names).toEqual(names.toSorted());
    for (const definition of definitions) {
      const fields = fieldsOf(definition).map(({ name }) => name.value);
      expect(fields).toEqual(fields.toSorted());
    }
  });

  it('leaves @defer out, which clients see: a router defers by itself', () => {
    expect(committed).not.toContain('defer');
    const clients = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect(clients).toContain('directive @defer(');
    expect(clients).not.toContain('@stream');
  });

  it('links the lowest version of federation that has what it uses, and imports no more', () => {
    const [link] = definitions;
    expect(link === undefined ? '' : print(link)).toContain(
      'federation/v2.0", import: ["@key", "@shareable"]',
    );
    const used = new Set<string>();
    visit(parse(committed), { Directive: ({ name }) => void used.add(name.value) });
    for (const builtIn of ['deprecated', 'link', 'oneOf', 'specifiedBy']) used.delete(builtIn);
    expect([...used].toSorted()).toEqual(['key', 'shareable']);
  });

  it('names a ticket by its global id and by its id in the API', () => {
    expect(directivesOf(typeNamed('Ticket'))).toEqual(['@key(fields: "id")', '@key(fields: "ticketId")']);
  });

  it.each([
    ['User', 'userId'],
    ['TicketContact', 'contactId'],
    ['TicketGroup', 'groupId'],
    ['TicketService', 'serviceKey'],
  ])('leaves %s to whoever owns it, by %s', (name, key) => {
    const stub = typeNamed(name);
    expect(directivesOf(stub)).toContain(`@key(fields: "${key}", resolvable: false)`);
    const keys = directivesOf(stub).join();
    for (const field of fieldsOf(stub)) {
      const shareable = (field.directives ?? []).map((one) => print(one)).includes('@shareable');
      expect(shareable).toBe(!keys.includes(`"${field.name.value}"`));
    }
  });

  it('shares PageInfo, and leaves node, nodes and the machinery out', () => {
    expect(directivesOf(typeNamed('PageInfo'))).toEqual(['@shareable']);
    const query = fieldsOf(typeNamed('Query')).map(({ name }) => name.value);
    expect(query).toContain('tickets');
    expect(query.filter((name) => /^(node|nodes|_.*)$/.test(name))).toEqual([]);
  });

  it('meets no stranger: every type is prefixed, or is one that graphs are meant to share', () => {
    const shared = /^(Query|Mutation|Subscription|Node|PageInfo|User|UserConnection|UserEdge)$/;
    const strangers = definitions.flatMap((one) =>
      'name' in one &&
      one.name !== undefined &&
      one.kind !== Kind.SCALAR_TYPE_DEFINITION &&
      !shared.test(one.name.value)
        ? [one.name.value]
        : [],
    );
    expect(strangers.filter((name) => !name.includes('Ticket'))).toEqual([]);
  });
});
