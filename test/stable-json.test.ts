import { expect, test } from 'vitest';
import { stableJson } from '../src/stable-json.ts';

test('the order of members does not matter, that of lists does', () => {
  expect(stableJson({ b: [2, 1], a: { d: null, c: 'x' } })).toBe('{"a":{"c":"x","d":null},"b":[2,1]}');
  expect(stableJson([{ b: 1, a: undefined }, undefined])).toBe('[{"b":1},null]');
  expect(stableJson(new Date(0))).toBe('"1970-01-01T00:00:00.000Z"');
  expect(stableJson(undefined)).toBe('');
});

test('objects as pairs, the form that stored hashes of arguments are made of', () => {
  const args = {
    phones: ['+33612345678'],
    invite: true,
    due: new Date(0),
    note: undefined,
    more: { z: 1, y: null },
  };
  expect(stableJson(['key', args], 'pairs')).toBe(
    '["key",[["due","1970-01-01T00:00:00.000Z"],["invite",true],["more",[["y",null],["z",1]]],["phones",["+33612345678"]]]]',
  );
});
