import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import {
  CountryCodeResolver,
  DateTimeResolver,
  EmailAddressResolver,
  JSONObjectResolver,
  PhoneNumberResolver,
  URLResolver,
} from 'graphql-scalars';

/**
 * A scalar that reads any text and writes any text. What comes from the API is shown as it is, even where it breaks the
 * format; what a client sends is judged by the mutation, which can answer a typed error with the input path.
 */
function lenient(resolver: GraphQLScalarType, description: string): GraphQLScalarType<string, string> {
  const text = requireString(resolver.name);
  return new GraphQLScalarType<string, string>({
    name: resolver.name,
    description,
    ...(resolver.specifiedByURL == null ? {} : { specifiedByURL: resolver.specifiedByURL }),
    serialize: (value) => text(value),
    parseValue: (value) => text(value),
    parseLiteral: (node) => text(literalText(node), node),
  });
}

/** Takes a text as it is and refuses anything else, without repeating it. */
function requireString(name: string): (value: unknown, nodes?: ValueNode) => string {
  return (value, nodes) => {
    if (typeof value !== 'string')
      throw new GraphQLError(`${name} must be a string.`, { nodes: nodes ?? null });
    return value;
  };
}

const literalText = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : undefined);

/** Whether a text is an email address. */
export const isEmailAddress = accepts(EmailAddressResolver);

/** Whether a text is a phone number, E.164. Not by the library: its pattern takes national numbers, and backtracks for hours. */
export const isPhoneNumber = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);

/** Whether a text is a country, ISO 3166-1 alpha-2. The library takes small letters too, which the standard does not. */
export const isCountryCode = (text: string): boolean =>
  /^[A-Z]{2}$/.test(text) && accepts(CountryCodeResolver)(text);

function accepts(resolver: GraphQLScalarType): (text: string) => boolean {
  return (text) => {
    try {
      resolver.parseValue(text);
      return true;
    } catch {
      return false;
    }
  };
}

/** Whether a moment that a client sent can be read. */
export const isValidDate = (moment: Date): boolean => !Number.isNaN(moment.getTime());

/** Lenient as well: a text that is no moment becomes an invalid Date, to be judged where the input path is known. */
function parseDateTime(value: unknown, nodes?: ValueNode): Date {
  const text = requireString('DateTime')(value, nodes);
  try {
    return DateTimeResolver.parseValue(text);
  } catch {
    return new Date(Number.NaN);
  }
}

/** The scalars of the graph, by name. */
export const scalars = {
  DateTime: new GraphQLScalarType<Date, string>({
    ...DateTimeResolver.toConfig(),
    description: 'A moment, RFC 3339. Answers are in UTC with `Z`; inputs may carry any offset.',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
    parseValue: (value) => parseDateTime(value),
    parseLiteral: (node) => parseDateTime(literalText(node), node),
    serialize: (value) => {
      if (!(value instanceof Date)) throw new GraphQLError('DateTime must be a Date.');
      return value.toISOString().replace('.000Z', 'Z');
    },
  }),
  EmailAddress: lenient(EmailAddressResolver, 'An email address, RFC 5322.'),
  PhoneNumber: lenient(
    PhoneNumberResolver,
    'A phone number in international form, E.164, such as `+33612345678`.',
  ),
  CountryCode: lenient(CountryCodeResolver, 'A country, ISO 3166-1 alpha-2, such as `FR`.'),
  URL: lenient(URLResolver, 'An absolute URL, RFC 3986.'),
  JSONObject: new GraphQLScalarType({
    ...JSONObjectResolver.toConfig(),
    description: 'A JSON object as the ticket API sent it; only for events that this gateway does not know.',
  }),
};
