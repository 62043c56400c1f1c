-- Documents and appraisals are their company's alone, and what they name is of the same company.

-- +goose Up
ALTER TABLE governing_documents
  ADD CONSTRAINT governing_documents_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT governing_documents_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT governing_documents_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT governing_documents_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT governing_documents_version CHECK (version > 0);
ALTER TABLE governing_documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE governing_documents FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON governing_documents
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE acknowledgements
  ADD CONSTRAINT acknowledgements_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT acknowledgements_document FOREIGN KEY (tenant_id, document_id) REFERENCES governing_documents (tenant_id, id),
  ADD CONSTRAINT acknowledgements_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT acknowledgements_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id);
ALTER TABLE acknowledgements ENABLE ROW LEVEL SECURITY;
ALTER TABLE acknowledgements FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON acknowledgements
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE appraisal_schemes
  ADD CONSTRAINT appraisal_schemes_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT appraisal_schemes_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT appraisal_schemes_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT appraisal_schemes_version CHECK (version > 0);
ALTER TABLE appraisal_schemes ENABLE ROW LEVEL SECURITY;
ALTER TABLE appraisal_schemes FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON appraisal_schemes
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE appraisals
  ADD CONSTRAINT appraisals_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT appraisals_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT appraisals_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT appraisals_scheme FOREIGN KEY (tenant_id, scheme_id) REFERENCES appraisal_schemes (tenant_id, id),
  ADD CONSTRAINT appraisals_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT appraisals_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT appraisals_commenter FOREIGN KEY (tenant_id, commenter_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT appraisals_decider FOREIGN KEY (tenant_id, decider_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT appraisals_version CHECK (version > 0),
  ADD CONSTRAINT appraisals_score CHECK (score BETWEEN 0 AND 100);
ALTER TABLE appraisals ENABLE ROW LEVEL SECURITY;
ALTER TABLE appraisals FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON appraisals
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- +goose Down
DROP POLICY company ON appraisals;
ALTER TABLE appraisals NO FORCE ROW LEVEL SECURITY;
ALTER TABLE appraisals DISABLE ROW LEVEL SECURITY;
ALTER TABLE appraisals
  DROP CONSTRAINT appraisals_score,
  DROP CONSTRAINT appraisals_version,
  DROP CONSTRAINT appraisals_decider,
  DROP CONSTRAINT appraisals_commenter,
  DROP CONSTRAINT appraisals_department,
  DROP CONSTRAINT appraisals_member,
  DROP CONSTRAINT appraisals_scheme,
  DROP CONSTRAINT appraisals_updated_by,
  DROP CONSTRAINT appraisals_created_by,
  DROP CONSTRAINT appraisals_tenant;
DROP POLICY company ON appraisal_schemes;
ALTER TABLE appraisal_schemes NO FORCE ROW LEVEL SECURITY;
ALTER TABLE appraisal_schemes DISABLE ROW LEVEL SECURITY;
ALTER TABLE appraisal_schemes
  DROP CONSTRAINT appraisal_schemes_version,
  DROP CONSTRAINT appraisal_schemes_updated_by,
  DROP CONSTRAINT appraisal_schemes_created_by,
  DROP CONSTRAINT appraisal_schemes_tenant;
DROP POLICY company ON acknowledgements;
ALTER TABLE acknowledgements NO FORCE ROW LEVEL SECURITY;
ALTER TABLE acknowledgements DISABLE ROW LEVEL SECURITY;
ALTER TABLE acknowledgements
  DROP CONSTRAINT acknowledgements_department,
  DROP CONSTRAINT acknowledgements_member,
  DROP CONSTRAINT acknowledgements_document,
  DROP CONSTRAINT acknowledgements_tenant;
DROP POLICY company ON governing_documents;
ALTER TABLE governing_documents NO FORCE ROW LEVEL SECURITY;
ALTER TABLE governing_documents DISABLE ROW LEVEL SECURITY;
ALTER TABLE governing_documents
  DROP CONSTRAINT governing_documents_version,
  DROP CONSTRAINT governing_documents_department,
  DROP CONSTRAINT governing_documents_updated_by,
  DROP CONSTRAINT governing_documents_created_by,
  DROP CONSTRAINT governing_documents_tenant;
