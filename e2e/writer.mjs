// A writer as docs/api.md has it: every change has a key of the client's own and is sent again, with that key, until its
// answer has come.
import { randomUUID } from 'node:crypto';
import { Refused, post } from './clients.mjs';
import { pause } from './server.mjs';

/**
 * @import { Server } from './server.mjs'
 * @import { Data, Name, Variables } from './types.ts'
 */

/**
 * A change that was acknowledged.
 * @template {Name} N
 * @typedef {{ name: N, variables: Variables<N>, key: string, data: Data<N>, attempts: number }} Acknowledged
 */

export class Writer {
  /** @type {Acknowledged<'NewRequirement'>[]} */
  created = [];
  /** @type {Acknowledged<'Receive'>[]} */
  received = [];
  stopped = false;
  /** @type {Error | undefined} */
  failure;

  /**
   * @param {Pick<Server, 'graphql' | 'ready'>} server
   * @param {string} token
   * @param {() => Variables<'NewRequirement'>['in']} next the requirement to record next
   */
  constructor(server, token, next) {
    this.server = server;
    this.token = token;
    this.next = next;
    this.done = this.write().catch((error) => { this.failure = error; });
  }

  get acknowledged() {
    return this.created.length + this.received.length;
  }

  /** Records requirements and takes them on, one after the other, until it is stopped. */
  async write() {
    while (!this.stopped) {
      const created = await this.persist('NewRequirement', { in: this.next() });
      this.created.push(created);
      const { id, version } = created.data.requirementCreate.requirement;
      this.received.push(await this.persist('Receive', { in: { id, expectedVersion: version } }));
    }
  }

  /**
   * @template {Name} N
   * @param {N} name
   * @param {Variables<N>} variables
   * @returns {Promise<Acknowledged<N>>}
   */
  async persist(name, variables, key = randomUUID()) {
    for (let attempts = 1; ; attempts++) {
      try {
        const data = await post(this.server, this.token, name, variables, { 'idempotency-key': key });
        return { name, variables, key, data, attempts };
      } catch (error) {
        if (error instanceof Refused && !error.retryable) throw error;
        await this.server.ready; // the connection broke, or there is nobody to connect to
        await pause(Math.max(Math.min(10 * attempts, 500), 1000 * (error.retryAfter ?? 0)));
      }
    }
  }

  /** Resolves once the last change is acknowledged. */
  async stop() {
    this.stopped = true;
    await this.done;
    if (this.failure) throw this.failure;
  }
}
