// Clients as applications use them, behind one small face: Client of types.ts.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client as Urql, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as createEventsClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { documents } from './documents.mjs';

/**
 * @import { Server } from './server.mjs'
 * @import { Connect, Data, Name, Observer, Variables } from './types.ts'
 */

// Apollo's link asks whether an error is of this class, which Node has from version 22 on.
globalThis.WebSocket ??= /** @type {any} */ (WebSocket);

/**
 * What a client of others hands on as unknown is what the document asks for.
 * @template {Name} N
 * @param {Observer<N>} observer
 * @param {unknown} data
 */
const tell = (observer, data) => observer.next(/** @type {Data<N>} */ (data));

/** GraphQL errors, with the code of the first. */
export class Refused extends Error {
  constructor(errors) {
    super(errors.map((error) => `${error.extensions?.code ?? 'no code'}: ${error.message}`).join('; '));
    this.errors = errors;
    this.code = errors[0]?.extensions?.code;
    this.retryable = errors[0]?.extensions?.retryable === true;
    this.retryAfter = errors[0]?.extensions?.retryAfter;
  }
}

/** @returns {Record<string, string>} */
const bearer = (token) => (token ? { authorization: `Bearer ${token}` } : {});

// A lost socket is reported at once: the tests resume by cursor themselves, as an application has to.
const socket = (server, token) =>
  createClient({ url: server.socket, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: bearer(token) });

const asError = (cause) => Array.isArray(cause?.errors) ? new Refused(cause.errors)
  : Array.isArray(cause) ? new Refused(cause)
  : cause instanceof Error ? cause
  : new Error(`socket closed: ${cause?.code ?? ''} ${cause?.reason ?? ''}`.trim());

/**
 * One document by POST; throws with the GraphQL errors.
 * @template {Name} N
 * @param {Pick<Server, 'graphql'>} server
 * @param {string | undefined} token
 * @param {N} name
 * @param {Variables<N>} [variables]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<Data<N>>}
 */
export async function post(server, token, name, variables, headers = {}) {
  const response = await fetch(server.graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...bearer(token), ...headers },
    body: JSON.stringify({ query: documents[name], operationName: name, variables }),
    signal: AbortSignal.timeout(60_000),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Refused(errors);
  return data;
}

/**
 * fetch for HTTP, graphql-ws for subscriptions.
 * @type {Connect}
 */
export const plain = (server, token) => {
  const ws = socket(server, token);
  return {
    request: (name, variables) => post(server, token, name, variables),
    subscribe: (name, variables, observer) => ws.subscribe({ query: documents[name], operationName: name, variables }, {
      next: ({ data, errors }) => (errors ? observer.error(new Refused(errors)) : tell(observer, data)),
      error: (cause) => observer.error(asError(cause)),
      complete: () => observer.complete(),
    }),
    close: () => ws.dispose(),
  };
};

/**
 * Apollo Client: adds __typename to every selection, keeps a normalised cache.
 * @type {Connect}
 */
export const apollo = (server, token) => {
  const ws = socket(server, token);
  const http = new HttpLink({ uri: server.graphql, headers: bearer(token) });
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(({ operationType }) => operationType === 'subscription', new GraphQLWsLink(ws), http),
    defaultOptions: { query: { fetchPolicy: 'network-only' }, watchQuery: { fetchPolicy: 'network-only' } },
  });
  const refuse = (error) => { throw asError(error); };
  return {
    async request(name, variables) {
      const document = gql(documents[name]);
      const { data, error } = documents[name].startsWith('mutation')
        ? await client.mutate({ mutation: document, variables }).catch(refuse)
        : await client.query({ query: document, variables }).catch(refuse);
      if (error) refuse(error);
      return data;
    },
    subscribe(name, variables, observer) {
      const running = client.subscribe({ query: gql(documents[name]), variables, fetchPolicy: 'no-cache' }).subscribe({
        next: ({ data, error }) => (error ? observer.error(asError(error)) : tell(observer, data)),
        error: (cause) => observer.error(asError(cause)),
        complete: () => observer.complete(),
      });
      return () => running.unsubscribe();
    },
    async close() {
      client.stop();
      await ws.dispose();
    },
  };
};

/**
 * urql: sends short queries by GET.
 * @type {Connect}
 */
export const urql = (server, token) => {
  const ws = socket(server, token);
  const client = new Urql({
    url: server.graphql,
    requestPolicy: 'network-only',
    fetchOptions: { headers: bearer(token) },
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables, operationName }) => ({
          subscribe: (sink) => ({ unsubscribe: ws.subscribe({ query, variables, operationName }, sink) }),
        }),
      }),
    ],
  });
  /** @param {import('@urql/core').CombinedError} error */
  const thrown = ({ graphQLErrors, networkError }) =>
    graphQLErrors?.length ? new Refused(graphQLErrors) : asError(networkError);
  return {
    async request(name, variables) {
      const query = documents[name];
      const { data, error } = query.startsWith('mutation')
        ? await client.mutation(query, variables ?? {}).toPromise()
        : await client.query(query, variables ?? {}).toPromise();
      if (error) throw thrown(error);
      return data;
    },
    subscribe(name, variables, observer) {
      const running = client.subscription(documents[name], variables ?? {}).subscribe(({ data, error }) =>
        error ? observer.error(thrown(error)) : observer.next(data));
      return () => running.unsubscribe();
    },
    close: () => ws.dispose(),
  };
};

/**
 * graphql-sse: everything by server-sent events, a connection for each operation.
 * @type {Connect}
 */
export const events = (server, token) => {
  const client = createEventsClient({ url: server.graphql, headers: bearer(token), retryAttempts: 0 });
  const subscribe = (name, variables, observer) => client.subscribe({ query: documents[name], operationName: name, variables }, {
    next: ({ data, errors }) => (errors ? observer.error(new Refused(errors)) : tell(observer, data)),
    error: (cause) => observer.error(asError(cause)),
    complete: () => observer.complete(),
  });
  return {
    request: (name, variables) => new Promise((resolve, reject) => {
      let answer;
      subscribe(name, variables, { next: (data) => { answer = data; }, error: reject, complete: () => resolve(answer) });
    }),
    subscribe,
    close: () => {}, // each subscription is a request of its own, and ended by itself
  };
};

/** @type {Record<string, Connect>} */
export const clients = { 'fetch and graphql-ws': plain, 'Apollo Client': apollo, urql, 'graphql-sse': events };
