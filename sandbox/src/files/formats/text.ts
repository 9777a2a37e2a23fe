import { diceOf } from '../random.ts';

const HEAD = 'Measurement log\n===============\n\n   time   pressure       flow     return  burner\n';
const ROW = '08:00:00   1.42 bar    54.2 °C    41.0 °C     on\n';

/** Bytes of the text that `textDocument` makes of the same seed, without making it: every row has one width. */
export function textSize(seed: number): number {
  return Buffer.byteLength(HEAD) + rowsOf(seed) * Buffer.byteLength(ROW);
}

/** A plain-text document in UTF-8: what a technician's meter logged, one row a minute. Never fails. */
export function textDocument(seed: number): Buffer {
  const rows = rowsOf(seed);
  const dice = diceOf(seed);
  const start = dice.between(6 * 60, 12 * 60);
  let text = HEAD;
  for (let row = 0; row < rows; row += 1) {
    const minute = start + row;
    const clock = [Math.floor(minute / 60), minute % 60, dice.below(60)].map((part) =>
      pad(String(part), 2, '0'),
    );
    const pressure = pad((dice.between(80, 240) / 100).toFixed(2), 7);
    const flow = pad((dice.between(300, 899) / 10).toFixed(1), 8);
    const back = pad((dice.between(200, 599) / 10).toFixed(1), 8);
    text += `${clock.join(':')}${pressure} bar${flow} °C${back} °C${pad(dice.pick(['on', 'off']), 7)}\n`;
  }
  return Buffer.from(text);
}

/** From twenty minutes to five hours and a half. */
function rowsOf(seed: number): number {
  return diceOf(seed ^ 0x5eed).between(20, 330);
}

function pad(text: string, width: number, filler = ' '): string {
  return text.padStart(width, filler);
}
