/** Moments on the wire. */

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads ISO 8601 with any offset; without an offset, as UTC (never as this machine's time zone). Null for anything
 * else, also for days that no calendar has (the language itself would read 30 February as 2 March).
 */
export function parseInstant(text: string): Date | null {
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset = 'Z'] =
    ISO.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const atUtc = new Date(`${wall}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isNaN(atUtc.getTime()) || !atUtc.toISOString().startsWith(wall)) return null;
  const minutes = offsetMinutes(offset);
  return minutes === null ? null : new Date(atUtc.getTime() - minutes * 60_000);
}

/** Writes a moment as the API wants it: UTC with `Z`, cut to whole seconds. Null if its year has not four digits. */
export function formatInstant(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  return /^\d{4}-.{14}/.exec(date.toISOString())?.[0].concat('Z') ?? null;
}

function offsetMinutes(offset: string): number | null {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', ''))];
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
