// The guide for those who write clients says what works: its pieces run, as they stand, against the real server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { register } from './company.mjs';
import { scalars } from './scalars.mjs';
import { Server } from './server.mjs';

const guide = await readFile(new URL('../docs/api.md', import.meta.url), 'utf8');
const pieces = (language) => [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text);
const run = promisify(execFile);

let server;
before(async () => { server = await Server.start(); });
after(() => server?.close());

test('the pieces of JavaScript are a client', async () => {
  const { registration: { admin } } = await register(server);
  const file = fileURLToPath(new URL('.guide.mjs', import.meta.url)); // here, so that it finds the packages
  await writeFile(file, pieces('js').join('\n'));
  try {
    const env = { PATH: process.env.PATH, HEED_URL: server.url, HEED_EMAIL: admin.email, HEED_PASSWORD: admin.password };
    const { stdout, stderr } = await run(process.execPath, [file], { env, timeout: 60_000 });
    assert.equal(stderr, '');
    assert.deepEqual(stdout.trim().split('\n'), [
      'once: true true',
      'refused: BAD_USER_INPUT input.name 此项必填。',
      'found: 1',
      'stale: CONFLICT 2',
      'live: customer.updated true',
      'unread: 0',
      "read again: [ '晨光大酒店' ]",
      'signed out: UNAUTHENTICATED',
    ]);
  } finally {
    await rm(file, { force: true });
  }
});

test('the commands of the shell work', async () => {
  const { session } = await register(server);
  const commands = pieces('sh').filter((text) => text.includes('curl'));
  const shell = async (text) => {
    const { stdout } = await run('sh', ['-euc', text.replaceAll('http://127.0.0.1:8080', server.url).replaceAll('curl ', 'curl -sS ')], { env: { PATH: process.env.PATH, TOKEN: session.accessToken }, timeout: 60_000 });
    return stdout.split(/(?<=\})(?=\{"data")/).map((answer) => JSON.parse(answer));
  };
  const [query, twice] = await Promise.all(commands.map(shell));
  assert.equal(commands.length, 2);
  assert.ok(Array.isArray(query[0].data.customers.edges), JSON.stringify(query));
  assert.equal(twice.length, 2);
  assert.deepEqual(twice[1].data, twice[0].data);
});

test('the configuration for types knows every scalar', () => {
  const [config] = pieces('ts');
  const [, told] = /scalars: \{(.*?)\}/.exec(config) ?? [];
  assert.deepEqual(Object.fromEntries(told.split(',').map((pair) => pair.trim().replaceAll("'", '').split(': '))), scalars);
});
