-- How far events and duties were handed on to the queue. These tables belong to no company: they are read for all at once.
-- What happened before there was a queue is not told afterwards; clocks that run tell from now on.

-- +goose Up
CREATE TABLE job_positions (
  company_id character varying COLLATE "C" PRIMARY KEY,
  position bigint NOT NULL
);
CREATE TABLE duty_marks (
  company_id character varying COLLATE "C" NOT NULL, -- empty for what is done once for all
  duty character varying COLLATE "C" NOT NULL,
  period character varying COLLATE "C" NOT NULL,
  look_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, duty)
);
INSERT INTO job_positions (company_id, position) SELECT company_id, position FROM company_heads;
-- +goose StatementBegin
DO $$
DECLARE company text;
BEGIN
  FOR company IN SELECT company_id FROM company_heads LOOP
    PERFORM set_config('app.tenant', company, true);
    UPDATE sla_clocks SET next_tick_at = started_at WHERE tenant_id = company AND state = 'RUNNING' AND next_tick_at IS NULL;
    UPDATE company_heads SET next_due_at = least(next_due_at, now()) WHERE company_id = company
      AND EXISTS (SELECT FROM sla_clocks WHERE tenant_id = company AND next_tick_at IS NOT NULL);
  END LOOP;
  PERFORM set_config('app.tenant', '', true);
END $$;
-- +goose StatementEnd

-- +goose Down
DROP TABLE duty_marks;
DROP TABLE job_positions;
