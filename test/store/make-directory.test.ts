import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeDirectory } from '../../src/store/make-directory.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ticket-gateway-folder-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('a folder', () => {
  test('is made with those above it, and may be there already', () => {
    const deep = join(scratch, 'a', 'b', 'c');
    makeDirectory(deep);
    makeDirectory(deep);
    expect(existsSync(deep)).toBe(true);
  });

  test.each([
    ['under a file', 'file/a/b', 'ENOTDIR'],
    ['behind a link to nowhere', 'link/a/b', 'EEXIST'],
  ])('%s can not be made, and that is told', (_what, path, code) => {
    writeFileSync(join(scratch, 'file'), '');
    if (path.startsWith('link')) symlinkSync(join(scratch, 'nowhere'), join(scratch, 'link'));
    expect(() => makeDirectory(join(scratch, path))).toThrow(expect.objectContaining({ code }));
  });

  test.skipIf(!existsSync('/proc/self'))('where the system makes none is told too, at once', () => {
    expect(() => makeDirectory('/proc/nowhere/a/b')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
