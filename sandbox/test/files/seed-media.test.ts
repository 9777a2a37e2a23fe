import { describe, expect, test } from 'vitest';
import { MEDIA_KINDS } from '../../src/files/media/media-kinds.ts';
import { planMedia } from '../../src/files/media/seed-media.ts';
import { sceneOf } from '../../src/files/pictures/scene.ts';

const home = { lat: 48.65, lng: -3.36 };
const many = Array.from({ length: 3_000 }, (_, n) => planMedia(Math.floor(n / 25), n % 25, home));

describe('A planned media', () => {
  test('is the same for the same ticket and place in it', () => {
    expect(planMedia(7, 3, home)).toEqual(planMedia(7, 3, home));
    expect(planMedia(7, 3, home)).not.toEqual(planMedia(8, 3, home));
  });

  test('tells the type of what its generator makes', () => {
    for (const plan of many) {
      const { media_type, mime_type } = MEDIA_KINDS[plan.kind];
      expect([plan.media_type, plan.mime_type]).toEqual([media_type, mime_type]);
    }
  });

  test('tells the size of its file when it is completed, and none when it is not', async () => {
    for (const plan of many.slice(0, 60)) {
      const made = plan.status === 'completed' ? (await MEDIA_KINDS[plan.kind].make(plan.seed)).length : null;
      expect(plan.size).toBe(made);
    }
  });

  test('is a finished picture when it is the first of its ticket', () => {
    const firsts = Array.from({ length: 200 }, (_, ticket) => planMedia(ticket, 0, null));
    expect(firsts.every((plan) => plan.kind === 'snapshot' && plan.status === 'completed')).toBe(true);
  });

  test('describes, where it does so in figures, what its picture shows', () => {
    const told = many.filter((plan) => plan.description?.startsWith('Reads '));
    expect(told.length).toBeGreaterThan(100);
    for (const plan of told) expect(plan.description).toContain(sceneOf(plan.seed).reading);
  });

  test('has no place when the ticket has none', () => {
    expect(planMedia(1, 0, null).geoloc).toBeNull();
    expect(many.filter((plan) => plan.geoloc !== null).every((plan) => plan.geoloc === home)).toBe(true);
  });
});

test('Over many tickets every status, type, origin and kind comes up, and seeds do not repeat', () => {
  const values = (pick: (plan: (typeof many)[number]) => string) => [...new Set(many.map(pick))].sort();
  expect(values((plan) => plan.status)).toEqual(['completed', 'error', 'processing']);
  expect(values((plan) => plan.media_type)).toEqual(['application', 'audio', 'image', 'text', 'video']);
  expect(values((plan) => plan.source_type)).toEqual(['capture', 'recording', 'snapshot', 'upload']);
  expect(values((plan) => plan.kind)).toEqual(Object.keys(MEDIA_KINDS).sort());
  expect(new Set(many.map((plan) => plan.seed)).size).toBe(many.length);
});
