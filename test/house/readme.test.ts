import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeSettings } from '../../src/config/describe.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { fileOf } from './source.ts';

const { text } = fileOf('README.md');
const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'm').exec(text)?.[1] ?? '';

let world: TestGateway;
beforeAll(async () => {
  // The settings of `npm start`.
  world = await createTestGateway({ sandbox: { seed: '1', rateLimit: 600 } });
});
afterAll(() => world?.close());

test('the query of the README has the answer, and the price, that the README shows', async () => {
  const shown = JSON.parse(block('json'));
  const answer = await world.ask<object, object>(block('graphql'));
  expect(answer.data).toEqual(shown.data);
  expect(answer.extensions).toMatchObject(shown.extensions);
  expect(answer.calls).toBe(shown.extensions.cost.actual);
});

test('the two commands stand first', () => {
  expect(block('sh').trim()).toBe('npm ci && npm start');
  expect(text).toContain('`npm ci && npm test`');
});

test('the settings of the README exist', () => {
  const named = [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(named).toHaveLength(10);
  const names = describeSettings().map(({ name }) => name);
  expect(named.filter((name) => !names.includes(name ?? ''))).toEqual([]);
});
