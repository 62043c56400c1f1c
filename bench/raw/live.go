package raw

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/coder/websocket"

	"heed/rules/typeid"
)

// hub is everybody who listens.
type hub struct {
	mu    sync.Mutex
	conns []*websocket.Conn
}

// listen speaks as much of graphql-transport-ws as one subscription takes, with
// the id "1".
func (h *hub) listen(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols: []string{"graphql-transport-ws"}, CompressionMode: websocket.CompressionDisabled,
	})
	if err != nil {
		return // Accept has answered
	}
	defer func() { _ = conn.CloseNow() }()
	ctx := context.WithoutCancel(r.Context())
	for {
		_, data, err := conn.Read(ctx)
		if err != nil {
			h.leave(conn)
			return
		}
		var m struct{ Type string }
		if json.Unmarshal(data, &m) != nil {
			return
		}
		switch m.Type {
		case "connection_init":
			err = conn.Write(ctx, websocket.MessageText, []byte(`{"type":"connection_ack"}`))
		case "subscribe":
			h.mu.Lock()
			h.conns = append(h.conns, conn)
			h.mu.Unlock()
			// Whoever is in the list gets every change; the first frame says so.
			err = conn.Write(ctx, websocket.MessageText, []byte(`{"id":"1","type":"next","payload":{"data":{"statusChanged":{"kind":"HEARTBEAT"}}}}`))
		}
		if err != nil {
			return
		}
	}
}

func (h *hub) leave(conn *websocket.Conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, c := range h.conns {
		if c == conn {
			h.conns = append(h.conns[:i:i], h.conns[i+1:]...)
			return
		}
	}
}

// send writes the same bytes to everybody, as many at once as there are processors.
func (h *hub) send(frame []byte) {
	h.mu.Lock()
	conns := h.conns
	h.mu.Unlock()
	var wg sync.WaitGroup
	share := len(conns)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(conns); from += share {
		part := conns[from:min(from+share, len(conns))]
		wg.Go(func() {
			for _, c := range part {
				_ = c.Write(context.Background(), websocket.MessageText, frame) // who has gone is taken out by its reader
			}
		})
	}
	wg.Wait()
}

// receiveSQL takes a requirement on and tells it, in one statement. It leaves
// out the clock, which it would have to compute.
const receiveSQL = `WITH r AS (UPDATE requirements SET state = 'RECEIVED', number = $3::varchar, received_at = $4::timestamptz, version = version + 1, updated_at = $4::timestamptz, updated_by = $5::varchar
		WHERE tenant_id = $2::varchar AND id = $1::varchar AND state = 'DRAFT' RETURNING id),
	h AS (SELECT id, position + 1 AS position, hash FROM company_heads WHERE company_id = $2::varchar AND EXISTS (SELECT FROM r) FOR NO KEY UPDATE),
	e AS (INSERT INTO events (` + eventColumns + `)
		SELECT $6::varchar, $2::varchar, h.position, 'requirement.received', 'DOMAIN', 'REQUIREMENT', $1::varchar, $3::varchar, 'DRAFT', 'RECEIVED', $5::varchar, '[]', $7::jsonb, '[]', '["D0-45"]', $4::timestamptz,
			sha256(int8send(octet_length(h.hash)::bigint) || h.hash || int8send(h.position) || $8::bytea) FROM h RETURNING position, hash)
	UPDATE company_heads SET position = e.position, hash = e.hash FROM e WHERE company_id = $2::varchar RETURNING company_heads.position`

// readEventSQL is what subscribers are told.
const readEventSQL = `SELECT e.type, e.from_state, e.to_state, e.occurred_at, m.display_name, e.subject_type, e.subject_id, e.number
	FROM events e LEFT JOIN members m ON m.tenant_id = e.tenant_id AND m.id = e.actor_id WHERE e.tenant_id = $1 AND e.position = $2`

// receiveOne takes a requirement on and tells everybody who listens: the event
// is read once, encoded once and written to each.
func (s *Server) receiveOne(r *http.Request, b []byte) ([]byte, error) {
	q := r.URL.Query()
	now := time.Now().UTC().Truncate(time.Microsecond)
	e := event{
		id: string(typeid.New("evt", now)), tenant: q.Get("tenant"), kind: "requirement.received", from: "DRAFT", to: "RECEIVED",
		number: fmt.Sprintf("RAW-%d-%08d", now.Year(), s.numbers.Add(1)), subject: q.Get("id"),
		actor: q.Get("member"), members: []string{q.Get("member")}, clauses: []string{"D0-45"}, at: now,
	}
	ctx := detached(r)
	var position int64
	s.sent.Add(2)
	err := s.receive.QueryRowContext(ctx, e.subject, e.tenant, e.number, e.at, e.actor, e.id, list(e.members), e.rest()).Scan(&position)
	if err != nil {
		return nil, err
	}
	var (
		kind, subjectType, subject string
		from, to, actor, number    sql.NullString
		at                         time.Time
	)
	err = s.readEvent.QueryRowContext(ctx, e.tenant, position).Scan(&kind, &from, &to, &at, &actor, &subjectType, &subject, &number)
	if err != nil {
		return nil, err
	}
	frame := []byte(`{"id":"1","type":"next","payload":{"data":{"statusChanged":{"kind":"CHANGE","cursor":`)
	frame = cursor(frame, e.tenant, position)
	frame = text(append(frame, `,"type":`...), kind)
	frame = orNull(append(frame, `,"from":`...), from)
	frame = orNull(append(frame, `,"to":`...), to)
	frame = instant(append(frame, `,"occurredAt":`...), at)
	frame = orNull(append(frame, `,"actor":{"displayName":`...), actor)
	frame = text(append(frame, `},"subject":{"type":`...), subjectType)
	frame = text(append(frame, `,"id":`...), subject)
	frame = orNull(append(frame, `,"number":`...), number)
	s.hub.send(append(frame, `}}}}}`...))
	return append(b, `{"data":{"requirementReceive":{}}}`...), nil
}
