// What relay-compiler compiles. An app has this in its components; nothing here is run as it stands.
import { graphql } from 'relay-runtime';

/** The inbox. */
export const inboxQuery = graphql`
  query deskInboxQuery {
    ...desk_inbox
  }
`;

/** Its list, which grows page by page. */
export const inbox = graphql`
  fragment desk_inbox on Query
  @refetchable(queryName: "deskInboxPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    tickets(first: $count, after: $cursor) @connection(key: "desk_tickets") {
      __id
      edges {
        node {
          id
          state
          stateRaw
          subject
        }
      }
      pageInfo {
        endCursor
      }
    }
  }
`;

/** One ticket; its slower parts come later. */
export const detailQuery = graphql`
  query deskDetailQuery($id: ID!) {
    ticket(id: $id) {
      id
      subject
      ...desk_medias @defer(label: "medias")
    }
  }
`;

/** The deferred part. */
export const medias = graphql`
  fragment desk_medias on Ticket {
    medias(first: 10) {
      nodes {
        id
        mediaTypeRaw
      }
    }
  }
`;

/** Background sync: any nodes by their ids. */
export const syncQuery = graphql`
  query deskSyncQuery($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Ticket {
        state
        subject
      }
    }
  }
`;

/** Any change of a ticket. */
export const updateMutation = graphql`
  mutation deskUpdateMutation($input: UpdateTicketInput!) {
    updateTicket(input: $input) {
      __typename
      ... on UpdateTicketSuccess {
        ticket {
          id
          state
          stateRaw
          subject
        }
      }
      ... on TicketError {
        code
        retryable
      }
    }
  }
`;

/** A new ticket, on top of those lists. */
export const createMutation = graphql`
  mutation deskCreateMutation($input: CreateTicketInput!, $connections: [ID!]!) {
    createTicket(input: $input) {
      ... on CreateTicketSuccess {
        ticket @prependNode(connections: $connections, edgeTypeName: "TicketEdge") {
          id
          state
          stateRaw
          subject
        }
      }
    }
  }
`;

/** Deletes a ticket, out of those lists too. */
export const deleteMutation = graphql`
  mutation deskDeleteMutation($input: DeleteTicketInput!, $connections: [ID!]!) {
    deleteTicket(input: $input) {
      ... on DeleteTicketSuccess {
        deletedId @deleteEdge(connections: $connections) @deleteRecord
      }
    }
  }
`;
