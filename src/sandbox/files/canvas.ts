import type { IndexedPicture } from './png.ts';

/** Shades of one colour, from black over the colour to white: 16 of them, so that 16 ramps fill a palette of 256. */
export const SHADES = 16;
/** Where on the canvas to paint: from the left and top edge, in pixels; may reach over the edges. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** The shade of a point, 0 (black) to 1 (white), or null where nothing is painted. */
export type Shader = (x: number, y: number) => number | null;

/** The order in which a shade between two others spreads over four by four pixels, so that gradients show no steps. */
const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((rank) => (rank + 0.5) / 16);

/** A hue in degrees, and how strong it is: from 0 (grey) to 1. */
export type Tint = readonly [hue: number, strength: number];

/** A black canvas (in pixels) whose palette holds one ramp for each of up to 16 tints. */
export function createCanvas(width: number, height: number, tints: readonly Tint[]): IndexedPicture {
  const palette = new Uint8Array(768);
  tints.slice(0, 16).forEach((tint, ramp) => {
    for (let shade = 0; shade < SHADES; shade += 1) {
      palette.set(colour(tint, shade / (SHADES - 1)), (ramp * SHADES + shade) * 3);
    }
  });
  return { width, height, pixels: new Uint8Array(width * height), palette };
}

/** Paints what lies in the box with a ramp, in the shades that the shader gives. What is off the canvas is left out. */
export function paint(canvas: IndexedPicture, ramp: number, box: Box, shader: Shader): void {
  const { width, pixels } = canvas;
  const right = Math.min(width, Math.ceil(box.x + box.width));
  const bottom = Math.min(canvas.height, Math.ceil(box.y + box.height));
  const left = Math.max(0, Math.floor(box.x));
  for (let y = Math.max(0, Math.floor(box.y)); y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const light = shader(x, y);
      if (light === null) continue;
      const shade = Math.floor(light * (SHADES - 1) + (DITHER[(y & 3) * 4 + (x & 3)] ?? 0.5));
      pixels[y * width + x] = ramp * SHADES + Math.max(0, Math.min(SHADES - 1, shade));
    }
  }
}

/** The square around a disc. */
export function around(x: number, y: number, radius: number): Box {
  return { x: x - radius, y: y - radius, width: 2 * radius + 1, height: 2 * radius + 1 };
}

/** Red, green and blue (0 to 255) of a tint at a lightness from 0 to 1 (the usual HSL arithmetic). */
function colour([hue, strength]: Tint, lightness: number): [number, number, number] {
  const chroma = strength * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const step = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - chroma * Math.max(-1, Math.min(step - 3, 9 - step, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
