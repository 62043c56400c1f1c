// The server is killed while three clients listen to a stream of changes. They come back with their last cursor,
// and what they have seen is then exactly what the journal holds: nothing lost, nothing twice, in order.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Refused, clients, plain } from './clients.mjs';
import { register, requirement, sync } from './company.mjs';
import { Listener } from './listener.mjs';
import { Server, databases, eventually } from './server.mjs';

const ROUNDS = 2; // of killing
const BEFORE_KILL = 30; // events that every listener has seen anew before the server dies
const WRITERS = 4;

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

      assert.equal(await server.again(server.kill), 'SIGKILL');
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
