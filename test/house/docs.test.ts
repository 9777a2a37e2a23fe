import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { assertInterfaceType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/graphql/errors.ts';
import { schema } from '../../src/schema.ts';
import { ROOT } from '../helpers/child-process.ts';
import { fileOf, filesOf } from './source.ts';

const pages = [
  ...['README.md', 'CHANGELOG.md', 'SECURITY.md'].map(fileOf),
  ...filesOf('docs', '.md'),
  ...filesOf('examples', '.md'),
  ...filesOf('src', '.md'),
];

/** The anchors of a page, as forges make them of its headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** A page without what is only shown in it. */
const withoutCode = (text: string): string =>
  text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Links of a page that lead nowhere. */
function deadLinks({ path, text }: { path: string; text: string }): string[] {
  const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)|\bsrc(?:set)?="([^"]+)"/g)].map(
    ([, a, b]) => a ?? b ?? '',
  );
  return links
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(fileOf(target).text).includes(anchor);
    })
    .map((link) => `${path}: ${link}`);
}

test('no link of the docs leads nowhere', () => {
  expect(pages.flatMap(deadLinks)).toEqual([]);
});

test('the check finds a link that does', () => {
  const text = '[a](nowhere.md) [b](README.md#no-such-heading) `[c](shown.md)`';
  expect(deadLinks({ path: 'README.md', text })).toHaveLength(2);
});

test('files that the docs name are there', () => {
  const named = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/`((?:src|test|docs|scripts|examples|bin)\/[\w./-]+\.\w+)`/g)].map(([, file = '']) => [
      path,
      file,
    ]),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(([, file = '']) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('commands that the docs name exist', () => {
  const { scripts } = JSON.parse(fileOf('package.json').text);
  const named = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm run (?:-s )?([\w:]+)/g)].map(([, script = '']) => [path, script]),
  );
  expect(named.filter(([, script = '']) => !(script in scripts))).toEqual([]);
});

describe('the page of errors', () => {
  const { text } = fileOf('docs/errors.md');
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (yes|no) \|/gm)].map(
    ([, code = '', status, again]) => [code, { status: Number(status), retryable: again === 'yes' }],
  );

  test('has a row for every code, with its status and whether trying again may help', () => {
    const codes = Object.entries(ERROR_CODES).map(([code, { status, retryable }]) => [
      code,
      { status, retryable },
    ]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(codes));
    expect(rows).toHaveLength(codes.length);
  });
});

test('the page of errors has every type that a mutation may fail with, and its fields', () => {
  const { text } = fileOf('docs/errors.md');
  const told = [...text.matchAll(/^\| `(Ticket\w+Error)` \|.*\|(.*)\|$/gm)].map(
    ([, type = '', beside = '']) => [type, beside] as const,
  );
  const failures = schema.getImplementations(assertInterfaceType(schema.getType('TicketError'))).objects;
  expect(told.map(([type]) => type).toSorted()).toEqual(failures.map(({ name }) => name).toSorted());
  for (const failure of failures) {
    const own = Object.keys(failure.getFields()).filter(
      (field) => !['code', 'message', 'retryable'].includes(field),
    );
    const beside = told.find(([type]) => type === failure.name)?.[1] ?? '';
    for (const field of own) expect(beside, failure.name).toContain(`\`${field}`);
  }
});

describe('decisions', () => {
  const decisions = filesOf('docs/adr', '.md');

  test('have a number each, which no other has', () => {
    const numbers = decisions.map(({ path }) => /\/(\d{4})-[a-z]/.exec(path)?.[1]);
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('say their context, what was decided, and what follows, on one page', () => {
    for (const { path, text, lines } of decisions) {
      expect(
        [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading),
        path,
      ).toEqual(['Context', 'Decision', 'Consequence']);
      expect(lines.length, path).toBeLessThanOrEqual(60);
    }
  });
});
