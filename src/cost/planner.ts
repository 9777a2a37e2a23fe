import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Services } from '../context.ts';
import { type CostLine, costRule, type FieldCost } from '../graphql/cost.ts';
import { selectsExtension, selectsOtherThan } from '../graphql/lookahead.ts';
import { collectFields, type SelectionContext } from './collect-fields.ts';
import { EMPTY_PLAN, type Plan, PlanSum } from './plan.ts';

/** An operation, and what its plan depends on. */
export interface PlanRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly services: Services;
  /** The gateway already knows the caller. */
  readonly callerKnown: boolean;
}

/**
 * Plans the upstream calls of an operation before it runs, from its document, its variables and the cost of its fields.
 * The plan is empty if the operation cannot run: it does not exist, or its variables are invalid.
 */
export function planOperation(request: PlanRequest): Plan {
  const { schema, document, operationName, variables } = request;
  const operation = getOperationAST(document, operationName);
  if (operation == null) return EMPTY_PLAN;
  const root = schema.getRootType(operation.operation);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (root == null || coerced === undefined) return EMPTY_PLAN;
  const planner = new Planner(request, coerced, operation.operation === 'mutation');
  planner.visit([operation.selectionSet], root, START);
  return planner.sum.total();
}

/** Where the walk through the operation is. */
interface Position {
  readonly path: string;
  /** Name of the object: an object that is reached twice costs once. */
  readonly object: string;
  /** Number of such objects. */
  readonly times: number;
  /** Objects in the next list. */
  readonly size: number;
  readonly rowLoaded: boolean;
  readonly count: CostLine | null;
  /** Prefix of all keys below: a read after a write is another read. */
  readonly prefix: string;
}

const START: Position = {
  path: '',
  object: '',
  times: 1,
  size: 1,
  rowLoaded: false,
  count: null,
  prefix: '',
};

class Planner {
  readonly sum = new PlanSum();
  readonly #request: PlanRequest;
  readonly #context: SelectionContext;
  readonly #isMutation: boolean;

  constructor(request: PlanRequest, variableValues: Record<string, unknown>, isMutation: boolean) {
    const { schema, document } = request;
    const definitions = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
    const fragments = Object.fromEntries(definitions.map((fragment) => [fragment.name.value, fragment]));
    this.#request = request;
    this.#context = { schema, fragments, variableValues };
    this.#isMutation = isMutation;
  }

  /** Adds what is selected on an object. */
  visit(sets: readonly SelectionSetNode[], type: GraphQLObjectType, at: Position): void {
    for (const [name, nodes] of collectFields(this.#context, type, sets)) {
      const [node] = nodes;
      const field = type.getFields()[node?.name.value ?? ''];
      if (field === undefined || node === undefined) continue;
      const prefix = this.#isMutation && at.path === '' ? `${name} ` : at.prefix;
      const path = at.path === '' ? name : `${at.path}.${name}`;
      this.#visitField(field, node, nodes, { ...at, path, prefix });
    }
  }

  #visitField(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    nodes: readonly FieldNode[],
    at: Position,
  ): void {
    const cost = this.#costOf(field, node, nodes, at);
    if (cost === null) return;
    for (const line of cost.lines ?? []) {
      const key = line.once === true ? line.key : at.prefix + line.key;
      this.sum.add(key, { ...line, times: line.once === true ? 1 : at.times }, at.path);
      if (line.batch === undefined) continue;
      this.sum.addBatch(at.prefix + line.batch.line.key, line.batch, key, at.path);
    }
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (sets.length > 0) this.#visitBelow(field, cost, sets, at);
  }

  #visitBelow(
    field: GraphQLField<unknown, unknown>,
    { yields, size, rowsLoaded, count, objects }: FieldCost,
    sets: readonly SelectionSetNode[],
    at: Position,
  ): void {
    const { schema } = this.#request;
    const isList = isListType(getNullableType(field.type));
    const below: Position = {
      ...at,
      object: yields ?? at.object,
      times: isList && objects === undefined ? at.times * at.size : at.times,
      size: size ?? (isList ? 1 : at.size),
      rowLoaded: rowsLoaded ?? at.rowLoaded,
      count: count === undefined ? at.count : count,
    };
    if (objects !== undefined) {
      for (const { type, yields: object, rowLoaded } of objects) {
        const known = schema.getType(type);
        if (isObjectType(known)) this.visit(sets, known, { ...below, object, rowLoaded });
      }
      return;
    }
    const type = getNamedType(field.type);
    // Only one member of a union comes, but the others are errors, which cost nothing.
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    for (const possible of types) this.visit(sets, possible, below);
  }

  /** Null if the rule rejects the arguments: nothing below the field runs. */
  #costOf(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    fieldNodes: readonly FieldNode[],
    { object, rowLoaded, count }: Position,
  ): FieldCost | null {
    const rule = costRule(field.extensions);
    if (rule === null) return {};
    const { services, callerKnown } = this.#request;
    const info = { fieldNodes, returnType: field.type, ...this.#context };
    try {
      return rule({
        args: getArgumentValues(field, node, this.#context.variableValues),
        parent: object,
        services,
        callerKnown,
        rowLoaded,
        count,
        selects: (extension) => selectsExtension(info, extension),
        selectsOtherThan: (extension) => selectsOtherThan(info, extension),
      });
    } catch {
      return null;
    }
  }
}
