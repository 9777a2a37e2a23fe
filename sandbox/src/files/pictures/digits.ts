import { type Box, paint, shade } from './canvas.ts';
import type { PngSheet } from './png.ts';
import { plain } from './shaders.ts';

/** Which of the seven bars are lit, in the order: top, upper left, upper right, middle, lower left, lower right, bottom. */
const BARS: Readonly<Record<string, string>> = {
  '0': '1110111',
  '1': '0010010',
  '2': '1011101',
  '3': '1011011',
  '4': '0111010',
  '5': '1101011',
  '6': '1101111',
  '7': '1010010',
  '8': '1111111',
  '9': '1111011',
};

/**
 * Writes a number as a display of seven bars shows it, as large as the box allows, in a ramp's lit and unlit shade.
 * Points take their place between the digits; a character that is neither digit nor point leaves its place blank.
 */
export function writeNumber(canvas: PngSheet, ramp: number, box: Box, text: string): void {
  const digits = text.replaceAll('.', '').length;
  const step = box.width / Math.max(1, digits);
  const thick = Math.max(2, Math.round(Math.min(step * 0.14, box.height * 0.11)));
  let place = 0;
  for (const character of text) {
    if (character === '.') {
      const x = box.x + place * step - thick * 0.9;
      paint(canvas, ramp, { x, y: box.y + box.height - thick, width: thick, height: thick }, plain, LIT);
      continue;
    }
    const cell = { x: box.x + place * step, y: box.y, width: step * 0.74, height: box.height };
    bars(cell, thick).forEach((bar, index) => {
      paint(canvas, ramp, bar, plain, BARS[character]?.[index] === '1' ? LIT : UNLIT);
    });
    place += 1;
  }
}

const LIT = shade(0.85);
const UNLIT = shade(0.16);

function bars({ x, y, width, height }: Box, thick: number): Box[] {
  const half = (height - 3 * thick) / 2;
  const lying = (top: number): Box => ({ x: x + thick, y: top, width: width - 2 * thick, height: thick });
  const standing = (left: number, top: number): Box => ({ x: left, y: top, width: thick, height: half });
  const upper = y + thick;
  const middle = y + thick + half;
  const lower = middle + thick;
  const right = x + width - thick;
  return [
    lying(y),
    standing(x, upper),
    standing(right, upper),
    lying(middle),
    standing(x, lower),
    standing(right, lower),
    lying(y + height - thick),
  ];
}
