// Every document, as it stands, from three clients, in the order in which a company comes to use them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { clients, plain } from './clients.mjs';
import { password, register, registration, requirement, sync } from './company.mjs';
import { Server, eventually } from './server.mjs';

let server;
before(async () => { server = await Server.start(); });
after(() => server?.close());

const nonEmpty = (value, what) => assert.ok(typeof value === 'string' && value.length > 0, `${what}: ${JSON.stringify(value)}`);

function tokens(session) {
  nonEmpty(session.accessToken, 'accessToken');
  nonEmpty(session.refreshToken, 'refreshToken');
  const minutes = (Date.parse(session.expiresAt) - Date.now()) / 60_000;
  assert.ok(minutes > 1 && minutes < 16, `the access token lives ${minutes} minutes`);
}

for (const [name, connect] of Object.entries(clients)) {
  describe(name, () => {
    test('a company signs up, records a requirement and sees its status change live', async () => {
      const input = registration();
      const guest = connect(server);
      const { companyRegister } = await guest.request('Register', { in: input });
      assert.equal(companyRegister.tenant.name, input.company.name);
      assert.equal(companyRegister.tenant.slug, input.company.slug);
      assert.equal(companyRegister.tenant.state, 'ONBOARDING');
      tokens(companyRegister.session);

      const { sessionCreate } = await guest.request('Login', { in: { email: input.admin.email, password, tenantSlug: input.company.slug } });
      tokens(sessionCreate.session);
      await assert.rejects(guest.request('Login', { in: { email: input.admin.email, password: 'not the password' } }), { code: 'UNAUTHENTICATED' });
      await assert.rejects(guest.request('Me'), { code: 'UNAUTHENTICATED' });
      await guest.close();

      const client = connect(server, sessionCreate.session.accessToken);
      const { viewer } = await client.request('Me');
      assert.equal(viewer.member.displayName, input.admin.name);
      assert.equal(viewer.tenant.id, companyRegister.tenant.id);
      assert.ok(viewer.member.roles.length > 0, 'the first admin has a role');
      assert.ok(viewer.permissions.length > 0, 'the first admin has permissions');
      for (const { scope } of viewer.permissions) assert.ok(['ALL', 'DEPARTMENT', 'OWN'].includes(scope), scope);

      const contacts = [{ name: '王工', title: '采购', phone: '+86 138 0013 8000', email: 'wang@customer.example' }];
      const { customerCreate } = await client.request('NewCustomer', { in: { name: '青山精密', industry: 'MANUFACTURING', contacts } });
      const { customer } = customerCreate;
      assert.equal(customer.name, '青山精密');
      assert.equal(customer.version, 1);
      nonEmpty(customerCreate.cursor, 'cursor');

      // Live from here on, beside the requests below.
      const seen = [];
      let failure;
      const end = client.subscribe('Live', { after: customerCreate.cursor }, {
        next: ({ statusChanged }) => seen.push(statusChanged),
        error: (error) => { failure = error; },
        complete: () => { failure ??= new Error('the subscription was completed'); },
      });

      const { requirementCreate } = await client.request('NewRequirement', { in: requirement(customer.id) });
      const draft = requirementCreate.requirement;
      assert.equal(draft.state, 'DRAFT');
      assert.equal(draft.number, null);
      assert.ok(draft.availableActions.includes('RECEIVE'), `availableActions: ${draft.availableActions}`);

      const { requirementReceive } = await client.request('Receive', { in: { id: draft.id, expectedVersion: draft.version } });
      const received = requirementReceive.requirement;
      assert.equal(received.state, 'RECEIVED');
      assert.match(received.number ?? '', /^REQ-\d{4}-\d{5}$/);
      assert.ok(received.version > draft.version);
      const clock = received.clocks.find(({ kind }) => kind === 'FIRST_RESPONSE');
      assert.equal(clock?.state, 'RUNNING');
      assert.ok(new Date(clock.dueAt) > new Date());

      await assert.rejects(client.request('Receive', { in: { id: draft.id, expectedVersion: received.version } }), { code: 'FAILED_PRECONDITION' });
      await assert.rejects(client.request('Receive', { in: { id: draft.id, expectedVersion: draft.version } }), ({ code }) => ['CONFLICT', 'FAILED_PRECONDITION'].includes(code));

      await eventually(() => `the change to RECEIVED among ${JSON.stringify(seen)}`, () => {
        if (failure) throw failure;
        return seen.some(({ cursor }) => cursor === requirementReceive.cursor);
      });
      end();
      const change = seen.find(({ cursor }) => cursor === requirementReceive.cursor);
      assert.equal(change.kind, 'CHANGE');
      assert.equal(change.from, 'DRAFT');
      assert.equal(change.to, 'RECEIVED');
      assert.equal(change.actor.displayName, input.admin.name);
      assert.equal(change.subject.type, 'REQUIREMENT');
      assert.equal(change.subject.id, draft.id);
      assert.equal(change.subject.number, received.number);

      const { node } = await client.request('Requirement', { id: draft.id });
      assert.ok(node?.__typename === 'Requirement');
      assert.equal(node.number, received.number);
      assert.equal(node.urgency, 'IMPORTANT');
      assert.equal(node.customer?.id, customer.id);
      assert.equal(Date.parse(node.dueAt ?? ''), Date.parse(clock.dueAt));

      const { customers } = await client.request('Customers', { first: 10 });
      assert.equal(customers.totalCount, 1);
      assert.equal(customers.edges[0].node.requirements.edges[0].node.number, received.number);
      assert.equal(customers.pageInfo.hasNextPage, false);

      const { requirements } = await client.request('Ledger', { filter: { states: ['RECEIVED'], customerId: customer.id }, first: 10 });
      assert.equal(requirements.totalCount, 1);
      assert.equal(requirements.edges[0].node.id, draft.id);
      const { requirements: none } = await client.request('Ledger', { filter: { states: ['CLOSED'] }, first: 10 });
      assert.equal(none.totalCount, 0);

      const { requirementDashboard } = await client.request('Dashboard');
      assert.ok(Array.isArray(requirementDashboard.byState) && Array.isArray(requirementDashboard.byUrgency));

      const events = await sync(client, customerCreate.cursor);
      assert.deepEqual(
        events.filter(({ to, subject }) => to && subject?.id === draft.id).map(({ cursor, from, to }) => ({ cursor, from, to })).at(-1),
        { cursor: requirementReceive.cursor, from: 'DRAFT', to: 'RECEIVED' },
      );
      await client.close();
    });
  });
}

test('a list is paged without gaps by every client', async () => {
  const { session } = await register(server);
  const writer = plain(server, session.accessToken);
  const names = Array.from({ length: 7 }, (_, index) => `客户 ${index}`);
  for (const name of names) await writer.request('NewCustomer', { in: { name } });
  await writer.close();
  for (const connect of Object.values(clients)) {
    const client = connect(server, session.accessToken);
    const got = [];
    for (let after = /** @type {string | null} */ (null); ;) {
      const { customers } = await client.request('Customers', { first: 3, after });
      got.push(...customers.edges.map((edge) => edge.node.name));
      assert.equal(customers.totalCount, names.length);
      if (!customers.pageInfo.hasNextPage) break;
      after = customers.pageInfo.endCursor;
    }
    assert.deepEqual(got, names);
    await client.close();
  }
});

test("another company's record is not found", async () => {
  const [ours, theirs] = [await register(server), await register(server)];
  const owner = plain(server, ours.session.accessToken);
  const stranger = plain(server, theirs.session.accessToken);
  const { customerCreate } = await owner.request('NewCustomer', { in: { name: '只属于我们' } });
  const { requirementCreate } = await owner.request('NewRequirement', { in: requirement(customerCreate.customer.id) });
  const { id, version } = requirementCreate.requirement;

  const node = await stranger.request('Requirement', { id }).then((data) => data.node, (error) => {
    assert.equal(error.code, 'NOT_FOUND');
    return null;
  });
  assert.equal(node, null);
  await assert.rejects(stranger.request('Receive', { in: { id, expectedVersion: version } }), { code: 'NOT_FOUND' });
  await assert.rejects(stranger.request('NewRequirement', { in: requirement(customerCreate.customer.id) }), { code: 'NOT_FOUND' });
  // A cursor is bound to its company.
  await assert.rejects(stranger.request('Sync', { after: requirementCreate.cursor, first: 10 }));

  const { node: unchanged } = await owner.request('Requirement', { id });
  assert.ok(unchanged?.__typename === 'Requirement');
  assert.equal(unchanged.state, 'DRAFT');
  assert.equal(unchanged.version, version);
  await Promise.all([owner.close(), stranger.close()]);
});
