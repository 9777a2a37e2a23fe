import { describe, expect, test } from 'vitest';
import { commaList, flag, moment, wholeNumber } from '../src/http/fields.ts';
import { country, emailList, identityOf, people, phoneList } from '../src/ticket/create/recipients.ts';

test.each([
  ['a@example.com', ['a@example.com']],
  [' a@example.com ,b+tag@sub.example.org,', ['a@example.com', 'b+tag@sub.example.org']],
  ['information@example.com,supporter@example.com', ['information@example.com', 'supporter@example.com']],
  ['', []],
])('emails %j are %j', (text, list) => {
  expect(emailList.parse(text)).toEqual(list);
});

test.each([
  'a',
  'a@',
  '@b',
  'a@b c.com',
  'a@example.com;b@example.com',
  'Zoe <zoe@example.com>',
  'a@@example.com',
])('emails %j are refused', (text) => {
  expect(emailList.safeParse(text).success).toBe(false);
});

test.each(['info', 'CONTACT', 'support', 'no-reply', 'noreply', 'postmaster', 'sales', 'Helpdesk'])(
  'the shared mailbox %s is refused in every domain',
  (mailbox) => {
    expect(emailList.safeParse(`${mailbox}@anything.example`).error?.issues[0]?.message).toContain(
      'shared mailbox',
    );
  },
);

test.each([
  ['+33612345678', ['+33612345678']],
  ['+33 612-345.678, +4915112345678', ['+33612345678', '+4915112345678']],
])('phones %j are %j', (text, list) => {
  expect(phoneList.parse(text)).toEqual(list);
});

test.each([
  '33612345678',
  '0033612345678',
  '+0612345678',
  '+33',
  '+33 6 12 34 56 78x',
  '++33612345678',
  '+33 (0)612345678',
])('phones %j are refused', (text) => {
  expect(phoneList.safeParse(text).success).toBe(false);
});

test.each(['FR', 'GB', 'US', 'CH', 'JP'])('%s is a country', (code) => {
  expect(country.safeParse(code).success).toBe(true);
});

test.each(['ZZ', 'QQ', 'XX', 'fr', 'FRA', 'F', '', '33', 'F1'])('%j is no country', (code) => {
  expect(country.safeParse(code).success).toBe(false);
});

describe('who takes part', () => {
  const given = { emails: ['a@example.com', 'b@example.com'], phones: ['+33612345678'] };

  test('is one person with all addresses, or one person for each', () => {
    expect(people(given, false)).toEqual([given]);
    expect(people(given, true).map(identityOf)).toEqual(['a@example.com', 'b@example.com', '+33612345678']);
  });

  test('is recognised by the first address, emails before phones, in small letters', () => {
    expect(identityOf({ emails: ['A@Example.com'], phones: ['+336'] })).toBe('a@example.com');
    expect(identityOf({ emails: [], phones: ['+336', '+337'] })).toBe('+336');
  });
});

describe('values of parameters', () => {
  test.each([
    ['1', true],
    ['true', true],
    ['TRUE', true],
    ['0', false],
    ['false', false],
    ['FALSE', false],
  ])('%s is %s', (text, value) => {
    expect(flag.parse(text)).toBe(value);
  });

  test.each(['', 'yes', 'True', '2', 'on'])('%j is neither true nor false', (text) => {
    expect(flag.safeParse(text).success).toBe(false);
  });

  test.each(['2026-03-10T09:30:00Z', '2026-03-10T09:30:00.000Z', '2026-03-10T09:30:00.999Z'])(
    '%s is that second',
    (text) => {
      expect(moment.parse(text)).toBe(Date.parse('2026-03-10T09:30:00Z') / 1000);
    },
  );

  test.each([
    '2026-03-10',
    '2026-03-10T09:30:00',
    '2026-03-10T09:30:00+00:00',
    '2026-13-10T09:30:00Z',
    '1773135000',
    '',
  ])('%j is no moment', (text) => {
    expect(moment.safeParse(text).success).toBe(false);
  });

  test.each([
    ['1', true],
    ['60', true],
    ['007', true],
    ['0', false],
    ['61', false],
    ['-1', false],
    ['1e1', false],
    ['١', false],
  ])('%s from 1 to 60: %s', (text, good) => {
    expect(wholeNumber(1, 60).safeParse(text).success).toBe(good);
  });

  test('a list with commas leaves out what is empty', () => {
    expect(commaList.parse(' a, ,b ,, c')).toEqual(['a', 'b', 'c']);
  });
});
