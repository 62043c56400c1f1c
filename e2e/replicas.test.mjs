// Three servers on one PostgreSQL: what one is told, the others know, within a second.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { heardAll, repeats, wholeJournal, wholeLedger } from './checks.mjs';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Refused, clients, plain, post } from './clients.mjs';
import { password, register, requirement, sync } from './company.mjs';
import { documents } from './documents.mjs';
import { Listener } from './listener.mjs';
import { Proxy } from './proxy.mjs';
import { Server, databases, eventually } from './server.mjs';
import { Writer } from './writer.mjs';

/** @import { Variables } from './types.ts' */

const SECOND = 1_000;
const ROLES = 50; // of a company at most
const { PostgreSQL: env } = databases;

/**
 * A socket with the subscription. `over` resolves to the error that ends the subscription, `closed` to what closes the
 * socket, each with the time.
 * @param {Server} server
 * @param {string} token
 */
async function watch(server, token) {
  const now = (what) => ({ ...what, at: Date.now() });
  const heard = [];
  let close = (_how) => {};
  const closed = new Promise((resolve) => { close = resolve; });
  const client = createClient({
    url: server.socket, webSocketImpl: WebSocket, retryAttempts: 0, lazy: false, onNonLazyError() {},
    connectionParams: { authorization: `Bearer ${token}` }, on: { closed: (event) => close(now({ how: /** @type {CloseEvent} */ (event) })) },
  });
  const over = new Promise((resolve) => {
    const end = (errors) => resolve(now({ code: errors?.[0]?.extensions?.code }));
    client.subscribe({ query: documents.Live, variables: {} }, {
      next: ({ data, errors }) => (errors ? end(errors) : heard.push(data?.statusChanged)), error: end, complete: () => end([]),
    });
  });
  await Promise.race([over, eventually('the greeting of a subscription', () => heard.length > 0)]);
  return { client, heard, over, closed };
}

const soon = ({ at }, since) => assert.ok(at - since < SECOND, `it took ${at - since} ms`);

/** Every subscription ends as FORBIDDEN within a second from the beginning of the change. */
async function forbidden(sockets, since) {
  for (const { over, client } of sockets) {
    const end = await over;
    assert.equal(end.code, 'FORBIDDEN');
    soon(end, since);
    await client.dispose();
  }
}

/** Every socket is closed with 4403 within a second from the beginning of the change. */
async function signedOut(sockets, since) {
  for (const { closed } of sockets) {
    const end = await closed;
    assert.deepEqual([end.how.code, end.how.reason], [4403, 'session ended']);
    soon(end, since);
  }
}

if (env) describe('three replicas', () => {
  /** @type {Server[]} */
  const servers = [];
  before(async () => { for (let i = 0; i < 3; i++) servers.push(await Server.start(env)); });
  after(() => Promise.all(servers.map((server) => server.close())));

  /** A member with the role, who has chosen a password. */
  async function member(admin, slug, roleKey, name) {
    const email = `${name}@${slug}.example`;
    const [first, chosen] = [`${password} first`, password];
    const { memberCreate } = await post(servers[0], admin, 'NewMember', { in: { displayName: name, email, password: first, roleKeys: [roleKey] } });
    const { sessionCreate } = await post(servers[1], undefined, 'Login', { in: { email, password: first } });
    const token = sessionCreate.session.accessToken;
    await post(servers[2], token, 'ChangePassword', { in: { currentPassword: first, newPassword: chosen } });
    return { ...memberCreate.member, email, token };
  }

  test('what is written at one is heard at all, in order', async () => {
    const { session } = await register(servers[0]);
    const token = session.accessToken;
    const { customerCreate: { customer, cursor } } = await post(servers[0], token, 'NewCustomer', { in: { name: '青山精密' } });
    const listeners = servers.flatMap((server) => Object.values(clients).map((connect) => new Listener(server, connect, token, cursor)));
    const writers = servers.map((server) => new Writer(server, token, () => requirement(customer.id)));
    await eventually('100 changes', () => writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0) >= 100);
    await Promise.all(writers.map((writer) => writer.stop()));
    const reader = plain(servers[1], token);
    const journal = await sync(reader, cursor);
    wholeJournal(journal, writers.flatMap(({ created }) => created), writers.flatMap(({ received }) => received));
    await heardAll(listeners, journal, () => { for (const { failure } of listeners) if (failure) throw failure; });
    await reader.close();
  });

  test('a change of roles at one ends the rights of open sockets at the others within a second', async () => {
    const { session, registration } = await register(servers[0]);
    const [admin, slug] = [session.accessToken, registration.company.slug];
    /** @type {Variables<'NewRole'>['in']['grants']} */
    const reads = [{ resource: 'EVENT', action: 'READ', scope: 'ALL' }, { resource: 'CUSTOMER', action: 'READ', scope: 'ALL' }];
    /** @type {Variables<'NewRole'>['in']['grants'][number]} */
    const denial = { resource: 'EVENT', action: 'READ', scope: 'ALL', effect: 'DENY' };
    let { roleCreate: { role } } = await post(servers[0], admin, 'NewRole', { in: { key: 'WATCHER', name: '观察员', grants: reads } });
    await post(servers[1], admin, 'NewRole', { in: { key: 'READER', name: '读者', grants: [reads[1]] } });
    const reader = await member(admin, slug, 'WATCHER', 'reader');
    let { version } = reader;
    // Rights that were given back reach the others within a second, too.
    const both = async () => {
      await eventually('the rights at every server', async () => {
        const all = await Promise.allSettled(servers.map((server) => post(server, reader.token, 'Sync', { first: 1 })));
        return all.every(({ status }) => status === 'fulfilled');
      }, SECOND);
      return Promise.all([servers[1], servers[2]].map((server) => watch(server, reader.token)));
    };
    const grants = async (grants) => {
      const { roleUpdate } = await post(servers[0], admin, 'ChangeRole', { in: { id: role.id, expectedVersion: role.version, grants } });
      role = { ...role, ...roleUpdate.role };
    };
    const roleKeys = async (roleKeys) => {
      ({ memberRolesUpdate: { member: { version } } } = await post(servers[0], admin, 'MemberRoles', { in: { id: reader.id, expectedVersion: version, roleKeys } }));
    };

    for (const [change, back] of [
      [() => grants([...reads, denial]), () => grants(reads)],
      [() => grants([reads[1]]), () => grants(reads)],
      [() => roleKeys(['READER']), () => roleKeys(['WATCHER'])],
    ]) {
      const sockets = await both();
      const since = Date.now();
      await change();
      await forbidden(sockets, since);
      await Promise.all(servers.map((server) => assert.rejects(post(server, reader.token, 'Sync', { first: 1 }), { code: 'FORBIDDEN' })));
      await back();
    }

    // A role that somebody has is not deleted: whoever has it goes on.
    const sockets = await both();
    await assert.rejects(post(servers[0], admin, 'DeleteRole', { in: { id: role.id, expectedVersion: role.version } }), { code: 'FAILED_PRECONDITION' });
    const { customerCreate } = await post(servers[0], admin, 'NewCustomer', { in: { name: '青山精密' } });
    for (const { heard, client } of sockets) {
      await eventually('the customer', () => heard.some((event) => event?.cursor === customerCreate.cursor), SECOND);
      await client.dispose();
    }
    await roleKeys(['READER']);
    await post(servers[2], admin, 'DeleteRole', { in: { id: role.id, expectedVersion: role.version } });
    await eventually('the end of the role everywhere', async () => {
      const all = await Promise.all(servers.map((server) => post(server, admin, 'Roles')));
      return all.every(({ roles }) => !roles.some(({ key }) => key === 'WATCHER'));
    }, SECOND);
  });

  test('a company has fifty roles and no more, wherever they are made', async () => {
    const { session: { accessToken: admin } } = await register(servers[0]);
    const before = (await post(servers[0], admin, 'Roles')).roles.length;
    const made = await Promise.allSettled(Array.from({ length: ROLES }, (_, i) =>
      post(servers[i % 3], admin, 'NewRole', { in: { key: `ROLE_${i}`, name: `角色${i}`, grants: [{ resource: 'CUSTOMER', action: 'READ', scope: 'ALL' }] } })));
    const refusals = made.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    assert.equal(refusals.length, before, 'as many are refused as were there');
    for (const refusal of refusals) assert.ok(refusal instanceof Refused && refusal.code === 'CONFLICT', `${refusal}`);
    await eventually('the same fifty everywhere', async () => {
      const all = await Promise.all(servers.map((server) => post(server, admin, 'Roles')));
      return all.every(({ roles }) => roles.length === ROLES);
    }, SECOND);
  });

  test('a session ended at one is over at the others within a second', async () => {
    const { session } = await register(servers[0]);
    const token = session.accessToken;
    const sockets = await Promise.all(servers.map((server) => watch(server, token)));
    const since = Date.now();
    await post(servers[0], token, 'SignOut');
    await signedOut(sockets, since);
    for (const server of servers) await assert.rejects(post(server, token, 'Me'), { code: 'UNAUTHENTICATED' });
  });

  test('50 refreshes at once have one successor; using the old token later ends everything everywhere', async () => {
    const { session: { refreshToken: first } } = await register(servers[0]);
    const refresh = (server, refreshToken) => post(server, undefined, 'Refresh', { in: { refreshToken } }).then(({ sessionRefresh }) => sessionRefresh.session);
    const all = await Promise.all(Array.from({ length: 50 }, (_, i) => refresh(servers[i % 3], first)));
    const [second] = all;
    assert.deepEqual([...new Set(all.map(({ refreshToken }) => refreshToken))], [second.refreshToken]);
    const third = await refresh(servers[1], second.refreshToken);
    const sockets = await Promise.all(servers.map((server) => watch(server, third.accessToken)));

    const since = Date.now();
    await assert.rejects(refresh(servers[2], first), { code: 'UNAUTHENTICATED' });
    await signedOut(sockets, since);
    for (const server of servers) {
      for (const { accessToken } of [...all.slice(0, 3), third]) await assert.rejects(post(server, accessToken, 'Me'), { code: 'UNAUTHENTICATED' });
      await assert.rejects(refresh(server, third.refreshToken), { code: 'UNAUTHENTICATED' });
    }
  });

  /** @type {[string, (server: Server) => Promise<string>, string][]} */
  const ends = [['restarted', (server) => server.again(server.stop), 'exit code 0'], ['killed', (server) => server.again(server.kill), 'SIGKILL']];
  for (const [how, again, end] of ends) test(`${how} one after the other behind a balancer, no acknowledged change is lost or doubled`, { timeout: 300_000 }, async () => {
    const { session, registration } = await register(servers[0]);
    const token = session.accessToken;
    const { customerCreate: { customer, cursor } } = await post(servers[0], token, 'NewCustomer', { in: { name: '青山精密' } });
    const listeners = servers.map((server) => new Listener(server, plain, token, cursor));
    const proxy = await Proxy.start(servers);
    try {
      const writers = Array.from({ length: 8 }, (_, writer) => {
        let made = 0;
        return new Writer(proxy, token, () => requirement(customer.id, { title: `${writer}-${++made}` }));
      });
      const broken = () => { for (const { failure } of [...writers, ...listeners]) if (failure) throw failure; };
      const acknowledged = () => writers.reduce((sum, writer) => sum + writer.acknowledged, 0);
      for (const server of servers) {
        const mark = acknowledged() + 40;
        await eventually('40 changes more', () => { broken(); return acknowledged() >= mark && proxy.well.size === 3; });
        assert.equal(await again(server), end, server.log);
      }
      await Promise.all(writers.map((writer) => writer.stop()));
      assert.equal(proxy.refused, 0, 'there was a moment without any server');

      const reader = plain(servers[0], token);
      const journal = await sync(reader, cursor);
      const [created, received] = [writers.flatMap((writer) => writer.created), writers.flatMap((writer) => writer.received)];
      wholeJournal(journal, created, received);
      await wholeLedger(reader, created);
      await repeats(servers[1], token, [...created, ...received], Math.random);
      await heardAll(listeners, journal, broken);
      assert.match(await servers[2].run('audit', 'verify', '--company', registration.company.slug), /the chain holds/);
      await reader.close();
    } finally {
      await proxy.close();
    }
  });
});
