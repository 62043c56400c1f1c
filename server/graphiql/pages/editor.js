// The full editor: GraphiQL from npm, embedded in the binary, with the bar above it.
/* global React, ReactDOM, GraphiQL, graphqlWs */
import { showBar } from './bar.js';
import { documents, examples, pretty } from './documents.js';
import { connectionParams, onChange, post, session } from './session.js';

let client;
function socket() {
  client ??= graphqlWs.createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams,
    lazy: true,
    retryAttempts: 10,
    shouldRetry: () => Boolean(session()),
  });
  return client;
}

function isSubscription(documentAST, operationName) {
  return Boolean(documentAST?.definitions.some((definition) =>
    definition.kind === 'OperationDefinition' && definition.operation === 'subscription' &&
    (!operationName || definition.name?.value === operationName)));
}

function fetcher(params, options) {
  if (isSubscription(options?.documentAST, params.operationName)) return socket().iterate(params);
  return post(params, { headers: options?.headers });
}

const defaultTabs = examples.map(({ name, variables }) => ({
  query: pretty(documents[name]),
  variables: JSON.stringify(variables, null, 2),
}));

// The tab that GraphiQL kept: named to it when it begins anew, or it opens a second one beside it.
function keptTab() {
  try {
    const { activeTabIndex, tabs } = JSON.parse(localStorage.getItem('graphiql:tabState'));
    return { query: tabs[activeTabIndex].query, variables: tabs[activeTabIndex].variables };
  } catch {
    return {};
  }
}

const root = ReactDOM.createRoot(document.getElementById('editor'));
function show() {
  client?.dispose();
  client = undefined;
  // A new key begins anew: the schema is read again as whoever is signed in now.
  root.render(React.createElement(GraphiQL, { key: session()?.id ?? 'nobody', fetcher, defaultTabs, shouldPersistHeaders: false, ...keptTab() }));
}

showBar(document.getElementById('bar'), { other: { href: '/graphiql/plain', word: 'toPlain' } });
onChange(show);
show();
