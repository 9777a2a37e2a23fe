import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The project's modules that a program loads, as paths in `src/`. */
function loadedBy(program: string): string[] {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) {
      const path = url.split('/src/')[1];
      if (path && !url.includes('node_modules')) console.log(path);
      return next(url, context);
    } });
    ${program}`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  return printed.trim().split('\n');
}

const GATEWAY = `await import('./src/server/gateway.ts');`;

describe('federation', () => {
  it('is not loaded with the gateway', () => {
    const loaded = loadedBy(GATEWAY);
    expect(loaded).toContain('schema.ts');
    expect(loaded.filter((path) => path.startsWith('federation/'))).toEqual([]);
  });

  it('is loaded when it is asked for', () => {
    const loaded = loadedBy(`${GATEWAY} await import('./src/federation/subgraph.ts');`);
    expect(loaded.filter((path) => path.startsWith('federation/'))).not.toEqual([]);
  });
});
