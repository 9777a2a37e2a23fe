import { report, reportSize } from '../formats/report.ts';
import { textDocument, textSize } from '../formats/text.ts';
import { pngSize } from '../pictures/png.ts';
import { sceneOf } from '../pictures/scene.ts';
import { snapshot } from '../pictures/snapshot.ts';
import { recording } from './recording.ts';
import { voiceNote, voiceNoteSize } from './voice-note.ts';

/** A kind of media whose files are made from a seed instead of stored. */
export interface MediaKind {
  readonly media_type: 'image' | 'video' | 'audio' | 'text' | 'application';
  readonly mime_type: string;
  /** Bytes of the file of a seed, computed without making it: under a microsecond. */
  readonly size: (seed: number) => number;
  /** The file of a seed; always the same bytes, and as many as `size` tells. */
  readonly make: (seed: number) => Buffer | Promise<Buffer>;
}

/** The kinds by the name under which they are stored. Changing what one makes changes every such file of every database. */
export const MEDIA_KINDS = {
  snapshot: { media_type: 'image', mime_type: 'image/png', size: snapshotSize, make: snapshot },
  voice: { media_type: 'audio', mime_type: 'audio/wav', size: voiceNoteSize, make: voiceNote },
  log: { media_type: 'text', mime_type: 'text/plain', size: textSize, make: textDocument },
  report: { media_type: 'application', mime_type: 'application/pdf', size: reportSize, make: report },
  recording: {
    media_type: 'video',
    mime_type: 'video/webm',
    size: () => recording().length,
    make: recording,
  },
} as const satisfies Readonly<Record<string, MediaKind>>;

/** The stored name of a generated kind. Uploaded files are of none of them, but `stored`. */
export type GeneratedKind = keyof typeof MEDIA_KINDS;

/** The kind that a stored name means, or undefined for an uploaded file. */
export function generatedKind(name: string): MediaKind | undefined {
  return Object.hasOwn(MEDIA_KINDS, name)
    ? // @NOTE the line above has just shown that the name is one of the keys.
      MEDIA_KINDS[name as GeneratedKind]
    : undefined;
}

function snapshotSize(seed: number): number {
  const { width, height } = sceneOf(seed);
  return pngSize(width, height);
}
