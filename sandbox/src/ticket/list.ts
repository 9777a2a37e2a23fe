import { type Expression, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { Caller, Parameters } from '../deps.ts';
import { forbidden, notSelectable } from '../errors.ts';
import { moment, wholeNumber } from '../http/fields.ts';
import { envelope, pageFields } from '../http/page.ts';
import { parse } from '../http/parameters.ts';
import { groupOf, serviceOf } from './create/create.ts';
import { describeTickets, type Shown } from './describe.ts';
import { STATES, TYPES } from './lifecycle.ts';
import type { TicketDeps } from './room.ts';
import { scopeField } from './scope.ts';
import { holding } from './search.ts';

const KEYS = ['start_time', 'end_time', 'created', 'modified', 'id', 'state', 'reference', 'type'] as const;

/** The parameters of `GET /tickets`. */
const listShape = z.object({
  ...pageFields,
  ...scopeField,
  since: moment.optional(),
  until: moment.optional(),
  startTime: moment.optional(),
  endTime: moment.optional(),
  search: z.string().optional(),
  orderby: z.enum(KEYS).default('start_time'),
  order: z.enum(['asc', 'desc']).default('desc'),
  user: z.string().optional(),
  group: wholeNumber(1).optional(),
  reference: z.string().optional(),
  type: z.enum(TYPES).optional(),
  requestor: wholeNumber(1).optional(),
  service_key: z.string().optional(),
});

type ListInput = z.output<typeof listShape>;

/** Up to so many rows are found first and then put in order; with more it is quicker to walk the order until the page is full. */
const FEW = 500;

/** Promised by the vendor's prose only. */
const promisedShape = z.object({ state: z.enum(STATES).optional() });

/**
 * A page of tickets: the caller's own in their preferred service, unless `user` and `service_key` say otherwise.
 * Nulls are last when descending and first when ascending (as SQLite has them); ties go by id, upwards in both.
 * @throws ApiError 400 for a value that is not valid; 403 for others' tickets unless an admin asks
 */
export function listTickets(deps: TicketDeps, caller: Caller, given: Parameters, shown: Shown) {
  const input = parse(listShape, given);
  const promised = deps.habits().promised ? parse(promisedShape, given) : {};
  const { build, ...store } = deps.store;
  const service = serviceOf(deps, caller, input.service_key);
  const matching = (walks: boolean) =>
    build
      .selectFrom('tickets')
      .where('service', '=', service)
      .where((of) => of.and(conditions(deps, caller, input, walks)))
      .$if(promised.state !== undefined, (query) => query.where('state', '=', promised.state ?? ''));
  const total = store.total(matching(false).select((of) => of.fn.countAll<number>().as('total')));
  const walks = total > FEW;
  const key = walks ? sql.ref(input.orderby) : sql`+${sql.ref(input.orderby)}`;
  const page = matching(walks).selectAll().orderBy(key, input.order).orderBy('id', 'asc');
  const rows = total === 0 ? [] : store.all(page.limit(input.limit).offset(input.offset));
  return envelope(describeTickets(deps.store, deps.directory, rows, shown), total, input.offset);
}

type Condition = Expression<SqlBool>;

function conditions(deps: TicketDeps, caller: Caller, input: ListInput, walks: boolean): Condition[] {
  const owner = ownerOf(deps, caller, input.user);
  const group = input.group === undefined ? undefined : groupOf(deps, caller, input.group);
  // A bound is a whole second: "after" begins with the next one, unless bounds are taken as inclusive.
  const step = deps.reading().boundsInclusive ? 0 : 1;
  // A plus keeps SQLite from using an index for what stands behind it.
  const created = walks ? sql`+created` : sql`created`;
  const wanted: (Condition | undefined)[] = [
    owner === 'all' ? undefined : sql<SqlBool>`owner = ${owner}`,
    given(input.since, (second) => sql`${created} >= ${second + step}`),
    given(input.until, (second) => sql`${created} <= ${second - step}`),
    given(input.startTime, (second) => sql`start_time >= ${second}`),
    given(input.endTime, (second) => sql`end_time <= ${second}`),
    given(group, (id) => sql`"group" = ${id}`),
    given(input.reference, (text) => sql`reference = ${text}`),
    given(input.type, (type) => sql`type = ${type}`),
    given(
      input.requestor,
      (contact) => sql`id in (select ticket from participants where contact = ${contact})`,
    ),
    given(input.search, matches),
  ];
  return wanted.filter((condition) => condition !== undefined);
}

function given<Value>(
  value: Value | undefined,
  condition: (value: Value) => Condition,
): Condition | undefined {
  return value === undefined ? undefined : condition(value);
}

/** Part of the subject, reference, description or of a recipient's name or company, whatever the case and the accents. */
function matches(asked: string): Condition {
  const pattern = holding(asked);
  return sql`(tickets.search like ${pattern} escape '\\' or exists (
    select 1 from participants where ticket = tickets.id and participants.search like ${pattern} escape '\\'))`;
}

function ownerOf(deps: TicketDeps, caller: Caller, user: string | undefined): number | 'all' {
  if (user === undefined || user === String(caller.id)) return caller.id;
  if (caller.role !== 'admin') throw forbidden();
  if (user === 'all') return 'all';
  const found = /^\d+$/.test(user) ? deps.directory.findUser(caller.enterprise, user) : undefined;
  if (found === undefined) throw notSelectable('user');
  return found.id;
}
