import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDatetime, parseDatetime } from '../../src/upstream/endpoint/datetime.ts';

describe('a moment', () => {
  test.each([
    ['2023-07-12T15:48:11+00:00', '2023-07-12T15:48:11.000Z'],
    ['2023-07-12T15:48:11Z', '2023-07-12T15:48:11.000Z'],
    ['2023-07-12T15:48:11.5Z', '2023-07-12T15:48:11.500Z'],
    ['2023-07-12T15:48:11.123456789+02:00', '2023-07-12T13:48:11.123Z'],
    ['2023-07-12T15:48:11-0530', '2023-07-12T21:18:11.000Z'],
    ['2023-07-12T15:48:11+02', '2023-07-12T13:48:11.000Z'],
    ['2023-07-12T15:48', '2023-07-12T15:48:00.000Z'],
    ['2023-07-12 15:48:11', '2023-07-12T15:48:11.000Z'],
    ['2023-07-12', '2023-07-12T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s, in whatever time zone this runs', (text, iso) => {
    expect(parseDatetime(text)?.toISOString()).toBe(iso);
  });

  test.each([
    '',
    'soon',
    '2023-02-30T00:00:00Z',
    '2023-13-01',
    '2023-07-12T25:00:00Z',
    '2023-07-12T15:48:61Z',
    '12/07/2023',
    '1689176891',
    '2023-07-12T15:48:11+99:00',
    '2023-07-12T15:48:11 CET',
  ])('%j is none', (text) => expect(parseDatetime(text)).toBeNull());

  test('is written in UTC with Z, cut to seconds, and read back the same', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          const text = formatDatetime(date) ?? '';
          expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
          expect(parseDatetime(text)?.getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
        },
      ),
    );
  });

  test.each([new Date(Number.NaN), new Date('+010000-01-01T00:00:00Z'), new Date('-000001-01-01T00:00:00Z')])(
    'that the API has no text for is not written',
    (date) => expect(formatDatetime(date)).toBeNull(),
  );
});
