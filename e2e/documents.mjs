// The documents stand in one place only, where the query editor takes its examples from too. Tests send them as they stand.
export { documents } from '../server/graphiql/pages/documents.js';
