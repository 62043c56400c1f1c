-- The records of the requirement cycle are their company's alone, and what they name
-- is of the same company.

-- +goose Up
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'interactions', 'engagement_plans', 'research_activities', 'attachments', 'recognitions', 'requirement_forms', 'requirement_sets',
    'requirement_set_items', 'work_groups', 'group_members', 'progress_entries', 'reports', 'report_recipients', 'meetings',
    'meeting_attendees', 'findings', 'improvement_actions', 'indicators', 'indicator_snapshots', 'response_templates'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (tenant_id) REFERENCES tenants (id)', name, name || '_tenant');
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format($policy$CREATE POLICY company ON %I
      USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
      WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''))$policy$, name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY[
    'interactions', 'engagement_plans', 'research_activities', 'attachments', 'recognitions', 'requirement_forms', 'requirement_sets', 'work_groups',
    'progress_entries', 'reports', 'meetings', 'findings', 'improvement_actions', 'indicators', 'response_templates'
  ] LOOP
    EXECUTE format($keys$ALTER TABLE %I
      ADD CONSTRAINT %I FOREIGN KEY (tenant_id, created_by) REFERENCES members (tenant_id, id),
      ADD CONSTRAINT %I FOREIGN KEY (tenant_id, updated_by) REFERENCES members (tenant_id, id),
      ADD CONSTRAINT %I CHECK (version > 0)$keys$, name, name || '_created_by', name || '_updated_by', name || '_version');
  END LOOP;
END
$$;
-- +goose StatementEnd
ALTER TABLE interactions
  ADD CONSTRAINT interactions_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT interactions_contact FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  ADD CONSTRAINT interactions_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT interactions_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT interactions_replied_by FOREIGN KEY (tenant_id, replied_by_id) REFERENCES members (tenant_id, id);
ALTER TABLE research_activities
  ADD CONSTRAINT research_activities_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT research_activities_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id);
ALTER TABLE attachments
  ADD CONSTRAINT attachments_size CHECK (size > 0);
ALTER TABLE recognitions
  ADD CONSTRAINT recognitions_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT recognitions_contact FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  ADD CONSTRAINT recognitions_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT recognitions_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT recognitions_decided_by FOREIGN KEY (tenant_id, decided_by_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT recognitions_whom CHECK (customer_id IS NOT NULL OR member_id IS NOT NULL OR department_id IS NOT NULL);
ALTER TABLE requirement_sets
  ADD CONSTRAINT requirement_sets_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT requirement_sets_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT requirement_sets_taken_by FOREIGN KEY (tenant_id, taken_by_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT requirement_sets_answered_by FOREIGN KEY (tenant_id, answered_by_id) REFERENCES members (tenant_id, id);
ALTER TABLE requirement_set_items
  ADD CONSTRAINT requirement_set_items_set FOREIGN KEY (tenant_id, set_id) REFERENCES requirement_sets (tenant_id, id),
  ADD CONSTRAINT requirement_set_items_requirement FOREIGN KEY (tenant_id, requirement_id) REFERENCES requirements (tenant_id, id);
ALTER TABLE work_groups
  ADD CONSTRAINT work_groups_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT work_groups_leader FOREIGN KEY (tenant_id, leader_id) REFERENCES members (tenant_id, id);
ALTER TABLE group_members
  ADD CONSTRAINT group_members_group FOREIGN KEY (tenant_id, group_id) REFERENCES work_groups (tenant_id, id),
  ADD CONSTRAINT group_members_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id);
ALTER TABLE progress_entries
  ADD CONSTRAINT progress_entries_requirement FOREIGN KEY (tenant_id, requirement_id) REFERENCES requirements (tenant_id, id),
  ADD CONSTRAINT progress_entries_action FOREIGN KEY (tenant_id, action_id) REFERENCES improvement_actions (tenant_id, id),
  ADD CONSTRAINT progress_entries_customer FOREIGN KEY (tenant_id, customer_id) REFERENCES customers (tenant_id, id),
  ADD CONSTRAINT progress_entries_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT progress_entries_subject CHECK (requirement_id IS NOT NULL OR action_id IS NOT NULL);
ALTER TABLE reports
  ADD CONSTRAINT reports_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT reports_approval FOREIGN KEY (tenant_id, approval_id) REFERENCES approvals (tenant_id, id),
  ADD CONSTRAINT reports_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meetings (tenant_id, id);
ALTER TABLE report_recipients
  ADD CONSTRAINT report_recipients_report FOREIGN KEY (tenant_id, report_id) REFERENCES reports (tenant_id, id),
  ADD CONSTRAINT report_recipients_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT report_recipients_answered_by FOREIGN KEY (tenant_id, answered_by_id) REFERENCES members (tenant_id, id);
ALTER TABLE meetings
  ADD CONSTRAINT meetings_series FOREIGN KEY (tenant_id, series_id) REFERENCES meetings (tenant_id, id),
  ADD CONSTRAINT meetings_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT meetings_organizer FOREIGN KEY (tenant_id, organizer_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT meetings_length CHECK (minutes_long > 0);
ALTER TABLE meeting_attendees
  ADD CONSTRAINT meeting_attendees_meeting FOREIGN KEY (tenant_id, meeting_id) REFERENCES meetings (tenant_id, id),
  ADD CONSTRAINT meeting_attendees_member FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id);
ALTER TABLE findings
  ADD CONSTRAINT findings_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT findings_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id);
ALTER TABLE improvement_actions
  ADD CONSTRAINT improvement_actions_finding FOREIGN KEY (tenant_id, finding_id) REFERENCES findings (tenant_id, id),
  ADD CONSTRAINT improvement_actions_report FOREIGN KEY (tenant_id, report_id) REFERENCES reports (tenant_id, id),
  ADD CONSTRAINT improvement_actions_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT improvement_actions_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT improvement_actions_verifier FOREIGN KEY (tenant_id, verifier_id) REFERENCES members (tenant_id, id),
  ADD CONSTRAINT improvement_actions_progress CHECK (progress_percent BETWEEN 0 AND 100);
ALTER TABLE indicators
  ADD CONSTRAINT indicators_owner FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id);
ALTER TABLE indicator_snapshots
  ADD CONSTRAINT indicator_snapshots_indicator FOREIGN KEY (tenant_id, indicator_id) REFERENCES indicators (tenant_id, id),
  ADD CONSTRAINT indicator_snapshots_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id);
ALTER TABLE requirements
  ADD CONSTRAINT requirements_form FOREIGN KEY (tenant_id, form_id) REFERENCES requirement_forms (tenant_id, id),
  ADD CONSTRAINT requirements_team FOREIGN KEY (tenant_id, team_id) REFERENCES work_groups (tenant_id, id);
ALTER TABLE sla_clocks
  ADD CONSTRAINT sla_clocks_interaction FOREIGN KEY (tenant_id, interaction_id) REFERENCES interactions (tenant_id, id),
  ADD CONSTRAINT sla_clocks_subject CHECK (requirement_id IS NOT NULL OR interaction_id IS NOT NULL);
ALTER TABLE sla_policies
  ADD CONSTRAINT sla_policies_department FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id),
  ADD CONSTRAINT sla_policies_series FOREIGN KEY (tenant_id, series_id) REFERENCES sla_policies (tenant_id, id);
ALTER TABLE tasks
  ADD CONSTRAINT tasks_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES engagement_plans (tenant_id, id);

-- +goose Down
ALTER TABLE tasks
  DROP CONSTRAINT tasks_plan;
ALTER TABLE sla_policies
  DROP CONSTRAINT sla_policies_series,
  DROP CONSTRAINT sla_policies_department;
ALTER TABLE sla_clocks
  DROP CONSTRAINT sla_clocks_subject,
  DROP CONSTRAINT sla_clocks_interaction;
ALTER TABLE requirements
  DROP CONSTRAINT requirements_team,
  DROP CONSTRAINT requirements_form;
ALTER TABLE indicator_snapshots
  DROP CONSTRAINT indicator_snapshots_department,
  DROP CONSTRAINT indicator_snapshots_indicator;
ALTER TABLE indicators
  DROP CONSTRAINT indicators_owner;
ALTER TABLE improvement_actions
  DROP CONSTRAINT improvement_actions_progress,
  DROP CONSTRAINT improvement_actions_verifier,
  DROP CONSTRAINT improvement_actions_owner,
  DROP CONSTRAINT improvement_actions_department,
  DROP CONSTRAINT improvement_actions_report,
  DROP CONSTRAINT improvement_actions_finding;
ALTER TABLE findings
  DROP CONSTRAINT findings_owner,
  DROP CONSTRAINT findings_department;
ALTER TABLE meeting_attendees
  DROP CONSTRAINT meeting_attendees_member,
  DROP CONSTRAINT meeting_attendees_meeting;
ALTER TABLE meetings
  DROP CONSTRAINT meetings_length,
  DROP CONSTRAINT meetings_organizer,
  DROP CONSTRAINT meetings_department,
  DROP CONSTRAINT meetings_series;
ALTER TABLE report_recipients
  DROP CONSTRAINT report_recipients_answered_by,
  DROP CONSTRAINT report_recipients_department,
  DROP CONSTRAINT report_recipients_report;
ALTER TABLE reports
  DROP CONSTRAINT reports_meeting,
  DROP CONSTRAINT reports_approval,
  DROP CONSTRAINT reports_department;
ALTER TABLE progress_entries
  DROP CONSTRAINT progress_entries_subject,
  DROP CONSTRAINT progress_entries_department,
  DROP CONSTRAINT progress_entries_customer,
  DROP CONSTRAINT progress_entries_action,
  DROP CONSTRAINT progress_entries_requirement;
ALTER TABLE group_members
  DROP CONSTRAINT group_members_member,
  DROP CONSTRAINT group_members_group;
ALTER TABLE work_groups
  DROP CONSTRAINT work_groups_leader,
  DROP CONSTRAINT work_groups_department;
ALTER TABLE requirement_set_items
  DROP CONSTRAINT requirement_set_items_requirement,
  DROP CONSTRAINT requirement_set_items_set;
ALTER TABLE requirement_sets
  DROP CONSTRAINT requirement_sets_answered_by,
  DROP CONSTRAINT requirement_sets_taken_by,
  DROP CONSTRAINT requirement_sets_department,
  DROP CONSTRAINT requirement_sets_owner;
ALTER TABLE recognitions
  DROP CONSTRAINT recognitions_whom,
  DROP CONSTRAINT recognitions_decided_by,
  DROP CONSTRAINT recognitions_department,
  DROP CONSTRAINT recognitions_member,
  DROP CONSTRAINT recognitions_contact,
  DROP CONSTRAINT recognitions_customer;
ALTER TABLE attachments
  DROP CONSTRAINT attachments_size;
ALTER TABLE research_activities
  DROP CONSTRAINT research_activities_owner,
  DROP CONSTRAINT research_activities_department;
ALTER TABLE interactions
  DROP CONSTRAINT interactions_replied_by,
  DROP CONSTRAINT interactions_member,
  DROP CONSTRAINT interactions_department,
  DROP CONSTRAINT interactions_contact,
  DROP CONSTRAINT interactions_customer;
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'interactions', 'engagement_plans', 'research_activities', 'attachments', 'recognitions', 'requirement_forms', 'requirement_sets', 'work_groups',
    'progress_entries', 'reports', 'meetings', 'findings', 'improvement_actions', 'indicators', 'response_templates'
  ] LOOP
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I, DROP CONSTRAINT %I, DROP CONSTRAINT %I', name, name || '_version', name || '_updated_by', name || '_created_by');
  END LOOP;
  FOREACH name IN ARRAY ARRAY[
    'interactions', 'engagement_plans', 'research_activities', 'attachments', 'recognitions', 'requirement_forms', 'requirement_sets',
    'requirement_set_items', 'work_groups', 'group_members', 'progress_entries', 'reports', 'report_recipients', 'meetings',
    'meeting_attendees', 'findings', 'improvement_actions', 'indicators', 'indicator_snapshots', 'response_templates'
  ] LOOP
    EXECUTE format('DROP POLICY company ON %I', name);
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', name, name || '_tenant');
  END LOOP;
END
$$;
-- +goose StatementEnd
