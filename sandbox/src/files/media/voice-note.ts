import { diceOf } from '../random.ts';

/** Samples a second, one byte each: the telephone's rate. */
const RATE = 8_000;
const HEADER = 44;

/** Bytes of the sound that `voiceNote` makes of the same seed, without making it. */
export function voiceNoteSize(seed: number): number {
  return HEADER + secondsOf(seed) * RATE;
}

/** A WAV file (mono, 8 bits, 8 kHz) of two to nine seconds that hums like somebody speaking. Never fails. */
export function voiceNote(seed: number): Buffer {
  const file = Buffer.alloc(voiceNoteSize(seed), 128);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(file.length - HEADER, 40);
  hum(file.subarray(HEADER), seed);
  return file;
}

/** Syllables of a tenth to a third of a second: a tone with two overtones that swells and fades, then a short rest. */
function hum(samples: Buffer, seed: number): void {
  const dice = diceOf(seed);
  const voice = dice.between(95, 210);
  let at = 0;
  while (at < samples.length) {
    const length = dice.between(RATE / 10, RATE / 3);
    const pitch = (2 * Math.PI * voice * (0.85 + dice.below(30) / 100)) / RATE;
    for (let step = 0; step < length && at + step < samples.length; step += 1) {
      const swell = Math.sin((Math.PI * step) / length);
      const tone =
        Math.sin(pitch * step) + 0.5 * Math.sin(2 * pitch * step) + 0.25 * Math.sin(3 * pitch * step);
      samples[at + step] = 128 + Math.round(60 * swell * tone);
    }
    at += length + dice.between(RATE / 50, RATE / 8);
  }
}

function secondsOf(seed: number): number {
  return diceOf(seed ^ 0x5eed).between(2, 9);
}
