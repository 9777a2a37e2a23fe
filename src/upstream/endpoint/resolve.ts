import { OutcomeUnknownError, UpstreamBadResponseError } from '../errors.ts';
import type { UpstreamResponse } from '../response.ts';
import type { Endpoint } from './declare.ts';
import { type Envelope, envelopeOf } from './decode.ts';
import { toId } from './fields.ts';
import type { Renames } from './type.ts';

/** An endpoint with all overrides, ready for calls. */
export interface ResolvedEndpoint extends Endpoint {
  readonly envelope: Envelope;
  /** The id of a raw row. */
  readonly idOf: (row: object) => string | null;
  /**
   * Decodes a response.
   * @throws UpstreamBadResponseError (`shape`) if it has another shape; after a write, OutcomeUnknownError: it has happened
   */
  readonly decode: (response: UpstreamResponse) => unknown;
}

/** Resolves one endpoint. */
export function resolveEndpoint(endpoint: Endpoint, renames: Renames = () => undefined): ResolvedEndpoint {
  const { name, kind, returns } = endpoint;
  const decode = returns.compile(renames);
  const record = returns.record;
  const [idName = 'id'] =
    (record === null ? undefined : (renames(record.recordName, 'id') ?? record.fields['id']?.wire)) ?? [];
  return {
    ...endpoint,
    envelope: envelopeOf(renames),
    idOf: (row) => toId(Reflect.get(row, idName)),
    decode(response) {
      const decoded = decode(response);
      if (decoded !== null) return decoded;
      const facts = { operation: name, status: response.status };
      throw kind === 'write'
        ? new OutcomeUnknownError('UPSTREAM_BAD_RESPONSE', facts)
        : new UpstreamBadResponseError('shape', facts);
    },
  };
}
