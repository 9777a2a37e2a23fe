import { readFileSync } from 'node:fs';
import {
  type ASTVisitor,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { expect, test } from 'vitest';
import type { ApolloManifest } from '../../scripts/codegen/manifest.ts';
import { schema } from '../../src/schema.ts';

/** What normalised caches need of the documents of an app. */
const { operations }: ApolloManifest = JSON.parse(
  readFileSync(
    new URL('../../examples/mobile/generated/persisted-query-manifest.json', import.meta.url),
    'utf8',
  ),
);

/** Whether something has a global id. */
const isNode = (type: unknown): boolean =>
  (isInterfaceType(type) && type.name === 'Node') ||
  (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'));

/** Places of a document where something with a global id is asked for without it. */
function withoutId(body: string): string[] {
  const document = parse(body);
  const info = new TypeInfo(schema);
  const found: string[] = [];
  const asksId = (set: SelectionSetNode): boolean =>
    set.selections.some((one) => {
      if (one.kind === Kind.FIELD) return one.name.value === 'id';
      if (one.kind === Kind.INLINE_FRAGMENT) return asksId(one.selectionSet);
      const fragment = document.definitions.find(
        (definition) =>
          definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === one.name.value,
      );
      return fragment !== undefined && 'selectionSet' in fragment && asksId(fragment.selectionSet);
    });
  const visitor: ASTVisitor = {
    Field({ name, selectionSet }) {
      const type = getNamedType(info.getType());
      if (selectionSet === undefined || !isCompositeType(type)) return;
      if (isNode(type) && !asksId(selectionSet)) found.push(name.value);
    },
  };
  visit(document, visitWithTypeInfo(info, visitor));
  return found;
}

test.each(operations.map(({ name, body }) => [name, body]))(
  '%s asks for the id of everything that has one',
  (_name, body) => expect(withoutId(body)).toEqual([]),
);

test('the check finds a ticket without its id', () => {
  expect(withoutId('{ tickets { nodes { subject } } ticket(ticketId: "1") { id } }')).toEqual(['nodes']);
});

test('lists that a client pages have edges with cursors and both ends of the page', () => {
  const paged = operations.filter(({ body }) => body.includes('$after'));
  expect(paged.map(({ name }) => name)).toEqual(['FilterSheet', 'InboxScroll', 'MediaGallery', 'Timeline']);
  for (const { body } of paged) {
    expect(body).toMatch(/edges \{ __typename cursor node \{/);
    expect(body).toMatch(/endCursor hasNextPage hasPreviousPage startCursor/);
  }
});
