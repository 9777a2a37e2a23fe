import { readdirSync, readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { type ApolloManifest, type ApolloOperation, idOf } from '../../scripts/codegen/manifest.ts';
import { schema } from '../../src/schema.ts';
import { filled } from '../helpers/app-operations.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { misfits, type Shape, shapeOf } from './shape.ts';

/** What was shipped, one folder for each version of the app. */
export const SHIPPED = new URL('../../examples/mobile/shipped/', import.meta.url);

/** One request of a version: what it sends, and what came back on the day it was shipped. */
export interface Play {
  readonly name: string;
  /** An operation of the manifest. */
  readonly operation: string;
  readonly token: string;
  /** May refer to earlier answers: see `filled`. */
  readonly variables: Record<string, unknown>;
  /** Upstream calls at most. */
  readonly calls: number;
  /** Codes of the failures that belong to it, as errors and as values. */
  readonly codes: readonly string[];
  readonly shape: Shape;
}

/** A version of the app that somebody still has on a phone. */
export interface ShippedVersion {
  readonly version: string;
  readonly manifest: ApolloManifest;
  readonly plays: readonly Play[];
}

/** What is asked, before its answer is known. */
export type PlayRequest = Pick<Play, 'name' | 'operation' | 'token' | 'variables'>;

/** Every version that was shipped, the oldest first. */
export function shippedVersions(): ShippedVersion[] {
  return readdirSync(SHIPPED)
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map((version) => {
      const read = (file: string) => JSON.parse(readFileSync(new URL(`${version}/${file}`, SHIPPED), 'utf8'));
      return { version, manifest: read('persisted-query-manifest.json'), plays: read('replay.json') };
    });
}

/** Everything that a version would stumble over today; each line names the version and the operation. */
export async function faultsOf({ version, manifest, plays }: ShippedVersion): Promise<string[]> {
  const unfit = manifest.operations.flatMap(({ id, name, body }) => [
    ...(idOf(body) === id ? [] : [`${version} ${name}: its id is not that of its document`]),
    ...(plays.some(({ operation }) => operation === name) ? [] : [`${version} ${name}: it is never played`]),
    ...validate(schema, parse(body)).map(({ message }) => `${version} ${name}: ${message}`),
  ]);
  // What does not even fit the schema needs no playing.
  if (unfit.length > 0) return unfit;
  const played = await playAll(manifest, plays);
  return plays.flatMap((was, at) => {
    const now = played[at];
    const faults = now === undefined ? ['it was not played'] : stumbles(was, now);
    return faults.map((fault) => `${version} ${was.operation} (${was.name}): ${fault}`);
  });
}

function stumbles(was: Play, now: Play): string[] {
  // Its shape is another one for that alone.
  if (String(now.codes) !== String(was.codes))
    return [`errors ${now.codes.join() || 'none'}, and not ${was.codes.join() || 'none'}`];
  return [
    ...(now.calls <= was.calls ? [] : [`${now.calls} upstream calls, and not ${was.calls}`]),
    ...misfits(was.shape, now.shape),
  ];
}

/** The sandbox's data differ from day to day, so it is always this day there. */
const DAY = Date.UTC(2026, 10, 22, 9);

/** What is needed of a manifest to send what it holds. */
type Documents = { readonly operations: readonly Pick<ApolloOperation, 'name' | 'body'>[] };

/** Sends requests in their order, through the front door of a gateway before a sandbox as it comes. */
export async function playAll(manifest: Documents, requests: readonly PlayRequest[]): Promise<Play[]> {
  const began = Date.now();
  const world = await createTestGateway({ sandbox: { clock: () => DAY + Date.now() - began } });
  try {
    // Who asks is known: that is a call of the first request of a day.
    for (const token of new Set(requests.map((one) => one.token)))
      await world.ask('{ viewer { __typename } }', {}, { token });
    const answers = new Map<string, unknown>();
    const played: Play[] = [];
    for (const request of requests) played.push(await playOne(world, manifest, request, answers));
    return played;
  } finally {
    await world.close();
  }
}

async function playOne(
  world: TestGateway,
  manifest: Documents,
  request: PlayRequest,
  answers: Map<string, unknown>,
): Promise<Play> {
  const { name, operation, token, variables } = request;
  const body = manifest.operations.find((one) => one.name === operation)?.body;
  if (body === undefined) throw new Error(`${name}: the manifest has no ${operation}`);
  let sent: object;
  try {
    sent = filled(variables, answers);
  } catch (error) {
    // An earlier answer does not hold what this one is made of.
    return { name, operation, token, variables, calls: 0, codes: [String(error)], shape: {} };
  }
  const answer = await world.ask<unknown, object>(body, sent, { token });
  answers.set(name, answer.data);
  const codes = [...(answer.errors ?? []).map(({ extensions }) => extensions.code), ...codesIn(answer.data)];
  return { name, operation, token, variables, calls: answer.calls, codes, shape: shapeOf(answer.data) };
}

/** The codes of failures that came as values. */
function codesIn(data: unknown): string[] {
  if (!(data instanceof Object)) return [];
  return Object.entries(data).flatMap(([key, value]) => (key === 'code' ? [String(value)] : codesIn(value)));
}
