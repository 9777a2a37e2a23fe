import type { Span } from './media/media-bytes.ts';

/**
 * What a Range header asks of a file of `size` bytes (RFC 9110, 14): a part, `unsatisfiable` when no byte of the file is
 * in it, or null for the whole file: no header, another unit, several ranges, or one that can't be understood.
 */
export function partAsked(header: string | undefined, size: number): Span | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/i.exec((header ?? '').replaceAll(' ', ''));
  const [, from = '', to = ''] = match ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const wanted = Math.min(size, Number(to));
    return wanted === 0 ? 'unsatisfiable' : { first: size - wanted, last: size - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return null;
  if (first >= size) return 'unsatisfiable';
  return { first, last: to === '' ? size - 1 : Math.min(size - 1, Number(to)) };
}
