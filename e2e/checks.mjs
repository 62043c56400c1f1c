// What has to hold of a company after its writers and listeners were disturbed.
import assert from 'node:assert/strict';
import { post } from './clients.mjs';
import { eventually } from './server.mjs';

/**
 * @import { Listener } from './listener.mjs'
 * @import { Client, Event } from './types.ts'
 */

const SAMPLE = 40; // changes that are sent once more

/** Every acknowledged change of a requirement stands in the journal, once; what duties plan meanwhile is no concern of it. */
export function wholeJournal(journal, created, received) {
  const count = (items) => items.reduce((counts, item) => counts.set(item, (counts.get(item) ?? 0) + 1), new Map());
  const cursors = count(journal.map(({ cursor }) => cursor));
  const transitions = count(journal.filter(({ to, subject }) => to && subject?.id.startsWith('req_')).map(({ to, subject }) => `${to} ${subject?.id}`));
  assert.equal(cursors.size, journal.length, 'a cursor stands twice in the journal');
  for (const { data: { requirementCreate: { cursor, requirement: { id } } } } of created) {
    assert.equal(cursors.get(cursor), 1, `the making of ${id}`);
    assert.equal(transitions.get(`DRAFT ${id}`), 1, `the making of ${id}`);
  }
  for (const { data: { requirementReceive: { cursor, requirement: { id } } } } of received) {
    assert.equal(cursors.get(cursor), 1, `the receiving of ${id}`);
    assert.equal(transitions.get(`RECEIVED ${id}`), 1, `the receiving of ${id}`);
  }
  assert.equal(transitions.size, created.length + received.length, 'there are changes that nobody asked for');
}

/**
 * The ledger holds what was acknowledged, once, and nothing else.
 * @param {Client} client
 */
export async function wholeLedger(client, created) {
  const rows = [];
  for (let after = /** @type {string | null} */ (null); ;) {
    const { requirements: page } = await client.request('Ledger', { first: 100, after });
    rows.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  const asMade = created.map(({ variables, data }) => `${data.requirementCreate.requirement.id} ${variables.in.title}`);
  assert.deepEqual(rows.map(({ id, title }) => `${id} ${title}`).sort(), asMade.sort());
  assert.ok(rows.every(({ state }) => state === 'RECEIVED'));
  assert.equal(new Set(rows.map(({ number }) => number)).size, rows.length, 'a number was given twice');
}

/** What is sent once more is answered as it was. */
export async function repeats(server, token, changes, random) {
  for (let i = 0; i < Math.min(SAMPLE, changes.length); i++) {
    const { name, variables, key, data } = changes[Math.floor(random() * changes.length)];
    const again = await post(server, token, name, variables, { 'idempotency-key': key });
    const [[, was]] = Object.entries(data);
    const [[, is]] = Object.entries(again);
    assert.deepEqual([is.cursor, is.requirement.id], [was.cursor, was.requirement.id], `${name} ${key}`);
  }
}

/**
 * Every listener has heard the journal, in its order, nothing left out and nothing twice.
 * @param {Listener[]} listeners
 * @param {Event[]} journal
 */
export async function heardAll(listeners, journal, broken) {
  const last = journal[journal.length - 1].cursor;
  const heard = () => listeners.map(({ events }) => events.length);
  await eventually(() => `${journal.length} events, heard are ${heard()}`, () => {
    broken();
    return listeners.every(({ events }) => events.some(({ cursor }) => cursor === last));
  });
  await Promise.all(listeners.map((listener) => listener.stop()));
  const essence = ({ cursor, type, from, to, occurredAt, subject }) =>
    ({ cursor, type, from, to, occurredAt, subject: { type: subject?.type, id: subject?.id, number: subject?.number } });
  for (const { events } of listeners) assert.deepEqual(events.map(essence), journal.map(essence));
}
