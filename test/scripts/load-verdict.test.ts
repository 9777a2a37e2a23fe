import { describe, expect, it } from 'vitest';
import { judge, type Outcome } from '../../scripts/load/judge.ts';

const GOOD: Outcome = {
  filled: { tickets: 100_000, events: 1_000_000, seconds: 20 },
  load: 1.4,
  bareP99: 20,
  listP99: 50,
};
const missed = (differs: Partial<Outcome>) => judge({ ...GOOD, ...differs }).missed;
const lines = (differs: Partial<Outcome>) => judge({ ...GOOD, ...differs }).lines.join('\n');

describe('A run of the load', () => {
  it('is good up to its limits, each of which has a line', () => {
    expect(judge(GOOD).missed).toEqual([]);
    expect(judge(GOOD).lines).toHaveLength(3);
  });

  it('fails where the list waits more than three times as long as the bare server', () => {
    expect(missed({ bareP99: 10, listP99: 30.1 })).toEqual(['ratio of the p99: 3.01 (at most 3)']);
    expect(missed({ bareP99: Number.NaN })).toHaveLength(1);
  });

  it('fails where filling takes more than 20 s, if it was with 100,000 tickets', () => {
    const filled = { tickets: 100_000, events: 1_000_000, seconds: 20.1 };
    expect(missed({ filled })).toEqual(['seconds to fill: 20.1 (at most 20)']);
    expect(missed({ filled: { ...filled, tickets: 200_000 } })).toEqual([]);
    expect(lines({ filled: { ...filled, tickets: 200_000 } })).toContain(
      'not judged, as 200000 tickets are not',
    );
    expect(lines({ filled: null })).toContain('not judged, as the file was there');
  });

  it('fails where the p99 is over 50 ms, if the machine has nothing else to do', () => {
    expect(missed({ listP99: 50.1 })).toEqual(['ms p99 of the list: 50.1 (at most 50)']);
    expect(missed({ listP99: 50.1, load: 1.5 })).toEqual([]);
    expect(lines({ listP99: 50.1, load: 1.5 })).toContain('not judged, as the load average was 1.5');
  });
});
