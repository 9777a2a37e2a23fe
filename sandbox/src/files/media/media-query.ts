import { z } from 'zod';
import type { Store } from '../../db/store.ts';
import type { Caller, Parameters } from '../../deps.ts';
import { forbidden, notSelectable } from '../../errors.ts';
import { commaList, flag, moment, wholeNumber } from '../../http/fields.ts';
import { pageFields } from '../../http/page.ts';
import { parse } from '../../http/parameters.ts';

const shape = z.object({
  ...pageFields,
  status: commaList
    .pipe(z.array(z.enum(['completed', 'processing', 'error'])).min(1, 'must name at least one status.'))
    .default(['completed']),
  since: moment.optional(),
  until: moment.optional(),
  search: z.string().default(''),
  orderby: z.enum(['date', 'title', 'id']).default('date'),
  order: z.enum(['asc', 'desc']).default('desc'),
  media_type: z.enum(['image', 'video', 'audio', 'text', 'application']).optional(),
  tag: z.string().min(1, 'must not be empty.').optional(),
  user: z.string().optional(),
  group: wholeNumber(1).optional(),
  source_type: z.enum(['snapshot', 'capture', 'recording', 'upload']).optional(),
  download: flag.default(false),
  filename: z
    .string()
    .min(1, 'must not be empty.')
    .max(100, 'must not be longer than 100 characters.')
    .optional(),
});

/** What a list of medias was asked for, every default filled in. Times are whole seconds since 1970. */
export type MediaQuery = Omit<z.output<typeof shape>, 'user'> & {
  /** The user who must have produced a media; absent: anybody, the guest too. */
  readonly producer?: number;
};

/**
 * Reads the parameters of the list. Of the whole enterprise (`user=all`) or of another user only an admin may ask.
 * @throws ApiError 400 naming the parameter at fault, 403 for a user the caller may not ask for
 */
export function readMediaQuery(store: Store, caller: Caller, given: Parameters): MediaQuery {
  const { user, ...query } = parse(shape, given);
  if (query.group !== undefined && !belongs(store, caller, 'groups', query.group))
    throw notSelectable('group');
  if (user === undefined) return query;
  if (user === String(caller.id)) return { ...query, producer: caller.id };
  if (caller.role !== 'admin') throw forbidden();
  if (user === 'all') return query;
  if (!/^\d{1,10}$/.test(user) || !belongs(store, caller, 'users', Number(user))) throw notSelectable('user');
  return { ...query, producer: Number(user) };
}

/** Whether there is such a user or group in the caller's enterprise. */
function belongs(store: Store, caller: Caller, table: 'users' | 'groups', id: number): boolean {
  const found = store.build.selectFrom(table).select('id').where('id', '=', id);
  return store.first(found.where('enterprise', '=', caller.enterprise)) !== undefined;
}
