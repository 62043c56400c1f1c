// A customer complains of something major: it is handled jointly, and the committee hears of it and decides, each in a browser.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessible, launch, phone, picture } from './browser.mjs';
import { company, complain } from './complainant.mjs';
import { password } from './company.mjs';
import { Server, databases } from './server.mjs';

const decide = `mutation Decide($in: ComplaintDecideInput!) {
  complaintDecide(input: $in) { complaint { number level decision { text } } }
}`;

for (const [name, env] of Object.entries(databases)) describe(`a major complaint, on ${name}`, () => {
  /** @type {Server} */
  let server;
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => { server = await Server.start(env); browser = await launch(); });
  after(async () => { await browser?.close(); await server?.close(); });

  /** The plain query editor, where the person has signed in. */
  async function desk(email) {
    const page = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1100, height: 900 } })).newPage();
    await page.goto(`${server.url}/graphiql/plain`);
    await page.getByLabel('邮箱').fill(email);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.locator('#who', { hasText: email }).waitFor();
    return page;
  }

  async function run(page, query, variables) {
    await page.locator('#query').fill(query);
    await page.locator('#variables').fill(JSON.stringify(variables, null, 2));
    await page.locator('#run').click();
  }

  test('goes to the committee', { timeout: 120_000 }, async () => {
    const { head, path, hire } = await company(server);
    const management = await hire('管理部', 'MANAGEMENT', 'EXPERIENCE_MANAGEMENT');
    const committee = await hire('评审委员', 'COMMITTEE', 'EXPERIENCE_MANAGEMENT');
    const sales = await hire('销售主管', 'DEPARTMENT_HEAD', 'SALES');
    const service = await hire('客服专员', 'DEPARTMENT_MEMBER', 'SERVICE');

    const live = await desk(committee.email);
    await run(live, 'subscription Escalated { statusChanged(filter: { types: ["complaint.escalated", "complaint.decided"] }) { type subject { id number } } }', {});

    const customer = await phone(browser, 'zh-CN');
    await complain(server, customer, path, '门锁失灵，孩子被锁在屋里两个小时');
    await customer.getByRole('button', { name: '提交投诉' }).click();
    await customer.getByRole('link', { name: '查看处理进度' }).click();
    const stands = (text) => customer.locator('.state strong', { hasText: text }).waitFor({ timeout: 15_000 });
    await stands('已受理');

    const { complaints } = await head.request('Complaints', {});
    const { id, number } = complaints.edges[0].node;
    let { version } = complaints.edges[0].node;
    ({ complaintTriage: { complaint: { version } } } = await head.request('TriageComplaint', {
      in: { id, expectedVersion: version, nature: 'PRODUCT_QUALITY', severity: 'MAJOR', crossDepartment: true },
    }));
    await assert.rejects(head.request('InvestigateComplaint', { in: { id, expectedVersion: version } }), /FORBIDDEN/, 'one department alone goes on');
    const grouped = await management.client.request('GroupForComplaint', {
      in: { id, expectedVersion: version, leaderId: sales.id, members: [{ memberId: sales.id, capacity: 'HEAD' }, { memberId: service.id, capacity: 'SPECIALIST' }] },
    });
    assert.equal(grouped.complaintGroupForm.complaint.path, 'JOINT');
    ({ complaintInvestigate: { complaint: { version } } } = await management.client.request('InvestigateComplaint', {
      in: { id, expectedVersion: grouped.complaintGroupForm.complaint.version },
    }));
    ({ complaintProcess: { complaint: { version } } } = await sales.client.request('ProcessComplaint', {
      in: {
        id, expectedVersion: version, background: '同一批次', cause: '锁舌过长', rootCause: 'PRODUCT', measures: [{ text: '更换锁舌' }],
        steps: [{ text: '上门更换', ownerId: service.id, dueAt: new Date(Date.now() + 864e5).toISOString() }],
      },
    }));
    await stands('处理中');
    ({ complaintEscalate: { complaint: { version } } } = await management.client.request('EscalateComplaint', { in: { id, expectedVersion: version, reason: '人身安全' } }));

    // The committee sees it come, and decides.
    await live.locator('#result', { hasText: 'complaint.escalated' }).waitFor({ timeout: 15_000 });
    const table = await desk(committee.email);
    await run(table, decide, { in: { id, expectedVersion: version, decision: '全批次召回，向客户当面致歉' } });
    await table.locator('#result', { hasText: '"decision"' }).waitFor({ timeout: 15_000 });
    await picture(table, 'complaint-committee', [committee.email, number, 'COMMITTEE', '全批次召回，向客户当面致歉']);
    await accessible(table, 'the committee\'s page');
    await live.locator('#result', { hasText: 'complaint.decided' }).waitFor({ timeout: 15_000 });

    const { node } = await management.client.request('DecidedComplaint', { id });
    assert.ok(node?.__typename === 'Complaint');
    assert.deepEqual({ level: node.level, path: node.path, decision: node.decision?.text }, { level: 'COMMITTEE', path: 'JOINT', decision: '全批次召回，向客户当面致歉' });
    await assert.rejects(sales.client.request('ReplyComplaint', { in: { id, expectedVersion: node.version, decision: '已召回', channel: 'VISIT' } }),
      /FAILED_PRECONDITION/, 'a reply before the plan is done');
    ({ complaintStepDone: { complaint: { version } } } = await service.client.request('StepOfComplaint', { in: { id, expectedVersion: node.version, step: 1 } }));
    await sales.client.request('ReplyComplaint', { in: { id, expectedVersion: version, decision: '已召回该批次门锁，明天上门更换并致歉。', channel: 'VISIT' } });

    await stands('已反馈待认可');
    await accessible(customer, 'the reply to a major complaint');
    await picture(customer, 'complaint-major', [number, '已召回该批次门锁，明天上门更换并致歉。', '您认可这个处理结果吗？']);
    const shown = await customer.locator('body').innerText();
    for (const inside of ['人身安全', '全批次召回', '锁舌', '评审委员', '委员会']) assert.ok(!shown.includes(inside), `the page tells ${inside}`);
    for (const page of [live, table, customer]) await page.context().close();
    for (const { client } of [management, committee, sales, service]) await client.close();
    await head.close();
  });
});
