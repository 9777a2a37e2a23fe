/** The form that the API uses, on days that every month has. The runtime reads it right and fast. */
const COMMON =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|\+00:00)$/;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Parses ISO 8601 with any offset; without one it is UTC, never this machine's time zone. Null for anything else, also for
 * days that no calendar has (the runtime would read 30 February as 2 March).
 */
export function parseDatetime(text: string): Date | null {
  if (COMMON.test(text)) return new Date(text);
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset = 'Z'] =
    ISO.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const utc = new Date(`${local}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isNaN(utc.getTime()) || !utc.toISOString().startsWith(local)) return null;
  const minutes = offsetMinutes(offset);
  return minutes === null ? null : new Date(utc.getTime() - minutes * 60_000);
}

/** Formats a time as the API wants it: UTC with `Z`, cut to whole seconds. Null if its year has not four digits. */
export function formatDatetime(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  return /^\d{4}-.{14}/.exec(date.toISOString())?.[0].concat('Z') ?? null;
}

function offsetMinutes(offset: string): number | null {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', ''))];
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
