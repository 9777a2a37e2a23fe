import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What it takes to follow selections. */
export interface SelectionContext {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The fields that are selected on an object, by the names they answer under, as execution collects them: through fragments
 * that fit its type, without what `@skip` and `@include` leave out. `@defer` and `@stream` change when, not what.
 */
export function collectFields(
  following: SelectionContext,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const visit = (selection: SelectionNode): void => {
    if (!isIncluded(following, selection)) return;
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value;
      fields.set(name, [...(fields.get(name) ?? []), selection]);
      return;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD && seen.has(selection.name.value)) return;
    if (selection.kind === Kind.FRAGMENT_SPREAD) seen.add(selection.name.value);
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? following.fragments[selection.name.value] : selection;
    if (fragment === undefined || !fits(following, type, fragment.typeCondition?.name.value)) return;
    fragment.selectionSet.selections.forEach(visit);
  };
  for (const set of sets) set.selections.forEach(visit);
  return fields;
}

function fits({ schema }: SelectionContext, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}

function isIncluded({ variables }: SelectionContext, selection: SelectionNode): boolean {
  const given = { ...variables };
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, given);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, given);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
