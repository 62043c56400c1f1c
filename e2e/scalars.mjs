/** How the scalars of the schema travel in JSON. */
export const scalars = { ID: 'string', Time: 'string', Date: 'string', MinorUnits: 'number', Money: 'string', Upload: 'Blob', Cursor: 'string', EventCursor: 'string', JSON: 'unknown' };
