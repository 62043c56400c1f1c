// Customers fill in the questionnaire on a phone: a new one goes past what is for customers of old; one of three years rates two and is looked after first.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accessible, launch, phone, picture } from './browser.mjs';
import { plain } from './clients.mjs';
import { register, sync } from './company.mjs';
import { Server, databases, eventually } from './server.mjs';

const newcomer = '云间工作室';
const ofOld = '青山精密';

/** A company that asks two customers with the standard questionnaire: who manages it, the links by customer, and where its journal stood. */
async function company(server) {
  const { session } = await register(server);
  const manager = plain(server, session.accessToken);
  const { viewer: { member } } = await manager.request('Me');
  assert.ok(member);
  /** @type {Record<string, string>} */
  const customers = {};
  for (const [name, phone] of [[newcomer, '13900139000'], [ofOld, '13800138000']]) {
    const { customerCreate } = await manager.request('NewCustomer', { in: { name, accountManagerId: member.id, contacts: [{ name: '王女士', phone }] } });
    customers[name] = customerCreate.customer.id;
  }
  const { surveyTemplates: { edges: [{ node: template }] } } = await manager.request('SurveyTemplates', { code: 'standard' });
  const { surveyCampaignCreate: { campaign: { id, version }, cursor } } = await manager.request('NewCampaign', {
    in: {
      program: 'PROFILE', name: '年度客户信息收集', objective: '了解客户现状与需求', goals: ['PROFILE', 'NEED', 'SATISFACTION', 'EXPANSION'], templateId: template.id,
      contactIds: [member.id], audience: { customerIds: Object.values(customers) }, channels: ['EMAIL', 'PHONE'], closesAt: new Date(Date.now() + 30 * 864e5).toISOString(),
    },
  });
  const { surveyCampaignConfirm: { campaign: confirmed } } = await manager.request('ConfirmCampaign', { in: { id, expectedVersion: version } });
  await manager.request('PrepareCampaign', { in: { id, expectedVersion: confirmed.version } });
  const campaign = async () => {
    const { node } = await manager.request('Campaign', { id });
    assert.ok(node?.__typename === 'SurveyCampaign');
    return node;
  };
  await eventually('the invitations', async () => (await campaign()).preparedAt);
  const { version: prepared, invited } = await campaign();
  assert.equal(invited, 2);
  await manager.request('StartCampaign', { in: { id, expectedVersion: prepared } });
  const { surveyInvitations } = await manager.request('Invitations', { campaign: id });
  /** @type {Record<string, string>} */
  const paths = {};
  for (const { node } of surveyInvitations.edges) {
    assert.equal(node.channel, 'PHONE'); // nobody's address is known
    const { surveyInvitationLink } = await manager.request('SurveyLink', { in: { id: node.id } });
    assert.match(surveyInvitationLink.path, /^\/s\/[\w-]{43}$/);
    paths[String(node.customer?.id)] = surveyInvitationLink.path;
  }
  const path = (name) => server.url + paths[customers[name]];
  const response = async (name) => {
    const { surveyResponses } = await manager.request('Responses', { campaign: id });
    const found = surveyResponses.edges.map(({ node }) => node).find(({ customer }) => customer?.id === customers[name]);
    assert.ok(found, `${name} has not answered`);
    return found;
  };
  return { manager, customers, campaign, cursor, path, response };
}

/** What the browser complains of, but for the icon that the pages do not have and answers that are refused on purpose. */
function listen(page) {
  /** @type {string[]} */
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico') && !message.text().includes('422')) wrong.push(message.text());
  });
  return wrong;
}

/** The choice of a question. */
const choose = (page, question, choice) => page.getByRole('group', { name: question }).getByLabel(choice).check();
const onward = (page, button, heading) => Promise.all([
  page.getByRole('heading', { name: heading }).waitFor(),
  page.getByRole('button', { name: button, exact: true }).click(),
]);

/** Module one, as both fill it in. */
async function basics(page, { name, kind, band }) {
  await page.getByLabel('客户名称（公司/个人）').fill(name);
  await choose(page, '公司/个人', kind);
  await choose(page, '客户类型', band);
  await page.getByLabel('联系人姓名').fill('王女士');
  await page.getByLabel('联系方式').fill('13800138000');
}

for (const [name, env] of Object.entries(databases)) describe(`a questionnaire, on ${name}`, () => {
  /** @type {Server} */
  let server;
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => { server = await Server.start(env); browser = await launch(); });
  after(async () => { await browser?.close(); await server?.close(); });

  test('is filled in by a new customer and by one of three years', { timeout: 180_000 }, async () => {
    const { manager, customers, campaign, cursor, path, response } = await company(server);

    // The new customer.
    let page = await phone(browser, 'zh-CN');
    let wrong = listen(page);
    await page.goto(path(newcomer));
    await accessible(page, 'the beginning');
    await picture(page, 'survey-begin', ['客户信息收集问卷', '收集的信息仅用于内部服务优化，严禁向第三方泄露。', '预计用时： 8 分钟', '开始填写', '不想再收到问卷']);
    await page.getByRole('link', { name: '开始填写' }).click();
    await page.getByRole('heading', { name: '客户基本信息' }).waitFor();
    await accessible(page, 'module one');
    await basics(page, { name: newcomer, kind: '个人', band: '新客户' });
    await page.getByLabel('联系方式').fill('打给我');
    await page.getByLabel('联系人姓名').fill('');
    await onward(page, '下一步', '请检查：客户基本信息');
    await accessible(page, 'what is wrong');
    await picture(page, 'survey-wrong', ['请检查：客户基本信息', '问题 联系人姓名 必填。', '电话号码']);
    await page.getByRole('alert').getByRole('link', { name: '联系方式' }).click();
    assert.equal(await page.getByLabel('联系方式').inputValue(), '打给我');
    await page.getByLabel('联系方式').fill('13900139000');
    await page.getByLabel('联系人姓名').fill('王女士');
    await onward(page, '下一步', '当前业务需求');
    await choose(page, '您当前最关注的核心问题是？', '技术升级');
    await page.getByLabel('您期望通过我们的产品/服务解决的具体痛点是？').fill('停电的时候门锁打不开，住客进不了房间 🔒');
    await page.getByText('已保存').waitFor();
    await choose(page, '预算范围', '5万以下');
    await accessible(page, 'module two');
    await onward(page, '下一步', '潜在拓展需求'); // over three and four
    await page.getByText('第 3 / 4').waitFor();
    await onward(page, '上一步', '当前业务需求');
    assert.equal(await page.getByLabel('您期望通过我们的产品/服务解决的具体痛点是？').inputValue(), '停电的时候门锁打不开，住客进不了房间 🔒');
    await onward(page, '下一步', '潜在拓展需求');
    await onward(page, '下一步', '其他补充');
    await accessible(page, 'the last module');
    await onward(page, '提交问卷', '感谢您的填写');
    await accessible(page, 'the thanks');
    await picture(page, 'survey-thanks', ['感谢您的填写', '您的回答已收到，仅用于改进我们的服务。']);
    await page.goto(path(newcomer)); // it is submitted once
    await page.getByRole('heading', { name: '感谢您的填写' }).waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();

    const first = await response(newcomer);
    assert.deepEqual({ state: first.state, mode: first.mode, urgent: first.urgent, warning: first.warning, score: first.score },
      { state: 'SUBMITTED', mode: 'SELF', urgent: false, warning: false, score: null });
    assert.ok(first.tags.some(({ group, code }) => group === 'NEED' && code === 'TECH_UPGRADE'), JSON.stringify(first.tags));
    assert.ok(!first.answers.some(({ question }) => ['satisfaction', 'frequency'].includes(question)), 'answers to what was not asked');
    assert.deepEqual(first.proposals.filter(({ question }) => question === 'pain_point').map(({ kind, text, state }) => ({ kind, text, state })),
      [{ kind: 'REQUIREMENT', text: '停电的时候门锁打不开，住客进不了房间 🔒', state: 'OPEN' }]);
    const { node: calm } = await manager.request('FollowedCustomer', { id: customers[newcomer] });
    assert.ok(calm?.__typename === 'Customer' && !calm.followUp);

    // The customer of three years begins on one phone and goes on on another.
    page = await phone(browser, 'zh-CN');
    wrong = listen(page);
    await page.goto(path(ofOld));
    await page.getByRole('link', { name: '开始填写' }).click();
    await basics(page, { name: ofOld, kind: '公司', band: '合作3年以上' });
    await choose(page, '所属行业', '制造业');
    await page.getByLabel('职位').fill('采购');
    await page.getByLabel('公司地址').fill('上海市');
    await choose(page, '企业规模（员工数）', '50-200人');
    await onward(page, '下一步', '当前业务需求');
    await page.getByLabel('您期望通过我们的产品/服务解决的具体痛点是？').fill('交付周期太长，产线等不起');
    await page.getByText('已保存').waitFor();
    assert.deepEqual(wrong, []);
    await page.context().close();

    page = await phone(browser, 'zh-TW');
    wrong = listen(page);
    await page.goto(path(ofOld));
    await page.getByRole('link', { name: '繼續填寫' }).waitFor();
    await page.getByRole('link', { name: '简体中文' }).click();
    await page.getByRole('link', { name: '继续填写' }).click();
    assert.equal(await page.getByLabel('职位').inputValue(), '采购');
    await onward(page, '下一步', '当前业务需求');
    assert.equal(await page.getByLabel('您期望通过我们的产品/服务解决的具体痛点是？').inputValue(), '交付周期太长，产线等不起');
    await onward(page, '下一步', '历史合作情况');
    await page.getByLabel('合作时长').fill('三年半');
    await page.getByLabel('合作产品/服务').fill('门锁');
    await page.getByLabel('2', { exact: true }).check();
    await page.getByLabel('不满意或需改进的方面').fill('服务响应太慢，报修三天没人来');
    await accessible(page, 'module three');
    await picture(page, 'survey-history', ['历史合作情况', '第 3 / 6', '对当前合作的满意度评分', '1 · 非常不满意', '5 · 非常满意', '不满意或需改进的方面']);
    await onward(page, '下一步', '客户关系维护需求');
    await choose(page, '您偏好的沟通频率', '每月');
    await accessible(page, 'module four');
    await onward(page, '下一步', '潜在拓展需求');
    await choose(page, '未来6-12个月', '新产品线引入');
    await accessible(page, 'module five');
    await onward(page, '下一步', '其他补充');
    await page.getByLabel('我的需求或意见比较紧急').check();
    await onward(page, '提交问卷', '感谢您的填写');
    assert.deepEqual(wrong, []);
    await page.context().close();

    const second = await response(ofOld);
    assert.deepEqual({ state: second.state, urgent: second.urgent, warning: second.warning, score: second.score }, { state: 'SUBMITTED', urgent: true, warning: true, score: 2 });
    for (const tag of [['INDUSTRY', 'MANUFACTURING'], ['SATISFACTION', 'TO_IMPROVE']]) {
      assert.ok(second.tags.some(({ group, code }) => group === tag[0] && code === tag[1]), `${tag} is not in ${JSON.stringify(second.tags)}`);
    }
    const proposed = (kind) => second.proposals.filter((one) => one.kind === kind && one.state === 'OPEN').map(({ question }) => question);
    assert.ok(proposed('REQUIREMENT').includes('pain_point'), JSON.stringify(second.proposals));
    assert.equal(proposed('OPPORTUNITY').length, 1);
    assert.deepEqual(second.clocks.map(({ kind, state, startedAt, dueAt }) => [kind, state, (Date.parse(dueAt) - Date.parse(startedAt)) / 36e5]).sort(),
      [['SURVEY_INITIAL_REPLY', 'RUNNING', 24], ['SURVEY_TIDY', 'RUNNING', 48]]);
    const { node: flagged } = await manager.request('FollowedCustomer', { id: customers[ofOld] });
    assert.ok(flagged?.__typename === 'Customer' && flagged.followUp, 'the customer is not looked after first');
    assert.deepEqual(flagged.followUpReasons.map(({ kind, subjectId, score, question }) => ({ kind, subjectId, score, question })),
      [{ kind: 'LOW_RATING', subjectId: second.id, score: 2, question: 'satisfaction' }]);
    const { tasks } = await manager.request('TasksAbout', { id: second.id });
    const followUp = tasks.edges.map(({ node }) => node).find(({ type }) => type === 'FOLLOW_UP');
    assert.deepEqual({ priority: followUp?.priority, state: followUp?.state, customer: followUp?.customer?.id }, { priority: 'HIGH', state: 'OPEN', customer: customers[ofOld] });
    assert.ok(tasks.edges.some(({ node }) => node.type === 'ANSWER_VERIFICATION'), 'nobody is asked to verify');
    const events = await sync(manager, cursor);
    assert.deepEqual(events.filter(({ type }) => type === 'customer.flagged').map(({ subject }) => subject?.id), [customers[ofOld]]);
    assert.equal(events.filter(({ type }) => type === 'survey_response.submitted').length, 2);
    assert.equal((await campaign()).progress.completed, 2);
    await manager.close();
  });

  test('is the same without scripts, and can be declined', { timeout: 120_000 }, async () => {
    const { manager, campaign, path, response } = await company(server);
    const page = await phone(browser, 'en-GB', { javaScriptEnabled: false });
    await page.goto(path(newcomer));
    await page.getByText('It is never given to third parties.').waitFor();
    await page.getByRole('link', { name: 'Begin' }).click();
    await page.getByLabel('Name of the customer').fill('Cloud studio');
    await choose(page, 'Company/person', 'Person');
    await choose(page, 'Type of customer', 'New customer');
    await page.getByLabel('Name of the contact').fill('Ms Wang');
    await onward(page, 'Next', 'Please check: About the customer');
    await page.getByRole('alert').getByRole('link', { name: 'Phone' }).click();
    await page.getByLabel('Phone').fill('13900139000');
    await onward(page, 'Next', 'Present needs');
    await onward(page, 'Next', 'Possible expansion');
    await onward(page, 'Next', 'Anything else');
    await page.getByLabel('Please write here whatever else you suggest or need').fill('Keep it up');
    await onward(page, 'Send', 'Thank you');
    assert.equal((await response(newcomer)).state, 'SUBMITTED');

    await page.goto(path(ofOld));
    await page.getByRole('link', { name: 'I want no more surveys' }).click();
    await onward(page, 'Send me no more', 'You get no more surveys');
    await page.goto(path(ofOld));
    await page.getByRole('heading', { name: 'You want no surveys' }).waitFor();
    const { progress } = await campaign();
    assert.deepEqual(progress, { completed: 1, optedOut: 1 });
    await page.context().close();
    await manager.close();
  });
});
