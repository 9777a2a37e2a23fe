import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { builder } from './builder.ts';
import { type CostInput, type CostLine, costs } from './cost.ts';
import { badUserInput } from './errors.ts';
import { decodeGlobalId } from './global-id.ts';

/** Reads one node by the id within its type; null when it is gone. Existence is always proven. `info` tells what is selected. */
export type LoadNode = (id: string, context: Context, info: GraphQLResolveInfo) => Promise<object | null>;

/** Most ids that `nodes` takes. */
const MAX_NODES = 100;

/** The calls that reading one node costs, and the name under which its own fields tell theirs. */
export type NodeCost = (
  id: string,
  ask: CostInput<unknown>,
) => { readonly lines: readonly CostLine[]; readonly yields: string; readonly rowLoaded?: boolean };

const loaders = new Map<string, { readonly load: LoadNode; readonly cost: NodeCost }>();

/** Makes a type reachable by `node` and `nodes`. Each concept calls it for its own node type. */
export function registerNode(typename: string, load: LoadNode, cost: NodeCost): void {
  loaders.set(typename, { load, cost });
}

/** Reads a node by its global id. Null when it is gone; BAD_USER_INPUT when the id is not one of this graph. */
async function loadNode(
  globalId: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  const { typename, id } = decodeGlobalId(globalId);
  const node = loaders.get(typename);
  if (node === undefined) throw badUserInput(`There are no nodes of the type ${typename}.`, ['id']);
  return node.load(id, context, info);
}

/** What reading nodes costs. An id that can't be opened costs nothing: it fails in its place. */
function nodesCost(ids: readonly string[], ask: CostInput<unknown>) {
  const known = ids.flatMap((globalId) => {
    try {
      const { typename: type, id } = decodeGlobalId(globalId);
      const cost = loaders.get(type)?.cost(id, ask);
      return cost === undefined ? [] : [{ type, rowLoaded: false, ...cost }];
    } catch {
      return [];
    }
  });
  return { lines: known.flatMap(({ lines }) => lines), objects: known };
}

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'Anything by its global id; null when it is gone.',
    args: {
      id: t.arg.id({ required: true, description: 'A global id, from the `id` of an earlier answer.' }),
    },
    extensions: costs<{ id: string }>((ask) => nodesCost([ask.args.id], ask)),
    resolve: (_root, { id }, context, info) => loadNode(id, context, info),
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: true, items: true },
    description: 'Many things by their global ids, in the order asked; what is gone is null in its place.',
    args: { ids: t.arg.idList({ required: true, description: `Up to ${MAX_NODES} global ids.` }) },
    extensions: costs<{ ids: readonly string[] }>((ask) =>
      nodesCost(ask.args.ids.length > MAX_NODES ? [] : ask.args.ids, ask),
    ),
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > MAX_NODES) throw badUserInput(`At most ${MAX_NODES} ids at once.`, ['ids']);
      return ids.map((id) => loadNode(id, context, info));
    },
  }),
}));
