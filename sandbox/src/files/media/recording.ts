import { readFileSync } from 'node:fs';

/** The one recording that every recorded session shows; assets/README.md tells how it was made. */
const FILE = new URL('../assets/recording.webm', import.meta.url);

let bytes: Buffer | undefined;

/** The recording, a WebM of about 35 KB, read once. Throws the system's error if the file was removed. */
export function recording(): Buffer {
  bytes ??= readFileSync(FILE);
  return bytes;
}
