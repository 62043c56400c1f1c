-- A requirement's approval and rating are of its own company. Few requirements have
-- one: the indexes behind the keys hold those alone.

-- +goose Up
ALTER TABLE requirements
  ADD CONSTRAINT requirements_pending_approval FOREIGN KEY (tenant_id, pending_approval_id) REFERENCES approvals (tenant_id, id),
  ADD CONSTRAINT requirements_rating FOREIGN KEY (tenant_id, rating_id) REFERENCES satisfaction_ratings (tenant_id, id);
CREATE INDEX heed_requirements_pending_approval ON requirements (tenant_id, pending_approval_id) WHERE pending_approval_id IS NOT NULL;
CREATE INDEX heed_requirements_rating ON requirements (tenant_id, rating_id) WHERE rating_id IS NOT NULL;

-- +goose Down
DROP INDEX heed_requirements_rating;
DROP INDEX heed_requirements_pending_approval;
ALTER TABLE requirements
  DROP CONSTRAINT requirements_rating,
  DROP CONSTRAINT requirements_pending_approval;
