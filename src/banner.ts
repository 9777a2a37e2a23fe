import type { Settings } from './config.ts';

/** What a start looks like. */
export interface Started {
  readonly url: string;
  readonly settings: Settings;
  /** Settings that differ from the defaults, as `NAME=value`. */
  readonly changed: readonly string[];
  readonly sandbox: { readonly url: string; readonly tokens: readonly SandboxToken[] } | null;
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
  const lines = [
    '',
    `  Ticket Gateway is ready`,
    '',
    `  GraphQL    ${url}`,
    ...(settings.GRAPHIQL ? [`  GraphiQL   ${url}  (in a browser)`] : []),
    ...(sandbox === null ? [`  Upstream   ${settings.UPSTREAM_URL}`] : [`  Sandbox    ${sandbox.url}`]),
    ...(sandbox?.tokens ?? []).map(
      ({ token: one, role, enterprise }, at) =>
        `  ${at === 0 ? 'Tokens  ' : '        '}   ${one.padEnd(16)}${role} of ${enterprise}`,
    ),
    `  Limit      ${limitText(settings, sandbox !== null)}`,
    `  Settings   ${changed.length === 0 ? 'all as they come' : changed.join('  ')}`,
    '',
    '  Try',
    `  curl -s ${url} -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\`,
    `    -d '{"query":"{ tickets(first: 3) { nodes { ticketId state subject } } }"}'`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function limitText({ SANDBOX_RATE_LIMIT, UPSTREAM_RATE_LIMIT }: Settings, embedded: boolean): string {
  if (!embedded) {
    return UPSTREAM_RATE_LIMIT === 'auto'
      ? '10 upstream calls a minute (assumed)'
      : `${UPSTREAM_RATE_LIMIT} a minute`;
  }
  if (SANDBOX_RATE_LIMIT === 0) return 'none in the sandbox; the real API allows about 10 calls a minute';
  return `${SANDBOX_RATE_LIMIT} calls a minute in the sandbox; SANDBOX_RATE_LIMIT=10 shows life on the real API`;
}
