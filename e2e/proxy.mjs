// A load balancer as simple as it can be: requests go in turn to the servers whose /readyz answers 200. A request whose
// server goes away without an answer ends with a broken connection, as behind any proxy; nothing is sent twice by it.
import { Agent, createServer, request } from 'node:http';

/** @import { Server } from './server.mjs' */

const LOOK_MS = 50; // from one look at /readyz to the next

export class Proxy {
  /** The servers that answered last. @type {Set<Server>} */
  well = new Set();
  agent = new Agent({ keepAlive: true });
  http = createServer((from, to) => this.pass(from, to));
  graphql = '';
  turn = 0;
  /** How often there was nobody to pass a request to. */
  refused = 0;
  ready = Promise.resolve(); // a writer that has lost one server finds another

  /** @param {Server[]} servers */
  constructor(servers) {
    this.servers = servers;
    this.looking = setInterval(() => servers.forEach((server) => this.look(server)), LOOK_MS);
  }

  /** @param {Server[]} servers */
  static async start(servers) {
    const proxy = new Proxy(servers);
    await Promise.all(servers.map((server) => proxy.look(server)));
    await new Promise((resolve) => proxy.http.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.http.address());
    proxy.graphql = `http://127.0.0.1:${port}/graphql`;
    return proxy;
  }

  /** @param {Server} server */
  async look(server) {
    const well = await fetch(`${server.url}/readyz`, { signal: AbortSignal.timeout(2_000) })
      .then(async (response) => (await response.arrayBuffer(), response.status === 200), () => false);
    if (well) this.well.add(server);
    else this.well.delete(server);
  }

  pass(from, to) {
    const there = this.servers.filter((server) => this.well.has(server));
    if (there.length === 0) {
      this.refused++;
      to.writeHead(503).end();
      return;
    }
    const { port } = there[this.turn++ % there.length];
    const onward = request({ host: '127.0.0.1', port, agent: this.agent, method: from.method, path: from.url, headers: from.headers });
    onward.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
      answer.on('error', () => to.destroy());
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  }

  async close() {
    clearInterval(this.looking);
    this.agent.destroy();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}
