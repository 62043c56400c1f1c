// Made by `npm run generate` from graph/schema and the documents; not to be edited.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A kind of record, in permissions (资源). */
export type Resource =
  /** The company (公司). */
  | 'TENANT'
  /** Working calendars (工作日历). */
  | 'CALENDAR'
  /** Deadlines (时限规则). */
  | 'SLA_POLICY'
  /** Customer tiers (客户等级). */
  | 'TIER'
  /** Departments (部门). */
  | 'DEPARTMENT'
  /** Members (成员). */
  | 'MEMBER'
  /** Roles (角色). */
  | 'ROLE'
  /** Customers (客户). */
  | 'CUSTOMER'
  /** Contacts (联系人). */
  | 'CONTACT'
  /** Requirements (需求). */
  | 'REQUIREMENT'
  /** Decisions on requirements: rejection, merging, conflicts (需求裁决). */
  | 'REQUIREMENT_DECISION'
  /** Tasks (任务). */
  | 'TASK'
  /** Requests for approval (审批). */
  | 'APPROVAL'
  /** Forms and response templates (表单与模板). */
  | 'TEMPLATE'
  /** Interactions (互动记录). */
  | 'INTERACTION'
  /** Purchases and their delivery (购买记录). */
  | 'PURCHASE'
  /** Complaints, with their complainants (投诉). */
  | 'COMPLAINT'
  /** The committee's word on complaints that came up to it (委员会对投诉的决定). */
  | 'COMPLAINT_DECISION'
  /** Touchpoints and the rounds in which they are scored (接触点). */
  | 'TOUCHPOINT'
  /** Standards of touchpoints (接触点标准). */
  | 'TOUCHPOINT_STANDARD'
  /** Inspections and their schedules (检查). */
  | 'INSPECTION'
  /** Questionnaires (问卷模板). */
  | 'SURVEY_TEMPLATE'
  /** Campaigns and invitations (问卷活动与邀请). */
  | 'CAMPAIGN'
  /** Responses (答卷). */
  | 'SURVEY_RESPONSE'
  /** The figures of campaigns (问卷结果). */
  | 'SURVEY_RESULT'
  /** Opportunities (商机). */
  | 'OPPORTUNITY'
  /** Trainings (培训). */
  | 'TRAINING'
  /** Governing documents (制度文件和宣传). */
  | 'GOVERNING_DOCUMENT'
  /** Appraisals (工作考核). */
  | 'APPRAISAL'
  /** Engagement plans (维护计划). */
  | 'ENGAGEMENT_PLAN'
  /** Research (调研活动). */
  | 'RESEARCH'
  /** Requirement sets (需求集合). */
  | 'REQUIREMENT_SET'
  /** Work groups (工作小组). */
  | 'WORK_GROUP'
  /** Reports (报告). */
  | 'REPORT'
  /** Measures in answer to reports (报告整改反馈). */
  | 'REPORT_RESPONSE'
  /** Meetings (会议). */
  | 'MEETING'
  /** Findings (问题). */
  | 'FINDING'
  /** Improvement actions (改进措施). */
  | 'IMPROVEMENT_ACTION'
  /** Recognitions (奖惩记录). */
  | 'RECOGNITION'
  /** Indicators and their snapshots (指标). */
  | 'INDICATOR'
  /** The events of the work (业务事件). */
  | 'EVENT'
  /** The events of administration and access (审计事件). */
  | 'AUDIT';

/** What is done with a record, in permissions (操作). */
export type Verb =
  /** Read (查看). */
  | 'READ'
  /** Create (新建). */
  | 'CREATE'
  /** Change (修改). */
  | 'UPDATE'
  /** Move or assign (流转). */
  | 'TRANSITION'
  /** Decide on (审批). */
  | 'APPROVE'
  /** Delete (删除). */
  | 'DELETE'
  /** Export (导出). */
  | 'EXPORT'
  /** Import (导入). */
  | 'IMPORT'
  /** Show in clear (明文查看). */
  | 'REVEAL';

/** One line of a role (权限条目). */
export type GrantInput = {
  /** On what. */
  resource: Resource;
  /** Doing what; the action of the two must be one of Action. */
  action: Verb;
  /** How far. DEPARTMENT and OWN are for customers, contacts, requirements, decisions on them and the like, whose records have a place; a denial is always ALL. */
  scope: Scope;
  /** Allowed or denied; a denial beats every allowance. */
  effect?: Effect;
  /**
   * Fields of the resource that are masked (屏蔽字段), for READ only, by their names in the API. An
   * allowance does not show them; a member sees a field where one of the allowances that reach
   * furthest shows it. A denial with fields hides them whatever is allowed, and denies nothing else.
   * CUSTOMER: address, churnReason, cooperationSince, growthPotential, relationshipStage,
   * renewalDueOn, valueAmount. CONTACT: email, phone, preferredFrequency, title, wechat.
   * REQUIREMENT: expectation, feasibility, outcome, rating, rejection, value. APPROVAL: reason.
   * PURCHASE: amount.
   */
  maskedFields?: Array<string> | null | undefined;
};

/** A new role (新角色). */
export type RoleCreateInput = {
  /** The constant that rules name: capital letters, digits and _, 2 to 60, unique in the company. Made of the name when left out. */
  key?: string | null | undefined;
  /** The company's word for it, 1 to 100 characters, unique in the company. */
  name: string;
  /** What it is for, up to 500 characters. */
  description?: string | null | undefined;
  /** What it allows and denies, up to 300 lines, one for an action and an effect. */
  grants: Array<GrantInput>;
};

/** A role's changes; what is left out stays. */
export type RoleUpdateInput = {
  /** Which role. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** The company's word for it. */
  name?: string | null | undefined;
  /** What it is for; null clears it. */
  description?: string | null | undefined;
  /** All that it allows and denies from now on. The administrators' role keeps what administration needs. */
  grants?: Array<GrantInput> | null | undefined;
};

/** A role that is no longer needed. */
export type RoleDeleteInput = {
  /** Which role. */
  id: string;
  /** The version that is deleted. */
  expectedVersion: number;
};

/** Where a company stands (租户状态). */
export type TenantState =
  /** Signed up; setting itself up (开通中). */
  | 'ONBOARDING'
  /** At work (使用中). */
  | 'ACTIVE'
  /** May read, may not write (已暂停). */
  | 'SUSPENDED'
  /** Left; to be erased (已关闭). */
  | 'CLOSED';

/** How the relationship is kept (维护分类). */
export type MaintenanceClass =
  /** High value (高价值). */
  | 'HIGH'
  /** Medium value (中等价值). */
  | 'MEDIUM'
  /** With potential (潜力). */
  | 'POTENTIAL'
  /** No plan (无). */
  | 'NONE';

/** The company that signs up. */
export type CompanyInput = {
  /** The company's name, 1 to 200 characters. */
  name: string;
  /** 3 to 63 of a-z, 0-9 and -, beginning with a letter; made from the name when left out. */
  slug?: string | null | undefined;
  /** The company's language; labels are made in it. */
  locale?: Locale | null | undefined;
  /** The company's time zone, an IANA name. */
  timezone?: string | null | undefined;
};

/** The first administrator. */
export type AdminInput = {
  /** The person's name, 1 to 100 characters. */
  name: string;
  /** The login. An address that already has an account joins with that account's password. */
  email: string;
  /** 10 to 256 characters. */
  password: string;
};

/** A company and its first administrator. */
export type CompanyRegisterInput = {
  /** The company. */
  company: CompanyInput;
  /** The administrator. */
  admin: AdminInput;
};

/** Where a complaint stands (投诉状态, D1-42). */
export type ComplaintState =
  /** It has come in (已受理). */
  | 'RECEIVED'
  /** It was assessed (已评估). */
  | 'TRIAGED'
  /** What lies behind it is looked for (调查中). */
  | 'INVESTIGATING'
  /** Something is done about it (处理中). */
  | 'PROCESSING'
  /** The customer was replied to, and is waited for (已反馈待认可). */
  | 'FEEDBACK'
  /** It has ended (已结案). */
  | 'CLOSED'
  /** The customer took it back (已撤回). */
  | 'WITHDRAWN';

/** What a complaint is about (投诉性质, D2-59). */
export type ComplaintNature =
  /** How good the product is (产品质量). */
  | 'PRODUCT_QUALITY'
  /** The price (价格). */
  | 'PRICE'
  /** How the customer was treated (服务态度). */
  | 'ATTITUDE'
  /** The delivery (交付). */
  | 'DELIVERY'
  /** How it was sold (销售行为, D2-24). */
  | 'SALES_CONDUCT'
  /** What came after the sale (售后). */
  | 'AFTER_SALE'
  /** What was promised of it (宣传误导, D2-21). */
  | 'MISLEADING_PROMOTION'
  /** Something else (其他). */
  | 'OTHER';

/** Who handles a complaint (处理路径). */
export type HandlingPath =
  /** The department, within the deadline (直接处理, D2-60). */
  | 'DIRECT'
  /** Several departments together (联合处理, D2-62). */
  | 'JOINT';

/** How a complaint came into the company's books (受理方式, D1-44). */
export type ComplaintIntake =
  /** A member wrote it down (员工录入). */
  | 'MEMBER'
  /** The complainant, on the company's page (公开页面). */
  | 'PAGE'
  /** The complainant, through another system (其他系统). */
  | 'API'
  /** As a fact of the past (历史导入). */
  | 'IMPORT';

/** How far up a complaint has gone (处理层级). */
export type ComplaintLevel =
  /** The department's own (责任部门). */
  | 'DEPARTMENT'
  /** The management department's (管理部门). */
  | 'MANAGEMENT'
  /** The committee's (委员会). */
  | 'COMMITTEE';

/** A new page for complaints. */
export type ComplaintFormCreateInput = {
  /** What it is called, up to 100 characters, unique in the company; whoever complains reads it. */
  name: string;
  /** By which way complaints of the page come in. */
  channel: Channel;
  /** What whoever complains reads first, up to 2,000 characters. */
  introduction?: string | null | undefined;
  /** The department that answers. */
  departmentId: string;
  /** It can be complained on; true when left out. */
  active?: boolean | null | undefined;
};

/** Who works on a complaint; what is left out stays. */
export type ComplaintAssignInput = {
  /** Which complaint. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** The department that answers. */
  ownerDepartmentId?: string | null | undefined;
  /** The member who works on it; null for nobody. */
  assigneeId?: string | null | undefined;
};

/** An assessment of a complaint. */
export type ComplaintTriageInput = {
  /** Which complaint. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** What it is about. */
  nature: ComplaintNature;
  /** How much it weighs. */
  severity: Severity;
  /** It concerns several departments. */
  crossDepartment: boolean;
  /** Another promise to the customer; the one before is confirmed when left out. */
  promisedAt?: string | null | undefined;
  /** Why it is assessed anew; asked for then, up to 2,000 characters. */
  reason?: string | null | undefined;
};

/** The group that handles a complaint jointly. */
export type ComplaintGroupFormInput = {
  /** Which complaint. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** The group's name, unique in the company; by the complaint's number when left out. */
  name?: string | null | undefined;
  /** Who leads it, one of its members. */
  leaderId: string;
  /** Who is in it, 1 to 100. */
  members: Array<GroupMemberInput>;
};

/** A complaint to be investigated. */
export type ComplaintInvestigateInput = {
  /** Which complaint. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
};

/** What was found out about a complaint, and what is done about it. */
export type ComplaintProcessInput = {
  /** Which complaint. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** How it came about, 1 to 20,000 characters. */
  background: string;
  /** What caused it, 1 to 20,000 characters. */
  cause: string;
  /** The class of the cause. */
  rootCause: RootCauseClass;
  /** What is done about it, 1 to 50. */
  measures: Array<ComplaintMeasureInput>;
  /** The steps of the plan, up to 50; asked for of joint handling. */
  steps?: Array<PlanStepInput> | null | undefined;
};

/** A step of the newest plan that is done. */
export type ComplaintStepDoneInput = {
  /** Which complaint. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** Which step; 1 for the first. */
  step: number;
  /** When; now when left out, not in the future. */
  doneAt?: string | null | undefined;
};

/** What was decided, as it was told to the customer. */
export type ComplaintReplyInput = {
  /** Which complaint. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** What was decided, 1 to 20,000 characters. */
  decision: string;
  /** By which way they were told. */
  channel: Channel;
  /** When; now when left out, not in the future. */
  repliedAt?: string | null | undefined;
};

/** A complaint that is to go up to the committee. */
export type ComplaintEscalateInput = {
  /** Which complaint. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** Why, 1 to 2,000 characters. */
  reason: string;
};

/** Something that is to be done about the cause of a complaint. */
export type ComplaintMeasureInput = {
  /** What, 1 to 5,000 characters. */
  text: string;
  /** The department that does it. */
  departmentId?: string | null | undefined;
};

/** What makes a customer one to look after first (重点跟进类别). */
export type FollowUpKind =
  /** A rating below three (评分低于3分). */
  | 'LOW_RATING'
  /** A need that is overdue (需求未解决). */
  | 'UNRESOLVED_NEED';

/** A company or a person (客户类型). */
export type CustomerKind =
  /** A company (企业客户). */
  | 'COMPANY'
  /** A person (个人客户, D3-41). */
  | 'INDIVIDUAL';

/** An industry (行业, D3-36). */
export type Industry =
  /** Manufacturing (制造业). */
  | 'MANUFACTURING'
  /** Retail (零售业). */
  | 'RETAIL'
  /** Services (服务业). */
  | 'SERVICE'
  /** Another (其他). */
  | 'OTHER';

/** A company's size (企业规模, D3-40). */
export type SizeBand =
  /** Below 50 people (50人以下). */
  | 'LT50'
  /** 50 to 200 people (50-200人). */
  | 'B50_200'
  /** Above 200 people (200人以上). */
  | 'GT200';

/** How long the company has worked with a customer (合作时长, D3-37). */
export type CooperationBand =
  /** A new customer (新客户). */
  | 'NEW'
  /** One to three years (合作1-3年). */
  | 'Y1_3'
  /** More than three years (合作3年以上). */
  | 'Y3_PLUS';

/** How far the company's relation to a customer has come (关系阶段). */
export type RelationshipStage =
  /** It is being established (建立). */
  | 'ESTABLISHING'
  /** It is kept up (维护). */
  | 'MAINTAINING'
  /** It is being developed (发展). */
  | 'DEVELOPING';

/** Why a customer does not go on (不续约原因). */
export type NonRenewReason =
  /** The price (价格). */
  | 'PRICE'
  /** How the service responds (服务响应). */
  | 'SERVICE_RESPONSE'
  /** What the product can do (产品功能). */
  | 'PRODUCT_FUNCTION'
  /** Another (其他). */
  | 'OTHER';

/** How often a person wants to hear from the company (联系频率). */
export type ContactFrequency =
  /** Every week (每周). */
  | 'WEEKLY'
  /** Every month (每月). */
  | 'MONTHLY'
  /** Every quarter (每季度). */
  | 'QUARTERLY'
  /** When there is a need (有需求时). */
  | 'ON_DEMAND';

/** What a person wants to hear about (希望获取的内容). */
export type WantedContent =
  /** Solutions for the industry (行业解决方案). */
  | 'INDUSTRY_SOLUTION'
  /** News of products (产品更新). */
  | 'PRODUCT_UPDATE'
  /** Cases of customers (客户案例). */
  | 'CASE'
  /** Policies explained (政策解读). */
  | 'POLICY'
  /** Another (其他). */
  | 'OTHER';

/** A record's id in another system. */
export type ExternalRefInput = {
  /** The system's name, 1 to 40 characters, e.g. ZOHO_CRM. */
  system: string;
  /** The record's id there, 1 to 100 characters. */
  id: string;
};

/** A person at a customer. */
export type ContactInput = {
  /** The person's name, 1 to 100 characters. */
  name: string;
  /** The person's post. */
  title?: string | null | undefined;
  /** The phone number: digits, spaces, -, (, ), a leading +. */
  phone?: string | null | undefined;
  /** The e-mail address. */
  email?: string | null | undefined;
  /** The WeChat id: letters, digits, - and _, up to 64. */
  wechat?: string | null | undefined;
  /** How often the person wants to hear from the company. */
  preferredFrequency?: ContactFrequency | null | undefined;
  /** By which ways. */
  preferredChannels?: Array<Channel> | null | undefined;
  /** About what. */
  wantedContent?: Array<WantedContent> | null | undefined;
  /** The person does not want to be contacted. */
  doNotDisturb?: boolean | null | undefined;
};

/** A new customer. */
export type CustomerCreateInput = {
  /** The customer's name, 1 to 200 characters. */
  name: string;
  /** A company or a person. */
  kind?: CustomerKind | null | undefined;
  /** The customer's industry. */
  industry?: Industry | null | undefined;
  /** The industry in words, for OTHER. */
  industryOther?: string | null | undefined;
  /** The customer's size; not for persons. */
  sizeBand?: SizeBand | null | undefined;
  /** How long the company has worked with the customer. */
  cooperationBand?: CooperationBand | null | undefined;
  /** Since when the customer has been one. */
  cooperationSince?: string | null | undefined;
  /** What the customer buys, at most 20 names of up to 100 characters. */
  cooperationProducts?: Array<string> | null | undefined;
  /** What a year's business with the customer is worth, in the smallest unit of CNY; 0 is unknown. */
  valueAmount?: number | null | undefined;
  /** How much the business may grow, 1 to 5; 0 is unknown. */
  growthPotential?: number | null | undefined;
  /** How far the relation has come. */
  relationshipStage?: RelationshipStage | null | undefined;
  /** When the contract is to be renewed. */
  renewalDueOn?: string | null | undefined;
  /** Why the customer does not go on. */
  churnReason?: NonRenewReason | null | undefined;
  /** The customer's address, up to 300 characters. */
  address?: string | null | undefined;
  /** The key of the customer's tier; the least valued one when left out. */
  tierKey?: string | null | undefined;
  /** The department that looks after the customer; the viewer's own when left out. */
  departmentId?: string | null | undefined;
  /** The member who looks after the customer. */
  accountManagerId?: string | null | undefined;
  /** The customer's id in another system; unique in the company. */
  externalRef?: ExternalRefInput | null | undefined;
  /** People at the customer, at most 20. */
  contacts?: Array<ContactInput> | null | undefined;
};

/** When in a purchase something happened (服务阶段, D0-17). */
export type ServicePhase =
  /** Before the sale (售前). */
  | 'PRE_SALE'
  /** During the sale (售中). */
  | 'IN_SALE'
  /** After the sale (售后, D1-65). */
  | 'AFTER_SALE';

/** What a StatusEvent is (事件种类). */
export type StatusEventKind =
  /** Something happened (变更). */
  | 'CHANGE'
  /** Nothing happened for a while; the cursor is the newest (心跳). */
  | 'HEARTBEAT'
  /** The place asked for is gone: read everything again, then go on from the cursor (重置). */
  | 'RESET';

/** What an event is about (对象类型). */
export type SubjectType =
  /** A customer (客户). */
  | 'CUSTOMER'
  /** A contact (联系人). */
  | 'CONTACT'
  /** A requirement (需求). */
  | 'REQUIREMENT'
  /** A member (成员). */
  | 'MEMBER'
  /** A role (角色). */
  | 'ROLE'
  /** A department (部门). */
  | 'DEPARTMENT'
  /** The company (公司). */
  | 'TENANT'
  /** A session (会话). */
  | 'SESSION'
  /** An import (导入). */
  | 'IMPORT'
  /** A customer tier (客户等级). */
  | 'TIER'
  /** A working calendar (工作日历). */
  | 'CALENDAR'
  /** A deadline (时限规则). */
  | 'SLA_POLICY'
  /** A clock (计时). */
  | 'CLOCK'
  /** A task (任务). */
  | 'TASK'
  /** A request for approval (审批). */
  | 'APPROVAL'
  /** An interaction (互动记录). */
  | 'INTERACTION'
  /** An engagement plan (维护计划). */
  | 'ENGAGEMENT_PLAN'
  /** A research activity (调研活动). */
  | 'RESEARCH'
  /** An attachment (附件). */
  | 'ATTACHMENT'
  /** A version of the requirement form (需求收集表). */
  | 'REQUIREMENT_FORM'
  /** A requirement set (需求集合). */
  | 'REQUIREMENT_SET'
  /** A work group (工作小组). */
  | 'WORK_GROUP'
  /** A report (报告). */
  | 'REPORT'
  /** A meeting (会议). */
  | 'MEETING'
  /** A finding (问题). */
  | 'FINDING'
  /** An improvement action (改进措施). */
  | 'ACTION'
  /** A recognition (奖惩记录). */
  | 'RECOGNITION'
  /** An indicator (指标). */
  | 'INDICATOR'
  /** A response template (回复模板). */
  | 'RESPONSE_TEMPLATE'
  /** A purchase (购买记录). */
  | 'PURCHASE'
  /** A complaint (投诉). */
  | 'COMPLAINT'
  /** A page on which people complain (投诉页面). */
  | 'COMPLAINT_FORM'
  /** A touchpoint (接触点). */
  | 'TOUCHPOINT'
  /** A round of identification (接触点识别轮次). */
  | 'IDENTIFICATION_ROUND'
  /** An edition of a touchpoint's standard (接触点标准). */
  | 'TOUCHPOINT_STANDARD'
  /** An inspection (检查). */
  | 'INSPECTION'
  /** A schedule of inspections (检查计划). */
  | 'INSPECTION_SCHEDULE'
  /** An improvement project (改进项目). */
  | 'IMPROVEMENT_PROJECT'
  /** An edition of a questionnaire (问卷模板). */
  | 'SURVEY_TEMPLATE'
  /** A campaign (问卷活动). */
  | 'SURVEY_CAMPAIGN'
  /** An invitation to a survey (问卷邀请). */
  | 'SURVEY_INVITATION'
  /** A response (答卷). */
  | 'SURVEY_RESPONSE'
  /** An opportunity (商机). */
  | 'OPPORTUNITY'
  /** A plan of trainings (培训计划). */
  | 'TRAINING_PLAN'
  /** A session of a training (培训场次). */
  | 'TRAINING_SESSION'
  /** Where a member stands with a session (培训记录). */
  | 'TRAINING_RECORD'
  /** A governing document (制度文件和宣传). */
  | 'GOVERNING_DOCUMENT'
  /** A scheme of appraisals (考核方案). */
  | 'APPRAISAL_SCHEME'
  /** An appraisal (工作考核). */
  | 'APPRAISAL';

/** Which events; what is left out does not restrict. */
export type StatusFilter = {
  /** Of these types, e.g. requirement.received; a type ending in .* takes all of a kind of record. */
  types?: Array<string> | null | undefined;
  /** About records of this type. */
  subjectType?: SubjectType | null | undefined;
  /** About this record. */
  subjectId?: string | null | undefined;
  /** About records of these departments. */
  departmentIds?: Array<string> | null | undefined;
  /** About records of the viewer's own. */
  mine?: boolean | null | undefined;
};

/** How much a finding weighs (严重程度). */
export type Severity =
  /** General (一般). */
  | 'GENERAL'
  /** Major (重大). */
  | 'MAJOR';

/** What kind of cause lies behind a finding (原因类别). */
export type RootCauseClass =
  /** People (人员). */
  | 'PEOPLE'
  /** A process (流程). */
  | 'PROCESS'
  /** A product (产品). */
  | 'PRODUCT'
  /** Equipment (设备). */
  | 'EQUIPMENT'
  /** Information (信息). */
  | 'INFORMATION'
  /** A supplier (供应商). */
  | 'SUPPLIER'
  /** Surroundings (环境). */
  | 'ENVIRONMENT'
  /** Something else (其他). */
  | 'OTHER';

/** As what somebody is in a group (成员身份, D0-43). */
export type GroupCapacity =
  /** Head of a department (部门负责人). */
  | 'HEAD'
  /** A specialist (专业人员). */
  | 'SPECIALIST'
  /** Holds it together (协调员). */
  | 'COORDINATOR';

/** Somebody's part in a group. */
export type GroupMemberInput = {
  /** Who. */
  memberId: string;
  /** As what. */
  capacity: GroupCapacity;
  /** What they are there for, at most 1,000 characters. */
  duty?: string | null | undefined;
};

/** What a department does (部门类型, D2-02). */
export type DepartmentType =
  /** Marketing (市场营销). */
  | 'MARKETING'
  /** Sales (销售). */
  | 'SALES'
  /** Customer service (客户服务). */
  | 'SERVICE'
  /** Research and development (产品研发). */
  | 'RND'
  /** Logistics (物流配送). */
  | 'LOGISTICS'
  /** Human resources (人力资源). */
  | 'HR'
  /** Experience management (体验管理). */
  | 'EXPERIENCE_MANAGEMENT'
  /** Another (其他). */
  | 'OTHER';

/** What a grant does (效果). */
export type Effect =
  /** Allows (允许). */
  | 'ALLOW'
  /** Denies, whatever else allows (拒绝). */
  | 'DENY';

/** How far a grant reaches (数据范围). Wider scopes contain the narrower ones. */
export type Scope =
  /** The whole company (全部). */
  | 'ALL'
  /** The member's department and those below it, and where it assists (本部门). */
  | 'DEPARTMENT'
  /** What the member made, is assigned to or manages (本人). */
  | 'OWN';

/** A new member, with a first password that must be changed. */
export type MemberCreateInput = {
  /** The person's name, 1 to 100 characters. */
  displayName: string;
  /** The login. CONFLICT when the address already has an account: its owner must accept an invitation (memberInvite). */
  email: string;
  /** The first password, 10 to 256 characters, none that many people use, without the person's or the company's name; it must be changed at the first sign-in. */
  password: string;
  /** The member's department. */
  departmentId?: string | null | undefined;
  /** The member's post. */
  post?: string | null | undefined;
  /** The member's number. */
  employeeNumber?: string | null | undefined;
  /** The member heads the department. */
  isDepartmentHead?: boolean | null | undefined;
  /** Keys of the member's roles, 1 to 20. */
  roleKeys: Array<string>;
};

/** A member's roles. */
export type MemberRolesUpdateInput = {
  /** Which member. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
  /** Keys of all the member's roles from now on, 1 to 20. */
  roleKeys: Array<string>;
};

/** Where a requirement stands (需求状态). */
export type RequirementState =
  /** Written down (草稿). */
  | 'DRAFT'
  /** Taken on; the clock runs (已接收). */
  | 'RECEIVED'
  /** Being assessed (分析中). */
  | 'ANALYZING'
  /** With a plan (方案已定). */
  | 'PLANNED'
  /** Being worked on (处理中). */
  | 'PROCESSING'
  /** Told to the customer, who is asked (待客户确认). */
  | 'FEEDBACK'
  /** Done (已关闭). */
  | 'CLOSED'
  /** Not taken up (不予采纳). */
  | 'REJECTED'
  /** Its work goes on in another (已合并). */
  | 'MERGED';

/** What can be done with a requirement (操作). */
export type RequirementAction =
  /** Take it on (接收). */
  | 'RECEIVE'
  /** Begin to assess it (开始分析). */
  | 'ANALYZE'
  /** Record assessments and a plan (制定方案). */
  | 'PLAN'
  /** Begin the work (开始处理). */
  | 'START'
  /** Make another plan (修订方案). */
  | 'REVISE'
  /** Tell the customer the result (反馈结果). */
  | 'DELIVER'
  /** Close it (关闭). */
  | 'CLOSE'
  /** Take it up again (重新处理). */
  | 'REOPEN'
  /** Do not take it up (不予采纳). */
  | 'REJECT'
  /** Record that the customer was told of it, when others had to agree first (告知客户). */
  | 'TELL'
  /** Merge it into another (合并). */
  | 'MERGE'
  /** Change its facts (修改). */
  | 'UPDATE'
  /** Give or replace what one's own department thinks of it (部门评估, D0-34, D0-36). */
  | 'ASSESS'
  /** Give it to departments and a member (分派). */
  | 'ASSIGN'
  /** Record the first answer (登记响应). */
  | 'RECORD_RESPONSE'
  /** Pause its clock (暂停计时). */
  | 'PAUSE'
  /** Let its clock run on (恢复计时). */
  | 'RESUME'
  /** Undo its merge (撤销合并). */
  | 'UNMERGE';

/** How soon a requirement must be answered (紧急程度). */
export type Urgency =
  /** At once, with a solution and a date (紧急, D0-29, D0-46). */
  | 'URGENT'
  /** Before others, with a detailed plan (重要, D0-30, D0-47). */
  | 'IMPORTANT'
  /** In time, with a word (一般, D0-31, D0-48). */
  | 'GENERAL';

/** What a requirement asks of the product (性质). */
export type Nature =
  /** A function (功能性, D0-32). */
  | 'FUNCTIONAL'
  /** Quality, price, image (非功能性, D0-33). */
  | 'NON_FUNCTIONAL';

/** What a requirement is about (类别, D0-15 to D0-22). */
export type RequirementCategory =
  /** The product (产品). */
  | 'PRODUCT'
  /** The service (服务). */
  | 'SERVICE'
  /** The price (价格). */
  | 'PRICE'
  /** Something else (其他). */
  | 'OTHER';

/** How a requirement came to be known (来源, D0-07 to D0-14). */
export type RequirementSource =
  /** A visit (拜访). */
  | 'VISIT'
  /** A call or a mail (电话邮件). */
  | 'CALL_EMAIL'
  /** Research by an agency (委托调研). */
  | 'OUTSOURCED_RESEARCH'
  /** Research of our own (自行调研). */
  | 'SELF_RESEARCH'
  /** A survey (问卷). */
  | 'SURVEY'
  /** A complaint (投诉). */
  | 'COMPLAINT'
  /** The customer came by themself (客户主动反馈). */
  | 'CUSTOMER_FEEDBACK'
  /** An employee heard it (员工反馈). */
  | 'EMPLOYEE'
  /** Found in data (数据分析). */
  | 'DATA_ANALYSIS'
  /** Another system (系统接入). */
  | 'INTEGRATION';

/** By which way customer and company meet (渠道). */
export type Channel =
  /** The web (网页). */
  | 'WEB'
  /** Letters (邮寄). */
  | 'POST'
  /** Fax (传真). */
  | 'FAX'
  /** Telephone (电话). */
  | 'PHONE'
  /** E-mail (邮件). */
  | 'EMAIL'
  /** Chat (在线客服). */
  | 'ONLINE_CHAT'
  /** A meeting by video (线上会议). */
  | 'ONLINE_MEETING'
  /** A visit (线下拜访). */
  | 'VISIT'
  /** In person (面对面). */
  | 'FACE_TO_FACE'
  /** An app (小程序/App). */
  | 'APP'
  /** Someone between (第三方). */
  | 'THIRD_PARTY';

/** Which requirements; what is left out does not restrict. */
export type RequirementFilter = {
  /** In these states. */
  states?: Array<RequirementState> | null | undefined;
  /** Of these urgencies. */
  urgencies?: Array<Urgency> | null | undefined;
  /** Of this customer. */
  customerId?: string | null | undefined;
  /** Led or assisted by this department. */
  departmentId?: string | null | undefined;
  /** Assigned to this member. */
  assigneeId?: string | null | undefined;
  /** Of customers of these tiers, whom the viewer may read. */
  tierKeys?: Array<string> | null | undefined;
  /** Assigned to the viewer or made by the viewer. */
  mine?: boolean | null | undefined;
  /** With a running clock past its due time, or without one. */
  overdue?: boolean | null | undefined;
  /** Due before this time. */
  dueBefore?: string | null | undefined;
  /** Due after this time. */
  dueAfter?: string | null | undefined;
  /** With all these words or characters in number, title or texts, or all of them in the customer's, where the viewer may read the customer; Chinese from one character on. Punctuation alone finds nothing. */
  text?: string | null | undefined;
};

/** A new requirement. */
export type RequirementCreateInput = {
  /** Whose need it is. */
  customerId: string;
  /** What it is about, 1 to 200 characters. */
  title: string;
  /** The customer's own words, up to 20,000 characters; never changed. */
  originalText: string;
  /** The need as understood; the original text when left out. */
  content?: string | null | undefined;
  /** How it came to be known. */
  source: RequirementSource;
  /** By which way. */
  channel?: Channel | null | undefined;
  /** When it was collected; from 2000-01-01 on, not in the future. Like all times of what happened, up to 2 minutes ahead are taken for now. */
  collectedAt: string;
  /** What it is about. */
  category: RequirementCategory;
  /** How soon it must be answered; may be changed with the analysis. */
  urgency: Urgency;
  /** What it asks of the product. */
  nature?: Nature | null | undefined;
  /** What the customer expects, up to 5,000 characters. */
  expectation?: string | null | undefined;
  /** The department that leads; the viewer's own when left out. */
  leadDepartmentId?: string | null | undefined;
  /** What of its category it is about: aspects of that category, each once. */
  aspects?: Array<Aspect> | null | undefined;
  /** When in the course of a purchase. */
  servicePhase?: ServicePhase | null | undefined;
  /** What the customer would pay. */
  price?: RequirementPriceInput | null | undefined;
  /** What the customer counts on apart from the need. */
  expectations?: RequirementExpectationsInput | null | undefined;
  /** Several customers have this need; not so when left out. */
  commonNeed?: boolean | null | undefined;
  /** What is filled in on the form in force (requirementForm). */
  custom?: Array<RequirementCustomInput> | null | undefined;
};

/** A requirement to take on. */
export type RequirementReceiveInput = {
  /** Which requirement. */
  id: string;
  /** The version the change is made to. */
  expectedVersion: number;
};

/** A piece of work. */
export type PlanStepInput = {
  /** What is to be done, up to 2,000 characters. */
  text: string;
  /** The member who does it. */
  ownerId: string;
  /** When it is to be done; not in the past. */
  dueAt: string;
};

/** What of its category a requirement is about (方面, D0-15 to D0-22). */
export type Aspect =
  /** Of PRODUCT: what it does (功能, D0-15). */
  | 'FUNCTION'
  /** Of PRODUCT: how well it does it (性能, D0-15). */
  | 'PERFORMANCE'
  /** Of PRODUCT: its quality (质量, D0-15). */
  | 'QUALITY'
  /** Of PRODUCT: how it looks (外观, D0-15). */
  | 'APPEARANCE'
  /** Of PRODUCT: how easily it is used (易用性). */
  | 'USABILITY'
  /** Of PRODUCT: what could be better (改进意见, D0-16). */
  | 'IMPROVEMENT'
  /** Of PRODUCT: a newer or larger one (升级, D0-16). */
  | 'UPGRADE'
  /** Of SERVICE: advice (咨询, D0-17). */
  | 'CONSULTING'
  /** Of SERVICE: training (培训, D0-17). */
  | 'TRAINING'
  /** Of SERVICE: repair (维修, D0-17). */
  | 'REPAIR'
  /** Of SERVICE: how soon it comes (响应速度, D0-18). */
  | 'SPEED'
  /** Of SERVICE: how people behave (服务态度, D0-18). */
  | 'ATTITUDE'
  /** Of SERVICE: how well it is done (服务质量, D0-18). */
  | 'SERVICE_QUALITY'
  /** Of PRICE: what is accepted (价格范围, D0-19). */
  | 'PRICE_RANGE'
  /** Of PRICE: what a change does (价格调整, D0-20). */
  | 'PRICE_CHANGE'
  /** Of OTHER: made to order (定制化, D0-21). */
  | 'CUSTOMIZATION'
  /** Of OTHER: a service of one's own (个性化, D0-21). */
  | 'PERSONALIZED'
  /** Of OTHER: the brand (品牌形象, D0-22). */
  | 'BRAND'
  /** Of OTHER: the company's culture (企业文化, D0-22). */
  | 'CULTURE';

/** How much a price weighs for the customer (价格敏感度, D0-19). */
export type PriceSensitivity =
  /** Much (高). */
  | 'HIGH'
  /** Something (中). */
  | 'MEDIUM'
  /** Little (低). */
  | 'LOW';

/** What a customer would pay; nothing in it is none. */
export type RequirementPriceInput = {
  /** The least. */
  min?: string | null | undefined;
  /** The most; not below the least. */
  max?: string | null | undefined;
  /** Of the amounts, by ISO 4217; needed with an amount. */
  currency?: string | null | undefined;
  /** How much the price weighs. */
  sensitivity?: PriceSensitivity | null | undefined;
  /** What a change of the price does to the decision to buy, up to 2,000 characters. */
  changeImpact?: string | null | undefined;
};

/** What a customer counts on apart from the need; nothing in it is none. */
export type RequirementExpectationsInput = {
  /** Of the quality, up to 2,000 characters. */
  quality?: string | null | undefined;
  /** Of the time of delivery, up to 2,000 characters. */
  delivery?: string | null | undefined;
  /** Of the service after the sale, up to 2,000 characters. */
  afterSales?: string | null | undefined;
};

/** What is filled in for a field: the one of its places that the field's type takes. Without any it is left out. */
export type RequirementCustomInput = {
  /** The field's key. */
  key: string;
  /** For TEXT and LONG_TEXT. */
  text?: string | null | undefined;
  /** For NUMBER. */
  number?: number | null | undefined;
  /** For DATE. */
  date?: string | null | undefined;
  /** For BOOLEAN. */
  boolean?: boolean | null | undefined;
  /** For SINGLE and MULTI: the keys of the options. */
  options?: Array<string> | null | undefined;
};

/** A language of labels and messages (语言). */
export type Locale =
  /** Simplified Chinese (简体中文). */
  | 'zh_Hans'
  /** Traditional Chinese (繁體中文). */
  | 'zh_Hant'
  /** English (英文). */
  | 'en';

/** A person signs in. */
export type SessionCreateInput = {
  /** The login. */
  email: string;
  /** The password. */
  password: string;
  /** The company; left out, the one used last. */
  tenantSlug?: string | null | undefined;
};

/** A refresh token to be used. */
export type SessionRefreshInput = {
  /** The newest refresh token of the session. */
  refreshToken: string;
};

/** A new password. */
export type PasswordChangeInput = {
  /** The password until now. */
  currentPassword: string;
  /** The next one, 10 to 256 characters. */
  newPassword: string;
};

/** What a clock promises (计时类型). */
export type ClockKind =
  /** A first answer to a requirement (首次响应, D0-46 to D0-48). */
  | 'FIRST_RESPONSE'
  /** A complaint's receipt acknowledged (投诉受理). */
  | 'COMPLAINT_ACK'
  /** A complaint resolved (投诉解决). */
  | 'COMPLAINT_RESOLUTION'
  /** A question answered (咨询回复). */
  | 'INQUIRY_REPLY'
  /** A first answer to an urgent survey item (问卷首次回复, D3-25). */
  | 'SURVEY_INITIAL_REPLY'
  /** Survey answers put in order (问卷整理, D3-65). */
  | 'SURVEY_TIDY'
  /** Silence towards the customer (进展沉默, D2-64). */
  | 'PROGRESS_SILENCE'
  /** A step of a plan done (方案节点). */
  | 'PLAN_MILESTONE';

/** Where a clock stands (计时状态). */
export type ClockState =
  /** Counting (计时中). */
  | 'RUNNING'
  /** Not counting for now (暂停). */
  | 'PAUSED'
  /** Stopped in time (按时). */
  | 'MET'
  /** Past its due time (超时). */
  | 'BREACHED'
  /** No longer asked for (取消). */
  | 'CANCELLED';

/** Which customers a campaign asks: all of what is given must hold; nothing is all. */
export type SurveyAudienceInput = {
  /** These customers alone, up to 1,000 (指定客户). */
  customerIds?: Array<string> | null | undefined;
  /** Of these tiers (客户等级). */
  tierKeys?: Array<string> | null | undefined;
  /** Of these industries (行业). */
  industries?: Array<Industry> | null | undefined;
  /** Of these sizes (规模). */
  sizeBands?: Array<SizeBand> | null | undefined;
  /** Of these bands of cooperation (合作年限). */
  cooperationBands?: Array<CooperationBand> | null | undefined;
  /** Of these departments (部门). */
  departmentIds?: Array<string> | null | undefined;
  /** Of tiers that are looked after so (维护类别). */
  maintenanceClasses?: Array<MaintenanceClass> | null | undefined;
  /** Whose renewal is due on this day or later (续约起). */
  renewalFrom?: string | null | undefined;
  /** Whose renewal is due on this day or before (续约止). */
  renewalTo?: string | null | undefined;
  /** That are to be looked after first (仅重点跟进). */
  followUpOnly?: boolean | null | undefined;
};

/** How many are asked, and what is good enough. */
export type SurveySamplingInput = {
  /** So many of the audience are asked, 1 to 100 (抽样比例). */
  percent?: number | null | undefined;
  /** Below so many answers nothing is concluded (最少样本). */
  leastAnswers?: number | null | undefined;
  /** The least of its scale (量表下限). */
  scaleMin?: number | null | undefined;
  /** The most of its scale (量表上限). */
  scaleMax?: number | null | undefined;
  /** A mean below it asks for a measure (达标值, D1-40). */
  threshold?: number | null | undefined;
};

/** What a campaign belongs to (问卷项目). */
export type SurveyProgram =
  /** How requirements are handled, each quarter (需求管理满意度, D0-64). */
  | 'REQUIREMENT_SATISFACTION'
  /** How purchases were experienced, each half-year (购买体验满意度, D2-40). */
  | 'EXPERIENCE_SATISFACTION'
  /** The files of customers (客户信息收集, D3-01). */
  | 'PROFILE'
  /** A theme of its own (专项, D0-25). */
  | 'SPECIAL';

/** Where a campaign stands (活动状态). */
export type CampaignState =
  /** It is planned (草稿). */
  | 'DRAFT'
  /** Its audience is fixed (就绪). */
  | 'READY'
  /** Customers are asked (进行中). */
  | 'RUNNING'
  /** Nobody can answer any more (已结束). */
  | 'CLOSED'
  /** Its effect was looked at (已评估). */
  | 'REVIEWED'
  /** It came to nothing (已取消). */
  | 'CANCELLED';

/** Where an invitation stands (邀请状态). */
export type SurveyInvitationState =
  /** Waiting to be sent (待发送). */
  | 'PENDING'
  /** Sent (已发送). */
  | 'SENT'
  /** Opened (已打开). */
  | 'OPENED'
  /** Answered (已完成). */
  | 'COMPLETED'
  /** It came back (退回). */
  | 'BOUNCED'
  /** Declined (退订). */
  | 'OPTED_OUT'
  /** Ended unanswered (过期). */
  | 'EXPIRED'
  /** Taken back (撤回). */
  | 'REVOKED';

/** A new campaign. */
export type SurveyCampaignCreateInput = {
  /** What it belongs to. */
  program: SurveyProgram;
  /** What it is called, up to 100 characters. */
  name: string;
  /** What it is to find out, up to 2,000 characters; needed before it is prepared. */
  objective?: string | null | undefined;
  /** The theme of a special one, and why; up to 2,000 characters. */
  reason?: string | null | undefined;
  /** What it is to find out, as goals. */
  goals?: Array<SurveyGoal> | null | undefined;
  /** The effective edition of a questionnaire. */
  templateId?: string | null | undefined;
  /** The department that has it done. */
  departmentId?: string | null | undefined;
  /** Who sees to it. */
  ownerId?: string | null | undefined;
  /** The members who speak for it, up to 50. */
  contactIds?: Array<string> | null | undefined;
  /** Which customers. */
  audience?: SurveyAudienceInput | null | undefined;
  /** How many, and what is good enough. */
  sampling?: SurveySamplingInput | null | undefined;
  /** By which ways: EMAIL sends letters; others are for members, who have the link or fill it in with the customer. */
  channels?: Array<Channel> | null | undefined;
  /** From when. */
  opensAt?: string | null | undefined;
  /** Until when. */
  closesAt?: string | null | undefined;
  /** On which working day who was silent is reminded, 1 to 3; 0 for never. */
  reminderWorkday?: number | null | undefined;
};

/** Which campaign. */
export type SurveyCampaignConfirmInput = {
  /** Which one. */
  id: string;
  /** The version that was read; CONFLICT when it has changed since. */
  expectedVersion: number;
};

/** Which campaign. */
export type SurveyCampaignPrepareInput = {
  /** Which one. */
  id: string;
  /** The version that was read; CONFLICT when it has changed since. */
  expectedVersion: number;
};

/** Which campaign. */
export type SurveyCampaignStartInput = {
  /** Which one. */
  id: string;
  /** The version that was read; CONFLICT when it has changed since. */
  expectedVersion: number;
};

/** Which invitation. */
export type SurveyInvitationLinkInput = {
  /** Which one. */
  id: string;
};

/** How a questionnaire is filled in (填写方式, D3-17). */
export type SurveyMode =
  /** By the customer, at the link (自行填写). */
  | 'SELF'
  /** By a member, on the telephone (电话辅助). */
  | 'PHONE_ASSISTED'
  /** By a member, on a visit (线下拜访). */
  | 'ON_SITE';

/** Where a filled-in questionnaire stands (答卷状态). */
export type SurveyResponseState =
  /** It is filled in (填写中). */
  | 'IN_PROGRESS'
  /** It was submitted (已提交). */
  | 'SUBMITTED'
  /** Key answers are checked (核对中). */
  | 'VERIFYING'
  /** It is tidied (已整理). */
  | 'TIDIED'
  /** The follow-up has begun (已跟进). */
  | 'FOLLOWED_UP'
  /** It was never submitted (已作废). */
  | 'DISCARDED';

/** What a tag is about (标签类别). */
export type TagGroup =
  /** The industry (行业). */
  | 'INDUSTRY'
  /** The need (需求). */
  | 'NEED'
  /** Satisfaction (满意度). */
  | 'SATISFACTION'
  /** A feature (特征). */
  | 'FEATURE'
  /** Something else (自定义). */
  | 'CUSTOM';

/** What may be made of an answer (草稿类别). */
export type SurveyDraftKind =
  /** A requirement (需求). */
  | 'REQUIREMENT'
  /** A complaint (投诉). */
  | 'COMPLAINT'
  /** A suggestion, kept with the response (建议). */
  | 'SUGGESTION'
  /** An opportunity (商机). */
  | 'OPPORTUNITY';

/** What became of a draft (草稿状态). */
export type SurveyProposalState =
  /** Nothing yet (待处理). */
  | 'OPEN'
  /** A record, or kept (已采纳). */
  | 'TAKEN'
  /** Nothing (未采纳). */
  | 'DROPPED';

/** What a questionnaire is to find out (目标, D3-06). */
export type SurveyGoal =
  /** Who the customer is (客户档案). */
  | 'PROFILE'
  /** How content they are (满意度). */
  | 'SATISFACTION'
  /** What they need (需求). */
  | 'NEED'
  /** What more may be done together (拓展). */
  | 'EXPANSION';

/** What kind of work a task is (任务类型). */
export type TaskType =
  /** Collect needs (需求收集). */
  | 'COLLECTION'
  /** A visit by an executive (高层拜访). */
  | 'EXEC_VISIT'
  /** A talk by the account manager (客户经理沟通). */
  | 'MANAGER_TALK'
  /** News to be sent (资讯推送). */
  | 'NEWS_PUSH'
  /** Write the customer's own service plan (定制化服务方案, D3-27). */
  | 'SERVICE_PLAN'
  /** A trial (产品试用). */
  | 'TRIAL'
  /** A return visit (回访). */
  | 'RETURN_VISIT'
  /** To follow up (跟进). */
  | 'FOLLOW_UP'
  /** Answers to be verified (答卷核实). */
  | 'ANSWER_VERIFICATION'
  /** The weekly check (每周检查). */
  | 'WEEKLY_CHECK'
  /** To coordinate (协调处理). */
  | 'COORDINATION'
  /** A template to be revised (模板修订). */
  | 'TEMPLATE_REVISION'
  /** A standard to be reviewed (标准复审). */
  | 'STANDARD_REVIEW'
  /** A report to be answered (报告反馈). */
  | 'REPORT_RESPONSE'
  /** To be trained again (再培训). */
  | 'RETRAINING'
  /** General (一般任务). */
  | 'GENERAL';

/** How much a task presses (优先级). */
export type Priority =
  /** High (高). */
  | 'HIGH'
  /** Normal (普通). */
  | 'NORMAL'
  /** Low (低). */
  | 'LOW';

/** Where a task stands (任务状态). */
export type TaskState =
  /** To be begun (待办). */
  | 'OPEN'
  /** Begun (进行中). */
  | 'IN_PROGRESS'
  /** Done (已完成). */
  | 'DONE'
  /** Not done in time; that stays a fact (已错过). */
  | 'MISSED'
  /** Taken back (已取消). */
  | 'CANCELLED';

export type RegisterMutationVariables = Exact<{
  in: CompanyRegisterInput;
}>;


export type RegisterMutation = { companyRegister: { tenant: { id: string, slug: string, name: string, state: TenantState }, session: { accessToken: string, refreshToken: string, expiresAt: string } } };

export type LoginMutationVariables = Exact<{
  in: SessionCreateInput;
}>;


export type LoginMutation = { sessionCreate: { session: { accessToken: string, refreshToken: string, expiresAt: string } } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { member: { id: string, displayName: string, department: { id: string, name: string } | null, roles: Array<{ key: string, name: string }> }, tenant: { id: string, slug: string, name: string, state: TenantState }, permissions: Array<{ resource: Resource, action: Verb, scope: Scope }> } };

export type NewCustomerMutationVariables = Exact<{
  in: CustomerCreateInput;
}>;


export type NewCustomerMutation = { customerCreate: { cursor: string, customer: { id: string, version: number, name: string, tier: { key: string, label: string } } } };

export type CustomersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomersQuery = { customers: { totalCount: number, edges: Array<{ node: { id: string, name: string, tier: { key: string }, requirements: { edges: Array<{ node: { id: string, number: string | null, title: string, state: RequirementState } }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type NewRequirementMutationVariables = Exact<{
  in: RequirementCreateInput;
}>;


export type NewRequirementMutation = { requirementCreate: { cursor: string, requirement: { id: string, number: string | null, state: RequirementState, version: number, availableActions: Array<RequirementAction> } } };

export type ReceiveMutationVariables = Exact<{
  in: RequirementReceiveInput;
}>;


export type ReceiveMutation = { requirementReceive: { cursor: string, requirement: { id: string, number: string | null, state: RequirementState, version: number, clocks: Array<{ kind: ClockKind, state: ClockState, dueAt: string }> } } };

export type RequirementQueryVariables = Exact<{
  id: string;
}>;


export type RequirementQuery = { node:
    | { __typename: 'AppraisalScheme', id: string }
    | { __typename: 'Appraisal', id: string }
    | { __typename: 'Approval', id: string }
    | { __typename: 'RequirementAssessment', id: string }
    | { __typename: 'Requirement', number: string | null, title: string, state: RequirementState, urgency: Urgency, version: number, dueAt: string | null, availableActions: Array<RequirementAction>, id: string, customer: { id: string, name: string, tier: { key: string } } | null }
    | { __typename: 'Attachment', id: string }
    | { __typename: 'Tenant', id: string }
    | { __typename: 'CustomerTier', id: string }
    | { __typename: 'Complaint', id: string }
    | { __typename: 'Customer', id: string }
    | { __typename: 'ComplaintForm', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Interaction', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'EngagementPlan', id: string }
    | { __typename: 'Finding', id: string }
    | { __typename: 'ImprovementAction', id: string }
    | { __typename: 'GoverningDocument', id: string }
    | { __typename: 'Acknowledgement', id: string }
    | { __typename: 'WorkGroup', id: string }
    | { __typename: 'ImprovementProject', id: string }
    | { __typename: 'Indicator', id: string }
    | { __typename: 'IndicatorSnapshot', id: string }
    | { __typename: 'Inspection', id: string }
    | { __typename: 'InspectionSchedule', id: string }
    | { __typename: 'Touchpoint', id: string }
    | { __typename: 'LedgerExport', id: string }
    | { __typename: 'Meeting', id: string }
    | { __typename: 'MeetingAttendee', id: string }
    | { __typename: 'Department', id: string }
    | { __typename: 'Member', id: string }
    | { __typename: 'Role', id: string }
    | { __typename: 'Notification', id: string }
    | { __typename: 'Opportunity', id: string }
    | { __typename: 'ProgressEntry', id: string }
    | { __typename: 'PurchaseRecord', id: string }
    | { __typename: 'Recognition', id: string }
    | { __typename: 'Report', id: string }
    | { __typename: 'ReportRecipient', id: string }
    | { __typename: 'RequirementLink', id: string }
    | { __typename: 'RequirementForm', id: string }
    | { __typename: 'RequirementSet', id: string }
    | { __typename: 'ResearchActivity', id: string }
    | { __typename: 'ResponseTemplate', id: string }
    | { __typename: 'SlaClock', id: string }
    | { __typename: 'WorkingCalendar', id: string }
    | { __typename: 'SlaPolicy', id: string }
    | { __typename: 'SurveyCampaign', id: string }
    | { __typename: 'SurveyInvitation', id: string }
    | { __typename: 'SurveyResponse', id: string }
    | { __typename: 'SurveyTemplate', id: string }
    | { __typename: 'IdentificationRound', id: string }
    | { __typename: 'TouchpointStandard', id: string }
    | { __typename: 'TrainingPlan', id: string }
    | { __typename: 'TrainingRecord', id: string }
    | { __typename: 'TrainingSession', id: string }
   | null };

export type LedgerQueryVariables = Exact<{
  filter?: RequirementFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LedgerQuery = { requirements: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, number: string | null, title: string, state: RequirementState, urgency: Urgency, dueAt: string | null, customer: { id: string, name: string, tier: { key: string } } | null } }> } };

export type DashboardQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardQuery = { requirementDashboard: { byState: Array<{ state: RequirementState, count: number }>, byUrgency: Array<{ urgency: Urgency, count: number }>, responseOnTimeRate: { numerator: number, denominator: number, value: number | null } } };

export type SyncQueryVariables = Exact<{
  after?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type SyncQuery = { events: { edges: Array<{ node: { cursor: string, type: string | null, from: string | null, to: string | null, occurredAt: string, subject: { type: SubjectType, id: string, number: string | null } | null } }>, pageInfo: { hasNextPage: boolean } } };

export type LiveSubscriptionVariables = Exact<{
  filter?: StatusFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveSubscription = { statusChanged: { kind: StatusEventKind, cursor: string, type: string | null, from: string | null, to: string | null, occurredAt: string, actor: { displayName: string } | null, subject: { type: SubjectType, id: string, number: string | null } | null } };

export type RefreshMutationVariables = Exact<{
  in: SessionRefreshInput;
}>;


export type RefreshMutation = { sessionRefresh: { session: { accessToken: string, refreshToken: string } } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { sessionEnd: { ended: boolean } };

export type ChangePasswordMutationVariables = Exact<{
  in: PasswordChangeInput;
}>;


export type ChangePasswordMutation = { passwordChange: { sessionsEnded: number } };

export type NewMemberMutationVariables = Exact<{
  in: MemberCreateInput;
}>;


export type NewMemberMutation = { memberCreate: { member: { id: string, version: number } } };

export type MemberRolesMutationVariables = Exact<{
  in: MemberRolesUpdateInput;
}>;


export type MemberRolesMutation = { memberRolesUpdate: { member: { id: string, version: number } } };

export type RolesQueryVariables = Exact<{ [key: string]: never; }>;


export type RolesQuery = { roles: Array<{ id: string, key: string }> };

export type NewRoleMutationVariables = Exact<{
  in: RoleCreateInput;
}>;


export type NewRoleMutation = { roleCreate: { role: { id: string, key: string, version: number } } };

export type ChangeRoleMutationVariables = Exact<{
  in: RoleUpdateInput;
}>;


export type ChangeRoleMutation = { roleUpdate: { role: { id: string, version: number } } };

export type DepartmentsQueryVariables = Exact<{ [key: string]: never; }>;


export type DepartmentsQuery = { departments: { edges: Array<{ node: { id: string, type: DepartmentType } }> } };

export type NewComplaintPageMutationVariables = Exact<{
  in: ComplaintFormCreateInput;
}>;


export type NewComplaintPageMutation = { complaintFormCreate: { form: { id: string, path: string | null } } };

export type ComplaintsQueryVariables = Exact<{ [key: string]: never; }>;


export type ComplaintsQuery = { complaints: { edges: Array<{ node: { id: string, number: string, version: number, state: ComplaintState, content: string | null, complainantName: string | null, intake: ComplaintIntake } }> } };

export type AssignComplaintMutationVariables = Exact<{
  in: ComplaintAssignInput;
}>;


export type AssignComplaintMutation = { complaintAssign: { complaint: { version: number } } };

export type TriageComplaintMutationVariables = Exact<{
  in: ComplaintTriageInput;
}>;


export type TriageComplaintMutation = { complaintTriage: { complaint: { version: number } } };

export type InvestigateComplaintMutationVariables = Exact<{
  in: ComplaintInvestigateInput;
}>;


export type InvestigateComplaintMutation = { complaintInvestigate: { complaint: { version: number } } };

export type ProcessComplaintMutationVariables = Exact<{
  in: ComplaintProcessInput;
}>;


export type ProcessComplaintMutation = { complaintProcess: { complaint: { version: number } } };

export type GroupForComplaintMutationVariables = Exact<{
  in: ComplaintGroupFormInput;
}>;


export type GroupForComplaintMutation = { complaintGroupForm: { complaint: { version: number, path: HandlingPath | null, group: { name: string } | null } } };

export type EscalateComplaintMutationVariables = Exact<{
  in: ComplaintEscalateInput;
}>;


export type EscalateComplaintMutation = { complaintEscalate: { complaint: { version: number, level: ComplaintLevel } } };

export type DecidedComplaintQueryVariables = Exact<{
  id: string;
}>;


export type DecidedComplaintQuery = { node:
    | { __typename: 'AppraisalScheme' }
    | { __typename: 'Appraisal' }
    | { __typename: 'Approval' }
    | { __typename: 'RequirementAssessment' }
    | { __typename: 'Requirement' }
    | { __typename: 'Attachment' }
    | { __typename: 'Tenant' }
    | { __typename: 'CustomerTier' }
    | { __typename: 'Complaint', version: number, level: ComplaintLevel, path: HandlingPath | null, state: ComplaintState, decision: { text: string } | null }
    | { __typename: 'Customer' }
    | { __typename: 'ComplaintForm' }
    | { __typename: 'Contact' }
    | { __typename: 'Interaction' }
    | { __typename: 'Task' }
    | { __typename: 'EngagementPlan' }
    | { __typename: 'Finding' }
    | { __typename: 'ImprovementAction' }
    | { __typename: 'GoverningDocument' }
    | { __typename: 'Acknowledgement' }
    | { __typename: 'WorkGroup' }
    | { __typename: 'ImprovementProject' }
    | { __typename: 'Indicator' }
    | { __typename: 'IndicatorSnapshot' }
    | { __typename: 'Inspection' }
    | { __typename: 'InspectionSchedule' }
    | { __typename: 'Touchpoint' }
    | { __typename: 'LedgerExport' }
    | { __typename: 'Meeting' }
    | { __typename: 'MeetingAttendee' }
    | { __typename: 'Department' }
    | { __typename: 'Member' }
    | { __typename: 'Role' }
    | { __typename: 'Notification' }
    | { __typename: 'Opportunity' }
    | { __typename: 'ProgressEntry' }
    | { __typename: 'PurchaseRecord' }
    | { __typename: 'Recognition' }
    | { __typename: 'Report' }
    | { __typename: 'ReportRecipient' }
    | { __typename: 'RequirementLink' }
    | { __typename: 'RequirementForm' }
    | { __typename: 'RequirementSet' }
    | { __typename: 'ResearchActivity' }
    | { __typename: 'ResponseTemplate' }
    | { __typename: 'SlaClock' }
    | { __typename: 'WorkingCalendar' }
    | { __typename: 'SlaPolicy' }
    | { __typename: 'SurveyCampaign' }
    | { __typename: 'SurveyInvitation' }
    | { __typename: 'SurveyResponse' }
    | { __typename: 'SurveyTemplate' }
    | { __typename: 'IdentificationRound' }
    | { __typename: 'TouchpointStandard' }
    | { __typename: 'TrainingPlan' }
    | { __typename: 'TrainingRecord' }
    | { __typename: 'TrainingSession' }
   | null };

export type StepOfComplaintMutationVariables = Exact<{
  in: ComplaintStepDoneInput;
}>;


export type StepOfComplaintMutation = { complaintStepDone: { complaint: { version: number } } };

export type ReplyComplaintMutationVariables = Exact<{
  in: ComplaintReplyInput;
}>;


export type ReplyComplaintMutation = { complaintReply: { complaint: { version: number, state: ComplaintState } } };

export type FilesQueryVariables = Exact<{
  id: string;
}>;


export type FilesQuery = { attachments: { edges: Array<{ node: { name: string, mime: string } }> } };

export type SurveyTemplatesQueryVariables = Exact<{
  code: string;
}>;


export type SurveyTemplatesQuery = { surveyTemplates: { edges: Array<{ node: { id: string, code: string, edition: number } }> } };

export type NewCampaignMutationVariables = Exact<{
  in: SurveyCampaignCreateInput;
}>;


export type NewCampaignMutation = { surveyCampaignCreate: { cursor: string, campaign: { id: string, version: number } } };

export type ConfirmCampaignMutationVariables = Exact<{
  in: SurveyCampaignConfirmInput;
}>;


export type ConfirmCampaignMutation = { surveyCampaignConfirm: { campaign: { version: number } } };

export type PrepareCampaignMutationVariables = Exact<{
  in: SurveyCampaignPrepareInput;
}>;


export type PrepareCampaignMutation = { surveyCampaignPrepare: { campaign: { version: number } } };

export type CampaignQueryVariables = Exact<{
  id: string;
}>;


export type CampaignQuery = { node:
    | { __typename: 'AppraisalScheme' }
    | { __typename: 'Appraisal' }
    | { __typename: 'Approval' }
    | { __typename: 'RequirementAssessment' }
    | { __typename: 'Requirement' }
    | { __typename: 'Attachment' }
    | { __typename: 'Tenant' }
    | { __typename: 'CustomerTier' }
    | { __typename: 'Complaint' }
    | { __typename: 'Customer' }
    | { __typename: 'ComplaintForm' }
    | { __typename: 'Contact' }
    | { __typename: 'Interaction' }
    | { __typename: 'Task' }
    | { __typename: 'EngagementPlan' }
    | { __typename: 'Finding' }
    | { __typename: 'ImprovementAction' }
    | { __typename: 'GoverningDocument' }
    | { __typename: 'Acknowledgement' }
    | { __typename: 'WorkGroup' }
    | { __typename: 'ImprovementProject' }
    | { __typename: 'Indicator' }
    | { __typename: 'IndicatorSnapshot' }
    | { __typename: 'Inspection' }
    | { __typename: 'InspectionSchedule' }
    | { __typename: 'Touchpoint' }
    | { __typename: 'LedgerExport' }
    | { __typename: 'Meeting' }
    | { __typename: 'MeetingAttendee' }
    | { __typename: 'Department' }
    | { __typename: 'Member' }
    | { __typename: 'Role' }
    | { __typename: 'Notification' }
    | { __typename: 'Opportunity' }
    | { __typename: 'ProgressEntry' }
    | { __typename: 'PurchaseRecord' }
    | { __typename: 'Recognition' }
    | { __typename: 'Report' }
    | { __typename: 'ReportRecipient' }
    | { __typename: 'RequirementLink' }
    | { __typename: 'RequirementForm' }
    | { __typename: 'RequirementSet' }
    | { __typename: 'ResearchActivity' }
    | { __typename: 'ResponseTemplate' }
    | { __typename: 'SlaClock' }
    | { __typename: 'WorkingCalendar' }
    | { __typename: 'SlaPolicy' }
    | { __typename: 'SurveyCampaign', version: number, state: CampaignState, preparedAt: string | null, invited: number, progress: { completed: number, optedOut: number } }
    | { __typename: 'SurveyInvitation' }
    | { __typename: 'SurveyResponse' }
    | { __typename: 'SurveyTemplate' }
    | { __typename: 'IdentificationRound' }
    | { __typename: 'TouchpointStandard' }
    | { __typename: 'TrainingPlan' }
    | { __typename: 'TrainingRecord' }
    | { __typename: 'TrainingSession' }
   | null };

export type StartCampaignMutationVariables = Exact<{
  in: SurveyCampaignStartInput;
}>;


export type StartCampaignMutation = { surveyCampaignStart: { campaign: { version: number, state: CampaignState } } };

export type InvitationsQueryVariables = Exact<{
  campaign: string;
}>;


export type InvitationsQuery = { surveyInvitations: { edges: Array<{ node: { id: string, version: number, state: SurveyInvitationState, channel: Channel, customer: { id: string } | null } }> } };

export type SurveyLinkMutationVariables = Exact<{
  in: SurveyInvitationLinkInput;
}>;


export type SurveyLinkMutation = { surveyInvitationLink: { path: string } };

export type ResponsesQueryVariables = Exact<{
  campaign: string;
}>;


export type ResponsesQuery = { surveyResponses: { edges: Array<{ node: { id: string, state: SurveyResponseState, mode: SurveyMode, urgent: boolean, warning: boolean, score: number | null, customer: { id: string } | null, answers: Array<{ question: string, value: string | null, number: number | null, options: Array<{ code: string }> }>, tags: Array<{ group: TagGroup, code: string, question: string | null }>, proposals: Array<{ kind: SurveyDraftKind, question: string | null, text: string | null, state: SurveyProposalState }>, clocks: Array<{ kind: ClockKind, state: ClockState, startedAt: string, dueAt: string }> } }> } };

export type FollowedCustomerQueryVariables = Exact<{
  id: string;
}>;


export type FollowedCustomerQuery = { node:
    | { __typename: 'AppraisalScheme' }
    | { __typename: 'Appraisal' }
    | { __typename: 'Approval' }
    | { __typename: 'RequirementAssessment' }
    | { __typename: 'Requirement' }
    | { __typename: 'Attachment' }
    | { __typename: 'Tenant' }
    | { __typename: 'CustomerTier' }
    | { __typename: 'Complaint' }
    | { __typename: 'Customer', followUp: boolean, followUpReasons: Array<{ kind: FollowUpKind, subjectId: string, score: number | null, question: string | null }>, tags: Array<{ group: TagGroup, code: string }> }
    | { __typename: 'ComplaintForm' }
    | { __typename: 'Contact' }
    | { __typename: 'Interaction' }
    | { __typename: 'Task' }
    | { __typename: 'EngagementPlan' }
    | { __typename: 'Finding' }
    | { __typename: 'ImprovementAction' }
    | { __typename: 'GoverningDocument' }
    | { __typename: 'Acknowledgement' }
    | { __typename: 'WorkGroup' }
    | { __typename: 'ImprovementProject' }
    | { __typename: 'Indicator' }
    | { __typename: 'IndicatorSnapshot' }
    | { __typename: 'Inspection' }
    | { __typename: 'InspectionSchedule' }
    | { __typename: 'Touchpoint' }
    | { __typename: 'LedgerExport' }
    | { __typename: 'Meeting' }
    | { __typename: 'MeetingAttendee' }
    | { __typename: 'Department' }
    | { __typename: 'Member' }
    | { __typename: 'Role' }
    | { __typename: 'Notification' }
    | { __typename: 'Opportunity' }
    | { __typename: 'ProgressEntry' }
    | { __typename: 'PurchaseRecord' }
    | { __typename: 'Recognition' }
    | { __typename: 'Report' }
    | { __typename: 'ReportRecipient' }
    | { __typename: 'RequirementLink' }
    | { __typename: 'RequirementForm' }
    | { __typename: 'RequirementSet' }
    | { __typename: 'ResearchActivity' }
    | { __typename: 'ResponseTemplate' }
    | { __typename: 'SlaClock' }
    | { __typename: 'WorkingCalendar' }
    | { __typename: 'SlaPolicy' }
    | { __typename: 'SurveyCampaign' }
    | { __typename: 'SurveyInvitation' }
    | { __typename: 'SurveyResponse' }
    | { __typename: 'SurveyTemplate' }
    | { __typename: 'IdentificationRound' }
    | { __typename: 'TouchpointStandard' }
    | { __typename: 'TrainingPlan' }
    | { __typename: 'TrainingRecord' }
    | { __typename: 'TrainingSession' }
   | null };

export type TasksAboutQueryVariables = Exact<{
  id: string;
}>;


export type TasksAboutQuery = { tasks: { edges: Array<{ node: { type: TaskType, priority: Priority, state: TaskState, dueAt: string | null, customer: { id: string } | null } }> } };

export type SignInMutationVariables = Exact<{
  in: SessionCreateInput;
}>;


export type SignInMutation = { sessionCreate: { session: { accessToken: string } } };

export type CertificatesQueryVariables = Exact<{ [key: string]: never; }>;


export type CertificatesQuery = { trainingRecords: { edges: Array<{ node: { id: string, valid: boolean, validUntil: string | null, certificateNumber: string | null, certificateUrl: string | null, certificateCheckUrl: string | null, session: { title: string } } }> } };

export type DeleteRoleMutationVariables = Exact<{
  in: RoleDeleteInput;
}>;


export type DeleteRoleMutation = { roleDelete: { roleId: string } };

/** Each document by its name. */
export type Operations = {
  Register: { operation: 'mutation'; variables: RegisterMutationVariables; data: RegisterMutation };
  Login: { operation: 'mutation'; variables: LoginMutationVariables; data: LoginMutation };
  Me: { operation: 'query'; variables: MeQueryVariables; data: MeQuery };
  NewCustomer: { operation: 'mutation'; variables: NewCustomerMutationVariables; data: NewCustomerMutation };
  Customers: { operation: 'query'; variables: CustomersQueryVariables; data: CustomersQuery };
  NewRequirement: { operation: 'mutation'; variables: NewRequirementMutationVariables; data: NewRequirementMutation };
  Receive: { operation: 'mutation'; variables: ReceiveMutationVariables; data: ReceiveMutation };
  Requirement: { operation: 'query'; variables: RequirementQueryVariables; data: RequirementQuery };
  Ledger: { operation: 'query'; variables: LedgerQueryVariables; data: LedgerQuery };
  Dashboard: { operation: 'query'; variables: DashboardQueryVariables; data: DashboardQuery };
  Sync: { operation: 'query'; variables: SyncQueryVariables; data: SyncQuery };
  Live: { operation: 'subscription'; variables: LiveSubscriptionVariables; data: LiveSubscription };
  Refresh: { operation: 'mutation'; variables: RefreshMutationVariables; data: RefreshMutation };
  SignOut: { operation: 'mutation'; variables: SignOutMutationVariables; data: SignOutMutation };
  ChangePassword: { operation: 'mutation'; variables: ChangePasswordMutationVariables; data: ChangePasswordMutation };
  NewMember: { operation: 'mutation'; variables: NewMemberMutationVariables; data: NewMemberMutation };
  MemberRoles: { operation: 'mutation'; variables: MemberRolesMutationVariables; data: MemberRolesMutation };
  Roles: { operation: 'query'; variables: RolesQueryVariables; data: RolesQuery };
  NewRole: { operation: 'mutation'; variables: NewRoleMutationVariables; data: NewRoleMutation };
  ChangeRole: { operation: 'mutation'; variables: ChangeRoleMutationVariables; data: ChangeRoleMutation };
  Departments: { operation: 'query'; variables: DepartmentsQueryVariables; data: DepartmentsQuery };
  NewComplaintPage: { operation: 'mutation'; variables: NewComplaintPageMutationVariables; data: NewComplaintPageMutation };
  Complaints: { operation: 'query'; variables: ComplaintsQueryVariables; data: ComplaintsQuery };
  AssignComplaint: { operation: 'mutation'; variables: AssignComplaintMutationVariables; data: AssignComplaintMutation };
  TriageComplaint: { operation: 'mutation'; variables: TriageComplaintMutationVariables; data: TriageComplaintMutation };
  InvestigateComplaint: { operation: 'mutation'; variables: InvestigateComplaintMutationVariables; data: InvestigateComplaintMutation };
  ProcessComplaint: { operation: 'mutation'; variables: ProcessComplaintMutationVariables; data: ProcessComplaintMutation };
  GroupForComplaint: { operation: 'mutation'; variables: GroupForComplaintMutationVariables; data: GroupForComplaintMutation };
  EscalateComplaint: { operation: 'mutation'; variables: EscalateComplaintMutationVariables; data: EscalateComplaintMutation };
  DecidedComplaint: { operation: 'query'; variables: DecidedComplaintQueryVariables; data: DecidedComplaintQuery };
  StepOfComplaint: { operation: 'mutation'; variables: StepOfComplaintMutationVariables; data: StepOfComplaintMutation };
  ReplyComplaint: { operation: 'mutation'; variables: ReplyComplaintMutationVariables; data: ReplyComplaintMutation };
  Files: { operation: 'query'; variables: FilesQueryVariables; data: FilesQuery };
  SurveyTemplates: { operation: 'query'; variables: SurveyTemplatesQueryVariables; data: SurveyTemplatesQuery };
  NewCampaign: { operation: 'mutation'; variables: NewCampaignMutationVariables; data: NewCampaignMutation };
  ConfirmCampaign: { operation: 'mutation'; variables: ConfirmCampaignMutationVariables; data: ConfirmCampaignMutation };
  PrepareCampaign: { operation: 'mutation'; variables: PrepareCampaignMutationVariables; data: PrepareCampaignMutation };
  Campaign: { operation: 'query'; variables: CampaignQueryVariables; data: CampaignQuery };
  StartCampaign: { operation: 'mutation'; variables: StartCampaignMutationVariables; data: StartCampaignMutation };
  Invitations: { operation: 'query'; variables: InvitationsQueryVariables; data: InvitationsQuery };
  SurveyLink: { operation: 'mutation'; variables: SurveyLinkMutationVariables; data: SurveyLinkMutation };
  Responses: { operation: 'query'; variables: ResponsesQueryVariables; data: ResponsesQuery };
  FollowedCustomer: { operation: 'query'; variables: FollowedCustomerQueryVariables; data: FollowedCustomerQuery };
  TasksAbout: { operation: 'query'; variables: TasksAboutQueryVariables; data: TasksAboutQuery };
  SignIn: { operation: 'mutation'; variables: SignInMutationVariables; data: SignInMutation };
  Certificates: { operation: 'query'; variables: CertificatesQueryVariables; data: CertificatesQuery };
  DeleteRole: { operation: 'mutation'; variables: DeleteRoleMutationVariables; data: DeleteRoleMutation };
};
