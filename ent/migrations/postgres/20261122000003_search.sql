-- Text search. The grams of a row, each with its company's prefix, are lexemes of a GIN index. `@@` is not leakproof:
-- under a policy it is no index condition. So it is asked by a function whose owner, heed_search, may read all rows of
-- the two tables, and which gives out ids of the session's company only.

-- +goose Up

CREATE INDEX heed_customers_grams ON customers USING gin (array_to_tsvector(string_to_array(grams, ' ')));
CREATE INDEX heed_requirements_grams ON requirements USING gin (array_to_tsvector(string_to_array(grams, ' ')));

GRANT SELECT ON customers, requirements TO heed_search;
CREATE POLICY search ON customers FOR SELECT TO heed_search USING (true);
CREATE POLICY search ON requirements FOR SELECT TO heed_search USING (true);

-- All words, as lexemes that are taken literally; NULL, which matches nothing, for no words.
-- +goose StatementBegin
CREATE FUNCTION heed_query(words text[]) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery
  FROM unnest(words) AS word;
END;
-- +goose StatementEnd

-- The company is compared after the index was asked, which knows it by the words' prefix: the planner, which cannot
-- see how rare a word is, shall not choose an index on the company.
-- +goose StatementBegin
CREATE FUNCTION heed_search_customers(words text[]) RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH hits AS MATERIALIZED (
    SELECT id, tenant_id FROM customers
    WHERE array_to_tsvector(string_to_array(grams, ' ')) @@ (SELECT heed_query(words))
  )
  SELECT id::text FROM hits WHERE tenant_id = nullif(current_setting('app.tenant', true), '');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION heed_search_requirements(words text[]) RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  WITH hits AS MATERIALIZED (
    SELECT id, tenant_id FROM requirements
    WHERE array_to_tsvector(string_to_array(grams, ' ')) @@ (SELECT heed_query(words))
  )
  SELECT id::text FROM hits WHERE tenant_id = nullif(current_setting('app.tenant', true), '');
END;
-- +goose StatementEnd

REVOKE ALL ON FUNCTION heed_query(text[]), heed_search_customers(text[]), heed_search_requirements(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION heed_query(text[]) TO heed_search;
GRANT EXECUTE ON FUNCTION heed_search_customers(text[]), heed_search_requirements(text[]) TO heed_app;
ALTER FUNCTION heed_search_customers(text[]) OWNER TO heed_search;
ALTER FUNCTION heed_search_requirements(text[]) OWNER TO heed_search;

-- +goose Down

DROP FUNCTION heed_search_requirements(text[]);
DROP FUNCTION heed_search_customers(text[]);
DROP FUNCTION heed_query(text[]);
DROP POLICY search ON requirements;
DROP POLICY search ON customers;
REVOKE SELECT ON customers, requirements FROM heed_search;
DROP INDEX heed_requirements_grams;
DROP INDEX heed_customers_grams;
