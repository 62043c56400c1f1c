// The session of this page: tokens in sessionStorage, renewed before they expire, told to whoever listens.
import { documents } from './documents.js';
import { language } from './words.js';

const KEY = 'heed.session';
const RENEW_BEFORE_MS = 60_000;
const Refresh = `mutation Refresh($in: SessionRefreshInput!) { sessionRefresh(input: $in) { session { accessToken refreshToken expiresAt } } }`;
const End = `mutation End($in: SessionEndInput!) { sessionEnd(input: $in) { __typename } }`;

let current = read();
let timer;
let renewing;
const listeners = new Set();

// A duplicated tab starts with the same refresh token, which works only once: the first to renew tells the others.
const tabs = new BroadcastChannel(KEY);
tabs.onmessage = ({ data }) => {
  if (current && data.replaces === current.refreshToken) keep({ ...current, ...data.session });
};

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function keep(session) {
  const before = current;
  current = session;
  if (session) sessionStorage.setItem(KEY, JSON.stringify(session));
  else sessionStorage.removeItem(KEY);
  plan();
  if (before?.id !== session?.id) for (const listener of listeners) listener(session);
}

function plan() {
  clearTimeout(timer);
  if (!current) return;
  const wait = new Date(current.expiresAt).getTime() - Date.now() - RENEW_BEFORE_MS;
  timer = setTimeout(() => renew().catch(() => {}), Math.max(0, wait));
}

export const session = () => current;

/** Calls back when somebody signs in or out; a renewal of tokens is silent. */
export const onChange = (listener) => listeners.add(listener);

/** One GraphQL request over HTTP, as the signed-in member unless `authorization` is false. */
export async function post(body, { headers = {}, authorization = true, signal } = {}) {
  if (authorization && renewing) await renewing.catch(() => {});
  const response = await fetch('/graphql', {
    method: 'POST',
    signal,
    credentials: 'omit',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'accept-language': language,
      ...(authorization && current ? { authorization: `Bearer ${current.accessToken}` } : {}),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `${response.status} ${response.statusText} ${text.slice(0, 200)}`.trim() }] };
  }
}

/** What a socket sends in connection_init. */
export async function connectionParams() {
  if (renewing) await renewing.catch(() => {});
  return current ? { authorization: `Bearer ${current.accessToken}` } : {};
}

function succeeded(result, field) {
  if (!result.errors?.length) return result.data[field];
  const { message, extensions } = result.errors[0];
  throw Object.assign(new Error(message), { code: extensions?.code });
}

export async function signIn(email, password) {
  const result = await post({ query: documents.Login, variables: { in: { email, password } } }, { authorization: false });
  keep({ ...succeeded(result, 'sessionCreate').session, email, id: crypto.randomUUID?.() ?? String(Date.now()) });
}

export async function signOut() {
  // Told to the server as far as it can be reached; this page forgets the tokens in any case.
  const { refreshToken } = current ?? {};
  const told = post({ query: End, variables: { in: { refreshToken } } }).catch(() => {});
  keep(null);
  if (refreshToken) await told;
}

/** Exchanges the refresh token, once for all who ask meanwhile. */
export function renew() {
  renewing ??= exchange().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function exchange() {
  const old = current;
  if (!old) return;
  try {
    const result = await post({ query: Refresh, variables: { in: { refreshToken: old.refreshToken } } }, { authorization: false });
    const { session: renewed } = succeeded(result, 'sessionRefresh');
    tabs.postMessage({ replaces: old.refreshToken, session: renewed });
    if (current?.refreshToken === old.refreshToken) keep({ ...old, ...renewed });
  } catch (error) {
    // Another tab may have been quicker. Only a refusal ends the session: a server that is restarting does not.
    if (current?.refreshToken !== old.refreshToken) return;
    if (error.code === 'UNAUTHENTICATED') keep(null);
    else timer = setTimeout(() => renew().catch(() => {}), 5_000);
    throw error;
  }
}

plan();
