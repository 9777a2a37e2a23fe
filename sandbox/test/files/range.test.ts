import { expect, test } from 'vitest';
import { partAsked } from '../../src/files/range.ts';

test.each([
  ['bytes=0-99', { first: 0, last: 99 }],
  ['bytes=990-', { first: 990, last: 999 }],
  ['bytes=-10', { first: 990, last: 999 }],
  ['bytes=-5000', { first: 0, last: 999 }],
  ['bytes=500-5000', { first: 500, last: 999 }],
  ['bytes=999-999', { first: 999, last: 999 }],
  ['Bytes = 1 - 2', { first: 1, last: 2 }],
])('Of 1000 bytes, %s is the part %o', (header, part) => {
  expect(partAsked(header, 1000)).toEqual(part);
});

test.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=-0'])('Of 1000 bytes, %s has none', (header) => {
  expect(partAsked(header, 1000)).toBe('unsatisfiable');
});

test.each([undefined, '', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'items=0-1', 'bytes=0-1,4-5', 'bytes=1'])(
  'The header %s asks for the whole file',
  (header) => {
    expect(partAsked(header, 1000)).toBeNull();
  },
);

test('Nothing is part of an empty file', () => {
  expect(partAsked('bytes=0-', 0)).toBe('unsatisfiable');
  expect(partAsked('bytes=-1', 0)).toBe('unsatisfiable');
});
