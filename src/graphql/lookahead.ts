import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type SelectionSetNode,
} from 'graphql';

/**
 * Whether a client selects, anywhere below the field being resolved, a field that carries an extension of this name.
 * Lets a field declare, where it is defined, what its parents' upstream call must ask for.
 */
export function selectsExtension(info: GraphQLResolveInfo, extension: string): boolean {
  return info.fieldNodes.some(
    (node) =>
      node.selectionSet !== undefined &&
      selects(node.selectionSet, getNamedType(info.returnType), extension, info),
  );
}

function selects(
  set: SelectionSetNode,
  type: GraphQLNamedType,
  extension: string,
  info: GraphQLResolveInfo,
): boolean {
  return set.selections.some((selection): boolean => {
    if (!isIncluded(selection, info)) return false;
    if (selection.kind === 'Field') return fieldSelects(selection, type, extension, info);
    const spread = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
    if (spread === undefined) return false;
    const condition = spread.typeCondition?.name.value;
    return selects(spread.selectionSet, typeNamed(condition, type, info), extension, info);
  });
}

function fieldSelects(
  node: FieldNode,
  type: GraphQLNamedType,
  extension: string,
  info: GraphQLResolveInfo,
): boolean {
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  const field = type.getFields()[node.name.value];
  if (field === undefined) return false;
  if (field.extensions[extension] !== undefined) return true;
  return (
    node.selectionSet !== undefined && selects(node.selectionSet, getNamedType(field.type), extension, info)
  );
}

function typeNamed(
  name: string | undefined,
  otherwise: GraphQLNamedType,
  info: GraphQLResolveInfo,
): GraphQLNamedType {
  const type = name === undefined ? otherwise : (info.schema.getType(name) ?? otherwise);
  return isUnionType(type) ? otherwise : type;
}

function isIncluded(selection: SelectionSetNode['selections'][number], info: GraphQLResolveInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
