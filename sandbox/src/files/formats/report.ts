import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { diceOf } from '../random.ts';

const CHECKS = [
  'Gas pressure at the inlet',
  'Ignition',
  'Expansion vessel',
  'Flue draught',
  'Safety valve',
  'Filter',
];
const FINDINGS = [
  'as it should be',
  'as it should be',
  'adjusted',
  'cleaned',
  'to be replaced at the next visit',
];

/** Bytes of the PDF that `report` makes of the same seed, without making it: the file is filled up to this size. */
export function reportSize(seed: number): number {
  return diceOf(seed ^ 0x5eed).between(8_000, 24_000);
}

/**
 * A one-page PDF, the report of a visit. The same seed gives the same bytes.
 * Rejects with an Error if the page ever outgrew its promised size, which a test shows it does not.
 */
export async function report(seed: number): Promise<Buffer> {
  // Loaded here since few processes ever make a PDF and all of them would pay for it at start.
  const { default: PdfDocument } = await import('pdfkit');
  const dice = diceOf(seed);
  const date = new Date(
    Date.UTC(2025, dice.below(12), dice.between(1, 28), dice.between(7, 18), dice.below(60)),
  );
  const title = `Report of visit ${dice.between(10_000, 99_999)}`;
  const pdf = new PdfDocument({ size: 'A4', margin: 64, info: { Title: title, CreationDate: date } });
  pdf.fontSize(22).text(title).moveDown(0.3);
  pdf
    .fontSize(10)
    .fillColor('#555')
    .text(`${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`)
    .moveDown(2);
  pdf.fillColor('#111').fontSize(12);
  for (const check of CHECKS) {
    pdf.font('Helvetica-Bold').text(`${check}: `, { continued: true });
    pdf.font('Helvetica').text(dice.pick(FINDINGS)).moveDown(0.6);
  }
  pdf
    .moveDown()
    .text(
      `Pressure left at ${(dice.between(10, 22) / 10).toFixed(1)} bar, flow at ${dice.between(45, 75)} °C.`,
    );
  pdf.end();
  return fillUp(await buffer(pdf), reportSize(seed));
}

/** Puts a comment line of blanks before the last lines of the file, where no offset inside it can shift. */
function fillUp(pdf: Buffer, size: number): Buffer {
  const tail = pdf.lastIndexOf('startxref');
  const blanks = size - pdf.length - 2;
  if (tail < 0 || blanks < 0) throw new Error(`a report of ${pdf.length} bytes does not fit in ${size}`);
  return Buffer.concat([pdf.subarray(0, tail), Buffer.from(`%${' '.repeat(blanks)}\n`), pdf.subarray(tail)]);
}
