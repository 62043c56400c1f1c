-- Improvement projects are their company's alone, and what they name is of the same company.

-- +goose Up
ALTER TABLE improvement_projects
  ADD CONSTRAINT improvement_projects_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT improvement_projects_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT improvement_projects_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT improvement_projects_indicator FOREIGN KEY (tenant_id, indicator_id) REFERENCES indicators (tenant_id, id),
  ADD CONSTRAINT improvement_projects_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT improvement_projects_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT improvement_projects_version CHECK (version > 0),
  ADD CONSTRAINT improvement_projects_progress CHECK (progress_percent BETWEEN 0 AND 100),
  ADD CONSTRAINT improvement_projects_done CHECK (done_count BETWEEN 0 AND action_count);
ALTER TABLE improvement_projects ENABLE ROW LEVEL SECURITY;
ALTER TABLE improvement_projects FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON improvement_projects
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE improvement_actions
  ADD CONSTRAINT improvement_actions_project FOREIGN KEY (tenant_id, project_id) REFERENCES improvement_projects (tenant_id, id);

-- +goose Down
ALTER TABLE improvement_actions
  DROP CONSTRAINT improvement_actions_project;
DROP POLICY company ON improvement_projects;
ALTER TABLE improvement_projects NO FORCE ROW LEVEL SECURITY;
ALTER TABLE improvement_projects DISABLE ROW LEVEL SECURITY;
ALTER TABLE improvement_projects
  DROP CONSTRAINT improvement_projects_done,
  DROP CONSTRAINT improvement_projects_progress,
  DROP CONSTRAINT improvement_projects_version,
  DROP CONSTRAINT improvement_projects_owner,
  DROP CONSTRAINT improvement_projects_department,
  DROP CONSTRAINT improvement_projects_indicator,
  DROP CONSTRAINT improvement_projects_updated_by,
  DROP CONSTRAINT improvement_projects_created_by,
  DROP CONSTRAINT improvement_projects_tenant;
