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

/** Lets a part of an answer come later. Named and typed as Apollo's and Relay's compilers know it. */
export const GraphQLDeferDirective = new GraphQLDirective({
  name: 'defer',
  description:
    'Lets this fragment come later, in a part of its own, to clients that accept `multipart/mixed`; all others get it with ' +
    'the rest. It costs the same upstream calls.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'False: it comes with the rest.',
    },
    label: { type: GraphQLString, description: 'Names the part: a literal, unique in the document.' },
  },
});

const isDefer = ({ name }: DirectiveNode): boolean => name.value === GraphQLDeferDirective.name;

/**
 * What `@defer` must keep to: labels are unique and known before anything runs, and what changes something is not put
 * off, since its order would be lost.
 */
export function deferRule(context: ValidationContext): ASTVisitor {
  const labels = new Set<string>();
  return {
    Directive(node) {
      if (!isDefer(node)) return;
      const refuse = (message: string) => context.reportError(new GraphQLError(message, { nodes: node }));
      const parent = context.getParentType();
      const schema = context.getSchema();
      if (
        parent != null &&
        (parent === schema.getMutationType() || parent === schema.getSubscriptionType())
      ) {
        refuse(`@defer can not stand on ${parent.name}: put it below one of its fields.`);
      }
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (label === undefined || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) refuse('The label of @defer must be a literal string.');
      else if (labels.has(label.value)) refuse('The label of @defer must be unique in the document.');
      else labels.add(label.value);
    },
  };
}

const stripped = new WeakMap<DocumentNode, DocumentNode>();

/** A document that asks for the same in one piece. Made once for each. */
export function withoutDefer(document: DocumentNode): DocumentNode {
  let plain = stripped.get(document);
  if (plain === undefined) {
    plain = visit(document, { Directive: (node) => (isDefer(node) ? null : undefined) });
    stripped.set(document, plain);
  }
  return plain;
}
