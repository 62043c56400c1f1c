// Debian's Chromium, as a person with a phone has it, and what it finds wrong with a page.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A browser that talks to nobody but the server. */
export const launch = () => chromium.launch({
  executablePath: process.env.HEED_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});

/** A page of the size of a phone, in the language. */
export async function phone(browser, locale, more = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, locale, hasTouch: true, isMobile: true, ...more });
  return context.newPage();
}

/** Fails when axe-core finds something serious, or when the page is wider than the phone. */
export async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(serious.map(({ id, nodes }) => `${what}: ${id} at ${nodes.map(({ target }) => target).join(', ')}`), []);
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(wide <= room, `${what} is ${wide} wide, the phone ${room}`);
}

/** Keeps a picture of the page under docs/ when asked to (HEED_SCREENSHOTS=1); the text that it shows is asserted always. */
export async function picture(page, name, texts) {
  const shown = await page.locator('body').innerText();
  for (const text of texts) assert.ok(shown.includes(text), `${name} does not show ${text}: ${shown}`);
  if (process.env.HEED_SCREENSHOTS) await page.screenshot({ path: new URL(`../docs/images/${name}.png`, import.meta.url).pathname, fullPage: true });
}
