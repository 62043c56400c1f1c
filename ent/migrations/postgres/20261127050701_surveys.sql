-- +goose Up
-- modify "contacts" table
ALTER TABLE "contacts" ADD COLUMN "survey_opt_out_at" timestamptz NULL, ADD COLUMN "verified" jsonb NULL;
-- modify "customers" table
ALTER TABLE "customers" ADD COLUMN "follow_up" boolean NOT NULL DEFAULT false, ADD COLUMN "follow_up_since" timestamptz NULL, ADD COLUMN "follow_up_reasons" jsonb NULL, ADD COLUMN "tags" jsonb NULL, ADD COLUMN "sources" jsonb NULL;
-- create index "customer_tenant_id_follow_up_name" to table: "customers"
CREATE INDEX "customer_tenant_id_follow_up_name" ON "customers" ("tenant_id", "follow_up", "name");
-- modify "research_activities" table
ALTER TABLE "research_activities" ADD COLUMN "shopper" character varying NULL COLLATE "C", ADD COLUMN "stage_scores" jsonb NULL, ADD COLUMN "score" bigint NULL, ADD COLUMN "published_at" timestamptz NULL, ADD COLUMN "slot" character varying NULL COLLATE "C", ADD COLUMN "customer_id" character varying NULL COLLATE "C";
-- create index "researchactivity_tenant_id_slot" to table: "research_activities"
CREATE UNIQUE INDEX "researchactivity_tenant_id_slot" ON "research_activities" ("tenant_id", "slot");
-- create index "researchactivity_tenant_id_customer_id_planned_on_id" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_customer_id_planned_on_id" ON "research_activities" ("tenant_id", "customer_id", "planned_on", "id");
-- create index "researchactivity_tenant_id_done_on_method" to table: "research_activities"
CREATE INDEX "researchactivity_tenant_id_done_on_method" ON "research_activities" ("tenant_id", "done_on", "method");
-- modify "sla_clocks" table
ALTER TABLE "sla_clocks" ADD COLUMN "survey_response_id" character varying NULL COLLATE "C";
-- create index "slaclock_tenant_id_survey_response_id" to table: "sla_clocks"
CREATE INDEX "slaclock_tenant_id_survey_response_id" ON "sla_clocks" ("tenant_id", "survey_response_id");
-- create "opportunities" table
CREATE TABLE "opportunities" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "title" character varying NOT NULL COLLATE "C",
  "kinds" jsonb NOT NULL,
  "other_kind" character varying NULL COLLATE "C",
  "budget" character varying NULL COLLATE "C",
  "decision" character varying NULL COLLATE "C",
  "support_needed" character varying NULL COLLATE "C",
  "assessment" character varying NULL COLLATE "C",
  "trial" jsonb NULL,
  "amount" bigint NULL,
  "currency" character varying NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'IDENTIFIED' COLLATE "C",
  "end_reason" character varying NULL COLLATE "C",
  "ended_at" timestamptz NULL,
  "customer_id" character varying NOT NULL COLLATE "C",
  "response_id" character varying NULL COLLATE "C",
  "requirement_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "owner_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "opportunity_tenant_id_id" to table: "opportunities"
CREATE UNIQUE INDEX "opportunity_tenant_id_id" ON "opportunities" ("tenant_id", "id");
-- create index "opportunity_tenant_id_created_at_id" to table: "opportunities"
CREATE INDEX "opportunity_tenant_id_created_at_id" ON "opportunities" ("tenant_id", "created_at", "id");
-- create index "opportunity_tenant_id_state_created_at_id" to table: "opportunities"
CREATE INDEX "opportunity_tenant_id_state_created_at_id" ON "opportunities" ("tenant_id", "state", "created_at", "id");
-- create index "opportunity_tenant_id_customer_id_created_at_id" to table: "opportunities"
CREATE INDEX "opportunity_tenant_id_customer_id_created_at_id" ON "opportunities" ("tenant_id", "customer_id", "created_at", "id");
-- create index "opportunity_tenant_id_department_id_created_at_id" to table: "opportunities"
CREATE INDEX "opportunity_tenant_id_department_id_created_at_id" ON "opportunities" ("tenant_id", "department_id", "created_at", "id");
-- create index "opportunity_tenant_id_owner_id_created_at_id" to table: "opportunities"
CREATE INDEX "opportunity_tenant_id_owner_id_created_at_id" ON "opportunities" ("tenant_id", "owner_id", "created_at", "id");
-- create index "opportunity_tenant_id_created_by_created_at_id" to table: "opportunities"
CREATE INDEX "opportunity_tenant_id_created_by_created_at_id" ON "opportunities" ("tenant_id", "created_by", "created_at", "id");
-- create index "opportunity_tenant_id_response_id" to table: "opportunities"
CREATE INDEX "opportunity_tenant_id_response_id" ON "opportunities" ("tenant_id", "response_id");
-- create index "opportunity_tenant_id_requirement_id" to table: "opportunities"
CREATE INDEX "opportunity_tenant_id_requirement_id" ON "opportunities" ("tenant_id", "requirement_id");
-- create "survey_campaigns" table
CREATE TABLE "survey_campaigns" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "name" character varying NOT NULL COLLATE "C",
  "program" character varying NOT NULL COLLATE "C",
  "period" character varying NULL COLLATE "C",
  "slot" character varying NULL COLLATE "C",
  "objective" character varying NULL COLLATE "C",
  "reason" character varying NULL COLLATE "C",
  "goals" jsonb NOT NULL,
  "contacts" jsonb NOT NULL,
  "audience" jsonb NOT NULL,
  "sampling" jsonb NOT NULL,
  "channels" jsonb NOT NULL,
  "opens_at" timestamptz NULL,
  "closes_at" timestamptz NOT NULL,
  "reminder_workday" bigint NOT NULL DEFAULT 3,
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "frozen_at" timestamptz NULL,
  "audience_size" bigint NOT NULL DEFAULT 0,
  "frozen_through" character varying NULL COLLATE "C",
  "invited" bigint NOT NULL DEFAULT 0,
  "skipped" bigint NOT NULL DEFAULT 0,
  "prepared_at" timestamptz NULL,
  "closed_at" timestamptz NULL,
  "review" jsonb NULL,
  "end_reason" character varying NULL COLLATE "C",
  "next_tick_at" timestamptz NULL,
  "template_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "owner_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "surveycampaign_tenant_id_id" to table: "survey_campaigns"
CREATE UNIQUE INDEX "surveycampaign_tenant_id_id" ON "survey_campaigns" ("tenant_id", "id");
-- create index "surveycampaign_tenant_id_slot" to table: "survey_campaigns"
CREATE UNIQUE INDEX "surveycampaign_tenant_id_slot" ON "survey_campaigns" ("tenant_id", "slot");
-- create index "surveycampaign_tenant_id_created_at_id" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_created_at_id" ON "survey_campaigns" ("tenant_id", "created_at", "id");
-- create index "surveycampaign_tenant_id_closes_at_id" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_closes_at_id" ON "survey_campaigns" ("tenant_id", "closes_at", "id");
-- create index "surveycampaign_tenant_id_state_closes_at_id" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_state_closes_at_id" ON "survey_campaigns" ("tenant_id", "state", "closes_at", "id");
-- create index "surveycampaign_tenant_id_program_closes_at_id" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_program_closes_at_id" ON "survey_campaigns" ("tenant_id", "program", "closes_at", "id");
-- create index "surveycampaign_tenant_id_department_id_closes_at_id" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_department_id_closes_at_id" ON "survey_campaigns" ("tenant_id", "department_id", "closes_at", "id");
-- create index "surveycampaign_tenant_id_owner_id_closes_at_id" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_owner_id_closes_at_id" ON "survey_campaigns" ("tenant_id", "owner_id", "closes_at", "id");
-- create index "surveycampaign_tenant_id_created_by_closes_at_id" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_created_by_closes_at_id" ON "survey_campaigns" ("tenant_id", "created_by", "closes_at", "id");
-- create index "surveycampaign_tenant_id_template_id" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_template_id" ON "survey_campaigns" ("tenant_id", "template_id");
-- create index "surveycampaign_tenant_id_next_tick_at" to table: "survey_campaigns"
CREATE INDEX "surveycampaign_tenant_id_next_tick_at" ON "survey_campaigns" ("tenant_id", "next_tick_at");
-- create "survey_invitations" table
CREATE TABLE "survey_invitations" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "channel" character varying NOT NULL COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'PENDING' COLLATE "C",
  "claimed_at" timestamptz NULL,
  "in_doubt" boolean NOT NULL DEFAULT false,
  "sent_at" timestamptz NULL,
  "opened_at" timestamptz NULL,
  "remind_at" timestamptz NULL,
  "reminded_at" timestamptz NULL,
  "ended_at" timestamptz NULL,
  "reason" character varying NULL COLLATE "C",
  "campaign_id" character varying NOT NULL COLLATE "C",
  "customer_id" character varying NOT NULL COLLATE "C",
  "contact_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "member_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "surveyinvitation_tenant_id_id" to table: "survey_invitations"
CREATE UNIQUE INDEX "surveyinvitation_tenant_id_id" ON "survey_invitations" ("tenant_id", "id");
-- create index "surveyinvitation_tenant_id_campaign_id_customer_id" to table: "survey_invitations"
CREATE UNIQUE INDEX "surveyinvitation_tenant_id_campaign_id_customer_id" ON "survey_invitations" ("tenant_id", "campaign_id", "customer_id");
-- create index "surveyinvitation_tenant_id_campaign_id_created_at_id" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_campaign_id_created_at_id" ON "survey_invitations" ("tenant_id", "campaign_id", "created_at", "id");
-- create index "surveyinvitation_tenant_id_campaign_id_state_created_at_id" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_campaign_id_state_created_at_id" ON "survey_invitations" ("tenant_id", "campaign_id", "state", "created_at", "id");
-- create index "surveyinvitation_tenant_id_campaign_id_remind_at" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_campaign_id_remind_at" ON "survey_invitations" ("tenant_id", "campaign_id", "remind_at");
-- create index "surveyinvitation_tenant_id_created_at_id" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_created_at_id" ON "survey_invitations" ("tenant_id", "created_at", "id");
-- create index "surveyinvitation_tenant_id_contact_id_sent_at" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_contact_id_sent_at" ON "survey_invitations" ("tenant_id", "contact_id", "sent_at");
-- create index "surveyinvitation_tenant_id_customer_id_created_at_id" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_customer_id_created_at_id" ON "survey_invitations" ("tenant_id", "customer_id", "created_at", "id");
-- create index "surveyinvitation_tenant_id_department_id_created_at_id" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_department_id_created_at_id" ON "survey_invitations" ("tenant_id", "department_id", "created_at", "id");
-- create index "surveyinvitation_tenant_id_member_id_created_at_id" to table: "survey_invitations"
CREATE INDEX "surveyinvitation_tenant_id_member_id_created_at_id" ON "survey_invitations" ("tenant_id", "member_id", "created_at", "id");
-- create "survey_responses" table
CREATE TABLE "survey_responses" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "mode" character varying NOT NULL DEFAULT 'SELF' COLLATE "C",
  "state" character varying NOT NULL DEFAULT 'IN_PROGRESS' COLLATE "C",
  "answers" jsonb NULL,
  "reach" bytea NULL,
  "facts" jsonb NOT NULL,
  "last_question" character varying NULL COLLATE "C",
  "started_at" timestamptz NOT NULL,
  "submitted_at" timestamptz NOT NULL,
  "duration_seconds" bigint NOT NULL DEFAULT 0,
  "urgent" boolean NOT NULL DEFAULT false,
  "warning" boolean NOT NULL DEFAULT false,
  "score" bigint NULL,
  "recommend" bigint NULL,
  "tags" jsonb NOT NULL,
  "drafts" jsonb NULL,
  "corrections" jsonb NULL,
  "checked" jsonb NULL,
  "reply" jsonb NULL,
  "initial_reply_at" timestamptz NULL,
  "verified_at" timestamptz NULL,
  "verified_by" character varying NULL COLLATE "C",
  "tidied_at" timestamptz NULL,
  "follow_up_started_at" timestamptz NULL,
  "follow_up_note" character varying NULL COLLATE "C",
  "due_at" timestamptz NOT NULL,
  "tier_key" character varying NULL COLLATE "C",
  "industry" character varying NULL COLLATE "C",
  "priority" character varying NOT NULL DEFAULT 'GENERAL' COLLATE "C",
  "erased_at" timestamptz NULL,
  "campaign_id" character varying NOT NULL COLLATE "C",
  "invitation_id" character varying NOT NULL COLLATE "C",
  "template_id" character varying NOT NULL COLLATE "C",
  "customer_id" character varying NOT NULL COLLATE "C",
  "contact_id" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "member_id" character varying NULL COLLATE "C",
  "interviewer_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "surveyresponse_tenant_id_id" to table: "survey_responses"
CREATE UNIQUE INDEX "surveyresponse_tenant_id_id" ON "survey_responses" ("tenant_id", "id");
-- create index "surveyresponse_tenant_id_invitation_id" to table: "survey_responses"
CREATE UNIQUE INDEX "surveyresponse_tenant_id_invitation_id" ON "survey_responses" ("tenant_id", "invitation_id");
-- create index "surveyresponse_tenant_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_submitted_at_id" ON "survey_responses" ("tenant_id", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_created_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_created_at_id" ON "survey_responses" ("tenant_id", "created_at", "id");
-- create index "surveyresponse_tenant_id_due_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_due_at_id" ON "survey_responses" ("tenant_id", "due_at", "id");
-- create index "surveyresponse_tenant_id_state_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_state_submitted_at_id" ON "survey_responses" ("tenant_id", "state", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_campaign_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_campaign_id_submitted_at_id" ON "survey_responses" ("tenant_id", "campaign_id", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_campaign_id_state_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_campaign_id_state_submitted_at_id" ON "survey_responses" ("tenant_id", "campaign_id", "state", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_customer_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_customer_id_submitted_at_id" ON "survey_responses" ("tenant_id", "customer_id", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_warning_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_warning_submitted_at_id" ON "survey_responses" ("tenant_id", "warning", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_department_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_department_id_submitted_at_id" ON "survey_responses" ("tenant_id", "department_id", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_member_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_member_id_submitted_at_id" ON "survey_responses" ("tenant_id", "member_id", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_interviewer_id_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_interviewer_id_submitted_at_id" ON "survey_responses" ("tenant_id", "interviewer_id", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_created_by_submitted_at_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_created_by_submitted_at_id" ON "survey_responses" ("tenant_id", "created_by", "submitted_at", "id");
-- create index "surveyresponse_tenant_id_verified_by" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_verified_by" ON "survey_responses" ("tenant_id", "verified_by");
-- create index "surveyresponse_tenant_id_contact_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_contact_id" ON "survey_responses" ("tenant_id", "contact_id");
-- create index "surveyresponse_tenant_id_template_id" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_template_id" ON "survey_responses" ("tenant_id", "template_id");
-- create index "surveyresponse_tenant_id_campa_65ae0f192d47dd2eab08a509407b7db7" to table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_campa_65ae0f192d47dd2eab08a509407b7db7" ON "survey_responses" ("tenant_id", "campaign_id", "tier_key", "industry", "priority", "score");
-- create "survey_templates" table
CREATE TABLE "survey_templates" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "code" character varying NOT NULL COLLATE "C",
  "edition" bigint NOT NULL,
  "scenario" character varying NOT NULL COLLATE "C",
  "questionnaire" jsonb NOT NULL,
  "decisions" jsonb NOT NULL,
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "revision_due_on" character varying NULL COLLATE "C",
  "revision_asked_for" character varying NULL COLLATE "C",
  "reviewed_at" timestamptz NULL,
  "review_result" character varying NULL COLLATE "C",
  "effective_at" timestamptz NULL,
  "ended_at" timestamptz NULL,
  "end_reason" character varying NULL COLLATE "C",
  "slot" character varying NULL COLLATE "C",
  "approval_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "surveytemplate_tenant_id_id" to table: "survey_templates"
CREATE UNIQUE INDEX "surveytemplate_tenant_id_id" ON "survey_templates" ("tenant_id", "id");
-- create index "surveytemplate_tenant_id_slot" to table: "survey_templates"
CREATE UNIQUE INDEX "surveytemplate_tenant_id_slot" ON "survey_templates" ("tenant_id", "slot");
-- create index "surveytemplate_tenant_id_code_edition" to table: "survey_templates"
CREATE UNIQUE INDEX "surveytemplate_tenant_id_code_edition" ON "survey_templates" ("tenant_id", "code", "edition");
-- create index "surveytemplate_tenant_id_code_created_at_id" to table: "survey_templates"
CREATE INDEX "surveytemplate_tenant_id_code_created_at_id" ON "survey_templates" ("tenant_id", "code", "created_at", "id");
-- create index "surveytemplate_tenant_id_created_at_id" to table: "survey_templates"
CREATE INDEX "surveytemplate_tenant_id_created_at_id" ON "survey_templates" ("tenant_id", "created_at", "id");
-- create index "surveytemplate_tenant_id_revision_due_on_id" to table: "survey_templates"
CREATE INDEX "surveytemplate_tenant_id_revision_due_on_id" ON "survey_templates" ("tenant_id", "revision_due_on", "id");
-- create index "surveytemplate_tenant_id_state_created_at_id" to table: "survey_templates"
CREATE INDEX "surveytemplate_tenant_id_state_created_at_id" ON "survey_templates" ("tenant_id", "state", "created_at", "id");
-- create index "surveytemplate_tenant_id_state_revision_due_on_id" to table: "survey_templates"
CREATE INDEX "surveytemplate_tenant_id_state_revision_due_on_id" ON "survey_templates" ("tenant_id", "state", "revision_due_on", "id");
-- create index "surveytemplate_tenant_id_approval_id" to table: "survey_templates"
CREATE INDEX "surveytemplate_tenant_id_approval_id" ON "survey_templates" ("tenant_id", "approval_id");

-- +goose Down
-- reverse: create index "surveytemplate_tenant_id_approval_id" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_approval_id";
-- reverse: create index "surveytemplate_tenant_id_state_revision_due_on_id" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_state_revision_due_on_id";
-- reverse: create index "surveytemplate_tenant_id_state_created_at_id" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_state_created_at_id";
-- reverse: create index "surveytemplate_tenant_id_revision_due_on_id" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_revision_due_on_id";
-- reverse: create index "surveytemplate_tenant_id_created_at_id" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_created_at_id";
-- reverse: create index "surveytemplate_tenant_id_code_created_at_id" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_code_created_at_id";
-- reverse: create index "surveytemplate_tenant_id_code_edition" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_code_edition";
-- reverse: create index "surveytemplate_tenant_id_slot" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_slot";
-- reverse: create index "surveytemplate_tenant_id_id" to table: "survey_templates"
DROP INDEX "surveytemplate_tenant_id_id";
-- reverse: create "survey_templates" table
DROP TABLE "survey_templates";
-- reverse: create index "surveyresponse_tenant_id_campa_65ae0f192d47dd2eab08a509407b7db7" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_campa_65ae0f192d47dd2eab08a509407b7db7";
-- reverse: create index "surveyresponse_tenant_id_template_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_template_id";
-- reverse: create index "surveyresponse_tenant_id_verified_by" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_verified_by";
-- reverse: create index "surveyresponse_tenant_id_contact_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_contact_id";
-- reverse: create index "surveyresponse_tenant_id_created_by_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_created_by_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_interviewer_id_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_interviewer_id_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_member_id_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_member_id_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_department_id_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_department_id_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_warning_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_warning_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_customer_id_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_customer_id_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_campaign_id_state_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_campaign_id_state_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_campaign_id_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_campaign_id_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_state_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_state_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_due_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_due_at_id";
-- reverse: create index "surveyresponse_tenant_id_created_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_created_at_id";
-- reverse: create index "surveyresponse_tenant_id_submitted_at_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_submitted_at_id";
-- reverse: create index "surveyresponse_tenant_id_invitation_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_invitation_id";
-- reverse: create index "surveyresponse_tenant_id_id" to table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_id";
-- reverse: create "survey_responses" table
DROP TABLE "survey_responses";
-- reverse: create index "surveyinvitation_tenant_id_member_id_created_at_id" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_member_id_created_at_id";
-- reverse: create index "surveyinvitation_tenant_id_department_id_created_at_id" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_department_id_created_at_id";
-- reverse: create index "surveyinvitation_tenant_id_customer_id_created_at_id" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_customer_id_created_at_id";
-- reverse: create index "surveyinvitation_tenant_id_contact_id_sent_at" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_contact_id_sent_at";
-- reverse: create index "surveyinvitation_tenant_id_created_at_id" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_created_at_id";
-- reverse: create index "surveyinvitation_tenant_id_campaign_id_remind_at" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_campaign_id_remind_at";
-- reverse: create index "surveyinvitation_tenant_id_campaign_id_state_created_at_id" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_campaign_id_state_created_at_id";
-- reverse: create index "surveyinvitation_tenant_id_campaign_id_created_at_id" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_campaign_id_created_at_id";
-- reverse: create index "surveyinvitation_tenant_id_campaign_id_customer_id" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_campaign_id_customer_id";
-- reverse: create index "surveyinvitation_tenant_id_id" to table: "survey_invitations"
DROP INDEX "surveyinvitation_tenant_id_id";
-- reverse: create "survey_invitations" table
DROP TABLE "survey_invitations";
-- reverse: create index "surveycampaign_tenant_id_next_tick_at" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_next_tick_at";
-- reverse: create index "surveycampaign_tenant_id_template_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_template_id";
-- reverse: create index "surveycampaign_tenant_id_created_by_closes_at_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_created_by_closes_at_id";
-- reverse: create index "surveycampaign_tenant_id_owner_id_closes_at_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_owner_id_closes_at_id";
-- reverse: create index "surveycampaign_tenant_id_department_id_closes_at_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_department_id_closes_at_id";
-- reverse: create index "surveycampaign_tenant_id_program_closes_at_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_program_closes_at_id";
-- reverse: create index "surveycampaign_tenant_id_state_closes_at_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_state_closes_at_id";
-- reverse: create index "surveycampaign_tenant_id_closes_at_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_closes_at_id";
-- reverse: create index "surveycampaign_tenant_id_created_at_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_created_at_id";
-- reverse: create index "surveycampaign_tenant_id_slot" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_slot";
-- reverse: create index "surveycampaign_tenant_id_id" to table: "survey_campaigns"
DROP INDEX "surveycampaign_tenant_id_id";
-- reverse: create "survey_campaigns" table
DROP TABLE "survey_campaigns";
-- reverse: create index "opportunity_tenant_id_requirement_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_requirement_id";
-- reverse: create index "opportunity_tenant_id_response_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_response_id";
-- reverse: create index "opportunity_tenant_id_created_by_created_at_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_created_by_created_at_id";
-- reverse: create index "opportunity_tenant_id_owner_id_created_at_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_owner_id_created_at_id";
-- reverse: create index "opportunity_tenant_id_department_id_created_at_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_department_id_created_at_id";
-- reverse: create index "opportunity_tenant_id_customer_id_created_at_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_customer_id_created_at_id";
-- reverse: create index "opportunity_tenant_id_state_created_at_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_state_created_at_id";
-- reverse: create index "opportunity_tenant_id_created_at_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_created_at_id";
-- reverse: create index "opportunity_tenant_id_id" to table: "opportunities"
DROP INDEX "opportunity_tenant_id_id";
-- reverse: create "opportunities" table
DROP TABLE "opportunities";
-- reverse: create index "slaclock_tenant_id_survey_response_id" to table: "sla_clocks"
DROP INDEX "slaclock_tenant_id_survey_response_id";
-- reverse: modify "sla_clocks" table
ALTER TABLE "sla_clocks" DROP COLUMN "survey_response_id";
-- reverse: create index "researchactivity_tenant_id_done_on_method" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_done_on_method";
-- reverse: create index "researchactivity_tenant_id_customer_id_planned_on_id" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_customer_id_planned_on_id";
-- reverse: create index "researchactivity_tenant_id_slot" to table: "research_activities"
DROP INDEX "researchactivity_tenant_id_slot";
-- reverse: modify "research_activities" table
ALTER TABLE "research_activities" DROP COLUMN "customer_id", DROP COLUMN "slot", DROP COLUMN "published_at", DROP COLUMN "score", DROP COLUMN "stage_scores", DROP COLUMN "shopper";
-- reverse: create index "customer_tenant_id_follow_up_name" to table: "customers"
DROP INDEX "customer_tenant_id_follow_up_name";
-- reverse: modify "customers" table
ALTER TABLE "customers" DROP COLUMN "sources", DROP COLUMN "tags", DROP COLUMN "follow_up_reasons", DROP COLUMN "follow_up_since", DROP COLUMN "follow_up";
-- reverse: modify "contacts" table
ALTER TABLE "contacts" DROP COLUMN "verified", DROP COLUMN "survey_opt_out_at";
