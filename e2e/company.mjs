// A company signed up for one test, and what it writes.
import { plain } from './clients.mjs';

/** @import { Client, Event, Variables } from './types.ts' */

let made = 0;

export const password = 'Ein-langes-Passwort-7!';

export function registration() {
  const slug = `e2e-${process.pid}-${++made}`;
  return {
    company: { name: `远山仪器 ${slug}`, slug },
    admin: { name: '林静', email: `admin@${slug}.example`, password },
  };
}

/** Signs a company up; resolves to { tenant, session, registration }. */
export async function register(server) {
  const input = registration();
  const client = plain(server);
  const { companyRegister } = await client.request('Register', { in: input });
  await client.close();
  return { ...companyRegister, registration: input };
}

/**
 * @param {string} customerId
 * @param {Partial<Variables<'NewRequirement'>['in']>} [more]
 * @returns {Variables<'NewRequirement'>['in']}
 */
export const requirement = (customerId, more = {}) => ({
  customerId,
  title: '交付周期缩短到两周',
  originalText: '能不能两周交货？我们的产线等着用。',
  source: 'CUSTOMER_FEEDBACK',
  channel: 'PHONE',
  collectedAt: new Date().toISOString(),
  category: 'PRODUCT',
  urgency: 'IMPORTANT',
  ...more,
});

/**
 * Every event after the cursor, in pages, as document Sync gives them.
 * @param {Client} client
 * @param {string} [after]
 */
export async function sync(client, after) {
  /** @type {Event[]} */
  const events = [];
  for (;;) {
    const { events: page } = await client.request('Sync', { after, first: 100 });
    for (const { node } of page.edges) events.push(node);
    if (!page.pageInfo.hasNextPage) return events;
    if (page.edges.length === 0) throw new Error('an empty page says that there are more');
    after = page.edges[page.edges.length - 1].node.cursor;
  }
}
