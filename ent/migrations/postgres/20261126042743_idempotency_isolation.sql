-- A key is its company's alone, and of a member of it.

-- +goose Up
ALTER TABLE idempotency_records
  ADD CONSTRAINT idempotency_records_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT idempotency_records_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id);
ALTER TABLE idempotency_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_records FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON idempotency_records
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- +goose Down
DROP POLICY company ON idempotency_records;
ALTER TABLE idempotency_records NO FORCE ROW LEVEL SECURITY;
ALTER TABLE idempotency_records DISABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_records
  DROP CONSTRAINT idempotency_records_member,
  DROP CONSTRAINT idempotency_records_tenant;
