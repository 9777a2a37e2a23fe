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
 * A scalar that accepts any text. The gateway shows a value of the API even if its format is wrong; a mutation checks the
 * value of a client and returns a typed error with the input path.
 */
function lenient(resolver: GraphQLScalarType, description: string): GraphQLScalarType<string, string> {
  const { name } = resolver;
  return new GraphQLScalarType<string, string>({
    name,
    description,
    ...(resolver.specifiedByURL == null ? {} : { specifiedByURL: resolver.specifiedByURL }),
    serialize: (value) => requireString(name, value),
    parseValue: (value) => requireString(name, value),
    parseLiteral: (node) => requireString(name, literalText(node), node),
  });
}

/** Accepts a string. The error does not repeat the value. */
function requireString(name: string, value: unknown, nodes: ValueNode | null = null): string {
  if (typeof value === 'string') return value;
  throw new GraphQLError(`${name} must be a string.`, { nodes });
}

const literalText = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : undefined);

/** Whether a text is an email address. */
export const isEmailAddress = accepts(EmailAddressResolver);

/** Whether a text is an E.164 phone number. The library's pattern accepts national numbers, and backtracks for hours. */
export const isPhoneNumber = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);

/** Whether a text is an ISO 3166-1 alpha-2 country code. The library accepts small letters too. */
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

/** Whether `DateTime` could parse the value of a client. */
export const isValidDate = (date: Date): boolean => !Number.isNaN(date.getTime());

/** Lenient too: a text that is no date becomes an invalid Date, which is rejected where the input path is known. */
function parseDateTime(value: unknown, nodes?: ValueNode): Date {
  const text = requireString('DateTime', value, nodes);
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
    description: 'Date and time (RFC 3339). Responses are in UTC with `Z`; inputs may have any offset.',
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
    parseValue: (value) => parseDateTime(value),
    parseLiteral: (node) => parseDateTime(literalText(node), node),
    serialize: (value) => {
      if (!(value instanceof Date)) throw new GraphQLError('DateTime must be a Date.');
      return value.toISOString().replace('.000Z', 'Z');
    },
  }),
  EmailAddress: lenient(EmailAddressResolver, 'Email address (RFC 5322).'),
  PhoneNumber: lenient(
    PhoneNumberResolver,
    'Phone number in international format (E.164), such as `+33612345678`.',
  ),
  CountryCode: lenient(CountryCodeResolver, 'Country code (ISO 3166-1 alpha-2), such as `FR`.'),
  URL: lenient(URLResolver, 'Absolute URL (RFC 3986).'),
  JSONObject: new GraphQLScalarType({
    ...JSONObjectResolver.toConfig(),
    description: 'JSON object from the ticket API, for events of a kind that this gateway does not know.',
  }),
};
