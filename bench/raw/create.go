package raw

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"heed/rules/typeid"
	"heed/rules/words"
)

const requirementColumns = `id, tenant_id, created_at, created_by, updated_at, updated_by, version, title, original_text, content, source,
	collected_at, collected_by_id, category, urgency, state, due_at, grams, customer_id, lead_department_id`

// The arguments of a new row: its id, the company, the instant, who writes it
// down, title, text, source, when it was collected, category, urgency, grams, the
// customer, the department. The customer's own grams are added to the row's.
const rowSQL = `INSERT INTO requirements (` + requirementColumns + `)
	SELECT $1::varchar, $2::varchar, $3::timestamptz, $4::varchar, $3::timestamptz, $4::varchar, 1, $5::varchar, $6::varchar, $6::varchar, $7::varchar,
		$8::timestamptz, $4::varchar, $9::varchar, $10::varchar, 'DRAFT', '9999-12-31', $11::text || ' ' || c.grams, c.id, $13::varchar
	FROM customers c WHERE c.tenant_id = $2::varchar AND c.id = $12::varchar`

// createRowSQL only writes the row: what a table without a journal would take.
const createRowSQL = rowSQL + ` RETURNING 1`

// countSQL is the end of both ways: the figures of the dashboard.
const countSQL = `INSERT INTO counters (id, tenant_id, name, bucket, amount)
	VALUES ($14::varchar, $2::varchar, 'requirement.state.DRAFT', '', 1), ($15::varchar, $2::varchar, 'requirement.urgency.' || $10::varchar, '', 1)
	ON CONFLICT (tenant_id, name, bucket) DO UPDATE SET amount = counters.amount + 1 RETURNING 1`

const eventColumns = `id, tenant_id, position, type, kind, subject_type, subject_id, number, from_state, to_state, actor_id,
	department_ids, member_ids, fields, clause_ids, occurred_at, hash`

// createAllSQL does all in one statement: the hash of the event is computed by
// the database, once it has the company's head.
const createAllSQL = `WITH r AS (` + rowSQL + ` RETURNING id),
	h AS (SELECT id, position + 1 AS position, hash FROM company_heads WHERE company_id = $2::varchar AND EXISTS (SELECT FROM r) FOR NO KEY UPDATE),
	e AS (INSERT INTO events (` + eventColumns + `)
		SELECT $16::varchar, $2::varchar, h.position, 'requirement.draft', 'DOMAIN', 'REQUIREMENT', $1::varchar, NULL, NULL, 'DRAFT', $4::varchar,
			$17::jsonb, $18::jsonb, '[]', '["D0-26"]', $3::timestamptz,
			sha256(int8send(octet_length(h.hash)::bigint) || h.hash || int8send(h.position) || $19::bytea) FROM h RETURNING position, hash),
	n AS (` + countSQL + `)
	UPDATE company_heads SET position = e.position, hash = e.hash FROM e WHERE company_id = $2::varchar RETURNING company_heads.position`

// In steps: the customer, the row, the head, then event, figures and head.
const (
	customerNameSQL = `SELECT name FROM customers WHERE tenant_id = $1 AND id = $2`
	createBareSQL   = `INSERT INTO requirements (` + requirementColumns + `)
	VALUES ($1::varchar, $2::varchar, $3::timestamptz, $4::varchar, $3::timestamptz, $4::varchar, 1, $5::varchar, $6::varchar, $6::varchar, $7::varchar,
		$8::timestamptz, $4::varchar, $9::varchar, $10::varchar, 'DRAFT', '9999-12-31', $11::varchar, $12::varchar, $13::varchar)`
	takeHeadSQL  = `SELECT position, hash FROM company_heads WHERE company_id = $1 FOR NO KEY UPDATE`
	createEndSQL = `WITH e AS (INSERT INTO events (` + eventColumns + `)
		VALUES ($1::varchar, $2::varchar, $3::bigint, 'requirement.draft', 'DOMAIN', 'REQUIREMENT', $4::varchar, NULL, NULL, 'DRAFT', $5::varchar, $6::jsonb, $7::jsonb, '[]', '["D0-26"]', $8::timestamptz, $9::bytea)),
	n AS (INSERT INTO counters (id, tenant_id, name, bucket, amount)
		VALUES ($10::varchar, $2::varchar, 'requirement.state.DRAFT', '', 1), ($11::varchar, $2::varchar, 'requirement.urgency.' || $12::varchar, '', 1)
		ON CONFLICT (tenant_id, name, bucket) DO UPDATE SET amount = counters.amount + 1)
	UPDATE company_heads SET position = $3::bigint, hash = $9::bytea WHERE company_id = $2::varchar`
)

// creation is a new requirement with all that is written for it.
type creation struct {
	CustomerID, Title, OriginalText, Source, Category, Urgency string
	CollectedAt                                                time.Time

	id, department string
	event          event
}

func (s *Server) creation(r *http.Request) (*creation, error) {
	c := &creation{}
	if err := json.NewDecoder(r.Body).Decode(c); err != nil {
		return nil, err
	}
	q := r.URL.Query()
	now := time.Now().UTC().Truncate(time.Microsecond)
	c.id, c.department = string(typeid.New("req", now)), q.Get("department")
	c.event = event{
		id: string(typeid.New("evt", now)), tenant: q.Get("tenant"), kind: "requirement.draft", to: "DRAFT", subject: c.id,
		actor: q.Get("member"), members: []string{q.Get("member")}, clauses: []string{"D0-26"}, at: now,
	}
	if c.department != "" {
		c.event.departments = []string{c.department}
	}
	return c, nil
}

func (c *creation) grams(more ...string) string {
	all := append([]string{c.Title, c.OriginalText}, more...)
	return words.Prefixed(words.Company(c.event.tenant), words.Index(strings.Join(all, "\n")))
}

func (c *creation) row(grams string) []any {
	e := &c.event
	return []any{
		c.id, e.tenant, e.at, e.actor, c.Title, c.OriginalText, c.Source, c.CollectedAt, c.Category, c.Urgency, grams, c.CustomerID,
		sql.NullString{String: c.department, Valid: c.department != ""},
	}
}

func (c *creation) answer(b []byte, position int64) []byte {
	b = append(b, `{"data":{"requirementCreate":{"requirement":{"id":"`...)
	b = append(b, c.id...)
	b = append(b, `","number":null,"state":"DRAFT","version":1,"availableActions":`...)
	b = actions(b, "DRAFT", never, false, sql.NullTime{})
	b = append(b, `},"cursor":`...)
	b = cursor(b, c.event.tenant, position)
	return append(b, `}}}`...)
}

func counterID(at time.Time) string { return string(typeid.New("cnt", at)) }

// createInOne is the document NewRequirement in one statement.
func (s *Server) createInOne(r *http.Request, b []byte) ([]byte, error) {
	c, err := s.creation(r)
	if err != nil {
		return nil, err
	}
	e := &c.event
	args := append(c.row(c.grams()), counterID(e.at), counterID(e.at), e.id, list(e.departments), list(e.members), e.rest())
	var position int64
	s.sent.Add(1)
	if err := s.createAll.QueryRowContext(detached(r), args...).Scan(&position); err != nil {
		return nil, err
	}
	return c.answer(b, position), nil
}

// createOnlyRow is the row alone: no event, no figures.
func (s *Server) createOnlyRow(r *http.Request, b []byte) ([]byte, error) {
	c, err := s.creation(r)
	if err != nil {
		return nil, err
	}
	var one int
	s.sent.Add(1)
	if err := s.createRow.QueryRowContext(detached(r), c.row(c.grams())...).Scan(&one); err != nil {
		return nil, err
	}
	return c.answer(b, 0), nil
}

// createInSteps is the same as createInOne as most would write it: a
// transaction of four statements.
func (s *Server) createInSteps(r *http.Request, b []byte) ([]byte, error) {
	c, err := s.creation(r)
	if err != nil {
		return nil, err
	}
	ctx := detached(r)
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }() // after the commit it does nothing
	s.sent.Add(6)                        // with BEGIN and COMMIT
	e := &c.event
	var customer string
	//nolint:sqlclosecheck // a transaction closes its statements
	if err := tx.StmtContext(ctx, s.customerName).QueryRowContext(ctx, e.tenant, c.CustomerID).Scan(&customer); err != nil {
		return nil, err
	}
	//nolint:sqlclosecheck // a transaction closes its statements
	if _, err := tx.StmtContext(ctx, s.createBare).ExecContext(ctx, c.row(c.grams(customer))...); err != nil {
		return nil, err
	}
	var (
		position int64
		before   []byte
	)
	//nolint:sqlclosecheck // a transaction closes its statements
	if err := tx.StmtContext(ctx, s.takeHead).QueryRowContext(ctx, e.tenant).Scan(&position, &before); err != nil {
		return nil, err
	}
	position++
	//nolint:sqlclosecheck // a transaction closes its statements
	_, err = tx.StmtContext(ctx, s.createEnd).ExecContext(ctx, e.id, e.tenant, position, c.id, e.actor, list(e.departments), list(e.members),
		e.at, e.hash(before, position), counterID(e.at), counterID(e.at), c.Urgency)
	if err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	return c.answer(b, position), nil
}
