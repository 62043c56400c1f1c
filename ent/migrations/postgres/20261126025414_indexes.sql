-- An index for each arm of the scopes OWN and DEPARTMENT and for each order of a list; what counts ask for beside the
-- order; and the right of the management department to make contacts, which come with the customers that it makes.

-- +goose Up
-- create index "customer_tenant_id_created_by_name" to table: "customers"
CREATE INDEX "customer_tenant_id_created_by_name" ON "customers" ("tenant_id", "created_by", "name");
-- create index "companyslug_company_id" to table: "slug_directory"
CREATE UNIQUE INDEX "companyslug_company_id" ON "slug_directory" ("company_id");

-- As in covering.sql: the columns and the name are ent's, INCLUDE is ours.
DROP INDEX requirement_tenant_id_collected_by_id_due_at_id;
CREATE INDEX requirement_tenant_id_collected_by_id_due_at_id ON requirements (tenant_id, collected_by_id, due_at, id)
  INCLUDE (state, urgency);

-- The owner of the table is no company: for this statement the policy does not bind it.
ALTER TABLE roles NO FORCE ROW LEVEL SECURITY;
UPDATE roles SET grants = grants || '[{"resource": "CONTACT", "verb": "CREATE", "scope": "ALL", "effect": "ALLOW"}]', version = version + 1
  WHERE key = 'MANAGEMENT' AND builtin AND NOT grants @> '[{"resource": "CONTACT", "verb": "CREATE"}]';
ALTER TABLE roles FORCE ROW LEVEL SECURITY;

-- +goose Down
-- The right stays: nobody knows who has used it.
DROP INDEX requirement_tenant_id_collected_by_id_due_at_id;
CREATE INDEX requirement_tenant_id_collected_by_id_due_at_id ON requirements (tenant_id, collected_by_id, due_at, id);
-- reverse: create index "companyslug_company_id" to table: "slug_directory"
DROP INDEX "companyslug_company_id";
-- reverse: create index "customer_tenant_id_created_by_name" to table: "customers"
DROP INDEX "customer_tenant_id_created_by_name";
