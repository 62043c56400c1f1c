-- +goose Up
-- drop index "surveyresponse_tenant_id_campa_65ae0f192d47dd2eab08a509407b7db7" from table: "survey_responses"
DROP INDEX "surveyresponse_tenant_id_campa_65ae0f192d47dd2eab08a509407b7db7";
-- create index "surveyresponse_cross" to table: "survey_responses"
CREATE INDEX "surveyresponse_cross" ON "survey_responses" ("tenant_id", "campaign_id", "tier_key", "industry", "priority", "score");

-- +goose Down
-- reverse: create index "surveyresponse_cross" to table: "survey_responses"
DROP INDEX "surveyresponse_cross";
-- reverse: drop index "surveyresponse_tenant_id_campa_65ae0f192d47dd2eab08a509407b7db7" from table: "survey_responses"
CREATE INDEX "surveyresponse_tenant_id_campa_65ae0f192d47dd2eab08a509407b7db7" ON "survey_responses" ("tenant_id", "campaign_id", "tier_key", "industry", "priority", "score");
