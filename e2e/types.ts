// What a client of these tests can do: documents by their names, with the types of their variables and answers.
import type { Operations } from './api.ts';
import type { Server } from './server.mjs';

export type Name = keyof Operations;
export type Variables<N extends Name> = Operations[N]['variables'];
export type Data<N extends Name> = Operations[N]['data'];

export type Observer<N extends Name> = {
  next(data: Data<N>): void;
  error(error: Error): void;
  complete(): void;
};

export type Client = {
  /** The data; throws with the GraphQL errors. */
  request<N extends Name>(name: N, variables?: Variables<N>): Promise<Data<N>>;
  /** Answers with a function that ends the subscription. */
  subscribe<N extends Name>(name: N, variables: Variables<N>, observer: Observer<N>): () => void;
  close(): void | Promise<void>;
};

/** Makes a client of the server, signed in where there is a token. */
export type Connect = (server: Server, token?: string) => Client;

export type Event = Data<'Sync'>['events']['edges'][number]['node'];
export type StatusEvent = Data<'Live'>['statusChanged'];
