import { describe, expect, test } from 'vitest';
import { cyclesIn, importsOf, longFunctions, measure } from '../../scripts/house.ts';

describe('the measures of the code base', () => {
  test('read every file once, and say what exceeds a limit', () => {
    const measures = measure();
    expect(measures.length).toBeGreaterThan(10);
    for (const { value, found } of measures) if (found.length > 0) expect(found).toHaveLength(value);
  });

  test('count type imports and lazy ones', () => {
    const text =
      "import type { A } from './a.ts';\nimport './b.ts';\nimport {\n  c,\n} from '../c.ts';\n" +
      "import d from 'd';\nconst e = () => import('./e.ts');\n";
    expect(importsOf({ path: 'src/room/file.ts', text })).toEqual([
      'src/room/a.ts',
      'src/room/b.ts',
      'src/c.ts',
      'src/room/e.ts',
    ]);
  });

  test('find the long functions of each form', () => {
    const body = '\n'.repeat(4);
    const text = `function a() {${body}}\nconst b = () => {${body}};\nclass C { d() {${body}} }\nfunction e() {}\n`;
    expect(longFunctions({ path: 'x.ts', text }, 4)).toEqual(['x.ts:1 (5)', 'x.ts:6 (5)', 'x.ts:11 (5)']);
    expect(longFunctions({ path: 'x.ts', text }, 5)).toEqual([]);
  });

  test('find a cycle', () => {
    expect(
      cyclesIn([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
      ]),
    ).toEqual(['b → c → b']);
  });
});
