/** What a template makes a message of. */
export interface Content {
  /** The sentence that the message is about. */
  line: string;
  hello: string;
  bye: string;
  /** Name of the reader, where it is known. */
  name: string | null;
}

type Layout = (content: Content) => string;

const plain: Layout = ({ line }) => line;

/** A letter, signed by whom it comes from. */
const letter =
  (sender: string): Layout =>
  ({ line, hello, bye, name }) =>
    `${name === null ? hello : `${hello} ${name}`},\n\n${line}\n\n${bye}\n${sender}`;

/** One line that begins with whom it comes from, for text messages. */
const signed =
  (sender: string): Layout =>
  ({ line }) =>
    `${sender}: ${line}`;

const SHARED: Readonly<Record<string, Layout>> = { 'for-guests': plain, 'for-agents': plain };

/** Templates by the enterprise that made them in its console, and by name. Each exists in every language. */
const TEMPLATES: Readonly<Record<number, Readonly<Record<string, Layout>>>> = {
  3573: { ...SHARED, 'hestia-letter': letter('Hestia Home Services'), 'hestia-short': signed('Hestia') },
  3608: { ...SHARED, 'baltica-letter': letter('Baltica Insurance'), 'baltica-short': signed('Baltica') },
};

/** Whether an enterprise has a template of this name. */
export function hasTemplate(enterprise: number, name: string): boolean {
  return Object.hasOwn(TEMPLATES[enterprise] ?? {}, name);
}

/** The text of a message in a template; in the built-in one where none was named. */
export function laidOut(enterprise: number, name: string | null, content: Content): string {
  return (TEMPLATES[enterprise]?.[name ?? ''] ?? plain)(content);
}
