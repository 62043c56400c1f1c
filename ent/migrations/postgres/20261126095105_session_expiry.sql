-- +goose Up
-- create index "session_expires_at" to table: "sessions"
CREATE INDEX "session_expires_at" ON "sessions" ("expires_at");

-- +goose Down
-- reverse: create index "session_expires_at" to table: "sessions"
DROP INDEX "session_expires_at";
