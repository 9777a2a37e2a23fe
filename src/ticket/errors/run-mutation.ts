import type { Context } from '../../context.ts';
import type { ParamToInput } from '../../lists/input-path.ts';
import { TicketForbiddenError, withFaults } from './errors.ts';

const READ_ONLY = 'This gateway is set to read only: it changes nothing.';

/**
 * Runs a mutation so that its typed failures come out as values; not at all where the gateway is set to read only.
 * `inputOf` names the input field behind an argument of the API.
 */
export function runMutation<T>(context: Context, run: () => Promise<T>, inputOf?: ParamToInput): Promise<T> {
  return withFaults(async () => {
    if (context.settings.readOnly) throw new TicketForbiddenError(READ_ONLY);
    return run();
  }, inputOf);
}
