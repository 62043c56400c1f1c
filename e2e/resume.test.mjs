// The server is killed while three clients listen to a stream of changes. They come back with their last cursor,
// and what they have seen is then exactly what the journal holds: nothing lost, nothing twice, in order.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Refused, clients, plain } from './clients.mjs';
import { register, requirement, sync } from './company.mjs';
import { Server, databases, eventually } from './server.mjs';

/** @import { Client, Connect, StatusEvent } from './types.ts' */

const ROUNDS = 2; // of killing
const BEFORE_KILL = 30; // events that every listener has seen anew before the server dies
const WRITERS = 4;

/** An application that listens from a cursor on, and again from its last one whenever the stream breaks. */
class Listener {
  /** @type {StatusEvent[]} */
  events = [];
  breaks = 0;
  stopped = false;
  /** @type {Error | undefined} */
  failure;
  /** @type {Client} */
  client;
  /** @type {() => void} */
  end;

  /**
   * @param {Server} server
   * @param {Connect} connect
   * @param {string} token
   * @param {string} cursor
   */
  constructor(server, connect, token, cursor) {
    this.server = server;
    this.connect = connect;
    this.token = token;
    this.cursor = cursor;
    this.listen();
  }

  listen() {
    const client = this.connect(this.server, this.token);
    let over = false;
    const broken = async (error) => {
      if (over) return;
      over = true;
      await Promise.resolve(client.close()).catch(() => {});
      if (this.stopped) return;
      // A broken socket is what this test is about, and a listener that reads too slowly is told to come back; any
      // other refusal is a finding.
      if (error instanceof Refused && error.code !== 'UNAVAILABLE') { this.failure = error; return; }
      this.breaks++;
      try {
        await this.server.ready;
        this.listen();
      } catch (cause) {
        this.failure = cause;
      }
    };
    this.end = client.subscribe('Live', { after: this.cursor }, {
      next: ({ statusChanged: event }) => {
        if (over) return;
        if (event.kind === 'RESET') this.failure = new Error('RESET, though nothing is older than the retention');
        if (event.kind === 'CHANGE') this.events.push(event);
        this.cursor = event.cursor;
      },
      error: broken,
      complete: () => broken(),
    });
    this.client = client;
  }

  async stop() {
    this.stopped = true;
    this.end();
    await this.client.close();
  }
}

for (const [database, env] of Object.entries(databases)) describe(database, () => {
  let server;
  before(async () => { server = await Server.start(env); });
  after(() => server?.close());

  test('killed and restarted while they are subscribed, no client loses or doubles an event', { timeout: 300_000 }, async () => {
    const { session } = await register(server);
    const token = session.accessToken;
    const client = plain(server, token);
    const { customerCreate } = await client.request('NewCustomer', { in: { name: '青山精密' } });
    const start = customerCreate.cursor;
    const listeners = Object.entries(clients).map(([name, connect]) => Object.assign(new Listener(server, connect, token, start), { name }));

    // Writers go on through everything; what was acknowledged must be in the journal.
    const acknowledged = [];
    let writing = true;
    let writerFailure;
    async function write() {
      while (writing) {
        try {
          const { requirementCreate: created } = await client.request('NewRequirement', { in: requirement(customerCreate.customer.id) });
          acknowledged.push(created.cursor);
          const { id, version } = created.requirement;
          const { requirementReceive: received } = await client.request('Receive', { in: { id, expectedVersion: version } });
          acknowledged.push(received.cursor);
        } catch (error) {
          if (error instanceof Refused) throw error;
          await server.ready; // the connection broke, or there is nobody to connect to
        }
      }
    }
    const writers = Array.from({ length: WRITERS }, () => write().catch((error) => { writerFailure ??= error; }));
    const broken = () => {
      if (writerFailure) throw writerFailure;
      for (const { failure, name } of listeners) if (failure) throw new Error(`${name}: ${failure.message}`, { cause: failure });
    };
    const progress = () => `progress of ${listeners.map(({ name, events, breaks }) => `${name}: ${events.length} events, ${breaks} breaks`).join('; ')}`;

    for (let round = 1; round <= ROUNDS; round++) {
      const marks = listeners.map(({ events }) => events.length);
      await eventually(progress, () => {
        broken();
        return listeners.every(({ events }, index) => events.length >= marks[index] + BEFORE_KILL);
      }, 60_000);

      let up;
      let down;
      server.ready = new Promise((resolve, reject) => { up = resolve; down = reject; });
      server.ready.catch(() => {});
      assert.equal(await server.kill(), 'SIGKILL');
      await server.up().then(up, (error) => { down(error); throw error; });
      await eventually(progress, () => {
        broken();
        return listeners.every(({ breaks }) => breaks >= round);
      });
    }
    const marks = listeners.map(({ events }) => events.length);
    await eventually(progress, () => {
      broken();
      return listeners.every(({ events }, index) => events.length >= marks[index] + BEFORE_KILL);
    }, 60_000);
    writing = false;
    await Promise.all(writers);
    broken();

    const essence = ({ cursor, type, from, to, occurredAt, subject }) => ({
      cursor, type, from, to, occurredAt, subject: { type: subject?.type, id: subject?.id, number: subject?.number },
    });
    const journal = (await sync(client, start)).map(essence);
    const last = journal[journal.length - 1].cursor;
    await eventually(progress, () => {
      broken();
      return listeners.every(({ events }) => events.some(({ cursor }) => cursor === last));
    });
    await Promise.all(listeners.map((listener) => listener.stop()));

    const cursors = new Set(journal.map(({ cursor }) => cursor));
    assert.equal(cursors.size, journal.length, 'a cursor stands twice in the journal');
    assert.ok(acknowledged.length > ROUNDS * BEFORE_KILL);
    assert.deepEqual(acknowledged.filter((cursor) => !cursors.has(cursor)), [], 'acknowledged changes are missing in the journal');
    for (const { name, events, breaks } of listeners) {
      assert.ok(breaks >= ROUNDS, `${name} was interrupted ${breaks} times`);
      assert.deepEqual(events.map(essence), journal, name);
    }
    await client.close();
  });

  test('a server asked to end tells its listeners, and ends by itself', async () => {
    const { session } = await register(server);
    const client = plain(server, session.accessToken);
    const { customerCreate } = await client.request('NewCustomer', { in: { name: '青山精密' } });
    let seen = 0;
    let over = false;
    client.subscribe('Live', { after: customerCreate.cursor }, {
      next: () => { seen++; },
      error: () => { over = true; },
      complete: () => { over = true; },
    });
    await client.request('NewRequirement', { in: requirement(customerCreate.customer.id) });
    await eventually('the first event', () => seen > 0);
    assert.equal(await server.stop(), 'exit code 0', server.log);
    await eventually('the end of the subscription', () => over);
    await client.close();
    await server.up();
  });
});
