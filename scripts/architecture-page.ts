import { readFileSync } from 'node:fs';
import { importsOf, RANKS, roomOf, sources } from './house.ts';

/** The page whose picture is drawn from the imports. */
export const ARCHITECTURE_FILE = new URL('../docs/architecture.md', import.meta.url);

/** Prints the page with its picture of the rooms: a box for each, with its number of files, and an arrow for each import. */
export function architecturePage(): string {
  return readFileSync(ARCHITECTURE_FILE, 'utf8').replace(
    /(<!-- rooms -->\n)[\s\S]*?(\n<!-- \/rooms -->)/,
    (_all, open: string, close: string) => `${open}${picture()}${close}`,
  );
}

function picture(): string {
  const files = sources('src', '.ts');
  const count = (room: string): number => files.filter(({ path }) => roomOf(path) === room).length;
  const arrows = files.flatMap((file) =>
    importsOf(file)
      .map((to) => [roomOf(file.path), roomOf(to)] as const)
      .filter(([from, to]) => from !== to),
  );
  const next = (from: string): string[] => arrows.filter(([one]) => one === from).map(([, to]) => to);
  const distinct = [...new Map(arrows.map((arrow) => [arrow.join(' '), arrow])).values()];
  // An arrow is left out where a longer way says the same.
  const reaches = (from: string, to: string, direct: boolean): boolean =>
    [...new Set(next(from))].some((by) => (by === to ? direct : reaches(by, to, true)));
  const drawn = distinct.filter(([from, to]) => !reaches(from, to, false)).toSorted();
  const boxes = RANKS.map((rooms, rank) => {
    const inside = rooms.filter((room) => count(room) > 0).map((room) => `    ${box(room, count(room))}`);
    return [`  subgraph rank${rank + 1}[" "]`, ...inside, '  end'].join('\n');
  });
  return [
    '```mermaid',
    'flowchart TD',
    ...boxes,
    ...drawn.map(([from, to]) => `  ${from} --> ${to}`),
    '```',
  ].join('\n');
}

const box = (room: string, files: number): string =>
  files === 1 ? `${room}["${room}"]` : `${room}["${room}/ (${files})"]`;
