// Writes api.ts: the types of the documents' variables and answers, by GraphQL Code Generator from graph/schema.
// With --check it writes nothing and fails when the file would change.
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { Kind, parse } from 'graphql';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { documents } from './documents.mjs';
import { scalars } from './scalars.mjs';

const file = new URL('api.ts', import.meta.url);
const folder = new URL('../graph/schema/', import.meta.url);

const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).sort();
const sources = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));

/** The map from a document's name to its types, so that a client can be typed by the name alone. */
const byName = {
  plugin(_schema, files) {
    const of = ({ document }) => document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const lines = files.map(of).map(({ name: { value: name }, operation }) => {
      const type = name + operation[0].toUpperCase() + operation.slice(1);
      return `  ${name}: { operation: '${operation}'; variables: ${type}Variables; data: ${type} };`;
    });
    return ['/** Each document by its name. */', 'export type Operations = {', ...lines, '};', ''].join('\n');
  },
};

const text = await codegen({
  filename: 'api.ts',
  schema: parse(sources.join('\n')),
  documents: Object.entries(documents).map(([name, text]) => ({ location: name, document: parse(text) })),
  config: { scalars, strictScalars: true, skipTypename: true, useTypeImports: true },
  plugins: [{ operations: {} }, { byName: {} }],
  pluginMap: { operations, byName },
});
const wanted = `// Made by \`npm run generate\` from graph/schema and the documents; not to be edited.\n${text.trim()}\n`;

if (!process.argv.includes('--check')) {
  await writeFile(file, wanted);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
  console.error('e2e/api.ts does not fit the schema and the documents: cd e2e && npm run generate, and commit it.');
  process.exit(1);
}
