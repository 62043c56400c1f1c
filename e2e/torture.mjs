// A server that is killed again and again while writers and listeners are at work:
//
//	make torture TORTUREFLAGS='--kills 20 --seed 7'
//
// Afterwards every acknowledged change is there once, every listener has the whole journal in order, and the chain holds.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { heardAll, repeats, wholeJournal, wholeLedger } from './checks.mjs';
import { clients, plain } from './clients.mjs';
import { register, requirement, sync } from './company.mjs';
import { Listener } from './listener.mjs';
import { Server, databases, eventually, pause } from './server.mjs';
import { Writer } from './writer.mjs';

const LEAST = 20; // changes that are acknowledged between two kills
const MORE = 60; // and up to so many beside
const MOMENT_MS = 150; // within which the server dies then
const PATIENCE_MS = 120_000;

/** Numbers between 0 and 1 that follow from the seed alone (mulberry32). */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Kills a server on the database; the seed decides when. Throws where anything is amiss.
 * @param {Record<string, string>} env of a server on the database
 * @param {{ kills: number, seed: number, writers?: number }} how
 */
export async function torture(env, { kills, seed, writers: count = 16 }) {
  const random = dice(seed);
  const server = await Server.start(env);
  try {
    const { session, registration } = await register(server);
    const token = session.accessToken;
    const client = plain(server, token);
    const { customerCreate: { customer, cursor: start } } = await client.request('NewCustomer', { in: { name: '青山精密' } });
    const listeners = Object.values(clients).flatMap((connect) => [1, 2].map(() => new Listener(server, connect, token, start)));
    const writers = Array.from({ length: count }, (_, writer) => {
      let made = 0;
      return new Writer(server, token, () => requirement(customer.id, { title: `${writer}-${++made}` }));
    });
    const acknowledged = () => writers.reduce((sum, writer) => sum + writer.acknowledged, 0);
    const broken = () => {
      for (const { failure } of [...writers, ...listeners]) if (failure) throw failure;
    };

    for (let kill = 1; kill <= kills; kill++) {
      const mark = acknowledged() + LEAST + Math.floor(random() * MORE);
      await eventually(() => `${mark} changes, now ${acknowledged()}`, () => { broken(); return acknowledged() >= mark; }, PATIENCE_MS);
      await pause(random() * MOMENT_MS);
      assert.equal(await server.again(server.kill), 'SIGKILL');
    }
    await Promise.all(writers.map((writer) => writer.stop()));

    const created = writers.flatMap((writer) => writer.created);
    const received = writers.flatMap((writer) => writer.received);
    const journal = await sync(client, start);
    wholeJournal(journal, created, received);
    await wholeLedger(client, created);
    await repeats(server, token, [...created, ...received], random);
    assert.deepEqual(await sync(client, start), journal, 'a change that was sent again was done again');
    await heardAll(listeners, journal, broken);
    for (const { breaks } of listeners) assert.ok(breaks >= kills, `a listener was interrupted ${breaks} times`);
    await client.close();

    await server.stop();
    const verdict = await server.run('audit', 'verify', '--company', registration.company.slug);
    assert.match(verdict, /the chain holds/);
    const again = [...created, ...received].filter(({ attempts }) => attempts > 1).length;
    return { changes: created.length + received.length, again, events: journal.length, breaks: listeners.reduce((sum, { breaks }) => sum + breaks, 0) };
  } finally {
    await server.close();
  }
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' }, writers: { type: 'string', default: '16' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? randomInt(2 ** 32));
  for (const [database, env] of Object.entries(databases)) {
    console.log(`${database}: ${values.kills} kills under ${values.writers} writers, seed ${seed} (--seed ${seed} gives the same moments)`);
    const began = Date.now();
    const { changes, again, events, breaks } = await torture(env, { kills: Number(values.kills), writers: Number(values.writers), seed });
    console.log(`  ${changes} changes were acknowledged, ${again} of them after being sent again; each is there once`);
    console.log(`  ${events} events reached every listener in order, over ${breaks} broken streams; the chain holds (${Math.round((Date.now() - began) / 1000)} s)`);
  }
}
