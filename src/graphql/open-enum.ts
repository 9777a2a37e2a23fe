/**
 * Open lists: the API knows some values and may send others. In the graph such a value is an enum member `UNKNOWN` with
 * the raw text beside it, so that a new value upstream never fails a client.
 */
export interface OpenEnum {
  /** The enum's members for the builder, each with its description and its wire value. */
  readonly values: Record<string, { value: string; description: string }>;
  /** The member for a wire text; `UNKNOWN` (the value '') for one that is not listed, null for none. */
  from(raw: string | null): string | null;
}

/** The value behind the member `UNKNOWN`. No wire value is empty. */
export const UNKNOWN = '';

/** Makes an open list from wire values and what they mean. */
export function openEnum(meanings: Readonly<Record<string, string>>): OpenEnum {
  const values: OpenEnum['values'] = {};
  for (const [wire, meaning] of Object.entries(meanings)) {
    values[memberName(wire)] = { value: wire, description: `${meaning} On the wire: \`${wire}\`.` };
  }
  values['UNKNOWN'] = {
    value: UNKNOWN,
    description: 'A value this gateway does not know; the raw text is beside it.',
  };
  return {
    values,
    from: (raw) => (raw === null ? null : Object.hasOwn(meanings, raw) ? raw : UNKNOWN),
  };
}

/** `geo.ansAllowed` → `GEO_ANS_ALLOWED`, `media.OCRDone` → `MEDIA_OCR_DONE`, `video-assistance` → `VIDEO_ASSISTANCE`. */
export function memberName(wire: string): string {
  return wire
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
