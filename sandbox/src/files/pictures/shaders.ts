import { type Box, CLEAR, type Shader, shade } from './canvas.ts';

/**
 * What the pictures are painted with. Each is made once and lives as long as the process: V8 forgets the fast code of functions
 * that are made anew for each picture, and until it is fast again, every pixel costs it memory.
 */

/** One tone all over; `of` is that tone, as `shade` gives it. */
export const plain: Shader<number> = (_x, _y, tone) => tone;

/** A wall under a lamp at `light` (0 to 1 of its width), darker towards the corners, with the grain of a small sensor. */
export const wall: Shader<{ width: number; height: number; light: number; grain: number }> = (x, y, of) => {
  of.grain = (Math.imul(of.grain, 1_664_525) + 1_013_904_223) | 0;
  const far = ((x / of.width - of.light) ** 2 + (y / of.height - 0.2) ** 2) * 0.55;
  return shade(0.68 - far + (of.grain >>> 8) / 0xffffff / 14);
};

/** A pipe that lies, lit along its upper third. */
export const pipe: Shader<{ top: number; thick: number }> = (_x, y, of) => {
  const across = (y - of.top) / of.thick;
  return shade(0.62 - Math.abs(across - 0.3) * 0.75);
};

/** Enamel, darker to the right and below. */
export const casing: Shader<Box> = (x, y, of) =>
  shade(0.94 - ((x - of.x) / of.width) * 0.2 - ((y - of.y) / of.height) * 0.12);

/** A dark pane, a little lighter at its foot. */
export const pane: Shader<Box> = (_x, y, of) => shade(0.05 + ((y - of.y) / of.height) * 0.08);

/** A disc that the lamp lights from its side; clear around it. */
export const disc: Shader<{ cx: number; cy: number; radius: number; light: number; tone: number }> = (
  x,
  y,
  of,
) => {
  const dx = (x - of.cx) / of.radius;
  const dy = (y - of.cy) / of.radius;
  return dx * dx + dy * dy > 1 ? CLEAR : shade(of.tone + (dx * (of.light - 0.5) - dy * 0.5) * 0.18);
};

/** A stroke from a centre outwards in the direction `ux`, `uy` (of length 1), clear around it; lengths in pixels. */
export const ray: Shader<Ray> = (x, y, of) => {
  const along = (x - of.cx) * of.ux + (y - of.cy) * of.uy;
  const aside = Math.abs((y - of.cy) * of.ux - (x - of.cx) * of.uy);
  return along >= of.from && along <= of.to && aside <= of.thick / 2 + 0.3 ? shade(0.32) : CLEAR;
};

/** A stroke, as `ray` paints it. */
export interface Ray {
  cx: number;
  cy: number;
  ux: number;
  uy: number;
  from: number;
  to: number;
  thick: number;
}
