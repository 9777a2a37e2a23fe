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
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The part of a resolver's `info` that is needed to follow the selections of a field. */
export type FieldInfo = Pick<
  GraphQLResolveInfo,
  'fieldNodes' | 'returnType' | 'fragments' | 'schema' | 'variableValues'
>;

interface Selected {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
}

/**
 * Whether the client selects, at any depth below the field, a field with an extension of this name. A field can thereby
 * declare what the upstream call of its parent must request.
 */
export function selectsExtension(info: FieldInfo, extension: string): boolean {
  const below = (node: FieldNode, type: GraphQLNamedType): boolean =>
    childFields(node, type, info).some(
      (child) =>
        child.field.extensions[extension] !== undefined || below(child.node, getNamedType(child.field.type)),
    );
  return info.fieldNodes.some((node) => below(node, getNamedType(info.returnType)));
}

/** Whether the client selects, directly below the field, a field without an extension of this name. */
export function selectsOtherThan(info: FieldInfo, extension: string): boolean {
  return info.fieldNodes
    .flatMap((node) => childFields(node, getNamedType(info.returnType), info))
    .some(({ field }) => field.extensions[extension] === undefined);
}

/** Whether `@skip` and `@include` leave a selection in. */
export function isIncluded(
  selection: SelectionNode,
  { variableValues }: Pick<FieldInfo, 'variableValues'>,
): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}

/** The fields selected directly below a field, through fragments; without `__typename`, which costs nothing. */
function childFields(node: FieldNode, type: GraphQLNamedType, info: FieldInfo): Selected[] {
  return node.selectionSet === undefined ? [] : fieldsOf(node.selectionSet, type, info);
}

function fieldsOf(set: SelectionSetNode, type: GraphQLNamedType, info: FieldInfo): Selected[] {
  return set.selections.flatMap((selection): Selected[] => {
    if (!isIncluded(selection, info)) return [];
    if (selection.kind === 'Field') {
      const hasFields = isObjectType(type) || isInterfaceType(type);
      const field = hasFields ? type.getFields()[selection.name.value] : undefined;
      return field === undefined ? [] : [{ node: selection, field }];
    }
    const fragment = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
    if (fragment === undefined) return [];
    const condition = fragment.typeCondition?.name.value;
    // An object keeps its type inside a fragment on an interface.
    const isNarrowed = condition !== undefined && !isObjectType(type);
    return fieldsOf(fragment.selectionSet, (isNarrowed && info.schema.getType(condition)) || type, info);
  });
}
