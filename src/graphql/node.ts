import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { builder } from './builder.ts';
import { type CostInput, costOfEach, costs, type FieldCost } from './cost.ts';
import { badUserInput } from './errors.ts';
import { decodeGlobalId } from './global-id.ts';

const MAX_NODES = 100;

/** Loads a node by the id within its type; null if it does not exist. */
export type LoadNode = (id: string, context: Context, info: GraphQLResolveInfo) => Promise<object | null>;

/** What `LoadNode` costs. @throws BAD_USER_INPUT as `LoadNode` does */
export type NodeCost = (id: string, input: CostInput<unknown>) => FieldCost;

const nodeTypes = new Map<string, { readonly load: LoadNode; readonly cost: NodeCost }>();

/** Makes a type reachable by `node` and `nodes`. Each concept registers its own. */
export function registerNode(typename: string, load: LoadNode, cost: NodeCost): void {
  nodeTypes.set(typename, { load, cost });
}

/** @throws BAD_USER_INPUT for an id that is not one of this graph */
async function loadNode(globalId: string, context: Context, info: GraphQLResolveInfo) {
  const { typename, id } = decodeGlobalId(globalId);
  const node = nodeTypes.get(typename);
  if (node === undefined) throw badUserInput(`No nodes of the type ${typename} exist.`, ['id']);
  return node.load(id, context, info);
}

const nodesCost = (ids: readonly string[], input: CostInput<unknown>): FieldCost =>
  costOfEach(ids, (globalId) => {
    const { typename: type, id } = decodeGlobalId(globalId);
    const cost = nodeTypes.get(type)?.cost(id, input);
    return cost && { type, ...cost };
  });

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'An object by its global id. Null if it does not exist.',
    args: { id: t.arg.id({ required: true, description: 'A global id: the `id` of an earlier response.' }) },
    extensions: costs<{ id: string }>((input) => nodesCost([input.args.id], input)),
    resolve: (_root, { id }, context, info) => loadNode(id, context, info),
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: true, items: true },
    description: 'Objects by their global ids, in the same order. Null in place of one that does not exist.',
    args: { ids: t.arg.idList({ required: true, description: `At most ${MAX_NODES} global ids.` }) },
    extensions: costs<{ ids: readonly string[] }>((input) =>
      nodesCost(input.args.ids.length > MAX_NODES ? [] : input.args.ids, input),
    ),
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > MAX_NODES) throw badUserInput(`Send at most ${MAX_NODES} ids.`, ['ids']);
      return ids.map((id) => loadNode(id, context, info));
    },
  }),
}));
