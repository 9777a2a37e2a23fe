import { expect, test } from 'vitest';
import { operationOf, validate } from './contract.ts';

test('calls are told apart by their verb and path', () => {
  expect(operationOf('GET', '/tickets')).toBe('listTickets');
  expect(operationOf('GET', '/tickets/12')).toBe('getTicket');
  expect(operationOf('PUT', '/tickets/12')).toBe('updateTicket');
  expect(operationOf('GET', '/tickets/12/medias')).toBe('listTicketMedias');
  expect(operationOf('GET', '/enterprises/1/users')).toBe('listEnterpriseUsers');
  expect(operationOf('PATCH', '/tickets/12')).toBeUndefined();
  expect(operationOf('GET', '/tickets/12/nothing')).toBeUndefined();
});

test.each<[string, string, number, unknown]>([
  ['a page', 'listTickets', 200, { data: [{ id: 1, state: 'new' }], total: 1, next_offset: null }],
  ['a ticket in a state nobody knows', 'getTicket', 200, { id: 1, state: 'teleported' }],
  ['no body where there is none', 'updateTicket', 204, undefined],
  ['the rate limit’s own body', 'getTicket', 429, { error: 'Slow down' }],
  ['a status that only the default knows', 'getTicket', 503, { message: 'Later' }],
])('%s fits', (_what, operation, status, body) => {
  expect(() => validate(operation, status, body)).not.toThrow();
});

test.each<[string, string, number, unknown]>([
  ['a page without its rows', 'listTickets', 200, { total: 1 }],
  ['a ticket without a state', 'getTicket', 200, { id: 1 }],
  ['an id in quotes', 'getTicket', 200, { id: '1', state: 'new' }],
  ['a time without a zone', 'getTicket', 200, { id: 1, state: 'new', created: '2026-01-01T00:00:00' }],
  ['a link that is none', 'exportTicket', 200, { url: 'not a link' }],
  ['a country in small letters', 'getTicket', 200, { id: 1, state: 'new', requestor: { country: 'fr' } }],
  ['a refusal without words', 'getTicket', 404, { code: 4 }],
  ['a body where there is none', 'updateTicket', 204, {}],
  ['no body where there is one', 'getTicket', 200, undefined],
  ['an operation nobody has', 'flyToTheMoon', 200, {}],
])('%s does not fit', (_what, operation, status, body) => {
  expect(() => validate(operation, status, body)).toThrow();
});
