// A company whose customers complain on its page, and one who does.
import { plain, post } from './clients.mjs';
import { password, register } from './company.mjs';
import { eventually } from './server.mjs';

/** A company with a complaint page, the head of its service department, and a way to hire others. */
export async function company(server) {
  const { session, tenant } = await register(server);
  const { departments } = await post(server, session.accessToken, 'Departments', {});
  const departmentOf = (kind) => /** @type {{ id: string }} */ (departments.edges.map(({ node }) => node).find(({ type }) => type === kind)).id;

  /** Somebody new with the role, in the department of the kind: their id and what they sign in with. */
  async function hire(displayName, role, kind) {
    const email = `${role.toLowerCase()}.${kind.toLowerCase()}@${tenant.slug}.example`;
    const { memberCreate: { member } } = await post(server, session.accessToken, 'NewMember', {
      in: { displayName, email, password: `${password} first`, departmentId: departmentOf(kind), roleKeys: [role] },
    });
    const { sessionCreate } = await post(server, undefined, 'Login', { in: { email, password: `${password} first` } });
    await post(server, sessionCreate.session.accessToken, 'ChangePassword', { in: { currentPassword: `${password} first`, newPassword: password } });
    return { id: member.id, email, client: plain(server, sessionCreate.session.accessToken) };
  }

  const head = await hire('周主管', 'DEPARTMENT_HEAD', 'SERVICE');
  const { complaintFormCreate: { form } } = await post(server, session.accessToken, 'NewComplaintPage', {
    in: { name: '投诉与建议', channel: 'WEB', introduction: '对产品或服务不满意？请告诉我们。', departmentId: departmentOf('SERVICE') },
  });
  return { head: head.client, member: head.id, path: String(form.path), hire };
}

/** Fills the form in as a person would, who takes longer than a program. */
export async function complain(server, page, path, content) {
  await page.goto(server.url + path);
  const since = Date.now();
  await page.getByLabel('投诉内容').fill(content);
  await page.getByLabel('您的姓名').fill('王女士');
  await page.getByLabel('电话').fill('13800138000');
  await page.getByLabel('产品或服务').fill('智能门锁');
  await eventually('three seconds', () => Date.now() - since > 3_200);
}
