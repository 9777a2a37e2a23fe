/** @import { Call, Cost, PlannedCall, Trace } from './layout.js' */

/** Stands between the parts of an answer. */
const DELIMITER = '\r\n---';

/**
 * Lets an answer in parts pass, but for the trace in its last one.
 * @param {number} began
 * @param {(trace: Trace) => void} end  Called with the trace.
 * @returns {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>}
 */
export function followParts(began, end) {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  /** @type {string[]} */
  const codes = [];
  let rest = '';
  /** @param {string} part */
  const without = (part) => {
    const at = part.indexOf('\r\n\r\n');
    if (at === -1) return part;
    const { trace, text } = taken(JSON.parse(part.slice(at)), performance.now() - began);
    codes.push(...trace.codes);
    if (trace.cost === null) return part;
    end({ ...trace, codes });
    // As the gateway writes it: no text may look like what stands between parts.
    return `${part.slice(0, at + 4)}${text.replaceAll('--', '-\\u002d')}`;
  };
  return new TransformStream({
    transform(chunk, controller) {
      rest += decoder.decode(chunk, { stream: true });
      const parts = rest.split(DELIMITER);
      rest = parts.pop() ?? '';
      for (const part of parts) controller.enqueue(encoder.encode(without(part) + DELIMITER));
    },
    flush(controller) {
      controller.enqueue(encoder.encode(rest));
    },
  });
}

/**
 * @param {Answered} answer
 * @param {number} ms
 * @returns {{ trace: Trace, text: string }}
 *
 * @typedef {{ extensions?: { code?: string } }} Failed
 *
 * @typedef {object} Answered  An answer, or one of its parts.
 * @property {readonly Failed[]} [errors]
 * @property {readonly { errors?: readonly Failed[] }[]} [incremental]
 * @property {{ upstream?: readonly Call[], plan?: readonly PlannedCall[], cost?: Cost }} [extensions]
 */
export function taken(answer, ms) {
  const { upstream = [], plan = [], ...extensions } = answer.extensions ?? {};
  const later = (answer.incremental ?? []).flatMap(({ errors = [] }) => errors);
  const codes = [...(answer.errors ?? []), ...later].flatMap((error) => error.extensions?.code ?? []);
  const trace = { calls: upstream, plan, cost: extensions.cost ?? null, ms, codes };
  return { trace, text: JSON.stringify({ ...answer, extensions }) };
}
