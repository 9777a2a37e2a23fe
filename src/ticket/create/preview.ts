import type { Context } from '../../context.ts';
import { createTicket } from '../api.ts';
import type { RequestPreview } from '../errors/request-preview.ts';
import { type CreateInput, newTicket } from './input.ts';
import { withReference } from './intent.ts';

/** Stands for the id of an unknown caller, in the form of an id. */
const UNKNOWN_CALLER_ID = '0';

/**
 * The request that a creation would send. Makes no call: values that depend on an unknown caller are null.
 * @throws BAD_USER_INPUT for a value that cannot be sent
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
  const request = newTicket(input, caller?.user.id ?? UNKNOWN_CALLER_ID);
  const ticket = withReference(request, key, caller?.key ?? '', context);
  const scope = wantsScope ? { scope: settings.upstreamScope } : {};
  const preview = services.upstream.preview(createTicket, { ...ticket, ...scope });
  if (caller !== null) return preview;
  const nameOf = (parameter: 'agent' | 'reference', value: string | undefined) =>
    services.upstream.preview(createTicket, { [parameter]: value }).parameters[0]?.name;
  const unknown = new Set([
    ...(input.agent === undefined ? [nameOf('agent', UNKNOWN_CALLER_ID)] : []),
    ...(ticket.reference === request.reference ? [] : [nameOf('reference', ticket.reference)]),
  ]);
  const parameters = preview.parameters.map((one) => (unknown.has(one.name) ? { ...one, value: null } : one));
  return { ...preview, parameters };
}
