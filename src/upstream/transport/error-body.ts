/** Which of our parameters an error body speaks of. Reads upstream text, and hands none of it on. */
import type { OperationRow } from '../endpoint/endpoint.ts';

/**
 * Logical name of the parameter that a 400 or 422 body blames; null if it can't be told for certain. Read are the
 * vendor's `details: "Parameter type"`, and objects or lists of wire names.
 */
export function parameterBlamed(body: unknown, row: OperationRow): string | null {
  const details = member(body, 'details');
  for (const candidate of candidates(details)) {
    const blamed = Object.entries(row.params).find(
      ([, { name, otherNames = [] }]) => name === candidate || otherNames.includes(candidate),
    );
    if (blamed !== undefined) return blamed[0];
  }
  return null;
}

function candidates(details: unknown): string[] {
  if (typeof details === 'string') return [/^(?:Parameter )?([\w.-]{1,64})$/.exec(details)?.[1] ?? ''];
  if (Array.isArray(details))
    return details.slice(0, 50).flatMap((entry) => (typeof entry === 'string' ? candidates(entry) : []));
  return typeof details === 'object' && details !== null ? Object.keys(details).slice(0, 50) : [];
}

function member(body: unknown, name: string): unknown {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return entries.find(([key]) => key === name)?.[1];
}
