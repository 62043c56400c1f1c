// What is fixed outside GraphQL.
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { register } from './company.mjs';
import { documents } from './documents.mjs';
import { Server } from './server.mjs';

let server;
before(async () => { server = await Server.start(); });
after(() => server?.close());

const get = (path, headers = {}) => fetch(server.url + path, { headers, redirect: 'manual' });

const header = (response, name) => response.headers.get(name) ?? '';

for (const path of ['/healthz', '/readyz']) {
  test(`${path} answers 200`, async () => {
    const response = await get(path);
    assert.equal(response.status, 200, await response.text());
  });
}

test('/metrics speaks the Prometheus text format', async () => {
  const response = await get('/metrics');
  const text = await response.text();
  assert.equal(response.status, 200);
  assert.match(header(response, 'content-type'), /^text\/plain/);
  assert.match(text, /^[a-z_][a-z0-9_]*(\{[^}]*\})? [0-9.e+-]+$/m);
  const gauges = ['heed_sockets_open', 'go_goroutines', ...(process.platform === 'linux' ? ['process_open_fds'] : [])];
  for (const gauge of gauges) assert.match(text, new RegExp(`^${gauge} [0-9]+$`, 'm'));
});

test('/.well-known/jwks.json holds the public keys, and only those, that verify an access token', async () => {
  const response = await get('/.well-known/jwks.json');
  assert.equal(response.status, 200);
  assert.match(header(response, 'content-type'), /json/);
  const { keys } = await response.json();
  assert.ok(keys.length > 0);
  for (const key of keys) {
    assert.equal(key.kty, 'OKP');
    assert.equal(key.crv, 'Ed25519');
    assert.equal(key.d, undefined, 'a private key is published');
  }

  const { session, tenant } = await register(server);
  const [head, claims, signature] = session.accessToken.split('.');
  const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());
  const { alg, typ, kid } = decoded(head);
  assert.equal(alg, 'EdDSA');
  assert.equal(typ, 'at+jwt');
  const key = keys.find((one) => one.kid === kid);
  assert.ok(key, `no key ${kid}`);
  assert.ok(verify(null, Buffer.from(`${head}.${claims}`), createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url')));
  const payload = decoded(claims);
  assert.equal(payload.tenant, tenant.id);
  for (const claim of ['iss', 'aud', 'exp', 'nbf', 'sub', 'sid']) assert.ok(payload[claim], claim);
});

test('/graphiql and all that it loads come from this server', async () => {
  const response = await get('/graphiql');
  const page = await response.text();
  assert.equal(response.status, 200);
  assert.match(header(response, 'content-type'), /^text\/html/);
  assert.match(header(response, 'content-security-policy'), /default-src 'none'; script-src 'self'/);
  assert.doesNotMatch(page, /https?:\/\//);
  const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
  assert.ok(files.length >= 2, page);
  for (const path of files) {
    const file = await get(path);
    assert.equal(file.status, 200, path);
    assert.match(header(file, 'content-type'), path.endsWith('.css') ? /^text\/css/ : /javascript/);
    const tag = file.headers.get('etag');
    await file.arrayBuffer();
    assert.equal((await get(path, { 'if-none-match': tag })).status, 304, path);
  }
});

test('a mutation does not go by GET', async () => {
  const response = await get(`/graphql?${new URLSearchParams({ query: 'mutation { __typename }' })}`, { accept: 'application/graphql-response+json' });
  await response.arrayBuffer();
  assert.equal(response.status, 405);
});

test('a query goes by GET', async () => {
  const response = await get(`/graphql?${new URLSearchParams({ query: '{ __typename }' })}`, { accept: 'application/graphql-response+json' });
  assert.deepEqual((await response.json()).data, { __typename: 'Query' });
});

test('a socket without a valid token gets no subscription', async () => {
  for (const connectionParams of [{}, { authorization: 'Bearer not.a.token' }]) {
    const client = createClient({ url: server.socket, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams });
    const refusal = await new Promise((resolve) => {
      client.subscribe({ query: documents.Live, variables: {} }, {
        next: (value) => resolve(value.errors ?? new Error(`an event came: ${JSON.stringify(value)}`)),
        error: resolve,
        complete: () => resolve(new Error('completed without a word')),
      });
    });
    const refused = [4401, 4403].includes(refusal?.code) || refusal?.[0]?.extensions?.code === 'UNAUTHENTICATED';
    assert.ok(refused, `${refusal?.code} ${refusal?.reason ?? ''} ${refusal?.message ?? JSON.stringify(refusal)}`);
    await client.dispose();
  }
});

test('an unknown address is 404, in every method', async () => {
  for (const method of ['GET', 'POST']) {
    const response = await fetch(`${server.url}/no/such/page`, { method });
    await response.arrayBuffer();
    assert.equal(response.status, 404);
  }
});
