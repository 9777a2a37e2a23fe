import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { InitialState } from './settings.ts';

/** A page, and what a browser may do with it. */
export interface Page {
  readonly html: string;
  /** Value of `Content-Security-Policy`. */
  readonly policy: string;
}

const BROWSER = new URL('./browser/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, BROWSER), 'utf8');

/** Our own part of the page, each file after those it needs. */
const MODULES = [
  'layout.js',
  'typed-token.js',
  'watch-parts.js',
  'watch-fetch.js',
  'panel.js',
  'watch-tabs.js',
  'main.js',
];

/**
 * Renders GraphiQL as one page that loads nothing else: code, style, fonts and workers are inline. The library is loaded
 * only here, since it is large.
 */
export async function renderPage(opening: InitialState): Promise<Page> {
  const library = await import('@graphql-yoga/render-graphiql/graphiql');
  const logo = read('logo.svg');
  const scripts = [inScript(library.js), inScript(joined(MODULES))];
  const workers = {
    editorWorkerService: library.editorWorkerService,
    json: library.jsonWorker,
    graphql: library.graphqlWorker,
  };
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ticket Gateway</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(logo)}">
<style>${library.css}</style>
<style>${read('panel.css')}</style>
</head>
<body class="no-focus-outline">
<noscript>GraphiQL needs JavaScript. The endpoint does not: send it a POST.</noscript>
<div id="root"></div>
<template id="logo">${logo}</template>
${data('opening', opening)}
${data('workers', workers)}
${scripts.map((script) => `<script>${script}</script>`).join('\n')}
</body>
</html>
`;
  return { html, policy: policyFor(scripts) };
}

/** Scripts by their hashes, so that nothing else runs, and nothing from elsewhere. Monaco writes its styles inline. */
function policyFor(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    `default-src 'none'`,
    `script-src ${hashes.join(' ')}`,
    'worker-src blob:',
    `style-src 'unsafe-inline'`,
    'font-src data:',
    'img-src data:',
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/**
 * Modules as one script, each in a scope of its own: they are modules so that they can be tested and type-checked, and
 * joined since a page in one piece has nowhere to import from. They import and export by name only.
 */
function joined(names: readonly string[]): string {
  const scopes = names.map((name) => {
    const text = read(name);
    const exported = [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, found]) => found);
    const code = text
      .replace(/^import (\{[^}]*\}) from '\.\/(.*)';$/gm, `const $1 = modules['$2'];`)
      .replace(/^export /gm, '');
    return `modules['${name}'] = (() => {\n${code}\nreturn { ${exported.join(', ')} };\n})();`;
  });
  return `(() => {\n'use strict';\nconst modules = {};\n${scopes.join('\n')}\n})();`;
}

const inScript = (code: string): string => code.replaceAll('</script', '<\\/script');

const data = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
