/** Values of arguments that a hostile client sends, each in a document that fits the schema or in none. */
import { COMPLEX, FINE, global, type HostileCase, INPUT, INVALID, query, TICKETS, VARIABLE } from './case.ts';

export const CREATE =
  'mutation ($emails: [EmailAddress!], $key: String) { createTicket(input: { emails: $emails, idempotencyKey: $key }) { __typename } }';
const PROTOTYPE =
  '{ __proto__: __typename constructor: __typename then: __typename toJSON: __typename hasOwnProperty: __typename }';
const STATES = 'query ($all: [TicketState!]) { tickets(filter: { states: $all }) { nodes { id } } }';
const MOMENT = 'query ($at: DateTime) { tickets(filter: { createdAfter: $at }) { nodes { id } } }';
const ENTITIES = 'query ($all: [_Any!]!) { _entities(representations: $all) { __typename } }';

/** The list. What a mutation refuses is a typed error of its own, and so no error here. */
export const VALUES: readonly HostileCase[] = [
  { name: 'a page of 101', body: query(TICKETS, { first: 101 }), ...INPUT },
  { name: 'a page of -1', body: query(TICKETS, { first: -1 }), ...INPUT },
  { name: 'a page of 2^31', body: query(TICKETS, { first: 2 ** 31 }), ...VARIABLE },
  {
    name: 'a page of 1e999',
    body: query(TICKETS).replace('}}"', '}}"').replace('"query"', '"variables":{"first":1e999},"query"'),
    ...VARIABLE,
  },
  {
    name: 'a page of 2^31 in the document',
    body: query('{ tickets(first: 2147483648) { nodes { id } } }'),
    ...INVALID,
  },
  { name: '101 ids', body: query(TICKETS, { ids: Array(101).fill(global('Ticket:1')) }), ...INPUT },
  { name: 'a way out of the path', body: query('{ ticket(ticketId: "1/../2") { id } }'), ...INPUT },
  { name: 'an encoded way out', body: query('{ ticket(ticketId: "..%2F2") { id } }'), ...INPUT },
  {
    name: 'a way out in a global id',
    body: query(`{ node(id: "${global('Ticket:../users/me')}") { id } }`),
    ...INPUT,
  },
  {
    name: 'an id of the prototype',
    body: query(`{ node(id: "${global('constructor:1')}") { id } }`),
    ...INPUT,
  },
  { name: 'a null byte in an id', body: query('{ ticket(ticketId: "1\\u0000") { id } }'), ...INPUT },
  { name: 'a line break in an id', body: query('{ ticket(ticketId: "1\\r\\nX-Evil: 1") { id } }'), ...INPUT },
  { name: 'a query in an id', body: query('{ ticket(ticketId: "1?user=all") { id } }'), ...INPUT },
  {
    name: 'an id of 10,000 characters',
    body: query(`{ ticket(ticketId: "${'1'.repeat(10_000)}") { id } }`),
    ...INPUT,
  },
  { name: 'a search of 200 KB', body: query(TICKETS, { search: 'x'.repeat(200_000) }), ...INPUT },
  {
    name: 'a search with a null byte and line breaks',
    body: query(TICKETS, { search: 'a\u0000b\r\nHost: evil' }),
    ...FINE,
  },
  { name: 'a search with half a character', body: query(TICKETS, { search: '\ud800' }), ...FINE },
  { name: 'a search that turns around', body: query(TICKETS, { search: '\u202egnp.exe 🎟️ ﷽' }), ...FINE },
  {
    name: 'a search with patterns of SQL',
    body: query(TICKETS, { search: `%' OR 1=1; DROP TABLE tickets; --` }),
    ...FINE,
  },
  {
    name: 'a cursor of nonsense',
    body: query(`{ tickets(after: "${'A'.repeat(5_000)}") { nodes { id } } }`),
    status: 200,
    code: 'BAD_CURSOR',
  },
  {
    name: 'a date of the year 275761',
    body: query('{ tickets(filter: { createdAfter: "+275761-01-01T00:00:00Z" }) { nodes { id } } }'),
    ...INPUT,
  },
  {
    name: 'a page of -2^31 from the end',
    body: query('{ tickets(last: -2147483648) { nodes { id } } }'),
    ...INPUT,
  },
  {
    name: 'a page of -2^31 - 1',
    body: query('{ tickets(first: -2147483649) { nodes { id } } }'),
    ...INVALID,
  },
  {
    name: 'null where a value is needed',
    body: query('query ($id: ID = "1") { node(id: $id) { id } }', { id: null }),
    ...VARIABLE,
  },
  {
    name: 'null in a list of ids',
    body: query('query ($id: ID = "1") { nodes(ids: [$id]) { id } }', { id: null }),
    ...VARIABLE,
  },
  {
    name: 'null for a directive behind a mutation',
    body: query(
      'mutation ($if: Boolean = true) { deleteTicket(input: { ticketId: "1" }) { __typename @skip(if: $if) } }',
      { if: null },
    ),
    ...VARIABLE,
  },
  { name: 'names of the prototype as aliases', body: query(PROTOTYPE), ...FINE },
  {
    name: 'digits of another script in an id',
    body: query('{ ticket(ticketId: "１２３") { id } }'),
    ...INPUT,
  },
  {
    name: 'a cursor of an emoji',
    body: query('{ tickets(after: "🎟️") { nodes { id } } }'),
    status: 200,
    code: 'BAD_CURSOR',
  },
  {
    name: 'a type that leads upwards',
    body: query('{ tickets(filter: { type: "../../users/me" }) { nodes { id } } }'),
    ...INPUT,
  },
  { name: '9,000 states', body: query(STATES, { all: Array(9_000).fill('OPEN') }), ...FINE },
  { name: '5,000 recipients', body: query(CREATE, { emails: Array(5_000).fill('a@example.com') }), ...FINE },
  {
    name: 'an email of 60,000 characters',
    body: query(CREATE, { emails: [`${'a'.repeat(60_000)}@`] }),
    ...FINE,
  },
  {
    name: 'an email that makes patterns go back',
    body: query(CREATE, { emails: [`a@${'a-'.repeat(30_000)}`] }),
    ...FINE,
  },
  {
    name: 'an email with a header in it',
    body: query(CREATE, { emails: ['a@example.com\r\nBcc: b@example.com'] }),
    ...FINE,
  },
  {
    name: 'a key of null bytes',
    body: query(CREATE, { emails: ['a@example.com'], key: '\u0000\n' }),
    ...FINE,
  },
  {
    name: 'a moment without end',
    body: query(MOMENT, { at: `2026-01-01T00:00:00.${'0'.repeat(100_000)}x` }),
    ...INPUT,
  },
  {
    name: '201 entity references',
    body: query(ENTITIES, { all: Array(201).fill({ __typename: 'Ticket', ticketId: '1' }) }),
    ...COMPLEX,
  },
  {
    name: 'entity references to the prototype',
    body: `{"query":"${ENTITIES}","variables":{"all":[{"__typename":"__proto__","__proto__":{"a":1}},{"__typename":"constructor"}]}}`,
    ...INPUT,
  },
  {
    name: 'entity references with objects for ids',
    body: query(ENTITIES, {
      all: [
        { __typename: 'Ticket', ticketId: { a: 1 } },
        { __typename: 'Ticket', id: ['1'] },
      ],
    }),
    ...INPUT,
  },
  { name: 'entity references that are texts', body: query(ENTITIES, { all: ['Ticket', 1] }), ...VARIABLE },
];
