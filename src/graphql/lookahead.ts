import {
  type FieldNode,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
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
  return set.selections.some((selection) => {
    if (!isIncluded(selection, info)) return false;
    switch (selection.kind) {
      case 'Field':
        return fieldSelects(selection, type, extension, info);
      case 'InlineFragment': {
        const condition = selection.typeCondition?.name.value;
        return selects(selection.selectionSet, typeNamed(condition, type, info), extension, info);
      }
      case 'FragmentSpread': {
        const fragment = info.fragments[selection.name.value];
        if (fragment === undefined) return false;
        const condition = fragment.typeCondition.name.value;
        return selects(fragment.selectionSet, typeNamed(condition, type, info), extension, info);
      }
    }
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
