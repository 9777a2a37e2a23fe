import { expect, test } from 'vitest';
import { filesOf, type SourceFile } from './source.ts';

const source = filesOf('src', '.ts');
const tests = filesOf('test', '.ts');

/** Lines that hold nothing but a comment, as the formatter writes them. */
const isComment = (line: string): boolean => /^\s*(\/\/|\/?\*)/.test(line);

const linesOf = (files: readonly SourceFile[]): number =>
  files.reduce((sum, { lines }) => sum + lines.length, 0);

test('there are at least as many lines of tests as of source', () => {
  expect(linesOf(tests)).toBeGreaterThanOrEqual(linesOf(source));
});

test('nothing is left for later, nothing is silenced without a reason', () => {
  const marks = [...source, ...tests].flatMap(({ path, lines }) =>
    lines.flatMap((line, at) => {
      const later = /\b(TODO|FIXME|XXX|HACK)\b/.test(line) && !path.endsWith('size.test.ts');
      const silenced = /@ts-(ignore|nocheck|expect-error)/.test(line) && !/@NOTE/.test(lines[at - 1] ?? '');
      return (later || silenced) && !path.endsWith('size.test.ts') ? [`${path}:${at + 1}`] : [];
    }),
  );
  expect(marks).toEqual([]);
});

test('a cast stands with a note that says why', () => {
  const cast = /\bas (?!const\b|[a-z]\w* )(?:unknown|never|[A-Z{[(])/;
  const bare = source.flatMap(({ path, lines }) =>
    lines.flatMap((line, at) => {
      if (isComment(line) || !cast.test(line.replace(/'[^']*'|`[^`]*`/g, ''))) return [];
      if (/^\s*(import |export |<)/.test(line) || / as \w+,?$/.test(line.trim())) return [];
      const above = lines.slice(Math.max(0, at - 4), at + 1);
      return above.some((one) => one.includes('@NOTE')) ? [] : [`${path}:${at + 1}: ${line.trim()}`];
    }),
  );
  expect(bare).toEqual([]);
});
