import { around, createCanvas, paint, shade } from './canvas.ts';
import { writeNumber } from './digits.ts';
import { type PngSheet, sealPng } from './png.ts';
import { type Scene, sceneOf } from './scene.ts';
import { casing, disc, pane, pipe, plain, ray, wall } from './shaders.ts';

/** The ramps of the palette, in the order of the tints below. */
const [WALL, METAL, FACE, GLOW, RED, COPPER] = [0, 1, 2, 3, 4, 5];

/** A picture as a guest's camera would send it: a PNG of what `sceneOf(seed)` tells. Some milliseconds; never fails. */
export function snapshot(seed: number): Buffer {
  const scene = sceneOf(seed);
  const canvas = createCanvas(scene.width, scene.height, [
    [scene.hue, 0.22],
    [220, 0.06],
    [46, 0.5],
    [130, 0.8],
    [6, 0.85],
    [22, 0.6],
  ]);
  drawWall(canvas, scene, seed);
  drawPipe(canvas, scene);
  const draw = { 'pressure gauge': drawGauge, 'boiler display': drawBoiler, 'water meter': drawMeter };
  draw[scene.subject](canvas, scene);
  return sealPng(canvas);
}

function drawWall(canvas: PngSheet, { width, height, light }: Scene, seed: number): void {
  paint(canvas, WALL, { x: 0, y: 0, width, height }, wall, { width, height, light, grain: seed | 1 });
}

/** A copper pipe from edge to edge. */
function drawPipe(canvas: PngSheet, { width, height, light }: Scene): void {
  const top = height * (0.78 + light * 0.08);
  const thick = height * 0.07;
  paint(canvas, COPPER, { x: 0, y: top, width, height: thick }, pipe, { top, thick });
}

function drawGauge(canvas: PngSheet, scene: Scene): void {
  const [cx, cy] = [scene.width / 2, scene.height * 0.46];
  const radius = Math.min(scene.width, scene.height) * 0.36;
  drawDisc(canvas, scene, METAL, cx, cy, radius * 1.12, 0.62);
  drawDisc(canvas, scene, FACE, cx, cy, radius, 0.93);
  // The scale runs over three quarters of the circle, 0 to 4 bar, and is red above 3.
  const at = (bar: number): number => Math.PI * (0.75 + (bar / 4) * 1.5);
  for (let tick = 0; tick <= 40; tick += 1) {
    const inner = radius * (tick % 10 === 0 ? 0.74 : 0.84);
    drawRay(
      canvas,
      tick > 30 ? RED : METAL,
      cx,
      cy,
      at(tick / 10),
      inner,
      radius * 0.94,
      tick % 10 === 0 ? 3 : 1.5,
    );
  }
  drawRay(canvas, RED, cx, cy, at(Number(scene.reading)), -radius * 0.15, radius * 0.8, 4);
  drawDisc(canvas, scene, METAL, cx, cy, radius * 0.09, 0.3);
  const box = { x: cx - radius * 0.25, y: cy + radius * 0.38, width: radius * 0.5, height: radius * 0.3 };
  const frame = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 };
  paint(canvas, METAL, frame, plain, shade(0.08));
  writeNumber(canvas, GLOW, box, scene.reading);
}

function drawBoiler(canvas: PngSheet, scene: Scene): void {
  const { width, height } = scene;
  const body = { x: width * 0.16, y: height * 0.08, width: width * 0.68, height: height * 0.64 };
  paint(canvas, METAL, body, casing, body);
  const panel = { x: width * 0.24, y: height * 0.2, width: width * 0.52, height: height * 0.28 };
  paint(canvas, METAL, panel, pane, panel);
  const margin = panel.height * 0.18;
  const digits = {
    x: panel.x + margin,
    y: panel.y + margin,
    width: panel.width - margin,
    height: panel.height - 2 * margin,
  };
  writeNumber(canvas, GLOW, digits, scene.reading);
  for (let knob = 0; knob < 3; knob += 1) {
    const x = panel.x + panel.width * (0.15 + knob * 0.35);
    const radius = width * 0.045;
    drawDisc(canvas, scene, METAL, x, height * 0.6, radius, 0.5);
    drawRay(canvas, METAL, x, height * 0.6, scene.hue / 40 + knob, radius * 0.2, radius * 0.9, 3);
  }
  drawDisc(canvas, scene, RED, panel.x + panel.width, height * 0.145, width * 0.012, 0.6);
}

function drawMeter(canvas: PngSheet, scene: Scene): void {
  const [cx, cy] = [scene.width / 2, scene.height * 0.5];
  const radius = Math.min(scene.width, scene.height) * 0.4;
  drawDisc(canvas, scene, COPPER, cx, cy, radius * 1.08, 0.5);
  drawDisc(canvas, scene, FACE, cx, cy, radius * 0.94, 0.95);
  const window = {
    x: cx - radius * 0.62,
    y: cy - radius * 0.42,
    width: radius * 1.24,
    height: radius * 0.36,
  };
  paint(canvas, METAL, window, plain, shade(0.06));
  const inset = radius * 0.06;
  const digits = {
    x: window.x + inset,
    y: window.y + inset,
    width: window.width - inset,
    height: window.height - 2 * inset,
  };
  writeNumber(canvas, FACE, digits, scene.reading);
  // The small dial turns ten times for each cubic metre.
  drawDisc(canvas, scene, METAL, cx, cy + radius * 0.4, radius * 0.24, 0.85);
  drawRay(
    canvas,
    RED,
    cx,
    cy + radius * 0.4,
    (Number(scene.reading) % 10) * 0.628,
    -radius * 0.05,
    radius * 0.2,
    3,
  );
}

/** A disc that the lamp lights from its side. */
function drawDisc(
  canvas: PngSheet,
  { light }: Scene,
  ramp: number,
  cx: number,
  cy: number,
  radius: number,
  tone: number,
): void {
  paint(canvas, ramp, around(cx, cy, radius), disc, { cx, cy, radius, light, tone });
}

/** A stroke from the centre outwards, `angle` in radians clockwise from the right, `thick` in pixels. */
function drawRay(
  canvas: PngSheet,
  ramp: number,
  cx: number,
  cy: number,
  angle: number,
  from: number,
  to: number,
  thick: number,
): void {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const [x0, x1] = [cx + ux * from, cx + ux * to];
  const [y0, y1] = [cy + uy * from, cy + uy * to];
  const corner = { x: Math.min(x0, x1) - thick, y: Math.min(y0, y1) - thick };
  const box = { ...corner, width: Math.abs(x1 - x0) + 2 * thick, height: Math.abs(y1 - y0) + 2 * thick };
  paint(canvas, ramp, box, ray, { cx, cy, ux, uy, from, to, thick });
}
