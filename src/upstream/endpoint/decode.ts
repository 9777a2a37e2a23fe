/** Answers into records: the one place where a body is looked at. Nothing behind it sees the wire's spelling. */
import { z } from 'zod';
import { OutcomeUnknownError, UpstreamBadResponseError, type UpstreamError } from '../errors.ts';
import type { UpstreamResponse } from '../types.ts';
import { type OperationName, WIRE } from './endpoints.ts';
import { count } from './fields.ts';
import type { Page } from './page.ts';

/** One row into a record; null if it can't be one. Must not throw. */
export type RowDecoder<Row> = (row: unknown) => Row | null;

/** A row decoder from a schema. */
export function rowDecoder<Row>(schema: z.ZodType<Row>): RowDecoder<Row> {
  return (row) => {
    const read = schema.safeParse(row);
    return read.success ? read.data : null;
  };
}

const envelope = z.object({ data: z.array(z.unknown()), total: count, next_offset: count });
const list = z.union([
  envelope,
  z.array(z.unknown()).transform((data) => ({ data, total: null, next_offset: null })),
]);

/**
 * Decodes a list, from an envelope or a bare array. A row that can't be decoded is null at its place.
 * @throws UpstreamBadResponseError (`shape`) if there is no list in the answer: a failure is never an empty list
 */
export function decodeList<Row>(
  operation: OperationName,
  answer: UpstreamResponse,
  decodeRow: RowDecoder<Row>,
): Page<Row> {
  const read = list.safeParse(answer.body);
  if (!read.success) throw badShape(operation, answer);
  const rows = read.data.data.map(decodeRow);
  return {
    rows,
    faults: rows.filter((row) => row === null).length,
    total: read.data.total,
    nextOffset: read.data.next_offset,
    date: answer.date,
  };
}

/**
 * Decodes one row.
 * @throws UpstreamBadResponseError (`shape`) if it can't be; after a write, OutcomeUnknownError: something has happened
 */
export function decodeOne<Row>(
  operation: OperationName,
  answer: UpstreamResponse,
  decodeRow: RowDecoder<Row>,
): Row {
  const row = decodeRow(answer.body);
  if (row === null) throw badShape(operation, answer);
  return row;
}

function badShape(operation: OperationName, { status }: UpstreamResponse): UpstreamError {
  return WIRE[operation].kind === 'write'
    ? new OutcomeUnknownError('UPSTREAM_BAD_RESPONSE', { operation, status })
    : new UpstreamBadResponseError('shape', { operation, status });
}
