import type { Context } from '../../context.ts';
import type { RequestPreview } from '../errors/request-preview.ts';
import type { CreateInput } from './input.ts';
import { withReference } from './intent.ts';
import { newTicket } from './validate.ts';

/** Stands for the id of a caller who is not known: an id, so that it is written as one. */
const UNKNOWN_CALLER_ID = '0';

/**
 * The request that a creation would send, without any call: a caller who is not known yet is not asked for.
 * @throws BAD_USER_INPUT for what can't be sent
 */
export async function previewCreation(
  input: CreateInput,
  key: string | null,
  wantsScope: boolean,
  context: Context,
): Promise<RequestPreview> {
  const { services, credential, settings } = context;
  const isKnown = credential !== null && (await services.callers.isKnown(credential));
  const caller = isKnown ? await context.caller() : null;
  const asked = newTicket(input, caller?.user.id ?? UNKNOWN_CALLER_ID);
  const ticket = withReference(asked, { key, callerKey: caller?.key ?? '', context });
  const scope = wantsScope ? { scope: settings.upstreamScope } : {};
  const shown = services.upstream.preview('createTicket', { ...ticket, ...scope });
  if (caller !== null) return shown;
  const unknown = new Set([
    ...(input.agent === undefined ? [nameOf('agent', UNKNOWN_CALLER_ID)] : []),
    ...(ticket.reference === asked.reference ? [] : [nameOf('reference', ticket.reference)]),
  ]);
  return {
    ...shown,
    parameters: shown.parameters.map((one) => (unknown.has(one.name) ? { ...one, value: null } : one)),
  };

  function nameOf(parameter: 'agent' | 'reference', value: string | undefined): string | undefined {
    return services.upstream.preview('createTicket', { [parameter]: value }).parameters[0]?.name;
  }
}
