import { API } from '../src/app/api.ts';
import type { Endpoint } from '../src/upstream/endpoint/declare.ts';
import { ENVELOPE } from '../src/upstream/endpoint/decode.ts';
import { recordsIn } from '../src/upstream/endpoint/overrides.ts';

/** The page that is printed from the declarations. */
export const WIRE_FILE = new URL('../docs/wire.md', import.meta.url);

const code = (text: string): string => `\`${text}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Prints every name by which the gateway speaks to the ticket API, with where it is known from. */
export function wirePage(): string {
  const records = new Map(API.flatMap(({ returns }) => recordsIn(returns.record)));
  return `${[
    '# Names on the wire',
    'Every name by which the gateway speaks to the ticket API, and where it is known from: `documented` on a public page, `seed` (the vendor’s prose),\n' +
      'or `inferred` by us. `npm run wire:print` prints this page from the declarations (`src/*/api.ts`). A\n' +
      '[file](how-to/run-against-your-account.md) can override each of them.',
    '## Endpoints',
    ...API.map(endpointSection),
    '## Records',
    ...[...records].map(([name, fields]) => {
      const rows = Object.entries(fields).map(([field, { wire, source }]) => [
        code(field),
        wire.map(code).join(', '),
        source,
      ]);
      return `### ${name}\n\n${table(['field', 'on the wire', 'source'], rows)}`;
    }),
    '### envelope',
    table(
      ['member', 'on the wire'],
      Object.entries(ENVELOPE).map(([member, name]) => [code(member), code(name)]),
    ),
  ].join('\n\n')}\n`;
}

function endpointSection({ name, method, path, place: usual, params, returns }: Endpoint): string {
  const rows = Object.entries(params).map(
    ([param, { name: wire, type, place = usual, source, nameSource }]) => [
      code(param),
      wire === null ? 'not known' : code(wire),
      type,
      place,
      source,
      nameSource,
    ],
  );
  const head = ['parameter', 'on the wire', 'type', 'place', 'source', 'source of the name'];
  const returned = returns.record === null ? 'nothing' : code(returns.record.recordName);
  return [
    `### ${name}`,
    `${code(`${method} ${path}`)}, returns ${returns.shape === 'page' ? `a page of ${returned}` : returned}.`,
    ...(rows.length === 0 ? [] : [table(head, rows)]),
  ].join('\n\n');
}
