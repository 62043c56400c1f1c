// The short form of `make torture`.
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { databases } from './server.mjs';
import { torture } from './torture.mjs';

for (const [database, env] of Object.entries(databases)) {
  test(`${database}: killed twice under 16 writers, nothing acknowledged is lost or doubled`, { timeout: 300_000 }, async (t) => {
    const seed = Number(process.env.HEED_E2E_SEED ?? randomInt(2 ** 32));
    t.diagnostic(`HEED_E2E_SEED=${seed}`);
    await torture(env, { kills: 2, seed });
  });
}
