-- +goose Up
-- drop index "surveyresponse_tenant_id_campai_862a1b561f0d2c3a9f2b494876a360a5" from table: "survey_responses"
DROP INDEX `surveyresponse_tenant_id_campai_862a1b561f0d2c3a9f2b494876a360a5`;
-- create index "surveyresponse_cross" to table: "survey_responses"
CREATE INDEX `surveyresponse_cross` ON `survey_responses` (`tenant_id`, `campaign_id`, `tier_key`, `industry`, `priority`, `score`);

-- +goose Down
-- reverse: create index "surveyresponse_cross" to table: "survey_responses"
DROP INDEX `surveyresponse_cross`;
-- reverse: drop index "surveyresponse_tenant_id_campai_862a1b561f0d2c3a9f2b494876a360a5" from table: "survey_responses"
CREATE INDEX `surveyresponse_tenant_id_campai_862a1b561f0d2c3a9f2b494876a360a5` ON `survey_responses` (`tenant_id`, `campaign_id`, `tier_key`, `industry`, `priority`, `score`);
