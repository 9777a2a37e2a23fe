import {
  type FieldNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

/** What is looked at: the field, and what it takes to follow its selections. A resolver's `info` is one. */
export type FieldInfo = Pick<
  GraphQLResolveInfo,
  'fieldNodes' | 'returnType' | 'fragments' | 'schema' | 'variableValues'
>;

/** A field that a client selects, and its definition. */
interface Selected {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
}

/**
 * Whether a client selects, anywhere below the field being resolved, a field that carries an extension of this name.
 * Lets a field declare, where it is defined, what its parents' upstream call must ask for.
 */
export function selectsExtension(info: FieldInfo, extension: string): boolean {
  const below = (node: FieldNode, type: GraphQLNamedType): boolean =>
    childFields(node, type, info).some(
      (one) => one.field.extensions[extension] !== undefined || below(one.node, getNamedType(one.field.type)),
    );
  return info.fieldNodes.some((node) => below(node, getNamedType(info.returnType)));
}

/** Whether a client selects, directly on the object of the field being resolved, a field that lacks an extension. */
export function selectsOtherThan(info: FieldInfo, extension: string): boolean {
  return info.fieldNodes
    .flatMap((node) => childFields(node, getNamedType(info.returnType), info))
    .some(({ field }) => field.extensions[extension] === undefined);
}

/** The fields selected on what a field answers, through fragments; not `__typename`, which costs nothing. */
function childFields(node: FieldNode, type: GraphQLNamedType, info: FieldInfo): Selected[] {
  return node.selectionSet === undefined ? [] : [...fieldsOf(node.selectionSet, type, info)];
}

function* fieldsOf(set: SelectionSetNode, type: GraphQLNamedType, info: FieldInfo): Generator<Selected> {
  for (const selection of set.selections) {
    if (!isIncluded(selection, info)) continue;
    if (selection.kind === 'Field') {
      const field =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      if (field !== undefined) yield { node: selection, field };
      continue;
    }
    const spread = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
    if (spread === undefined) continue;
    yield* fieldsOf(spread.selectionSet, fragmentType(type, spread.typeCondition?.name.value, info), info);
  }
}

/** The type inside a fragment. What is known to be one object stays that, on whatever the fragment is written. */
function fragmentType(
  type: GraphQLNamedType,
  condition: string | undefined,
  info: FieldInfo,
): GraphQLNamedType {
  if (condition === undefined || isObjectType(type)) return type;
  return info.schema.getType(condition) ?? type;
}

function isIncluded(selection: SelectionSetNode['selections'][number], info: FieldInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
