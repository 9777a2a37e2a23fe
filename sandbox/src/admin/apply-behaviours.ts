import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, MiddlewareHandler } from 'hono';
import type { DoorEnv } from '../auth/middleware.ts';
import type { Deps } from '../deps.ts';
import type { Directory } from '../directory.ts';
import { templateOf } from '../http/template.ts';
import { applies, type Failure, type Habits } from './behaviours.ts';
import type { Calls } from './call-log.ts';
import { rewritten } from './rewrite-response.ts';

/** Counts every call and plays the habits on it: waits, fails, or bends the answer. */
export function play(
  deps: Pick<Deps, 'parameters'>,
  directory: Directory,
  calls: Calls,
  habits: Habits,
): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const [method, path] = [c.req.method, templateOf(c)];
    calls.begin();
    try {
      await answer(c, next, habits, method, path);
    } finally {
      const caller = c.get('caller');
      const user = caller === undefined ? null : (directory.user(caller.id)?.username ?? null);
      calls.end({ method, path, user, status: c.res.status, parameters: await told(deps, c, path) });
    }
  };
}

async function answer(c: Context, next: () => Promise<void>, habits: Habits, method: string, path: string) {
  const rules = habits.current();
  const wait = rules.latency.find((rule) => applies(rule, method, path));
  if (wait !== undefined) await sleep(wait.ms);
  const failure = habits.takeFailure(method, path);
  if (failure?.when !== 'before') await next();
  if (failure !== undefined) c.res = failed(failure);
  else if (isJson(c.res) && c.res.ok) {
    const body = rewritten(await c.res.json(), rules, method, path);
    c.res = new Response(JSON.stringify(body), c.res);
  }
}

function isJson(answer: Response): boolean {
  return answer.headers.get('content-type')?.startsWith('application/json') ?? false;
}

function failed({ status, body, headers }: Failure): Response {
  const json = 'application/json';
  const shapes = {
    error: { text: JSON.stringify({ code: -1, message: 'Internal error', details: '' }), type: json },
    html: { text: '<html><body><h1>Bad gateway</h1></body></html>', type: 'text/html' },
    empty: { text: '', type: json },
    cut: { text: '{"data":[{"id":1,"sta', type: json },
  };
  const { text, type } = shapes[body];
  const hasNoBody = status === 204 || status === 304;
  return new Response(hasNoBody ? null : text, { status, headers: { 'content-type': type, ...headers } });
}

/** What a call carried; of a token call the names only, since its values are passwords. */
async function told(deps: Pick<Deps, 'parameters'>, c: Context, path: string) {
  const given = await deps.parameters(c).catch(() => ({}));
  return path === '/token' ? Object.fromEntries(Object.keys(given).map((name) => [name, ''])) : given;
}
