/** One call as it would stand on the wire, taken apart for people to read. Nothing is sent for it. */

import type { OperationRow } from '../endpoint/endpoint.ts';
import type { OperationName } from '../endpoint/endpoints.ts';
import type { Params, Preview } from '../types.ts';
import { encodeValue } from './encode.ts';
import { given } from './request.ts';

/**
 * The request that a call would make, by the same table and the same writing of values as the call itself.
 * @throws BadUserInputError for a value that can't be sent, or a parameter without a name
 */
export function previewRequest(operation: OperationName, row: OperationRow, params: Params): Preview {
  const parameters = [...given(operation, row, params)].map(([logical, parameter, value]) => ({
    value: encodeValue(value, parameter, logical),
    name: parameter.name ?? logical,
    place: parameter.place ?? row.place,
  }));
  return { method: row.method, path: row.path, parameters };
}
