import { createPng, type PngSheet, rowAt } from './png.ts';

/** Shades of one colour, from black over the colour to white: 16 of them, so that 16 ramps fill a palette of 256. */
const SHADES = 16;

/** Where on the canvas to paint: from the left and top edge, in pixels; may reach over the edges. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The shade of a point as `shade` gives it, or `CLEAR` where nothing is painted. `of` says what is painted there. */
export type Shader<Of> = (x: number, y: number, of: Of) => number;

/** What a shader answers where it leaves the canvas as it is. */
export const CLEAR = -1;

/** The order in which a shade between two others spreads over four by four pixels, so that gradients show no steps. */
const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((rank) => rank * 256 + 128);

/** A hue in degrees, and how strong it is: from 0 (grey) to 1. */
export type Tint = readonly [hue: number, strength: number];

/** A black canvas (in pixels) whose palette holds one ramp for each of up to 16 tints. */
export function createCanvas(width: number, height: number, tints: readonly Tint[]): PngSheet {
  const palette = new Uint8Array(768);
  tints.slice(0, 16).forEach((tint, ramp) => {
    for (let shade = 0; shade < SHADES; shade += 1) {
      palette.set(colour(tint, shade / (SHADES - 1)), (ramp * SHADES + shade) * 3);
    }
  });
  return createPng(width, height, palette);
}

/** Paints what lies in the box with a ramp, in the shades that the shader gives. What is off the canvas is left out. */
export function paint<Of>(canvas: PngSheet, ramp: number, box: Box, shader: Shader<Of>, of: Of): void {
  const { file } = canvas;
  const right = Math.min(canvas.width, Math.ceil(box.x + box.width));
  const bottom = Math.min(canvas.height, Math.ceil(box.y + box.height));
  const left = Math.max(0, Math.floor(box.x));
  for (let y = Math.max(0, Math.floor(box.y)); y < bottom; y += 1) {
    const row = rowAt(canvas, y);
    for (let x = left; x < right; x += 1) {
      const tone = shader(x, y, of);
      if (tone === CLEAR) continue;
      const step = (tone * (SHADES - 1) + (DITHER[(y & 3) * 4 + (x & 3)] ?? 0)) >> 12;
      file[row + x] = ramp * SHADES + Math.min(SHADES - 1, step);
    }
  }
}

/**
 * A lightness from 0 (black) to 1 (white) as a shader answers it; what is beyond is cut. It is a whole number, since
 * fractions would cost an allocation for each pixel: four megabytes a picture.
 */
export function shade(lightness: number): number {
  return Math.max(0, Math.min(4096, lightness * 4096)) | 0;
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
