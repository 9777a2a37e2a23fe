import { builder } from './builder.ts';

/** The value behind the member `UNKNOWN`. The API sends no empty value. */
export const UNKNOWN = '';

/**
 * Defines an enum for an open list of the API. A value that this gateway does not know becomes the member `UNKNOWN`, so a
 * new value upstream never fails a client; a `…Raw` field beside it shows the text.
 *
 * @param meanings the description of each value, by its text in the API
 */
export function openEnum(name: string, description: string, meanings: Readonly<Record<string, string>>) {
  const members = Object.entries(meanings).map(([value, meaning]) => [
    memberName(value),
    { value, description: `${meaning} On the wire: \`${value}\`.` },
  ]);
  const unknown = {
    value: UNKNOWN,
    description: 'A value that this gateway does not know: see the raw field.',
  };
  const values: Record<string, { value: string; description: string }> = Object.fromEntries([
    ...members,
    ['UNKNOWN', unknown],
  ]);
  return {
    type: builder.enumType(name, { description, values }),
    /** The member for a text of the API; null for none. */
    from: (raw: string | null): string | null =>
      raw === null || Object.hasOwn(meanings, raw) ? raw : UNKNOWN,
  };
}

/** An enum for an open list. */
export type OpenEnum = ReturnType<typeof openEnum>;

/** `geo.ansAllowed` → `GEO_ANS_ALLOWED`, `media.OCRDone` → `MEDIA_OCR_DONE`, `video-assistance` → `VIDEO_ASSISTANCE`. */
const memberName = (value: string): string =>
  value
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
