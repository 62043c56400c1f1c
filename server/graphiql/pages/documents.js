// The documents that Heed's own clients send. They are the examples of both pages here and what the
// end-to-end tests run as they stand: change one only together with its clients.
export const documents = {
  Register: `mutation Register($in: CompanyRegisterInput!) { companyRegister(input: $in) { tenant { id slug name state } session { accessToken refreshToken expiresAt } } }`,
  Login: `mutation Login($in: SessionCreateInput!) { sessionCreate(input: $in) { session { accessToken refreshToken expiresAt } } }`,
  Me: `query Me { viewer { member { id displayName department { id name } roles { key name } } tenant { id slug name state } permissions { resource action scope } } }`,
  NewCustomer: `mutation NewCustomer($in: CustomerCreateInput!) { customerCreate(input: $in) { customer { id version name tier { key label } } cursor } }`,
  Customers: `query Customers($first: Int, $after: Cursor) { customers(first: $first, after: $after, orderBy: { field: NAME, direction: ASC }) { totalCount edges { node { id name tier { key } requirements(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) { edges { node { id number title state } } } } } pageInfo { hasNextPage endCursor } } }`,
  NewRequirement: `mutation NewRequirement($in: RequirementCreateInput!) { requirementCreate(input: $in) { requirement { id number state version availableActions } cursor } }`,
  Receive: `mutation Receive($in: RequirementReceiveInput!) { requirementReceive(input: $in) { requirement { id number state version clocks { kind state dueAt } } cursor } }`,
  Requirement: `query Requirement($id: ID!) { node(id: $id) { __typename id ... on Requirement { number title state urgency version dueAt customer { id name tier { key } } availableActions } } }`,
  Ledger: `query Ledger($filter: RequirementFilter, $first: Int, $after: Cursor) { requirements(filter: $filter, first: $first, after: $after, orderBy: { field: DUE_AT, direction: ASC }) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id number title state urgency dueAt customer { id name tier { key } } } } } }`,
  Dashboard: `query Dashboard { requirementDashboard { byState { state count } byUrgency { urgency count } responseOnTimeRate { numerator denominator value } } }`,
  Sync: `query Sync($after: EventCursor, $first: Int) { events(after: $after, first: $first) { edges { node { cursor type from to occurredAt subject { type id number } } } pageInfo { hasNextPage } } }`,
  Live: `subscription Live($filter: StatusFilter, $after: EventCursor) { statusChanged(filter: $filter, after: $after) { kind cursor type from to occurredAt actor { displayName } subject { type id number } } }`,
};

// What the pages open with, in the order of a first visit, each with variables to try.
export const examples = [
  { name: 'Me', variables: {} },
  { name: 'Live', variables: {} },
  { name: 'Customers', variables: { first: 10 } },
  { name: 'NewCustomer', variables: { in: { name: '青山仪器有限公司', industry: 'MANUFACTURING', contacts: [{ name: '王工', title: '采购' }] } } },
  {
    name: 'NewRequirement',
    variables: {
      in: {
        customerId: '(an id of Customers)', title: '交付周期缩短到两周', originalText: '能不能两周交货？',
        source: 'CUSTOMER_FEEDBACK', collectedAt: new Date().toISOString(), category: 'PRODUCT', urgency: 'IMPORTANT',
      },
    },
  },
  { name: 'Receive', variables: { in: { id: '(an id of NewRequirement)', expectedVersion: 1 } } },
  { name: 'Requirement', variables: { id: '(an id of Ledger)' } },
  { name: 'Ledger', variables: { first: 20, filter: { overdue: true } } },
  { name: 'Dashboard', variables: {} },
  { name: 'Sync', variables: { first: 20 } },
];

// The documents stand on one line, as clients send them; this is for reading.
export function pretty(query) {
  let depth = 0;
  let parentheses = 0;
  return query.replace(/\s*([(){}])\s*|\s+/g, (space, mark) => {
    if (mark === '(') parentheses++;
    if (mark === ')') return parentheses--, mark;
    if (mark === '{' && !parentheses) return ` {\n${'  '.repeat(++depth)}`;
    if (mark === '}' && !parentheses) return `\n${'  '.repeat(--depth)}}${depth ? `\n${'  '.repeat(depth)}` : ''}`;
    if (mark) return mark === '(' ? '(' : mark === '{' ? ' { ' : ' }';
    return parentheses || !depth ? ' ' : `\n${'  '.repeat(depth)}`;
  }).replace(/\n\s*\n/g, '\n').replace(/\.\.\.\n\s*on\n\s*/g, '... on ');
}
