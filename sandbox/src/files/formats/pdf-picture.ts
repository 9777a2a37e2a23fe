import { type PngContent, readPng } from '../pictures/png-reader.ts';

/** What pdfkit takes for a picture that it has opened: it looks at these, and embeds it when `obj` is still null. */
interface OpenedPicture {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  obj: PDFKit.PDFKitReference | null;
  embed(document: PDFKit.PDFDocument): void;
}

/**
 * A picture as `PDFDocument.image` takes it: a PNG or JPEG, or null if the bytes are neither or are damaged (damage
 * inside a JPEG shows when it is placed: an Error then). No two pictures of a document may have one label.
 */
export function openPicture(bytes: Buffer, mimeType: string, label: string): Buffer | null {
  if (mimeType === 'image/jpeg') return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? bytes : null;
  const png = mimeType === 'image/png' ? readPng(bytes) : null;
  if (png === null) return null;
  const picture: OpenedPicture = {
    label,
    width: png.width,
    height: png.height,
    obj: null,
    embed(document) {
      this.obj = embedPng(document, png);
    },
  };
  // @NOTE pdfkit takes an opened picture in the place of bytes; its types know only the bytes.
  return picture as unknown as Buffer;
}

/** Writes the picture into the document at once, so that it stays out of memory. */
function embedPng(document: PDFKit.PDFDocument, png: PngContent): PDFKit.PDFKitReference {
  const { width, height, depth, samples } = png;
  const common = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: depth,
    Filter: 'FlateDecode',
  };
  const [mask, palette] = [png.alpha, png.palette].map((bytes, index) => {
    if (bytes === null) return undefined;
    const reference = document.ref(index === 0 ? { ...common, ColorSpace: 'DeviceGray' } : {});
    reference.end(bytes);
    return reference;
  });
  const plain = samples === 3 ? 'DeviceRGB' : 'DeviceGray';
  const filters = { Predictor: 15, Colors: samples, BitsPerComponent: depth, Columns: width };
  const reference = document.ref({
    ...common,
    ColorSpace:
      palette === undefined ? plain : ['Indexed', 'DeviceRGB', (png.palette?.length ?? 0) / 3 - 1, palette],
    ...(png.isFiltered ? { DecodeParms: filters } : {}),
    ...(mask === undefined ? {} : { SMask: mask }),
  });
  reference.end(png.rows);
  return reference;
}
