import { gql, type TypedDocumentNode } from '@apollo/client';

/** A ticket as the screens of these tests show it. */
export interface Card {
  __typename: 'Ticket';
  id: string;
  ticketId: string;
  state: string;
  stateRaw: string;
  subject: string | null;
  agent: { name: string | null } | null;
}

/** A page of tickets. */
export interface Inbox {
  tickets: {
    edges: { cursor: string; node: Card | null }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** What a mutation answers: its own part, or an error as a value. */
export type Outcome<Success> = Partial<Success> & {
  __typename: string;
  code?: string;
  retryable?: boolean;
  retryAfter?: number;
  ticket?: Card | null;
};

const CARD = gql`
  fragment Card on Ticket {
    id
    ticketId
    state
    stateRaw
    subject
    agent {
      name
    }
  }
`;

const FAILURE = gql`
  fragment Failure on TicketError {
    code
    retryable
    ... on TicketRateLimitError {
      retryAfter
    }
    ... on TicketConflictError {
      ticket {
        ...Card
      }
    }
  }
  ${CARD}
`;

/** The inbox, in Relay's form. */
export const INBOX: TypedDocumentNode<Inbox, { after?: string | null; filter?: object | null }> = gql`
  query Inbox($after: String, $filter: TicketFilter) {
    tickets(first: 20, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          ...Card
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${CARD}
`;

/** One ticket by its global id. */
export const TICKET: TypedDocumentNode<{ ticket: Card | null }, { id: string }> = gql`
  query TicketCard($id: ID!) {
    ticket(id: $id) {
      ...Card
    }
  }
  ${CARD}
`;

/** Any change of a ticket; taking over and closing are changes too. */
export const UPDATE: TypedDocumentNode<{ updateTicket: Outcome<object> | null }, { input: object }> = gql`
  mutation Update($input: UpdateTicketInput!) {
    updateTicket(input: $input) {
      ... on UpdateTicketSuccess {
        ticket {
          ...Card
        }
      }
      ...Failure
    }
  }
  ${FAILURE}
`;

/** A new ticket. */
export const CREATE: TypedDocumentNode<
  { createTicket: Outcome<{ replayed: boolean; ticketId: string }> | null },
  { input: object }
> = gql`
  mutation Create($input: CreateTicketInput!) {
    createTicket(input: $input) {
      ... on CreateTicketSuccess {
        replayed
        ticketId
        ticket {
          ...Card
        }
      }
      ...Failure
    }
  }
  ${FAILURE}
`;

/** Deletes a ticket. */
export const DELETE: TypedDocumentNode<
  { deleteTicket: Outcome<{ deletedId: string }> | null },
  { input: object }
> = gql`
  mutation Delete($input: DeleteTicketInput!) {
    deleteTicket(input: $input) {
      ... on DeleteTicketSuccess {
        deletedId
      }
      ...Failure
    }
  }
  ${FAILURE}
`;

/** Makes a file of a ticket. */
export const EXPORT: TypedDocumentNode<
  { exportTicket: Outcome<{ replayed: boolean }> | null },
  { input: object }
> = gql`
  mutation Export($input: ExportTicketInput!) {
    exportTicket(input: $input) {
      ... on ExportTicketSuccess {
        replayed
        export {
          url
        }
      }
      ...Failure
    }
  }
  ${FAILURE}
`;
