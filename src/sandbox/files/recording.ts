import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The one recording that every recorded session shows; assets/README.md tells how it was made. */
export const RECORDING_FILE: string = fileURLToPath(new URL('./assets/recording.webm', import.meta.url));

let size: number | undefined;

/** Bytes of the recording, asked of the file system once. Throws the system's error if the file was removed. */
export function recordingSize(): number {
  size ??= statSync(RECORDING_FILE).size;
  return size;
}
