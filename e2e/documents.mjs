// The documents stand in one place only, where the query editor takes its examples from too. Tests send them as they stand.
import { documents as ofThePages } from '../server/graphiql/pages/documents.js';

// What only tests send.
const ofTests = {
  Refresh: `mutation Refresh($in: SessionRefreshInput!) { sessionRefresh(input: $in) { session { accessToken refreshToken } } }`,
  SignOut: `mutation SignOut { sessionEnd(input: {}) { ended } }`,
  ChangePassword: `mutation ChangePassword($in: PasswordChangeInput!) { passwordChange(input: $in) { sessionsEnded } }`,
  NewMember: `mutation NewMember($in: MemberCreateInput!) { memberCreate(input: $in) { member { id version } } }`,
  MemberRoles: `mutation MemberRoles($in: MemberRolesUpdateInput!) { memberRolesUpdate(input: $in) { member { id version } } }`,
  Roles: `query Roles { roles { id key } }`,
  NewRole: `mutation NewRole($in: RoleCreateInput!) { roleCreate(input: $in) { role { id key version } } }`,
  ChangeRole: `mutation ChangeRole($in: RoleUpdateInput!) { roleUpdate(input: $in) { role { id version } } }`,
  Departments: `query Departments { departments(first: 50) { edges { node { id type } } } }`,
  NewComplaintPage: `mutation NewComplaintPage($in: ComplaintFormCreateInput!) { complaintFormCreate(input: $in) { form { id path } } }`,
  Complaints: `query Complaints { complaints(first: 10) { edges { node { id number version state content complainantName intake } } } }`,
  AssignComplaint: `mutation AssignComplaint($in: ComplaintAssignInput!) { complaintAssign(input: $in) { complaint { version } } }`,
  TriageComplaint: `mutation TriageComplaint($in: ComplaintTriageInput!) { complaintTriage(input: $in) { complaint { version } } }`,
  InvestigateComplaint: `mutation InvestigateComplaint($in: ComplaintInvestigateInput!) { complaintInvestigate(input: $in) { complaint { version } } }`,
  ProcessComplaint: `mutation ProcessComplaint($in: ComplaintProcessInput!) { complaintProcess(input: $in) { complaint { version } } }`,
  GroupForComplaint: `mutation GroupForComplaint($in: ComplaintGroupFormInput!) { complaintGroupForm(input: $in) { complaint { version path group { name } } } }`,
  EscalateComplaint: `mutation EscalateComplaint($in: ComplaintEscalateInput!) { complaintEscalate(input: $in) { complaint { version level } } }`,
  DecidedComplaint: `query DecidedComplaint($id: ID!) { node(id: $id) { __typename ... on Complaint { version level path state decision { text } } } }`,
  StepOfComplaint: `mutation StepOfComplaint($in: ComplaintStepDoneInput!) { complaintStepDone(input: $in) { complaint { version } } }`,
  ReplyComplaint: `mutation ReplyComplaint($in: ComplaintReplyInput!) { complaintReply(input: $in) { complaint { version state } } }`,
  Files: `query Files($id: ID!) { attachments(ownerType: COMPLAINT, ownerId: $id, first: 5) { edges { node { name mime } } } }`,
  SurveyTemplates: `query SurveyTemplates($code: String!) { surveyTemplates(filter: { code: $code, states: [EFFECTIVE] }, first: 1) { edges { node { id code edition } } } }`,
  NewCampaign: `mutation NewCampaign($in: SurveyCampaignCreateInput!) { surveyCampaignCreate(input: $in) { campaign { id version } cursor } }`,
  ConfirmCampaign: `mutation ConfirmCampaign($in: SurveyCampaignConfirmInput!) { surveyCampaignConfirm(input: $in) { campaign { version } } }`,
  PrepareCampaign: `mutation PrepareCampaign($in: SurveyCampaignPrepareInput!) { surveyCampaignPrepare(input: $in) { campaign { version } } }`,
  Campaign: `query Campaign($id: ID!) { node(id: $id) { __typename ... on SurveyCampaign { version state preparedAt invited progress { completed optedOut } } } }`,
  StartCampaign: `mutation StartCampaign($in: SurveyCampaignStartInput!) { surveyCampaignStart(input: $in) { campaign { version state } } }`,
  Invitations: `query Invitations($campaign: ID!) { surveyInvitations(filter: { campaignId: $campaign }, first: 10) { edges { node { id version state channel customer { id } } } } }`,
  SurveyLink: `mutation SurveyLink($in: SurveyInvitationLinkInput!) { surveyInvitationLink(input: $in) { path } }`,
  Responses: `query Responses($campaign: ID!) { surveyResponses(filter: { campaignId: $campaign }, first: 10) { edges { node { id state mode urgent warning score customer { id } answers { question value number options { code } } tags { group code question } proposals { kind question text state } clocks { kind state startedAt dueAt } } } } }`,
  FollowedCustomer: `query FollowedCustomer($id: ID!) { node(id: $id) { __typename ... on Customer { followUp followUpReasons { kind subjectId score question } tags { group code } } } }`,
  TasksAbout: `query TasksAbout($id: ID!) { tasks(filter: { subjectId: $id }, first: 10) { edges { node { type priority state customer { id } dueAt } } } }`,
  SignIn: `mutation SignIn($in: SessionCreateInput!) { sessionCreate(input: $in) { session { accessToken } } }`,
  Certificates: `query Certificates { trainingRecords(filter: { mine: true }, first: 20) { edges { node { id valid validUntil certificateNumber certificateUrl certificateCheckUrl session { title } } } } }`,
  DeleteRole: `mutation DeleteRole($in: RoleDeleteInput!) { roleDelete(input: $in) { roleId } }`,
};

export const documents = { ...ofThePages, ...ofTests };
