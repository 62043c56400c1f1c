// A certificate of training, as a browser saves it and as anybody checks it on a phone: rendered, read, and asked for with a changed link.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { accessible, launch, phone, picture } from './browser.mjs';
import { plain } from './clients.mjs';
import { Server } from './server.mjs';

const run = promisify(execFile);
const password = 'demo-password-1';

describe('a certificate of training', () => {
  /** @type {Server} */
  let server;
  /** @type {import('playwright-core').Browser} */
  let browser;
  let dir = '';
  before(async () => {
    server = await Server.start({ HEED_DEMO: 'true', HEED_DEMO_PASSWORD: password });
    browser = await launch();
    dir = await mkdtemp(join(tmpdir(), 'heed-e2e-pdf-'));
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (dir) await rm(dir, { recursive: true });
  });

  test('is a page of its own, and checked by anybody', { timeout: 120_000 }, async () => {
    const { sessionCreate } = await plain(server).request('SignIn', { in: { email: 'member.service@demo.example', password } });
    assert.ok(sessionCreate.session);
    const member = plain(server, sessionCreate.session.accessToken);
    const { trainingRecords } = await member.request('Certificates');
    const records = trainingRecords.edges.map(({ node }) => node);
    const good = records.find(({ valid, certificateUrl }) => valid && certificateUrl);
    const old = records.find(({ valid, certificateNumber }) => !valid && certificateNumber);
    assert.ok(good?.certificateUrl && good.certificateCheckUrl && good.certificateNumber && old?.certificateCheckUrl, JSON.stringify(records));

    // The file.
    const answer = await fetch(server.url + good.certificateUrl);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/pdf');
    assert.match(String(answer.headers.get('content-disposition')), new RegExp(`${good.certificateNumber}\\.pdf`));
    const file = join(dir, 'certificate.pdf');
    await writeFile(file, Buffer.from(await answer.arrayBuffer()));
    const { stdout: text } = await run('pdftotext', ['-layout', file, '-']);
    const squeezed = text.replace(/\s+/g, '');
    for (const words of ['培训合格证书', '周敏', '海纳客户关怀示范公司', good.session.title, good.certificateNumber]) {
      assert.ok(squeezed.includes(words.replace(/\s+/g, '')), `${words} does not stand in ${text}`);
    }
    await run('pdftoppm', ['-r', '80', '-png', '-singlefile', file, join(dir, 'certificate')]);
    const image = await readFile(join(dir, 'certificate.png'));
    assert.ok(image.length > 10_000, `the picture has ${image.length} bytes`);
    if (process.env.HEED_SCREENSHOTS) await copyFile(join(dir, 'certificate.png'), new URL('../docs/images/certificate.png', import.meta.url).pathname);
    assert.equal((await fetch(`${server.url}/certificates/${good.id}`)).status, 401);

    // The link that is printed on it.
    const at = (link) => server.url + new URL(link).pathname;
    const page = await phone(browser, 'zh-CN');
    await page.goto(at(good.certificateCheckUrl));
    await accessible(page, 'a certificate that holds');
    await picture(page, 'certificate-valid', ['证书有效', '海纳客户关怀示范公司', good.certificateNumber, String(good.validUntil)]);
    assert.ok(!(await page.locator('body').innerText()).includes('周敏'), 'the page names the person');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'This certificate is valid' }).waitFor();
    await page.goto(at(old.certificateCheckUrl));
    await accessible(page, 'a certificate that does not hold');
    await picture(page, 'certificate-gone', ['证书已失效']);
    const changed = at(good.certificateCheckUrl).replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    const lost = await page.goto(changed);
    assert.equal(lost?.status(), 404);
    await accessible(page, 'a changed link');
    await picture(page, 'certificate-lost', ['查无此证书']);
    await page.context().close();
    await member.close();
  });
});
