-- +goose Up
-- modify "training_records" table
ALTER TABLE "training_records" ADD COLUMN "scale" bigint NULL, ADD COLUMN "tries" jsonb NULL, ADD COLUMN "certificate_number" character varying NULL COLLATE "C";
-- create index "trainingrecord_tenant_id_certificate_number" to table: "training_records"
CREATE UNIQUE INDEX "trainingrecord_tenant_id_certificate_number" ON "training_records" ("tenant_id", "certificate_number");
-- create index "trainingrecord_tenant_id_attended_at" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_attended_at" ON "training_records" ("tenant_id", "attended_at");
-- create index "trainingrecord_tenant_id_assessed_at" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_assessed_at" ON "training_records" ("tenant_id", "assessed_at");
-- create index "trainingrecord_tenant_id_feedback_at" to table: "training_records"
CREATE INDEX "trainingrecord_tenant_id_feedback_at" ON "training_records" ("tenant_id", "feedback_at");
-- modify "training_sessions" table
ALTER TABLE "training_sessions" ADD COLUMN "paper" jsonb NULL;
-- create "acknowledgements" table
CREATE TABLE "acknowledgements" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "post" character varying NULL COLLATE "C",
  "acknowledged_at" timestamptz NOT NULL,
  "member_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "document_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "acknowledgement_tenant_id_id" to table: "acknowledgements"
CREATE UNIQUE INDEX "acknowledgement_tenant_id_id" ON "acknowledgements" ("tenant_id", "id");
-- create index "acknowledgement_tenant_id_document_id_member_id" to table: "acknowledgements"
CREATE UNIQUE INDEX "acknowledgement_tenant_id_document_id_member_id" ON "acknowledgements" ("tenant_id", "document_id", "member_id");
-- create index "acknowledgement_tenant_id_document_id_acknowledged_at_id" to table: "acknowledgements"
CREATE INDEX "acknowledgement_tenant_id_document_id_acknowledged_at_id" ON "acknowledgements" ("tenant_id", "document_id", "acknowledged_at", "id");
-- create index "acknowledgement_tenant_id_member_id_acknowledged_at_id" to table: "acknowledgements"
CREATE INDEX "acknowledgement_tenant_id_member_id_acknowledged_at_id" ON "acknowledgements" ("tenant_id", "member_id", "acknowledged_at", "id");
-- create index "acknowledgement_tenant_id_department_id_acknowledged_at_id" to table: "acknowledgements"
CREATE INDEX "acknowledgement_tenant_id_department_id_acknowledged_at_id" ON "acknowledgements" ("tenant_id", "department_id", "acknowledged_at", "id");
-- create "appraisals" table
CREATE TABLE "appraisals" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "post" character varying NULL COLLATE "C",
  "period_start" character varying NOT NULL COLLATE "C",
  "period_end" character varying NOT NULL COLLATE "C",
  "lines" jsonb NOT NULL,
  "score" double precision NULL,
  "drawn_at" timestamptz NOT NULL,
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "comment" character varying NULL COLLATE "C",
  "commenters" jsonb NULL,
  "commented_at" timestamptz NULL,
  "shown_at" timestamptz NULL,
  "appeal" character varying NULL COLLATE "C",
  "appealed_at" timestamptz NULL,
  "decision" character varying NULL COLLATE "C",
  "decided_at" timestamptz NULL,
  "ended_at" timestamptz NULL,
  "member_id" character varying NOT NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  "commenter_id" character varying NULL COLLATE "C",
  "decider_id" character varying NULL COLLATE "C",
  "scheme_id" character varying NOT NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "appraisal_tenant_id_id" to table: "appraisals"
CREATE UNIQUE INDEX "appraisal_tenant_id_id" ON "appraisals" ("tenant_id", "id");
-- create index "appraisal_tenant_id_created_at_id" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_created_at_id" ON "appraisals" ("tenant_id", "created_at", "id");
-- create index "appraisal_tenant_id_period_start_id" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_period_start_id" ON "appraisals" ("tenant_id", "period_start", "id");
-- create index "appraisal_tenant_id_scheme_id_period_start_member_id" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_scheme_id_period_start_member_id" ON "appraisals" ("tenant_id", "scheme_id", "period_start", "member_id");
-- create index "appraisal_tenant_id_member_id_period_start_id" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_member_id_period_start_id" ON "appraisals" ("tenant_id", "member_id", "period_start", "id");
-- create index "appraisal_tenant_id_department_id_period_start_id" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_department_id_period_start_id" ON "appraisals" ("tenant_id", "department_id", "period_start", "id");
-- create index "appraisal_tenant_id_state_period_start_id" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_state_period_start_id" ON "appraisals" ("tenant_id", "state", "period_start", "id");
-- create index "appraisal_tenant_id_state_shown_at" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_state_shown_at" ON "appraisals" ("tenant_id", "state", "shown_at");
-- create index "appraisal_tenant_id_commenter_id" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_commenter_id" ON "appraisals" ("tenant_id", "commenter_id");
-- create index "appraisal_tenant_id_decider_id" to table: "appraisals"
CREATE INDEX "appraisal_tenant_id_decider_id" ON "appraisals" ("tenant_id", "decider_id");
-- create "appraisal_schemes" table
CREATE TABLE "appraisal_schemes" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "title" character varying NOT NULL COLLATE "C",
  "period" character varying NOT NULL COLLATE "C",
  "metrics" jsonb NOT NULL,
  "posts" jsonb NOT NULL,
  "department_ids" jsonb NOT NULL,
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "ended_at" timestamptz NULL,
  PRIMARY KEY ("id")
);
-- create index "appraisalscheme_tenant_id_id" to table: "appraisal_schemes"
CREATE UNIQUE INDEX "appraisalscheme_tenant_id_id" ON "appraisal_schemes" ("tenant_id", "id");
-- create index "appraisalscheme_tenant_id_created_at_id" to table: "appraisal_schemes"
CREATE INDEX "appraisalscheme_tenant_id_created_at_id" ON "appraisal_schemes" ("tenant_id", "created_at", "id");
-- create index "appraisalscheme_tenant_id_state_created_at_id" to table: "appraisal_schemes"
CREATE INDEX "appraisalscheme_tenant_id_state_created_at_id" ON "appraisal_schemes" ("tenant_id", "state", "created_at", "id");
-- create "governing_documents" table
CREATE TABLE "governing_documents" (
  "id" character varying NOT NULL COLLATE "C",
  "tenant_id" character varying NOT NULL COLLATE "C",
  "created_at" timestamptz NOT NULL,
  "created_by" character varying NULL COLLATE "C",
  "updated_at" timestamptz NOT NULL,
  "updated_by" character varying NULL COLLATE "C",
  "version" bigint NOT NULL DEFAULT 1,
  "kind" character varying NOT NULL COLLATE "C",
  "title" character varying NOT NULL COLLATE "C",
  "body" character varying NOT NULL COLLATE "C",
  "channel" character varying NOT NULL COLLATE "C",
  "period_start" character varying NOT NULL COLLATE "C",
  "period_end" character varying NOT NULL COLLATE "C",
  "posts" jsonb NOT NULL,
  "department_ids" jsonb NOT NULL,
  "state" character varying NOT NULL DEFAULT 'DRAFT' COLLATE "C",
  "effective_at" timestamptz NULL,
  "ended_at" timestamptz NULL,
  "end_reason" character varying NULL COLLATE "C",
  "department_id" character varying NULL COLLATE "C",
  PRIMARY KEY ("id")
);
-- create index "governingdocument_tenant_id_id" to table: "governing_documents"
CREATE UNIQUE INDEX "governingdocument_tenant_id_id" ON "governing_documents" ("tenant_id", "id");
-- create index "governingdocument_tenant_id_created_at_id" to table: "governing_documents"
CREATE INDEX "governingdocument_tenant_id_created_at_id" ON "governing_documents" ("tenant_id", "created_at", "id");
-- create index "governingdocument_tenant_id_period_start_id" to table: "governing_documents"
CREATE INDEX "governingdocument_tenant_id_period_start_id" ON "governing_documents" ("tenant_id", "period_start", "id");
-- create index "governingdocument_tenant_id_state_period_start_id" to table: "governing_documents"
CREATE INDEX "governingdocument_tenant_id_state_period_start_id" ON "governing_documents" ("tenant_id", "state", "period_start", "id");
-- create index "governingdocument_tenant_id_channel_period_start_id" to table: "governing_documents"
CREATE INDEX "governingdocument_tenant_id_channel_period_start_id" ON "governing_documents" ("tenant_id", "channel", "period_start", "id");
-- create index "governingdocument_tenant_id_department_id_period_start_id" to table: "governing_documents"
CREATE INDEX "governingdocument_tenant_id_department_id_period_start_id" ON "governing_documents" ("tenant_id", "department_id", "period_start", "id");
-- create index "governingdocument_tenant_id_created_by_period_start_id" to table: "governing_documents"
CREATE INDEX "governingdocument_tenant_id_created_by_period_start_id" ON "governing_documents" ("tenant_id", "created_by", "period_start", "id");
-- create index "governingdocument_tenant_id_state_period_end" to table: "governing_documents"
CREATE INDEX "governingdocument_tenant_id_state_period_end" ON "governing_documents" ("tenant_id", "state", "period_end");

-- +goose Down
-- reverse: create index "governingdocument_tenant_id_state_period_end" to table: "governing_documents"
DROP INDEX "governingdocument_tenant_id_state_period_end";
-- reverse: create index "governingdocument_tenant_id_created_by_period_start_id" to table: "governing_documents"
DROP INDEX "governingdocument_tenant_id_created_by_period_start_id";
-- reverse: create index "governingdocument_tenant_id_department_id_period_start_id" to table: "governing_documents"
DROP INDEX "governingdocument_tenant_id_department_id_period_start_id";
-- reverse: create index "governingdocument_tenant_id_channel_period_start_id" to table: "governing_documents"
DROP INDEX "governingdocument_tenant_id_channel_period_start_id";
-- reverse: create index "governingdocument_tenant_id_state_period_start_id" to table: "governing_documents"
DROP INDEX "governingdocument_tenant_id_state_period_start_id";
-- reverse: create index "governingdocument_tenant_id_period_start_id" to table: "governing_documents"
DROP INDEX "governingdocument_tenant_id_period_start_id";
-- reverse: create index "governingdocument_tenant_id_created_at_id" to table: "governing_documents"
DROP INDEX "governingdocument_tenant_id_created_at_id";
-- reverse: create index "governingdocument_tenant_id_id" to table: "governing_documents"
DROP INDEX "governingdocument_tenant_id_id";
-- reverse: create "governing_documents" table
DROP TABLE "governing_documents";
-- reverse: create index "appraisalscheme_tenant_id_state_created_at_id" to table: "appraisal_schemes"
DROP INDEX "appraisalscheme_tenant_id_state_created_at_id";
-- reverse: create index "appraisalscheme_tenant_id_created_at_id" to table: "appraisal_schemes"
DROP INDEX "appraisalscheme_tenant_id_created_at_id";
-- reverse: create index "appraisalscheme_tenant_id_id" to table: "appraisal_schemes"
DROP INDEX "appraisalscheme_tenant_id_id";
-- reverse: create "appraisal_schemes" table
DROP TABLE "appraisal_schemes";
-- reverse: create index "appraisal_tenant_id_decider_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_decider_id";
-- reverse: create index "appraisal_tenant_id_commenter_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_commenter_id";
-- reverse: create index "appraisal_tenant_id_state_shown_at" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_state_shown_at";
-- reverse: create index "appraisal_tenant_id_state_period_start_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_state_period_start_id";
-- reverse: create index "appraisal_tenant_id_department_id_period_start_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_department_id_period_start_id";
-- reverse: create index "appraisal_tenant_id_member_id_period_start_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_member_id_period_start_id";
-- reverse: create index "appraisal_tenant_id_scheme_id_period_start_member_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_scheme_id_period_start_member_id";
-- reverse: create index "appraisal_tenant_id_period_start_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_period_start_id";
-- reverse: create index "appraisal_tenant_id_created_at_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_created_at_id";
-- reverse: create index "appraisal_tenant_id_id" to table: "appraisals"
DROP INDEX "appraisal_tenant_id_id";
-- reverse: create "appraisals" table
DROP TABLE "appraisals";
-- reverse: create index "acknowledgement_tenant_id_department_id_acknowledged_at_id" to table: "acknowledgements"
DROP INDEX "acknowledgement_tenant_id_department_id_acknowledged_at_id";
-- reverse: create index "acknowledgement_tenant_id_member_id_acknowledged_at_id" to table: "acknowledgements"
DROP INDEX "acknowledgement_tenant_id_member_id_acknowledged_at_id";
-- reverse: create index "acknowledgement_tenant_id_document_id_acknowledged_at_id" to table: "acknowledgements"
DROP INDEX "acknowledgement_tenant_id_document_id_acknowledged_at_id";
-- reverse: create index "acknowledgement_tenant_id_document_id_member_id" to table: "acknowledgements"
DROP INDEX "acknowledgement_tenant_id_document_id_member_id";
-- reverse: create index "acknowledgement_tenant_id_id" to table: "acknowledgements"
DROP INDEX "acknowledgement_tenant_id_id";
-- reverse: create "acknowledgements" table
DROP TABLE "acknowledgements";
-- reverse: modify "training_sessions" table
ALTER TABLE "training_sessions" DROP COLUMN "paper";
-- reverse: create index "trainingrecord_tenant_id_feedback_at" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_feedback_at";
-- reverse: create index "trainingrecord_tenant_id_assessed_at" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_assessed_at";
-- reverse: create index "trainingrecord_tenant_id_attended_at" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_attended_at";
-- reverse: create index "trainingrecord_tenant_id_certificate_number" to table: "training_records"
DROP INDEX "trainingrecord_tenant_id_certificate_number";
-- reverse: modify "training_records" table
ALTER TABLE "training_records" DROP COLUMN "certificate_number", DROP COLUMN "tries", DROP COLUMN "scale";
