-- A purchase is its company's alone, and what it names is of the same company.

-- +goose Up
ALTER TABLE purchase_records
  ADD CONSTRAINT purchase_records_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT purchase_records_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT purchase_records_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT purchase_records_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT purchase_records_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT purchase_records_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT purchase_records_version CHECK (version > 0),
  ADD CONSTRAINT purchase_records_amount CHECK (amount >= 0);
ALTER TABLE purchase_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE purchase_records FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON purchase_records
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- +goose Down
DROP POLICY company ON purchase_records;
ALTER TABLE purchase_records NO FORCE ROW LEVEL SECURITY;
ALTER TABLE purchase_records DISABLE ROW LEVEL SECURITY;
ALTER TABLE purchase_records
  DROP CONSTRAINT purchase_records_amount,
  DROP CONSTRAINT purchase_records_version,
  DROP CONSTRAINT purchase_records_member,
  DROP CONSTRAINT purchase_records_department,
  DROP CONSTRAINT purchase_records_customer,
  DROP CONSTRAINT purchase_records_updated_by,
  DROP CONSTRAINT purchase_records_created_by,
  DROP CONSTRAINT purchase_records_tenant;
