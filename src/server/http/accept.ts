import Negotiator from 'negotiator';

/** The format of deferred parts. Apollo's clients name it, others name none. */
export const DEFER_SPEC = '20220824';

/** The forms of our responses. */
const JSON_FORMS = ['application/json', 'application/graphql-response+json', 'text/event-stream'].map(
  (form) => `${form};charset=utf-8`,
);
const PARTS = `multipart/mixed;deferspec=${DEFER_SPEC}`;

const accepted = (accept: string, forms: string[]): boolean =>
  new Negotiator({ headers: { accept } }).mediaTypes(forms).length > 0;

/** Whether a client accepts a response in any of our forms. Without the header it accepts all. */
export const acceptsAnswer = (accept: string | null): boolean =>
  accept === null || accept.trim() === '' || accepted(accept, [...JSON_FORMS, PARTS]);

/**
 * Whether a client reads a response in parts: only if it names `multipart/mixed`, and no other format of parts. A wildcard
 * does not count, since its clients mostly read one JSON.
 */
export const acceptsParts = (accept: string | null): boolean =>
  accepted((accept ?? '').replaceAll(/(?:\*|multipart)\/\*[^,]*/g, ''), [PARTS]);
