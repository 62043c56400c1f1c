-- How far events and duties were handed on to the queue. These tables belong to no company: they are read for all at once.
-- What happened before there was a queue is not told afterwards; clocks that run tell from now on.

-- +goose Up
CREATE TABLE job_positions (
  company_id text PRIMARY KEY,
  position integer NOT NULL
);
CREATE TABLE duty_marks (
  company_id text NOT NULL, -- empty for what is done once for all
  duty text NOT NULL,
  period text NOT NULL,
  look_at datetime NOT NULL,
  PRIMARY KEY (company_id, duty)
);
INSERT INTO job_positions (company_id, position) SELECT company_id, position FROM company_heads;
UPDATE sla_clocks SET next_tick_at = started_at WHERE state = 'RUNNING' AND next_tick_at IS NULL;
UPDATE company_heads SET next_due_at = (SELECT min(next_tick_at) FROM sla_clocks WHERE tenant_id = company_id)
WHERE EXISTS (SELECT 1 FROM sla_clocks WHERE tenant_id = company_id AND next_tick_at IS NOT NULL);

-- +goose Down
DROP TABLE duty_marks;
DROP TABLE job_positions;
