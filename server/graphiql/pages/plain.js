// The plain page: a query, its variables, a result. It works without any package.
import { showBar } from './bar.js';
import { documents, examples, pretty } from './documents.js';
import { post } from './session.js';
import { subscribe } from './socket.js';
import { translate, word } from './words.js';

const byId = (id) => document.getElementById(id);
const example = byId('example');
const query = byId('query');
const variables = byId('variables');
const result = byId('result');
const run = byId('run');
const stop = byId('stop');
const KEPT_CHARACTERS = 200_000;

let end;

function load() {
  const chosen = examples.find(({ name }) => name === example.value);
  query.value = pretty(documents[chosen.name]);
  variables.value = JSON.stringify(chosen.variables, null, 2);
}

function busy(stopping) {
  end = stopping;
  run.disabled = Boolean(stopping);
  stop.disabled = !stopping;
}

function print(value, { append = false } = {}) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  // The newest comes first, and a long stream does not fill the memory.
  result.textContent = append ? `${text}\n\n${result.textContent}`.slice(0, KEPT_CHARACTERS) : text;
}

async function start() {
  let payload;
  try {
    payload = { query: query.value, variables: JSON.parse(variables.value || '{}') };
  } catch (error) {
    return print(`${word('badVariables')}: ${error.message}`);
  }
  const withoutComments = query.value.replace(/#.*$/gm, '');
  if (/^\s*subscription\b/m.test(withoutComments)) {
    print(word('live'));
    return busy(subscribe(payload, {
      next: (value) => print(value, { append: true }),
      end: (error) => {
        if (error) print(`${word('closed')}: ${error.message}`, { append: true });
        busy(null);
      },
    }));
  }
  const controller = new AbortController();
  busy(() => controller.abort());
  try {
    print(await post(payload, { signal: controller.signal }));
  } catch (error) {
    print(`${word('closed')}: ${error.message}`);
  } finally {
    busy(null);
  }
}

translate();
showBar(byId('bar'), byId('plain').dataset.editor === 'true' ? { other: { href: '/graphiql', word: 'toEditor' } } : {});
for (const { name } of examples) example.append(new Option(name, name));
example.addEventListener('change', load);
run.addEventListener('click', start);
stop.addEventListener('click', () => end?.());
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !run.disabled) start();
});
load();
busy(null);
