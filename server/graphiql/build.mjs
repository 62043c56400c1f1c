// Copies the ready-made browser files of the npm packages into dist/, from where the binary embeds them.
// No bundler is needed: these versions still ship UMD files.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const dist = join(here, 'dist');
mkdirSync(dist, { recursive: true });

// Licences travel with the copies.
const notices = [];
for (const lock of Object.entries(JSON.parse(readFileSync(join(here, 'package-lock.json'), 'utf8')).packages)) {
  const [path, { version, dev }] = lock;
  const dir = join(here, path);
  if (!path || dev || !existsSync(dir)) continue;
  const file = readdirSync(dir).find((name) => /^licen[cs]e(\.|$)/i.test(name));
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const text = file
    ? readFileSync(join(dir, file), 'utf8').trim()
    : `Licence: ${JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')).license}`;
  notices.push(`${name} ${version}\n\n${text}\n`);
}
writeFileSync(join(dist, 'licenses.txt'), notices.join(`\n${'-'.repeat(72)}\n\n`));

const withoutMap = (text) => text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
const script = (from, to) => writeFileSync(join(dist, to), withoutMap(readFileSync(join(modules, from), 'utf8')));

script('react/umd/react.production.min.js', 'react.js');
script('react-dom/umd/react-dom.production.min.js', 'react-dom.js');
script('graphql-ws/umd/graphql-ws.min.js', 'graphql-ws.js');
copyFileSync(join(modules, 'graphiql/graphiql.min.css'), join(dist, 'graphiql.css'));
script('graphiql/graphiql.min.js', 'graphiql.js'); // last: make takes it as the sign that the copy is whole

console.log(`query editor: ${readdirSync(dist).filter((name) => !name.startsWith('.')).join(' ')}`);
