import {
  type ConcreteRequest,
  commitMutation,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getRequest,
  getSingularSelector,
  Network,
  Observable,
  type ReaderFragment,
  RecordSource,
  Store,
  type Variables,
} from 'relay-runtime';
import type { Talk } from '../talk.ts';
import { partsOf, payloadsOf } from './parts.ts';

/** An object as Relay's types want it. */
type Plain = Record<string, unknown>;

const HEADERS = {
  'content-type': 'application/json',
  accept: 'multipart/mixed; deferSpec=20220824, application/graphql-response+json',
};

/** How an id of a persisted document goes over the wire: Relay leaves it to the app. */
export type IdField = 'doc_id' | 'id' | 'documentId';

/** Relay on that gateway. */
export interface Desk {
  readonly environment: Environment;
  /** Asks, and puts what comes into the store. */
  ask(query: ConcreteRequest, variables?: Variables): Promise<unknown>;
  /** Sends a mutation. */
  send(mutation: ConcreteRequest, variables: Variables, optimistic?: Plain): Promise<unknown>;
  /** Shows a fragment of the root, now and whenever it changes: what it showed, newest last. */
  show(query: ConcreteRequest, fragment: ReaderFragment): unknown[];
}

/** Opens one. It knows nothing of the documents but their ids; `documents` are sent in full instead where they are given. */
export function openDesk(talk: Talk, idField: IdField, documents?: Record<string, string>): Desk {
  const network = Network.create(({ id }, variables) =>
    Observable.create((sink) => {
      const asked = documents === undefined ? { [idField]: id } : { query: documents[id ?? ''] };
      const body = JSON.stringify({ ...asked, variables });
      talk
        .fetch(talk.url, { method: 'POST', headers: HEADERS, body })
        .then(async (answer) => {
          for await (const part of partsOf(answer))
            for (const payload of payloadsOf(part)) sink.next(payload);
          sink.complete();
        })
        .catch((error) => sink.error(error));
    }),
  );
  const environment = new Environment({ network, store: new Store(new RecordSource()) });
  return {
    environment,
    ask: (query, variables = {}) => fetchQuery(environment, query, variables).toPromise(),
    send: (mutation, variables, optimistic) =>
      new Promise((resolve, reject) => {
        commitMutation<{ response: Plain; variables: Variables; rawResponse: Plain }>(environment, {
          mutation,
          variables,
          ...(optimistic === undefined ? {} : { optimisticResponse: optimistic }),
          onCompleted: resolve,
          onError: reject,
        });
      }),
    show(query, fragment) {
      const operation = createOperationDescriptor(getRequest(query), {});
      environment.retain(operation);
      const root = environment.lookup(operation.fragment);
      const selector = getSingularSelector(fragment, root.data);
      if (selector == null) throw new Error('The root has no such fragment.');
      const snapshot = environment.lookup(selector);
      const shown: unknown[] = [snapshot.data];
      environment.subscribe(snapshot, ({ data }) => shown.push(data));
      return shown;
    },
  };
}
