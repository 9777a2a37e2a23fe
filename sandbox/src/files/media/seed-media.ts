import { sceneOf } from '../pictures/scene.ts';
import { childSeed, type Dice, diceOf } from '../random.ts';
import { type GeneratedKind, MEDIA_KINDS, type MediaKind } from './media-kinds.ts';

/** A point on the map, in degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** All that is stored of a generated media but its ids, its time and its author. */
export interface PlannedMedia {
  readonly title: string;
  readonly description: string | null;
  readonly status: 'completed' | 'processing' | 'error';
  readonly media_type: MediaKind['media_type'];
  readonly mime_type: string;
  readonly source_type: 'snapshot' | 'capture' | 'recording' | 'upload';
  /** Bytes; null while there is no file (processing) or when there never will be one (error). */
  readonly size: number | null;
  /** None of them twice. */
  readonly tags: readonly string[];
  readonly geoloc: Place | null;
  readonly kind: GeneratedKind;
  /** What the generator of the kind is fed with; from 0, below 2^31. */
  readonly seed: number;
}

/** Of twenty medias thirteen are pictures, and there is some of everything else. */
const MIX: readonly GeneratedKind[] = [
  ...Array<GeneratedKind>(13).fill('snapshot'),
  ...(['report', 'report', 'log', 'log', 'voice', 'recording', 'recording'] as const),
];
const ROOMS = ['kitchen', 'cellar', 'bathroom', 'attic', 'roof', 'garage'];
const NOTES = ['Kept for the guarantee', 'Before the repair', 'After the repair', 'Asked for by the insurer'];

/**
 * Plans the n-th media (`ordinal` from 0) of the ticket whose medias this seed decides, `place` being where its guest is
 * (null: unknown). About a microsecond: no byte of the file is made, yet `size` is exactly what `bytesOf` will give.
 * The first is always a finished picture. The same arguments give the same plan; never fails.
 */
export function planMedia(ticketSeed: number, ordinal: number, place: Place | null): PlannedMedia {
  const seed = childSeed(ticketSeed, ordinal);
  const dice = diceOf(childSeed(seed, 0));
  const kind = ordinal === 0 ? 'snapshot' : dice.pick(MIX);
  const traits: MediaKind = MEDIA_KINDS[kind];
  const status = ordinal === 0 ? 'completed' : statusOf(dice);
  return {
    ...wordsOf(kind, seed, dice),
    status,
    media_type: traits.media_type,
    mime_type: traits.mime_type,
    size: status === 'completed' ? traits.size(seed) : null,
    geoloc: kind === 'snapshot' && dice.below(3) > 0 ? place : null,
    kind,
    seed,
  };
}

/** Of thirty medias one is still being worked on and one has failed. */
function statusOf(dice: Dice): PlannedMedia['status'] {
  const throwOfThirty = dice.below(30);
  if (throwOfThirty === 0) return 'processing';
  return throwOfThirty === 1 ? 'error' : 'completed';
}

/** What people call it: for a picture, the words say what the picture shows. */
function wordsOf(
  kind: GeneratedKind,
  seed: number,
  dice: Dice,
): Pick<PlannedMedia, 'title' | 'description' | 'source_type' | 'tags'> {
  const number = dice.between(1, 99);
  const note = dice.below(2) === 0 ? null : dice.pick(NOTES);
  switch (kind) {
    case 'snapshot': {
      const { subject, reading, unit } = sceneOf(seed);
      const thing = subject.slice(subject.indexOf(' ') + 1);
      return {
        title: `${subject} ${number}`,
        description: dice.below(3) === 0 ? note : `Reads ${reading} ${unit}`,
        source_type: dice.below(4) === 0 ? 'capture' : 'snapshot',
        tags: dice.below(3) === 0 ? [] : [thing, dice.pick(ROOMS)],
      };
    }
    case 'recording':
      return { title: `session ${number}`, description: note, source_type: 'recording', tags: ['session'] };
    case 'voice':
      return { title: `voice note ${number}`, description: note, source_type: 'recording', tags: [] };
    case 'log':
      return {
        title: `measurements ${number}`,
        description: note,
        source_type: 'upload',
        tags: ['measurements'],
      };
    case 'report':
      return {
        title: `report of visit ${number}`,
        description: note,
        source_type: 'upload',
        tags: ['report'],
      };
  }
}
