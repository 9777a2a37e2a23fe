import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Services } from '../context.ts';
import { type CostInput, type CostLine, costRule, type FieldCost } from '../graphql/cost.ts';
import { selectsExtension, selectsOtherThan } from '../graphql/lookahead.ts';
import { collectFields } from './collect-fields.ts';
import { EMPTY_PLAN, type Plan, PlanSum } from './plan.ts';

/** An operation as it was sent, and what a plan depends on besides. */
export interface PlanRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly services: Services;
  /** Whether it is known who asks. */
  readonly callerKnown: boolean;
}

/**
 * Plans an operation before it runs: from its document, its variables, and what its fields declare. Nothing is planned for
 * what can't run (no such operation, variables that do not fit); a field whose arguments are refused costs nothing.
 */
export function planOperation(asked: PlanRequest): Plan {
  const { schema, document, operationName, variables } = asked;
  const operation = getOperationAST(document, operationName);
  if (operation == null) return EMPTY_PLAN;
  const root = schema.getRootType(operation.operation);
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}).coerced;
  if (root == null || coerced === undefined) return EMPTY_PLAN;
  const planner = new Planner(asked, coerced, operation.operation === 'mutation');
  planner.walk([operation.selectionSet], root, START);
  return planner.sum.total();
}

/** Where the walk is. */
interface Position {
  readonly path: string;
  /** The name of the object, so that the same object reached twice costs once. */
  readonly object: string;
  /** How many such objects there are. */
  readonly times: number;
  /** How many the next list holds. */
  readonly size: number;
  readonly rowLoaded: boolean;
  readonly count: CostLine | null;
  /** Begins the keys of all calls below: a read that follows a write is another read. */
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
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #fragments: Record<string, FragmentDefinitionNode>;
  readonly #serial: boolean;

  constructor(asked: PlanRequest, variables: Readonly<Record<string, unknown>>, serial: boolean) {
    this.#request = asked;
    this.#variables = variables;
    this.#serial = serial;
    const definitions = asked.document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = Object.fromEntries(definitions.map((one) => [one.name.value, one]));
  }

  /** All that is selected on objects of one type. */
  walk(sets: readonly SelectionSetNode[], type: GraphQLObjectType, place: Position): void {
    const { schema } = this.#request;
    const selected = collectFields(
      { schema, fragments: this.#fragments, variables: this.#variables },
      type,
      sets,
    );
    for (const [name, nodes] of selected) {
      const field = type.getFields()[nodes[0]?.name.value ?? ''];
      if (field === undefined) continue;
      const prefix = this.#serial && place.path === '' ? `${name} ` : place.prefix;
      const path = place.path === '' ? name : `${place.path}.${name}`;
      this.#visitField(field, nodes, { ...place, path, prefix });
    }
  }

  #visitField(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], place: Position): void {
    const cost = this.#costOf(field, nodes, place);
    if (cost === null) return;
    for (const line of cost.lines ?? []) {
      const key = line.once === true ? line.key : place.prefix + line.key;
      this.sum.add(key, { ...line, times: line.once === true ? 1 : place.times }, place.path);
      if (line.batch === undefined) continue;
      this.sum.addBatch(place.prefix + line.batch.line.key, line.batch, key, place.path);
    }
    const sets = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
    if (sets.length > 0) this.#visitBelow(field, cost, sets, place);
  }

  #visitBelow(
    field: GraphQLField<unknown, unknown>,
    { yields, size, rowsLoaded, count, objects }: FieldCost,
    sets: readonly SelectionSetNode[],
    place: Position,
  ): void {
    const { schema } = this.#request;
    const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
    const below: Position = {
      ...place,
      object: yields ?? place.object,
      times: isList && objects === undefined ? place.times * place.size : place.times,
      size: size ?? (isList ? 1 : place.size),
      rowLoaded: rowsLoaded ?? place.rowLoaded,
      count: count === undefined ? place.count : count,
    };
    for (const { type, yields: object, rowLoaded } of objects ?? []) {
      const known = schema.getType(type);
      if (isObjectType(known)) this.walk(sets, known, { ...below, object, rowLoaded });
    }
    if (objects !== undefined) return;
    const type = getNamedType(field.type);
    // Of a union one member comes, so counting all of them is counting too much; but errors, the other members, cost nothing.
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
    for (const one of types) this.walk(sets, one, below);
  }

  /** Null for a field whose arguments are refused: nothing below it runs. */
  #costOf(
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    place: Position,
  ): FieldCost | null {
    const rule = costRule(field.extensions);
    const [node] = nodes;
    if (rule === null || node === undefined) return {};
    const { schema, services, callerKnown } = this.#request;
    const variableValues = { ...this.#variables };
    const looking = {
      fieldNodes: nodes,
      returnType: field.type,
      fragments: this.#fragments,
      schema,
      variableValues,
    };
    try {
      const ask: CostInput<unknown> = {
        args: getArgumentValues(field, node, variableValues),
        parent: place.object,
        services,
        callerKnown,
        rowLoaded: place.rowLoaded,
        count: place.count,
        selects: (extension) => selectsExtension(looking, extension),
        selectsOtherThan: (extension) => selectsOtherThan(looking, extension),
      };
      return rule(ask);
    } catch {
      return null;
    }
  }
}
