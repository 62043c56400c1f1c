#!/bin/sh
# Run once by the PostgreSQL image on an empty data directory: the owner, who migrates, and the role that serves.
# heed_serve is no superuser, owns nothing and has no BYPASSRLS, or row-level security would not bind it.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner_password="$HEED_OWNER_PASSWORD" -v serve_password="$HEED_SERVE_PASSWORD" <<'SQL'
CREATE ROLE heed_app NOLOGIN;
CREATE ROLE heed_search NOLOGIN;
CREATE ROLE heed_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE heed_serve LOGIN PASSWORD :'serve_password' IN ROLE heed_app;
GRANT heed_app, heed_search TO heed_owner WITH ADMIN OPTION;
-- heed_search reads all companies: the owner hands it functions and, where PostgreSQL can tell the two apart, does not
-- have its rights.
SELECT current_setting('server_version_num')::int >= 160000 AS sixteen \gset
\if :sixteen
GRANT heed_app, heed_search TO heed_owner WITH INHERIT FALSE, SET TRUE;
\endif
CREATE DATABASE heed OWNER heed_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
REVOKE ALL ON DATABASE heed FROM PUBLIC;
GRANT CONNECT ON DATABASE heed TO heed_serve;
SQL
