// The real binary, on a free loopback port, with a data directory of its own: on SQLite, or on the PostgreSQL that the
// program in postgres/ has started.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const START_MS = 60_000;
const LOG_CHARACTERS = 20_000;

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let built;
/** The binary: HEED_BINARY, or built once for this process. */
export function binary() {
  built ??= process.env.HEED_BINARY ? Promise.resolve({ path: process.env.HEED_BINARY }) : compile();
  return built;
}

async function compile() {
  const dir = await mkdtemp(join(tmpdir(), 'heed-e2e-bin-'));
  const path = join(dir, 'heed');
  await promisify(execFile)('go', ['build', '-o', path, './cmd/heed'], { cwd: repository, maxBuffer: 1 << 24 });
  return { path, dir };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The databases that are here, each with the environment of a server on it. */
export const databases = { SQLite: {} };
if (process.env.HEED_E2E_DATABASE_URL) {
  databases.PostgreSQL = {
    HEED_DATABASE_URL: process.env.HEED_E2E_DATABASE_URL,
    HEED_DATA_KEY: `e2e:${Buffer.from([...Array(32).keys()]).toString('base64')}`,
  };
}

/** Brings PostgreSQL's tables up to date, as the owner does before a server starts. */
async function migrate(path) {
  await promisify(execFile)(path, ['migrate', 'up'], { env: { PATH: process.env.PATH, HEED_DATABASE_URL: process.env.HEED_E2E_OWNER_URL } });
}

/** A server that can be killed and started again on the same address and data. */
export class Server {
  /** @type {{ path: string, dir?: string }} */
  binary;
  dataDir = '';
  /** @type {Record<string, string>} */
  env = {};
  port = 0;
  url = '';
  graphql = '';
  socket = '';
  log = '';
  /** @type {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} */
  child;
  /** How the process ended: @type {Promise<string>} */
  exited;
  /** Whoever has lost the server waits for this; who ends it for a while puts a promise here. */
  ready = Promise.resolve();

  static async start(env = {}) {
    const server = new Server();
    server.binary = await binary();
    server.dataDir = await mkdtemp(join(tmpdir(), 'heed-e2e-data-'));
    server.env = env;
    if (env.HEED_DATABASE_URL) await migrate(server.binary.path);
    server.port = await freePort();
    server.url = `http://127.0.0.1:${server.port}`;
    server.graphql = `${server.url}/graphql`;
    server.socket = `ws://127.0.0.1:${server.port}/graphql`;
    await server.up();
    return server;
  }

  /** Nothing of the caller's HEED_* environment reaches the server. */
  environment() {
    return { PATH: process.env.PATH, HOME: this.dataDir, TMPDIR: tmpdir(), HEED_ADDR: `127.0.0.1:${this.port}`, HEED_DATA_DIR: this.dataDir, HEED_DRAIN_WAIT: '0s', ...this.env };
  }

  async up() {
    this.log = '';
    const child = spawn(this.binary.path, ['serve'], { env: this.environment(), cwd: this.dataDir, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (chunk) => { this.log = (this.log + chunk).slice(-LOG_CHARACTERS); };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.child = child;
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not start: ${error.message}`));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    let gone;
    this.exited.then((how) => { gone = how; });
    const until = Date.now() + START_MS;
    for (;;) {
      if (gone) throw new Error(`the server ended while starting (${gone}):\n${this.log}`);
      if (Date.now() > until) {
        await this.kill();
        throw new Error(`the server was not ready after ${START_MS / 1000} s:\n${this.log}`);
      }
      const ready = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) })
        .then(async (response) => (await response.arrayBuffer(), response.status === 200), () => false);
      if (ready) return;
      await pause(50);
    }
  }

  /** Ends the process and starts it again; whoever waits for `ready` goes on then. Resolves to how it ended. */
  async again(end) {
    let up = () => {};
    let down = (_error) => {};
    this.ready = new Promise((resolve, reject) => { up = resolve; down = reject; });
    this.ready.catch(() => {});
    const how = await end.call(this);
    await this.up().then(up, (error) => { down(error); throw error; });
    return how;
  }

  /** Another command of the binary on the same data; resolves to what it prints. */
  async run(...args) {
    const { stdout } = await promisify(execFile)(this.binary.path, args, { env: this.environment(), cwd: this.dataDir, maxBuffer: 1 << 24 });
    return stdout;
  }

  /** Ends the process the hard way, with no chance to write or to say good-bye. */
  async kill() {
    this.child.kill('SIGKILL');
    return this.exited;
  }

  /** Asks the process to end; resolves to how it did. */
  async stop() {
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    const how = await this.exited;
    clearTimeout(timer);
    return how;
  }

  async close() {
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
    if (this.binary.dir) {
      await rm(this.binary.dir, { recursive: true, force: true });
      built = undefined;
    }
  }
}

/** Resolves once check() is true, asking again and again; says `what` was awaited when it never is. */
export async function eventually(what, check, ms = 30_000) {
  const until = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > until) throw new Error(`waited ${ms / 1000} s in vain: ${typeof what === 'function' ? what() : what}`);
    await pause(20);
  }
}
