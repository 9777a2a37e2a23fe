/** The operations that these clients send, each in one line, as the code generators of both print them. */

/** A page of tickets. */
export const INBOX =
  'query Inbox($first: Int!, $filter: TicketFilter) { tickets(first: $first, filter: $filter) { __typename nodes { __typename id state subject } pageInfo { __typename hasNextPage endCursor } } }';

/** A ticket with two parts that come later. */
export const DETAIL =
  'query Detail($id: ID!) { ticket(id: $id) { __typename id subject ... on Ticket @defer(label: "medias") { medias(first: 10) { __typename nodes { __typename id title } } } ... on Ticket @defer(label: "events") { events(first: 20) { __typename nodes { __typename id nameRaw } } } } }';

/** A change of a ticket. */
export const UPDATE =
  'mutation Update($input: UpdateTicketInput!) { updateTicket(input: $input) { __typename ... on UpdateTicketSuccess { ticket { __typename id subject description } } ... on TicketError { code message } } }';

/** What is asked for nothing but to be wrong. */
export const WRONG = 'query Wrong { ticket(id: "x") { __typename nothing } }';

/** Letters of all kinds, and what encodings stumble over. */
export const AWKWARD = 'Zähler & Co. (50% + "gelb"): a/b?c=d#e;f,g \u2028 😀 --- \\ end';
