import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOperations } from '../helpers/app-operations.ts';
import { type Answer, createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

const operations = appOperations();

let world: TestGateway;
const answers = new Map<string, Answer<unknown>>();

beforeAll(async () => {
  world = await createTestGateway();
  // The token is known: asking who it is belongs to the first request of a day.
  for (const token of new Set(operations.map((one) => one.token)))
    await world.ask('{ viewer { __typename } }', {}, { token });
  const data = new Map<string, unknown>();
  for (const { name, document, variables, token } of operations) {
    const answer = await world.ask<unknown, object>(document, variables(data), { token });
    answers.set(name, answer);
    data.set(name, answer.data);
  }
});
afterAll(() => world.close());

const costOf = (name: string) => answers.get(name)?.extensions.cost;

describe('The operations of an app', () => {
  it('cover all eighteen acceptance cases but the live screen', () => {
    const cases = new Set(operations.map(({ name }) => Number(name.slice(0, 2))));
    expect([...cases]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18]);
  });

  it.each(operations.map(({ name }) => name))('%s works, and costs what was planned at most', (name) => {
    const answer = answers.get(name);
    expect(answer?.errors).toBeUndefined();
    const { planned, bound, actual } = answer?.extensions.cost ?? { planned: 0, bound: 0, actual: -1 };
    expect(actual).toBe(answer?.calls);
    expect(actual).toBeLessThanOrEqual(planned);
    expect(planned).toBeLessThanOrEqual(bound);
  });

  it('are planned closely: on the mean at least 0.6 of the calls that are planned are made', () => {
    const ratios = operations.map(({ name }) => (costOf(name)?.actual ?? 0) / (costOf(name)?.planned ?? 1));
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeGreaterThanOrEqual(0.6);
  });

  it('cost what they are known for', () => {
    const actual = (name: string) => costOf(name)?.actual;
    expect(actual('01-inbox')).toBe(1);
    expect(actual('02-inbox-scroll')).toBe(1);
    expect(actual('06-detail')).toBe(3);
    expect(actual('07-lookup')).toBe(1);
    expect(actual('13-delete')).toBe(1);
    // One list that has what is left of twenty, and ten that are nobody's, beside the one that was deleted.
    expect(actual('16-background-sync')).toBe(12);
  });
});
