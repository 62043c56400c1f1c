// One subscription over graphql-transport-ws, by hand: the plain page has no package to do it.
import { connectionParams } from './session.js';

/** Starts a subscription; calls next with every result and end once, with an error or nothing. Returns a function that stops it. */
export function subscribe(payload, { next, end }) {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`, 'graphql-transport-ws');
  const send = (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
  let done = false;
  const finish = (error) => {
    if (done) return;
    done = true;
    socket.close(1000);
    end(error);
  };
  socket.onopen = async () => send({ type: 'connection_init', payload: await connectionParams() });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === 'connection_ack') send({ id: '1', type: 'subscribe', payload });
    else if (message.type === 'ping') send({ type: 'pong' });
    else if (message.type === 'next') next(message.payload);
    else if (message.type === 'error') finish(new Error(message.payload.map((error) => error.message).join('\n')));
    else if (message.type === 'complete') finish();
  };
  socket.onclose = ({ code, reason }) => finish(new Error(`${code} ${reason}`.trim()));
  return () => {
    send({ id: '1', type: 'complete' });
    finish();
  };
}
