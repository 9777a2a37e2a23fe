/** The settings that a start shows. */
interface ShownSettings {
  readonly UPSTREAM_URL?: string | undefined;
  readonly UPSTREAM_TOKEN_HEADER: string;
  readonly UPSTREAM_RATE_LIMIT: 'auto' | number;
  readonly GRAPHIQL: boolean;
  readonly CURSOR_KEYS?: readonly string[] | undefined;
  readonly SANDBOX_RATE_LIMIT: number;
}

/** What the banner shows. */
export interface Started {
  readonly url: string;
  readonly settings: ShownSettings;
  /** Settings that differ from the defaults, as `NAME=value`. */
  readonly changed: readonly string[];
  readonly sandbox: StartedSandbox | null;
}

/** Where the sandbox is, and who may enter. */
export interface StartedSandbox {
  readonly url: string;
  readonly tokens: readonly SandboxToken[];
}

/** A token that the sandbox always takes. */
export interface SandboxToken {
  readonly name: string;
  readonly token: string;
  readonly role: string;
  readonly enterprise: string;
}

/** What the process says when it is ready: where it is, with what token, and a line that answers when pasted. */
export function banner({ url, settings, changed, sandbox }: Started): string {
  const token = sandbox?.tokens[0]?.token ?? '<your token>';
  const header = settings.UPSTREAM_TOKEN_HEADER.replace('authorization', 'Authorization');
  return page('Ticket Gateway is ready', [
    ['GraphQL', [url]],
    ['GraphiQL', settings.GRAPHIQL ? [`${url}  (in a browser)`] : []],
    sandbox === null ? ['Upstream', [settings.UPSTREAM_URL ?? '']] : ['Sandbox', [sandbox.url]],
    ['Tokens', sandbox === null ? [] : tokenLines(sandbox)],
    ['Limit', [limitText(settings, sandbox !== null)]],
    ['Cursors', settings.CURSOR_KEYS === undefined ? ['end with this process: CURSOR_KEYS is not set'] : []],
    ['Settings', [settingsText(changed)]],
    [
      'Try',
      [
        `curl -s ${url} -H '${header}: Bearer ${token}' -H 'Content-Type: application/json' \\`,
        `  -d '{"query":"{ tickets(first: 3) { nodes { ticketId state subject } } }"}'`,
      ],
    ],
  ]);
}

/** The banner of the sandbox alone. */
export function sandboxBanner(sandbox: StartedSandbox & Pick<Started, 'changed'>): string {
  return page('Sandbox of the ticket API is ready', [
    ['Sandbox', [sandbox.url]],
    ['Tokens', tokenLines(sandbox)],
    ['Settings', [settingsText(sandbox.changed)]],
    [
      'Try',
      [`curl -s '${sandbox.url}/tickets?limit=3' -H 'Authorization: Bearer ${sandbox.tokens[0]?.token}'`],
    ],
  ]);
}

/** A title, and rows of a label with its lines; rows without lines are left out. `Try` stands apart, to be pasted. */
function page(title: string, rows: readonly (readonly [label: string, lines: readonly string[]])[]): string {
  const told = rows.flatMap(([label, lines]) => {
    if (label === 'Try') return ['', `  ${label}`, ...lines.map((line) => `  ${line}`)];
    return lines.map((line, at) => `  ${(at === 0 ? label : '').padEnd(11)}${line}`);
  });
  return `${['', `  ${title}`, '', ...told, ''].join('\n')}\n`;
}

const tokenLines = ({ tokens }: StartedSandbox): string[] =>
  tokens.map(({ token, role, enterprise }) => `${token.padEnd(16)}${role} of ${enterprise}`);

const settingsText = (changed: readonly string[]): string =>
  changed.length === 0 ? 'all as they come' : changed.join('  ');

function limitText({ SANDBOX_RATE_LIMIT, UPSTREAM_RATE_LIMIT }: ShownSettings, embedded: boolean): string {
  if (!embedded) {
    return UPSTREAM_RATE_LIMIT === 'auto'
      ? '10 upstream calls a minute (assumed)'
      : `${UPSTREAM_RATE_LIMIT} a minute`;
  }
  if (SANDBOX_RATE_LIMIT === 0) return 'none in the sandbox; the real API allows about 10 calls a minute';
  return `${SANDBOX_RATE_LIMIT} calls a minute in the sandbox; SANDBOX_RATE_LIMIT=10 shows life on the real API`;
}
