import {
  type ASTVisitor,
  DirectiveLocation,
  type DirectiveNode,
  type DocumentNode,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLError,
  GraphQLNonNull,
  GraphQLString,
  Kind,
  type ValidationContext,
  visit,
} from 'graphql';

/** Delivers a fragment later. Apollo's and Relay's compilers expect this name and these types. */
export const GraphQLDeferDirective = new GraphQLDirective({
  name: 'defer',
  description:
    'Delivers this fragment later, in its own part of a `multipart/mixed` response. A client that does not accept ' +
    'multipart gets everything at once. Costs the same upstream calls.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'If false, the fragment is not deferred.',
    },
    label: {
      type: GraphQLString,
      description: 'Name of the part. Must be a literal string, unique in the document.',
    },
  },
});

const isDefer = ({ name }: DirectiveNode): boolean => name.value === GraphQLDeferDirective.name;

/** Validates `@defer`: a label is a literal and unique, and the root of a mutation, which runs in order, cannot be deferred. */
export function deferRule(context: ValidationContext): ASTVisitor {
  const labels = new Set<string>();
  return {
    Directive(node) {
      if (!isDefer(node)) return;
      const report = (message: string) => context.reportError(new GraphQLError(message, { nodes: node }));
      const parent = context.getParentType();
      const schema = context.getSchema();
      if (
        parent != null &&
        (parent === schema.getMutationType() || parent === schema.getSubscriptionType())
      ) {
        report(`@defer cannot be used on ${parent.name}: use it below one of its fields.`);
      }
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (label === undefined || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) report('The label of @defer must be a literal string.');
      else if (labels.has(label.value)) report('The label of @defer must be unique in the document.');
      else labels.add(label.value);
    },
  };
}

const undeferred = new WeakMap<DocumentNode, DocumentNode>();

/** The same document without `@defer`. Cached per document. */
export function withoutDefer(document: DocumentNode): DocumentNode {
  let copy = undeferred.get(document);
  if (copy === undefined) {
    copy = visit(document, { Directive: (node) => (isDefer(node) ? null : undefined) });
    undeferred.set(document, copy);
  }
  return copy;
}
