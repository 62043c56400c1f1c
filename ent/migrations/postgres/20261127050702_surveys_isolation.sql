-- Surveys and opportunities are their company's alone, and what they name is of the same company.

-- +goose Up
ALTER TABLE survey_templates
  ADD CONSTRAINT survey_templates_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT survey_templates_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_templates_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_templates_approval FOREIGN KEY (tenant_id, approval_id) REFERENCES approvals (tenant_id, id),
  ADD CONSTRAINT survey_templates_version CHECK (version > 0);
ALTER TABLE survey_templates ENABLE ROW LEVEL SECURITY;
ALTER TABLE survey_templates FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON survey_templates
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE survey_campaigns
  ADD CONSTRAINT survey_campaigns_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT survey_campaigns_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_campaigns_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_campaigns_template FOREIGN KEY (tenant_id, template_id) REFERENCES survey_templates (tenant_id, id),
  ADD CONSTRAINT survey_campaigns_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT survey_campaigns_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_campaigns_version CHECK (version > 0),
  ADD CONSTRAINT survey_campaigns_reminder CHECK (reminder_workday BETWEEN 0 AND 3);
ALTER TABLE survey_campaigns ENABLE ROW LEVEL SECURITY;
ALTER TABLE survey_campaigns FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON survey_campaigns
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE survey_invitations
  ADD CONSTRAINT survey_invitations_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT survey_invitations_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_invitations_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_invitations_campaign FOREIGN KEY (tenant_id, campaign_id) REFERENCES survey_campaigns (tenant_id, id),
  ADD CONSTRAINT survey_invitations_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT survey_invitations_contact FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  ADD CONSTRAINT survey_invitations_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT survey_invitations_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_invitations_version CHECK (version > 0);
ALTER TABLE survey_invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE survey_invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON survey_invitations
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE survey_responses
  ADD CONSTRAINT survey_responses_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT survey_responses_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_responses_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_responses_campaign FOREIGN KEY (tenant_id, campaign_id) REFERENCES survey_campaigns (tenant_id, id),
  ADD CONSTRAINT survey_responses_invitation FOREIGN KEY (tenant_id, invitation_id) REFERENCES survey_invitations (tenant_id, id),
  ADD CONSTRAINT survey_responses_template FOREIGN KEY (tenant_id, template_id) REFERENCES survey_templates (tenant_id, id),
  ADD CONSTRAINT survey_responses_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT survey_responses_contact FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  ADD CONSTRAINT survey_responses_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT survey_responses_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_responses_interviewer FOREIGN KEY (tenant_id, interviewer_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_responses_verified_by FOREIGN KEY (tenant_id, verified_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT survey_responses_version CHECK (version > 0),
  ADD CONSTRAINT survey_responses_score CHECK (score BETWEEN 1 AND 5),
  ADD CONSTRAINT survey_responses_recommend CHECK (recommend BETWEEN 0 AND 10);
ALTER TABLE survey_responses ENABLE ROW LEVEL SECURITY;
ALTER TABLE survey_responses FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON survey_responses
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE opportunities
  ADD CONSTRAINT opportunities_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  ADD CONSTRAINT opportunities_created_by FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT opportunities_updated_by FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT opportunities_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT opportunities_response FOREIGN KEY (tenant_id, response_id) REFERENCES survey_responses (tenant_id, id),
  ADD CONSTRAINT opportunities_requirement FOREIGN KEY (tenant_id, requirement_id) REFERENCES requirements (tenant_id, id),
  ADD CONSTRAINT opportunities_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT opportunities_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT opportunities_version CHECK (version > 0);
ALTER TABLE opportunities ENABLE ROW LEVEL SECURITY;
ALTER TABLE opportunities FORCE ROW LEVEL SECURITY;
CREATE POLICY company ON opportunities
  USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
ALTER TABLE research_activities ADD CONSTRAINT research_activities_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id);
ALTER TABLE research_activities ADD CONSTRAINT research_activities_score CHECK (score BETWEEN 1 AND 5);
ALTER TABLE sla_clocks ADD CONSTRAINT sla_clocks_survey_response FOREIGN KEY (tenant_id, survey_response_id) REFERENCES survey_responses (tenant_id, id);
ALTER TABLE sla_clocks
  DROP CONSTRAINT sla_clocks_subject,
  ADD CONSTRAINT sla_clocks_subject CHECK (requirement_id IS NOT NULL OR interaction_id IS NOT NULL OR complaint_id IS NOT NULL OR survey_response_id IS NOT NULL);

-- +goose Down
DELETE FROM sla_clocks WHERE survey_response_id IS NOT NULL;
ALTER TABLE sla_clocks
  DROP CONSTRAINT sla_clocks_subject,
  ADD CONSTRAINT sla_clocks_subject CHECK (requirement_id IS NOT NULL OR interaction_id IS NOT NULL OR complaint_id IS NOT NULL);
ALTER TABLE sla_clocks DROP CONSTRAINT sla_clocks_survey_response;
ALTER TABLE research_activities DROP CONSTRAINT research_activities_score;
ALTER TABLE research_activities DROP CONSTRAINT research_activities_customer;
DROP POLICY company ON opportunities;
ALTER TABLE opportunities NO FORCE ROW LEVEL SECURITY;
ALTER TABLE opportunities DISABLE ROW LEVEL SECURITY;
ALTER TABLE opportunities
  DROP CONSTRAINT opportunities_version,
  DROP CONSTRAINT opportunities_owner,
  DROP CONSTRAINT opportunities_department,
  DROP CONSTRAINT opportunities_requirement,
  DROP CONSTRAINT opportunities_response,
  DROP CONSTRAINT opportunities_customer,
  DROP CONSTRAINT opportunities_updated_by,
  DROP CONSTRAINT opportunities_created_by,
  DROP CONSTRAINT opportunities_tenant;
DROP POLICY company ON survey_responses;
ALTER TABLE survey_responses NO FORCE ROW LEVEL SECURITY;
ALTER TABLE survey_responses DISABLE ROW LEVEL SECURITY;
ALTER TABLE survey_responses
  DROP CONSTRAINT survey_responses_recommend,
  DROP CONSTRAINT survey_responses_score,
  DROP CONSTRAINT survey_responses_version,
  DROP CONSTRAINT survey_responses_verified_by,
  DROP CONSTRAINT survey_responses_interviewer,
  DROP CONSTRAINT survey_responses_member,
  DROP CONSTRAINT survey_responses_department,
  DROP CONSTRAINT survey_responses_contact,
  DROP CONSTRAINT survey_responses_customer,
  DROP CONSTRAINT survey_responses_template,
  DROP CONSTRAINT survey_responses_invitation,
  DROP CONSTRAINT survey_responses_campaign,
  DROP CONSTRAINT survey_responses_updated_by,
  DROP CONSTRAINT survey_responses_created_by,
  DROP CONSTRAINT survey_responses_tenant;
DROP POLICY company ON survey_invitations;
ALTER TABLE survey_invitations NO FORCE ROW LEVEL SECURITY;
ALTER TABLE survey_invitations DISABLE ROW LEVEL SECURITY;
ALTER TABLE survey_invitations
  DROP CONSTRAINT survey_invitations_version,
  DROP CONSTRAINT survey_invitations_member,
  DROP CONSTRAINT survey_invitations_department,
  DROP CONSTRAINT survey_invitations_contact,
  DROP CONSTRAINT survey_invitations_customer,
  DROP CONSTRAINT survey_invitations_campaign,
  DROP CONSTRAINT survey_invitations_updated_by,
  DROP CONSTRAINT survey_invitations_created_by,
  DROP CONSTRAINT survey_invitations_tenant;
DROP POLICY company ON survey_campaigns;
ALTER TABLE survey_campaigns NO FORCE ROW LEVEL SECURITY;
ALTER TABLE survey_campaigns DISABLE ROW LEVEL SECURITY;
ALTER TABLE survey_campaigns
  DROP CONSTRAINT survey_campaigns_reminder,
  DROP CONSTRAINT survey_campaigns_version,
  DROP CONSTRAINT survey_campaigns_owner,
  DROP CONSTRAINT survey_campaigns_department,
  DROP CONSTRAINT survey_campaigns_template,
  DROP CONSTRAINT survey_campaigns_updated_by,
  DROP CONSTRAINT survey_campaigns_created_by,
  DROP CONSTRAINT survey_campaigns_tenant;
DROP POLICY company ON survey_templates;
ALTER TABLE survey_templates NO FORCE ROW LEVEL SECURITY;
ALTER TABLE survey_templates DISABLE ROW LEVEL SECURITY;
ALTER TABLE survey_templates
  DROP CONSTRAINT survey_templates_version,
  DROP CONSTRAINT survey_templates_approval,
  DROP CONSTRAINT survey_templates_updated_by,
  DROP CONSTRAINT survey_templates_created_by,
  DROP CONSTRAINT survey_templates_tenant;
