import { openStack, routerOf } from './stack.ts';

/** Starts everything on fixed ports, and says where it is. Ctrl-C ends it, and what it started ends with it. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));

const router = routerOf(process.argv.slice(2));
const stack = await openStack({
  router,
  ports: { tickets: 4000, sandbox: 4001, crm: 4002, billing: 4003, router: 4004 },
});

const query =
  '{ ticket(ticketId: \\"82001\\") { subject customerNotes requestor { contact { fullName } } } }';
process.stdout.write(
  [
    '',
    '  A federated graph is ready',
    '',
    `  Router     ${stack.url}  (${router === 'hive' ? 'Hive Gateway' : 'Apollo’s gateway'})`,
    ...stack.subgraphs.map(({ name, url }) => `  ${name.padEnd(11)}${url}`),
    '',
    '  Try',
    `  curl -s ${stack.url} -H 'Authorization: Bearer sandbox-alice' -H 'Content-Type: application/json' \\`,
    `    -d '{"query":"${query}"}'`,
    '',
    '',
  ].join('\n'),
);
