import { readFileSync } from 'node:fs';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schema } from '../../src/schema.ts';
import { fileOf } from '../house/source.ts';

interface Known {
  'x-provenance': string;
  'x-name-provenance'?: string;
}

interface Contract {
  paths: Record<
    string,
    Record<
      string,
      Known & { operationId: string; description?: string; parameters?: (Known & { name: string })[] }
    >
  >;
  webhooks: Record<string, Record<string, { operationId: string }>>;
  components: { schemas: Record<string, { properties?: Record<string, Known> }> };
}

const contract: Contract = parse(
  readFileSync(new URL('../../docs/contract/ticket-api.openapi.yaml', import.meta.url), 'utf8'),
);
const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
);

/** What answers are made of, but for words that stand inside of others. */
const answers = Object.entries(contract.components.schemas).filter(
  ([name, { properties }]) =>
    properties !== undefined && !['Token', 'RevokedToken', 'WebhookDelivery'].includes(name),
);

/** The sections of the page by their headings. */
const page = fileOf('docs/operations.md').text;
const sections = new Map(
  page.split(/^#{2,3} /m).map((text) => {
    const [heading = '', ...rest] = text.split('\n');
    return [heading, rest.join('\n')] as const;
  }),
);
const sectionOf = (heading: string): string => sections.get(heading) ?? '';

/** The rows of the first table of a section: cells without their padding. */
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(2, line.lastIndexOf('|'))
        .split(' | ')
        .map((cell) => cell.trim()),
    );

const wordsIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

/** How words of some length begin: two sentences that share two of them speak of one thing. */
const stemsOf = (sentence: string): string[] => [
  ...new Set([...sentence.toLowerCase().matchAll(/[a-z]{4,}/g)].map(([word]) => word.slice(0, 5))),
];

describe('the page of operations', () => {
  test.each(operations.map((operation) => [operation.operationId, operation] as const))(
    'has %s, with every parameter and how far it is known',
    (name, { path, method, parameters = [], ...known }) => {
      const text = sectionOf(name);
      expect(text).toContain(`\`${method} ${path}\``);
      expect(text).toMatch(new RegExp(`· ${known['x-provenance']}\\b`));
      const told = rowsOf(text).filter(([first = '']) => first.startsWith('`'));
      const rows = Object.fromEntries(
        told.map(([parameter = '', , , provenance]) => [parameter, provenance]),
      );
      expect(rows).toEqual(
        Object.fromEntries(
          parameters.map((one) => [`\`${one.name}\``, `${one['x-provenance']}, ${one['x-name-provenance']}`]),
        ),
      );
    },
  );

  test.each(
    operations
      .filter(({ operationId }) => !/` · none · /.test(sectionOf(operationId)))
      .map(({ operationId, description = '' }) => [operationId, description] as const),
  )('takes up every sentence that the contract has about %s', (name, description) => {
    const told = provedTables(sectionOf(name))
      .flat()
      .filter(([first = '']) => !first.startsWith('`'))
      .map(([sentence = '']) => stemsOf(sentence));
    const missing = description
      .split(/(?<=\.) /)
      .filter((sentence) => sentence !== '')
      .map((sentence) => [sentence, stemsOf(sentence)] as const)
      .filter(([, stems]) => !told.some((row) => stems.filter((stem) => row.includes(stem)).length >= 2))
      .map(([sentence]) => sentence);
    expect(missing).toEqual([]);
  });

  test('has every webhook', () => {
    for (const item of Object.values(contract.webhooks)) {
      for (const { operationId } of Object.values(item)) expect(sections.has(operationId)).toBe(true);
    }
  });

  test.each(answers)('has every property of %s, and how far it is known', (name, { properties = {} }) => {
    const rows = rowsOf(sectionOf(name)).filter(([first = '']) => first.startsWith('`'));
    expect(Object.fromEntries(rows.map(([property = '', , provenance]) => [property, provenance]))).toEqual(
      Object.fromEntries(
        Object.entries(properties).map(([property, known]) => [`\`${property}\``, known['x-provenance']]),
      ),
    );
  });

  test('names only what is in the graph', () => {
    const cells = [...sections.values()].flatMap(rowsOf).map(([, graphql = '']) => graphql);
    const named = cells.flatMap(wordsIn).filter((word) => /^[A-Z][a-z][A-Za-z]*(\.|$)/.test(word));
    expect(named.length).toBeGreaterThan(150);
    expect(named.filter((coordinate) => !isInGraph(coordinate))).toEqual([]);
  });

  test('says of everything by which GraphQL it is reached, or that by none', () => {
    const rows = [...sections.values()].flatMap((text) =>
      text
        .split(/\n{2,}|^\n/)
        .filter((block) => /^\|[^|]+\| GraphQL \|/.test(block))
        .flatMap((table) => rowsOf(table).slice(1)),
    );
    expect(rows.length).toBeGreaterThan(150);
    expect(rows.filter(([, graphql = '']) => !/^none|`/.test(graphql))).toEqual([]);
  });

  test('names only tests that exist, by their titles', () => {
    const named = [...page.matchAll(/^- \*\*\w\*\* `([^`]+)` "(.+)"$/gm)];
    expect(named.length).toBeGreaterThan(60);
    const missing = named.filter(([, file = '', title = '']) => {
      const { text } = fileOf(file);
      return !text.replaceAll("\\'", "'").includes(title);
    });
    expect(missing.map(([line]) => line)).toEqual([]);
  });

  test('has a proof behind every letter, and a letter for every proof', () => {
    for (const [heading, text] of sections) {
      const tables = provedTables(text);
      if (tables.length === 0) continue;
      const defined = [...text.matchAll(/^- \*\*(\w)\*\* `/gm)].map(([, letter = '']) => letter);
      const used = tables.flat().flatMap(([, , proof = '']) => proof.split(' ').filter(Boolean));
      expect([...new Set(used)].toSorted(), heading).toEqual(defined.toSorted());
    }
  });

  test('proves everything that is not reached by none', () => {
    const rows = [...sections.values()].flatMap((text) => provedTables(text).flat());
    expect(rows.length).toBeGreaterThan(120);
    const unproved = rows.filter(([, here = '', proof]) => !here.startsWith('none') && !proof);
    expect(unproved).toEqual([]);
  });
});

/** The rows of each table of a section that names proofs. */
const provedTables = (text: string): string[][][] =>
  text
    .split(/\n{2,}|^\n/)
    .map(rowsOf)
    .filter(([head]) => head?.[2] === 'proof')
    .map((rows) => rows.slice(1));

/** Whether a schema coordinate (`Type`, `Type.field`, `Type.field(arg:)`, `Enum.VALUE`) exists. */
function isInGraph(coordinate: string): boolean {
  const [, typeName = '', member, argument] = /^(\w+)(?:\.(\w+)(?:\((\w+):\))?)?$/.exec(coordinate) ?? [];
  const type = schema.getType(typeName);
  if (type === undefined || member === undefined) return type !== undefined;
  if (isEnumType(type)) return type.getValue(member) !== undefined;
  if (isInputObjectType(type)) return type.getFields()[member] !== undefined;
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const field = type.getFields()[member];
  return field !== undefined && (argument === undefined || field.args.some(({ name }) => name === argument));
}
