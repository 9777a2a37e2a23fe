import { defaultFieldResolver, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.ts';
import { createSubgraph } from '../../src/federation/subgraph.ts';
import { listUsers } from '../helpers/endpoints.ts';
import { makeWeather, WEATHERS } from './conditions.ts';
import { type Findings, tryPlans } from './property.ts';
import { type Desk, openDesk } from './workbench.ts';

/** As many as fit into a run of all tests; `npm run budget:property` tries a hundred thousand. */
const OPERATIONS = [1_500, 500, 500, 500];

const shown = ({ broken }: Findings) =>
  broken
    .slice(0, 3)
    .map(({ made, ...rest }) => ({ ...rest, document: made.document, variables: made.variables }));

describe.each(WEATHERS)('Operations made up from the schema of a subgraph, on $name', (weather) => {
  let desk: Desk;
  let findings: Findings;
  const { still } = weather;
  beforeAll(async () => {
    desk = await openDesk({ env: weather.env ?? {}, schema: createSubgraph().schema });
    const trial = {
      operations: OPERATIONS[WEATHERS.indexOf(weather)] ?? 0,
      seed: 1,
      mutations: 0.1,
      still,
      most: 12,
    };
    findings = await tryPlans(desk, { ...trial, weather: () => makeWeather(desk, weather, 7) });
  }, 240_000);
  afterAll(() => desk.close());

  it(`never cost more than their bound${still ? ', nor than was planned' : ''}`, () => {
    expect(shown(findings)).toEqual([]);
  });

  it('are of all kinds: reads and changes, free ones and dear ones', () => {
    expect(findings.mutations).toBeGreaterThan(findings.operations / 20);
    expect(findings.free).toBeGreaterThan(10);
    expect(findings.calls).toBeGreaterThan(findings.operations);
  });

  it('show that a plan is no idle guess', () => {
    expect(findings.ratio).toBeGreaterThan(0.6);
  });
});

describe('The check itself', () => {
  it('finds a field that costs a call more than it declares', async () => {
    const desk = await openDesk();
    const type = desk.schema.getType('TicketEvent');
    const field = isObjectType(type) ? type.getFields()['name'] : undefined;
    if (field === undefined) throw new Error('the schema has no such field');
    const { resolve = defaultFieldResolver } = field;
    let offset = 0;
    field.resolve = async (source, args, context: Context, info) => {
      offset += 1;
      await context.upstream.send(listUsers, { enterpriseId: '3573', offset, limit: 1 });
      return resolve(source, args, context, info);
    };
    try {
      const trial = { operations: 300, seed: 1, mutations: 0, still: true, most: 12 };
      expect((await tryPlans(desk, trial)).broken.length).toBeGreaterThan(0);
    } finally {
      field.resolve = resolve;
      await desk.close();
    }
  });
});
