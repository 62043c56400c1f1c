-- Touchpoints, rounds and standards are their company's alone, and what they name is of the same company.

-- +goose Up
ALTER TABLE identification_rounds
  ADD CONSTRAINT identification_rounds_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT identification_rounds_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT identification_rounds_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT identification_rounds_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT identification_rounds_version CHECK (version > 0);
ALTER TABLE identification_rounds ENABLE ROW LEVEL SECURITY;
ALTER TABLE identification_rounds FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON identification_rounds
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE touchpoints
  ADD CONSTRAINT touchpoints_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT touchpoints_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT touchpoints_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT touchpoints_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT touchpoints_round FOREIGN KEY (tenant_id, round_id) REFERENCES identification_rounds (tenant_id, id),
  ADD CONSTRAINT touchpoints_version CHECK (version > 0),
  ADD CONSTRAINT touchpoints_need_relevance CHECK (need_relevance BETWEEN 1 AND 5),
  ADD CONSTRAINT touchpoints_behaviour_fit CHECK (behaviour_fit BETWEEN 1 AND 5),
  ADD CONSTRAINT touchpoints_decision_impact CHECK (decision_impact BETWEEN 1 AND 5);
ALTER TABLE touchpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE touchpoints FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON touchpoints
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE identification_departments
  ADD CONSTRAINT identification_departments_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT identification_departments_round FOREIGN KEY (tenant_id, round_id) REFERENCES identification_rounds (tenant_id, id),
  ADD CONSTRAINT identification_departments_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT identification_departments_scored_by FOREIGN KEY (tenant_id, scored_by_id) REFERENCES members (tenant_id, id);
ALTER TABLE identification_departments ENABLE ROW LEVEL SECURITY;
ALTER TABLE identification_departments FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON identification_departments
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE touchpoint_scores
  ADD CONSTRAINT touchpoint_scores_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT touchpoint_scores_round FOREIGN KEY (tenant_id, round_id) REFERENCES identification_rounds (tenant_id, id),
  ADD CONSTRAINT touchpoint_scores_touchpoint FOREIGN KEY (tenant_id, touchpoint_id) REFERENCES touchpoints (tenant_id, id),
  ADD CONSTRAINT touchpoint_scores_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT touchpoint_scores_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT touchpoint_scores_need_relevance CHECK (need_relevance BETWEEN 1 AND 5),
  ADD CONSTRAINT touchpoint_scores_behaviour_fit CHECK (behaviour_fit BETWEEN 1 AND 5),
  ADD CONSTRAINT touchpoint_scores_decision_impact CHECK (decision_impact BETWEEN 1 AND 5);
ALTER TABLE touchpoint_scores ENABLE ROW LEVEL SECURITY;
ALTER TABLE touchpoint_scores FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON touchpoint_scores
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE touchpoint_standards
  ADD CONSTRAINT touchpoint_standards_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT touchpoint_standards_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT touchpoint_standards_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT touchpoint_standards_touchpoint FOREIGN KEY (tenant_id, touchpoint_id) REFERENCES touchpoints (tenant_id, id),
  ADD CONSTRAINT touchpoint_standards_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT touchpoint_standards_approval FOREIGN KEY (tenant_id, approval_id) REFERENCES approvals (tenant_id, id),
  ADD CONSTRAINT touchpoint_standards_version CHECK (version > 0),
  ADD CONSTRAINT touchpoint_standards_edition CHECK (edition > 0);
ALTER TABLE touchpoint_standards ENABLE ROW LEVEL SECURITY;
ALTER TABLE touchpoint_standards FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON touchpoint_standards
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));

-- +goose Down
DROP POLICY company ON touchpoint_standards;
ALTER TABLE touchpoint_standards NO FORCE ROW LEVEL SECURITY;
ALTER TABLE touchpoint_standards DISABLE ROW LEVEL SECURITY;
ALTER TABLE touchpoint_standards
  DROP CONSTRAINT touchpoint_standards_edition,
  DROP CONSTRAINT touchpoint_standards_version,
  DROP CONSTRAINT touchpoint_standards_approval,
  DROP CONSTRAINT touchpoint_standards_department,
  DROP CONSTRAINT touchpoint_standards_touchpoint,
  DROP CONSTRAINT touchpoint_standards_updated_by,
  DROP CONSTRAINT touchpoint_standards_created_by,
  DROP CONSTRAINT touchpoint_standards_tenant;
DROP POLICY company ON touchpoint_scores;
ALTER TABLE touchpoint_scores NO FORCE ROW LEVEL SECURITY;
ALTER TABLE touchpoint_scores DISABLE ROW LEVEL SECURITY;
ALTER TABLE touchpoint_scores
  DROP CONSTRAINT touchpoint_scores_decision_impact,
  DROP CONSTRAINT touchpoint_scores_behaviour_fit,
  DROP CONSTRAINT touchpoint_scores_need_relevance,
  DROP CONSTRAINT touchpoint_scores_member,
  DROP CONSTRAINT touchpoint_scores_department,
  DROP CONSTRAINT touchpoint_scores_touchpoint,
  DROP CONSTRAINT touchpoint_scores_round,
  DROP CONSTRAINT touchpoint_scores_tenant;
DROP POLICY company ON identification_departments;
ALTER TABLE identification_departments NO FORCE ROW LEVEL SECURITY;
ALTER TABLE identification_departments DISABLE ROW LEVEL SECURITY;
ALTER TABLE identification_departments
  DROP CONSTRAINT identification_departments_scored_by,
  DROP CONSTRAINT identification_departments_department,
  DROP CONSTRAINT identification_departments_round,
  DROP CONSTRAINT identification_departments_tenant;
DROP POLICY company ON touchpoints;
ALTER TABLE touchpoints NO FORCE ROW LEVEL SECURITY;
ALTER TABLE touchpoints DISABLE ROW LEVEL SECURITY;
ALTER TABLE touchpoints
  DROP CONSTRAINT touchpoints_decision_impact,
  DROP CONSTRAINT touchpoints_behaviour_fit,
  DROP CONSTRAINT touchpoints_need_relevance,
  DROP CONSTRAINT touchpoints_version,
  DROP CONSTRAINT touchpoints_round,
  DROP CONSTRAINT touchpoints_department,
  DROP CONSTRAINT touchpoints_updated_by,
  DROP CONSTRAINT touchpoints_created_by,
  DROP CONSTRAINT touchpoints_tenant;
DROP POLICY company ON identification_rounds;
ALTER TABLE identification_rounds NO FORCE ROW LEVEL SECURITY;
ALTER TABLE identification_rounds DISABLE ROW LEVEL SECURITY;
ALTER TABLE identification_rounds
  DROP CONSTRAINT identification_rounds_version,
  DROP CONSTRAINT identification_rounds_department,
  DROP CONSTRAINT identification_rounds_updated_by,
  DROP CONSTRAINT identification_rounds_created_by,
  DROP CONSTRAINT identification_rounds_tenant;
