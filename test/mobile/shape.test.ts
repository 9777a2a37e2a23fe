import { expect, test } from 'vitest';
import { misfits, shapeOf } from './shape.ts';

test('the shape of an answer is its places and what stands there, whatever the values and however long the lists', () => {
  const data = {
    a: [
      { b: 'x', c: null },
      { b: 'y', c: 1 },
    ],
    d: true,
    e: [],
  };
  expect(shapeOf(data)).toEqual({
    '': 'object',
    a: 'list',
    'a[]': 'object',
    'a[].b': 'string',
    'a[].c': 'null|number',
    d: 'boolean',
    e: 'list',
  });
  expect(
    shapeOf({
      ...data,
      a: [
        { b: 'z', c: null },
        { b: '', c: 2 },
        { b: '', c: 3 },
      ],
    }),
  ).toEqual(shapeOf(data));
});

test.each<[string, object, string[]]>([
  ['the same', { a: [{ b: 'x' }], c: 1 }, []],
  ['a null less', { a: [{ b: 'x' }], c: 1 }, []],
  ['a null that was never there', { a: [{ b: null }], c: 1 }, ['a[].b was string, and is null']],
  ['a list that is empty', { a: [], c: 1 }, ['a[] is missing', 'a[].b is missing']],
  ['another type', { a: [{ b: 'x' }], c: '1' }, ['c was null or number, and is string']],
  ['a key more', { a: [{ b: 'x' }], c: 1, d: 1 }, ['d was never there']],
])('a client of an older shape and %s', (_what, now, faults) => {
  const shipped = { '': 'object', a: 'list', 'a[]': 'object', 'a[].b': 'string', c: 'null|number' };
  expect(misfits(shipped, shapeOf(now))).toEqual(faults);
});
