-- An index for each arm of the scopes OWN and DEPARTMENT and for each order of a list; what counts ask for beside the
-- order; and the right of the management department to make contacts, which come with the customers that it makes.

-- +goose Up
-- create index "companyslug_company_id" to table: "slug_directory"
CREATE UNIQUE INDEX `companyslug_company_id` ON `slug_directory` (`company_id`);
-- create index "customer_tenant_id_created_by_name" to table: "customers"
CREATE INDEX `customer_tenant_id_created_by_name` ON `customers` (`tenant_id`, `created_by`, `name`);

UPDATE roles SET grants = json_insert(CAST(grants AS TEXT), '$[#]', json('{"resource": "CONTACT", "verb": "CREATE", "scope": "ALL", "effect": "ALLOW"}')),
  version = version + 1
  WHERE key = 'MANAGEMENT' AND builtin AND NOT EXISTS (SELECT 1 FROM json_each(CAST(roles.grants AS TEXT)) AS g
    WHERE g.value ->> 'resource' = 'CONTACT' AND g.value ->> 'verb' = 'CREATE');

-- +goose Down
-- The right stays: nobody knows who has used it.
-- reverse: create index "customer_tenant_id_created_by_name" to table: "customers"
DROP INDEX `customer_tenant_id_created_by_name`;
-- reverse: create index "companyslug_company_id" to table: "slug_directory"
DROP INDEX `companyslug_company_id`;
