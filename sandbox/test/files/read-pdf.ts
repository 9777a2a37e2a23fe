import { inflateSync } from 'node:zlib';

/** What a PDF by pdfkit shows. */
export interface ReadPdf {
  /** Lines of text in the order they were written, pages one after the other. */
  text: string;
  pages: number;
  pictures: number;
}

/** Reads the text of a PDF whose fonts are the built-in ones. @throws if it is no PDF or its table of offsets is wrong */
export function readPdf(file: Buffer): ReadPdf {
  const raw = file.toString('latin1');
  if (!raw.startsWith('%PDF-1.')) throw new Error('not a PDF');
  checkOffsets(raw);
  const lines = [...raw.matchAll(/\/FlateDecode\n>>\nstream\n/g)].flatMap(({ index, 0: lead }) => {
    const from = index + lead.length;
    return linesOf(inflateSync(file.subarray(from, raw.indexOf('\nendstream', from))).toString('latin1'));
  });
  return {
    text: lines.join('\n'),
    pages: [...raw.matchAll(/\/Type \/Page\n/g)].length,
    pictures: [...raw.matchAll(/\/Subtype \/Image\n/g)].length,
  };
}

/** Every object must stand where the table at the end of the file says, and the table where the last line says. */
function checkOffsets(raw: string): void {
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(raw)?.[1]);
  if (raw.slice(start, start + 4) !== 'xref')
    throw new Error('the table of offsets is not where it should be');
  const offsets = [...raw.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]));
  offsets.forEach((offset, index) => {
    if (!raw.startsWith(`${index + 1} 0 obj`, offset))
      throw new Error(`object ${index + 1} is not at ${offset}`);
  });
}

/** Each `TJ` shows one run of text, its characters in hexadecimal with corrections of space between them. */
function linesOf(content: string): string[] {
  return [...content.matchAll(/^\[(.*)\] TJ$/gm)].map(([, shown = '']) =>
    [...shown.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => fromWinAnsi(hex)).join(''),
  );
}

function fromWinAnsi(hex: string): string {
  return new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex'));
}
