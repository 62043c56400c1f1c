// A customer complains on a phone, the department answers, the customer sees it change live and accepts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessible, launch, phone, picture } from './browser.mjs';
import { company, complain } from './complainant.mjs';
import { Server, databases, eventually } from './server.mjs';

for (const [name, env] of Object.entries(databases)) describe(`a complaint by its complainant's own hand, on ${name}`, () => {
  /** @type {Server} */
  let server;
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => { server = await Server.start(env); browser = await launch(); });
  after(async () => { await browser?.close(); await server?.close(); });

  test('is taken, followed live and accepted', { timeout: 120_000 }, async () => {
    const { head, member, path } = await company(server);
    const page = await phone(browser, 'zh-CN');
    /** @type {string[]} */
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) wrong.push(message.text()); });

    await complain(server, page, path, '送来的门锁打不开 🔒');
    await accessible(page, 'the form');
    await picture(page, 'complaint-form', ['投诉与建议', '投诉内容', '联系方式', '提交投诉']);
    await page.getByLabel('图片或文件').setInputFiles({ name: '门锁.txt', mimeType: 'text/plain', buffer: Buffer.from('序列号 42') });
    await page.getByRole('button', { name: '提交投诉' }).click();
    await page.getByRole('heading', { name: '投诉已收到' }).waitFor();
    await accessible(page, 'the receipt');

    const { complaints } = await head.request('Complaints', {});
    assert.equal(complaints.edges.length, 1);
    const { id, number, content, complainantName, intake, state } = complaints.edges[0].node;
    let { version } = complaints.edges[0].node;
    assert.deepEqual({ content, complainantName, intake, state }, { content: '送来的门锁打不开 🔒', complainantName: '王女士', intake: 'PAGE', state: 'RECEIVED' });
    const { attachments } = await head.request('Files', { id });
    assert.deepEqual(attachments.edges.map(({ node }) => node.name), ['门锁.txt']);
    await picture(page, 'complaint-receipt', [number, '承诺答复时间', '查看处理进度']);

    await page.getByRole('link', { name: '查看处理进度' }).click();
    const stands = (text) => page.locator('.state strong', { hasText: text }).waitFor({ timeout: 15_000 });
    await stands('已受理');
    const loads = await page.evaluate(() => performance.getEntriesByType('navigation').length);
    ({ complaintAssign: { complaint: { version } } } = await head.request('AssignComplaint', { in: { id, expectedVersion: version, assigneeId: member } }));
    ({ complaintTriage: { complaint: { version } } } = await head.request('TriageComplaint', { in: { id, expectedVersion: version, nature: 'PRODUCT_QUALITY', severity: 'GENERAL', crossDepartment: false } }));
    await stands('已评估');
    ({ complaintInvestigate: { complaint: { version } } } = await head.request('InvestigateComplaint', { in: { id, expectedVersion: version } }));
    await stands('调查中');
    ({ complaintProcess: { complaint: { version } } } = await head.request('ProcessComplaint', {
      in: { id, expectedVersion: version, background: '同一批次', cause: '锁舌过长', rootCause: 'PRODUCT', measures: [{ text: '更换锁舌' }] },
    }));
    await stands('处理中');
    await head.request('ReplyComplaint', { in: { id, expectedVersion: version, decision: '免费更换门锁，明天上门。', channel: 'PHONE' } });
    await stands('已反馈待认可');
    assert.equal(await page.evaluate(() => performance.getEntriesByType('navigation').length), loads, 'the page was loaded again');
    await accessible(page, 'the reply');
    await picture(page, 'complaint-status', [number, '免费更换门锁，明天上门。', '您认可这个处理结果吗？', '认可']);
    const shown = await page.locator('body').innerText();
    for (const inside of ['同一批次', '锁舌', '周主管', '客户服务']) assert.ok(!shown.includes(inside), `the page tells ${inside}`);

    await page.getByLabel('认可', { exact: true }).check();
    await page.getByLabel('5 · 非常满意').check();
    await page.getByRole('button', { name: '提交答复' }).click();
    await stands('已结案');
    await accessible(page, 'the end');
    await picture(page, 'complaint-closed', [number, '客户认可', '您已认可处理结果，谢谢。']);
    const { complaints: after } = await head.request('Complaints', {});
    assert.equal(after.edges[0].node.state, 'CLOSED');
    assert.deepEqual(wrong, []);
    await page.context().close();
    await head.close();
  });

  test('is the same without scripts, and says what is wrong', { timeout: 120_000 }, async () => {
    const { head, path } = await company(server);
    const page = await phone(browser, 'en-GB', { javaScriptEnabled: false });
    await page.goto(server.url + path);
    const since = Date.now();
    await page.getByLabel('What do you complain of?').fill('The lock does not open');
    await page.getByLabel('Your name').fill('Ms Wang');
    await page.getByLabel('Telephone').fill('call me');
    await eventually('three seconds', () => Date.now() - since > 3_200);
    await page.getByRole('button', { name: 'Send the complaint' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Telephone' }).click();
    assert.equal(await page.getByLabel('Telephone').inputValue(), 'call me');
    await page.getByLabel('Telephone').fill('13800138000');
    await page.getByRole('button', { name: 'Send the complaint' }).click();
    await page.getByRole('link', { name: 'See how it gets on' }).click();
    await page.getByText('Received', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Refresh' }).click();
    await page.getByText('Received', { exact: true }).first().waitFor();
    const { complaints } = await head.request('Complaints', {});
    assert.equal(complaints.edges.length, 1);
    await page.context().close();
    await head.close();
  });
});
