#!/usr/bin/env node
// Plain JavaScript, so that a Node that is too old can say so instead of stumbling over the first type.
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: 24.12 or newer is needed. ` +
      'npm ci brings one along (unless optional packages or scripts are left out): start with npm start.\n',
  );
  process.exit(1);
}
module.enableCompileCache();
await import('../src/main.ts');
