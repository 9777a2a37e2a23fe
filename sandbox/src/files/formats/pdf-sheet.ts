import { openPicture } from './pdf-picture.ts';
import { printable } from './pdf-text.ts';

/** A document that is written from top to bottom; what does not fit on a page goes on the next one. */
export interface Sheet {
  title(text: string, below: string): void;
  /** Goes over to the next page rather than stand alone at the end of one; `before` tells what follows. */
  heading(text: string, before?: 'text' | 'picture'): void;
  /** A name and its value; nothing when the value is null or empty. */
  fact(name: string, value: string | number | null): void;
  paragraph(text: string): void;
  /** A line in small grey letters. */
  note(text: string): void;
  /** A PNG or JPEG in a room of its own on one page, above its caption. False, and nothing shown, if it can't be read. */
  picture(bytes: Buffer, mimeType: string, caption: string): boolean;
  /** What has been written so far and not been given yet, but for less than a piece. The page at hand comes later. */
  written(): Iterable<Buffer>;
  /** Ends the document and gives the rest of its bytes. */
  end(): AsyncIterable<Buffer>;
}

/** In points. Two pictures and their captions fill a page. */
const PICTURE = { width: 480, height: 300 };
const CAPTION = 44;
const MARGIN = 56;
/** Bytes that are read at once: asked for all it has, a stream would copy all of it into one. */
const PIECE = 256 * 1024;
const INK = '#1b1b1b';
const FAINT = '#666666';

/**
 * Begins an A4 document. `created` (seconds since 1970) is what its properties tell, so equal content gives equal bytes.
 * Loading pdfkit takes a while, which only the first document of a process pays.
 */
export async function openSheet(name: string, created: number): Promise<Sheet> {
  const { default: PdfDocument } = await import('pdfkit');
  const info = {
    Title: printable(name),
    CreationDate: new Date(created * 1000),
    Producer: 'sandbox',
    Creator: 'sandbox',
  };
  const pdf = new PdfDocument({ size: 'A4', margin: MARGIN, info, pdfVersion: '1.5' });
  /** All text passes here: what the fonts lack is replaced, and a line never gets a formatting of its own. */
  const write = (text: string, size: number, colour = INK, font = 'Helvetica') =>
    pdf.font(font).fontSize(size).fillColor(colour).text(printable(text), MARGIN);
  const room = (points: number): void => {
    if (pdf.y + points > pdf.page.height - MARGIN) pdf.addPage();
  };

  let pictures = 0;

  return {
    title(text, below) {
      write(text, 22, INK, 'Helvetica-Bold');
      write(below, 11, FAINT);
    },
    heading(text, before = 'text') {
      room(before === 'picture' ? PICTURE.height + CAPTION + 50 : 70);
      pdf.moveDown(1.2);
      write(text, 14, INK, 'Helvetica-Bold');
      pdf.moveDown(0.4);
    },
    fact(name, value) {
      if (value === null || value === '') return;
      pdf
        .font('Helvetica-Bold')
        .fontSize(10)
        .fillColor(INK)
        .text(`${printable(name)}: `, MARGIN, undefined, { continued: true });
      pdf
        .font('Helvetica')
        .text(printable(String(value)))
        .moveDown(0.25);
    },
    paragraph: (text) => void write(text, 10).moveDown(0.5),
    note: (text) => void write(text, 8.5, FAINT).moveDown(0.3),
    picture(bytes, mimeType, caption) {
      pictures += 1;
      const picture = openPicture(bytes, mimeType, `P${pictures}`);
      if (picture === null) return false;
      room(PICTURE.height + CAPTION);
      const top = pdf.y;
      try {
        pdf.image(picture, MARGIN, top, { fit: [PICTURE.width, PICTURE.height] });
      } catch {
        return false;
      }
      pdf.y = top + PICTURE.height + 6;
      write(caption, 8.5, FAINT).moveDown(1.2);
      return true;
    },
    *written() {
      // @NOTE a Readable without an encoding reads Buffers.
      while (pdf.readableLength >= PIECE) yield pdf.read(PIECE) as Buffer;
    },
    end() {
      pdf.end();
      return pdf;
    },
  };
}
