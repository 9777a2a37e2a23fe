import { pngSize } from './png.ts';
import { recordingSize } from './recording.ts';
import { reportSize } from './report.ts';
import { sceneOf } from './scene.ts';
import { textSize } from './text-document.ts';
import { voiceNoteSize } from './voice-note.ts';

/** The kinds of media that are made rather than kept: a seed stands for their bytes. */
export type GeneratedKind = 'snapshot' | 'voice' | 'log' | 'report' | 'recording';

/** Where a media's bytes come from: a generator, or (`stored`) the pieces of a file that somebody uploaded. */
export type MediaKind = GeneratedKind | 'stored';

/** What all medias of a generated kind share. */
export interface KindTraits {
  readonly media_type: 'image' | 'video' | 'audio' | 'text' | 'application';
  readonly mime_type: string;
  /** Bytes of the file that the seed stands for, told without making it (under a microsecond). */
  readonly size: (seed: number) => number;
}

/** The generated kinds. `recordingSize` alone asks the file system, once in the life of the process. */
export const MEDIA_KINDS: Readonly<Record<GeneratedKind, KindTraits>> = {
  snapshot: {
    media_type: 'image',
    mime_type: 'image/png',
    size: (seed) => {
      const { width, height } = sceneOf(seed);
      return pngSize(width, height);
    },
  },
  voice: { media_type: 'audio', mime_type: 'audio/wav', size: voiceNoteSize },
  log: { media_type: 'text', mime_type: 'text/plain', size: textSize },
  report: { media_type: 'application', mime_type: 'application/pdf', size: reportSize },
  recording: { media_type: 'video', mime_type: 'video/webm', size: recordingSize },
};
