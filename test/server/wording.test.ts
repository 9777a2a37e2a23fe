/** Nothing that a client put into a request, and nothing of what the API said, comes back in an error or gets into the log. */
import { GraphQLError, parseValue } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestWords, validationWords } from '../../src/server/errors/redact-message.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

const [EMAIL, PHONE, NUMBER, WORD] = ['paul.secret@example.com', '+33699887766', '33699887766', 'secretword'];
const SECRETS = [EMAIL, PHONE, NUMBER, WORD];

const worlds: Record<string, TestGateway> = {};
beforeAll(async () => {
  const sandbox = { tickets: 0 };
  worlds['open'] = await createTestGateway({ sandbox, env: { LOG_LEVEL: 'trace', FEDERATION: 'true' } });
  worlds['closed'] = await createTestGateway({
    sandbox,
    env: { LOG_LEVEL: 'trace', INTROSPECTION: 'false' },
  });
});
afterAll(() => Promise.all(Object.values(worlds).map((world) => world.close())));

const holdsNone = (text: string): void =>
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);

/** Asks where introspection is open and where it is closed, and looks for what was planted. */
async function messages(query: string, variables: object = {}): Promise<string[]> {
  const seen: string[] = [];
  for (const world of Object.values(worlds)) {
    const before = world.logs.length;
    const { errors = [], status } = await world.ask(query, variables);
    expect(status).toBeLessThan(500);
    holdsNone(JSON.stringify(errors));
    expect(world.logs.length).toBe(before + 1);
    holdsNone(world.logs.slice(before).join(''));
    seen.push(...errors.map(({ message }) => message));
  }
  return seen;
}

const tickets = (args: string): string => `{ tickets(${args}) { nodes { id } } }`;
const create = (input: string): string => `mutation { createTicket(input: { ${input} }) { __typename } }`;

describe('a literal that does not fit', () => {
  test.each([
    ['a text for a number', tickets(`first: "${EMAIL}"`), 'Int'],
    ['a number that is too large', tickets(`first: ${NUMBER}`), 'Int'],
    ['a list for a number', tickets(`first: [${NUMBER}]`), 'Int'],
    ['a number for a text', tickets(`filter: { search: ${NUMBER} }`), 'String'],
    ['a name for a text', tickets(`filter: { search: ${WORD} }`), 'String'],
    ['a list for a text', tickets(`filter: { search: ["${EMAIL}"] }`), 'String'],
    ['an object for a text', tickets(`filter: { search: { a: """${EMAIL}""" } }`), 'String'],
    ['a text for an object', tickets(`filter: "${EMAIL}"`), 'TicketFilter'],
    ['a text for an enum', tickets(`filter: { states: "${EMAIL}" }`), 'TicketState'],
    ['a value that an enum does not have', tickets(`filter: { states: ${WORD} }`), 'TicketState'],
    ['an object for an id', `{ node(id: { a: "${EMAIL}" }) { id } }`, 'ID'],
    ['a broken number for an id', `{ node(id: ${NUMBER}.5) { id } }`, 'ID'],
    ['a text for a switch', `{ __typename @include(if: "${EMAIL}") }`, 'Boolean'],
    ['a default of a variable', `query ($n: Int = "${EMAIL}") ${tickets('first: $n')}`, 'Int'],
    [
      'a text for a whole input',
      `mutation { createTicket(input: "${EMAIL}") { __typename } }`,
      'CreateTicketInput!',
    ],
  ])('(%s) is told its type, and not repeated', async (_what, query, type) => {
    for (const message of await messages(query)) {
      expect(message).toBe(`A value does not fit the type "${type}".`);
    }
  });

  test.each([
    ['email', create(`emails: ${NUMBER}`), 'EmailAddress must be a string.'],
    ['phone number', create(`phones: [${NUMBER}]`), 'PhoneNumber must be a string.'],
    ['moment', tickets(`filter: { createdAfter: ${NUMBER} }`), 'DateTime must be a string.'],
  ])('(a number for a %s) is told what to send', async (_what, query, text) => {
    expect(new Set(await messages(query))).toEqual(new Set([text]));
  });

  test('is told a value that the enum has only where introspection is open', async () => {
    const suggested =
      'A value does not fit the type "TicketState". Did you mean the enum value "OPEN" or "DONE"?';
    expect(await messages(tickets('filter: { states: OPE }'))).toEqual([
      suggested,
      suggested.replace(/ Did.*/, ''),
    ]);
  });

  test('does not hide what else is wrong: names stay', async () => {
    expect(await messages('{ tickets(fist: 1) { nodes { idd } } }')).toEqual([
      'Unknown argument "fist" on field "Query.tickets". Did you mean "first" or "last"?',
      'Cannot query field "idd" on type "Ticket". Did you mean "id"?',
      'Unknown argument "fist" on field "Query.tickets".',
      'Cannot query field "idd" on type "Ticket".',
    ]);
    for (const message of await messages(create(`emails: [], metadata: [{ key: "${EMAIL}" }]`))) {
      expect(message).toBe('Field "TicketMetadataInput.value" of required type "String!" was not provided.');
    }
  });
});

describe('a document that can not be read', () => {
  test.each([
    ['a text', `{ "${EMAIL}" }`, 'Expected Name, found String.'],
    ['a text after a value', `{ a(b: 1 "${EMAIL}") }`, 'Expected Name, found String.'],
    ['a text with quotes in it', `{ a(b: 1 "x\\" ${EMAIL} \\"") }`, 'Expected Name, found String.'],
    ['a text of several lines', `{ a(b: 1 """x\n${EMAIL}""") }`, 'Expected Name, found BlockString.'],
    ['a number', `{ a(${NUMBER}) }`, 'Expected Name, found Int.'],
    ['a broken number', `{ a(${NUMBER}.5) }`, 'Expected Name, found Float.'],
    ['a name', `{ a } ${WORD}`, 'Unexpected Name.'],
    ['an escape', `{ a(b: "\\u{${NUMBER}}") }`, 'Invalid Unicode escape sequence.'],
    ['an unquoted email', `{ a(b: ${EMAIL}) }`, 'Unexpected character: ".".'],
    ['an unquoted phone number', `{ a(b: ${PHONE}) }`, 'Unexpected character: "+".'],
  ])('(%s) is told what kind of thing is in the way, and not which', async (_what, query, text) => {
    for (const message of await messages(query)) expect(message).toBe(`Syntax Error: ${text}`);
  });
});

describe('a variable', () => {
  test.each([
    ['a text for a number', 'query ($v: Int) { tickets(first: $v) { nodes { id } } }', EMAIL],
    [
      'a number for a text',
      'query ($v: String) { tickets(filter: { search: $v }) { nodes { id } } }',
      Number(NUMBER),
    ],
    [
      'a text with a place in it',
      'query ($v: Int) { tickets(first: $v) { nodes { id } } }',
      `x at "${WORD}"`,
    ],
    [
      'a field of an input that is no name',
      'query ($v: TicketFilter) { tickets(filter: $v) { nodes { id } } }',
      { [PHONE]: EMAIL },
    ],
    [
      'a field of an input that looks like a place',
      'query ($v: TicketFilter) { tickets(filter: $v) { nodes { id } } }',
      { [` at "${WORD}"; `]: 1 },
    ],
    [
      'a value of an enum',
      'query ($v: [TicketState!]) { tickets(filter: { states: $v }) { nodes { id } } }',
      [WORD],
    ],
  ])('(%s) is named, its value is not', async (_what, query, v) => {
    for (const message of await messages(query, { v })) expect(message).toContain('The variable $v ');
  });

  test('with a field that its type does not have is told which, or no app of an older schema could be mended', async () => {
    const query = 'query ($v: TicketFilter) { tickets(filter: $v) { nodes { id } } }';
    for (const message of await messages(query, { v: { sice: EMAIL } })) {
      expect(message).toBe(
        'The variable $v has a value that does not fit its type: "sice" is not defined by type "TicketFilter".',
      );
    }
  });

  test('that lacks a field is told where, and is not called missing itself', async () => {
    const query = 'mutation ($v: CreateTicketInput!) { createTicket(input: $v) { __typename } }';
    for (const message of await messages(query, { v: { metadata: [{ key: EMAIL }] } })) {
      expect(message).toBe('The variable $v has a value that does not fit its type, at v.metadata[0].');
    }
  });

  test.each([
    ['an id', 'query ($v: ID = "x") { node(id: $v) { id } }'],
    ['an id in a list', 'query ($v: ID = "x") { nodes(ids: [$v]) { id } }'],
    ['an argument that has a default', 'query ($v: TicketOrder) { tickets(orderBy: $v) { nodes { id } } }'],
    [
      'a field of an input',
      'query ($v: TicketOrderDirection = ASC) { tickets(orderBy: { direction: $v }) { nodes { id } } }',
    ],
    ['a directive', 'query ($v: Boolean = true) { viewer { user @skip(if: $v) { id } } }'],
    [
      'a directive in a fragment',
      'query ($v: Boolean = true) { tickets(first: 1) { nodes { ...A } } } fragment A on Ticket { id @include(if: $v) }',
    ],
    [
      'a directive behind a mutation, which does not happen then',
      'mutation ($v: Boolean = true) { createTicket(input: { emails: ["a@example.com"] }) { __typename @include(if: $v) } }',
    ],
  ])('that is null where a value is needed (%s) is refused before any call', async (_what, query) => {
    const answer = await worlds['open']?.ask(query, { v: null });
    expect(answer).toMatchObject({
      status: 400,
      calls: 0,
      errors: [{ message: 'The variable $v must not be null.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(answer?.errors).toHaveLength(1);
    expect(answer?.data).toBeUndefined();
  });

  test.each([
    ['an argument', 'query ($v: TicketOrder = null) { tickets(orderBy: $v) { nodes { id } } }'],
    [
      'a field of the second change',
      `mutation ($v: Boolean = null) {
        a: createTicket(input: { emails: ["a@example.com"] }) { __typename }
        b: createTicket(input: { emails: ["b@example.com"], validateOnly: $v }) { __typename }
      }`,
    ],
  ])(
    'that is null by its own default where a value is needed (%s) is refused as well',
    async (_what, query) => {
      expect(await worlds['open']?.ask(query)).toMatchObject({
        status: 400,
        calls: 0,
        errors: [{ message: 'The variable $v must not be null.' }],
      });
    },
  );

  test('that is needed by what is put off is so only for who takes it in parts', async () => {
    const query = `mutation ($v: Boolean = true) { createTicket(input: { emails: ["x"] }) { ...F } }
      fragment F on TicketValidationError { code ... @defer(if: $v) { message } }`;
    const accept = 'multipart/mixed;deferSpec=20220824, application/json';
    for (const [headers, refused] of [
      [{}, false],
      [{ accept }, true],
      [{}, false],
    ] as const) {
      const answer = await worlds['open']?.ask(query, { v: null }, { headers });
      expect(answer?.errors?.[0]?.message).toBe(refused ? 'The variable $v must not be null.' : undefined);
    }
  });

  test('that is null where nothing is needed is fine, whatever another operation needs', async () => {
    const query =
      'query A($v: ID = "x") { node(id: $v) { id } } query B($v: Int) { tickets(first: $v) { nodes { id } } }';
    const response = await worlds['open']?.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' },
        body: JSON.stringify({ query, operationName: 'B', variables: { v: null } }),
      }),
    );
    expect(await response?.json()).toMatchObject({ data: { tickets: { nodes: [] } } });
  });
});

describe('a value that fits and is refused all the same is not repeated:', () => {
  test.each([
    ['an id', `{ ticket(ticketId: "${EMAIL}") { id } }`],
    ['a global id', `{ node(id: "${EMAIL}") { id } }`],
    ['a cursor', tickets(`after: "${EMAIL}"`)],
    ['a page', tickets(`first: -1, filter: { search: "${EMAIL}" }`)],
    ['a moment', tickets(`filter: { createdAfter: "${EMAIL}" }`)],
    ['an email', create(`emails: ["${EMAIL}x@"]`)],
    ['a phone number', create(`phones: ["${PHONE}x"]`)],
    ['a country', create(`emails: ["${EMAIL}"], recipient: { country: "${WORD}" }`)],
    ['a key', create(`emails: ["${EMAIL}"], idempotencyKey: "${EMAIL.repeat(30)}"`)],
    [
      'a reference of federation',
      `{ _entities(representations: [{ __typename: "${WORD}", id: "${EMAIL}" }]) { __typename } }`,
    ],
  ])('%s', async (_what, query) => {
    const seen: unknown[] = [];
    for (const world of Object.values(worlds)) {
      const { data, errors } = await world.ask(
        query.replace(
          '__typename } }',
          '__typename ... on TicketError { message } ... on TicketValidationError { issues { path message } } } }',
        ),
      );
      holdsNone(JSON.stringify([data, errors]) + world.logs.at(-1));
      seen.push(data, errors);
    }
    expect(JSON.stringify(seen)).toMatch(/message/);
  });
});

describe('a text that no library says today', () => {
  const nodes = parseValue(`"${EMAIL}"`);

  test.each([
    ['about a literal', new GraphQLError(`What is "${EMAIL}"?`, { nodes })],
    ['about a literal, with a hint in it', new GraphQLError(`No: " Did you mean "${WORD}"?".`, { nodes })],
    ['without a place', new GraphQLError(`What is "${EMAIL}"?`)],
  ])('(%s) is not told', (_what, error) => {
    expect(validationWords(error, true)).toBe('A value does not fit its type.');
  });

  test('about the request keeps the names of its parts, and nothing else that is quoted', () => {
    expect(requestWords(`Unexpected parameter "${WORD}" in the "body".`)).toBe('Unexpected parameter.');
    expect(requestWords('Expected "variables" param to be empty or an object, but given array.')).toContain(
      '"variables"',
    );
  });
});
