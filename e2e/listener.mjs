import { Refused } from './clients.mjs';

/**
 * @import { Server } from './server.mjs'
 * @import { Client, Connect, StatusEvent } from './types.ts'
 */

/** An application that listens from a cursor on, and again from its last one whenever the stream breaks. */
export class Listener {
  /** @type {StatusEvent[]} */
  events = [];
  breaks = 0;
  stopped = false;
  /** @type {Error | undefined} */
  failure;
  /** @type {Client} */
  client;
  /** @type {() => void} */
  end;

  /**
   * @param {Server} server
   * @param {Connect} connect
   * @param {string} token
   * @param {string} cursor
   */
  constructor(server, connect, token, cursor) {
    this.server = server;
    this.connect = connect;
    this.token = token;
    this.cursor = cursor;
    this.listen();
  }

  listen() {
    const client = this.connect(this.server, this.token);
    let over = false;
    const broken = async (error) => {
      if (over) return;
      over = true;
      await Promise.resolve(client.close()).catch(() => {});
      if (this.stopped) return;
      // A broken socket is what this test is about, and a listener that reads too slowly is told to come back; any
      // other refusal is a finding.
      if (error instanceof Refused && error.code !== 'UNAVAILABLE') { this.failure = error; return; }
      this.breaks++;
      try {
        await this.server.ready;
        this.listen();
      } catch (cause) {
        this.failure = cause;
      }
    };
    this.end = client.subscribe('Live', { after: this.cursor }, {
      next: ({ statusChanged: event }) => {
        if (over) return;
        if (event.kind === 'RESET') this.failure = new Error('RESET, though nothing is older than the retention');
        if (event.kind === 'CHANGE') this.events.push(event);
        this.cursor = event.cursor;
      },
      error: broken,
      complete: () => broken(),
    });
    this.client = client;
  }

  async stop() {
    this.stopped = true;
    this.end();
    await this.client.close();
  }
}
