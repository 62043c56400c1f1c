package raw

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"heed/rules/flow"
)

const (
	stateFigure   = "requirement.state."
	urgencyFigure = "requirement.urgency."
	dueFigure     = "requirement.response.due"
	metFigure     = "requirement.response.met"
)

var (
	states    = flow.RequirementState("").Values()
	urgencies = flow.Urgency("").Values()
)

var dashboardSQL = `SELECT name, sum(amount), (SELECT count(*) FROM sla_clocks WHERE tenant_id = $1 AND kind = 'FIRST_RESPONSE'
		AND state NOT IN ('CANCELLED', 'PAUSED') AND due_at >= $4 AND due_at < $5 AND due_at > now() AND stopped_at IS NULL)
	FROM counters WHERE tenant_id = $1 AND (bucket = '' AND name IN (` + figureNames() + `)
		OR name IN ('` + dueFigure + `', '` + metFigure + `') AND bucket BETWEEN $2 AND $3) GROUP BY name`

func figureNames() string {
	var names string
	for _, s := range states {
		names += ", '" + stateFigure + s + "'"
	}
	for _, u := range urgencies {
		names += ", '" + urgencyFigure + u + "'"
	}
	return names[2:]
}

// figures is the document Dashboard, from the maintained counters, less the clocks that
// are not due yet.
func (s *Server) figures(r *http.Request, b []byte) (_ []byte, err error) {
	q := r.URL.Query()
	begin, err := time.Parse(time.RFC3339, q.Get("begin"))
	if err != nil {
		return nil, err
	}
	end, err := time.Parse(time.RFC3339, q.Get("end"))
	if err != nil {
		return nil, err
	}
	s.sent.Add(1)
	rows, err := s.dashboard.QueryContext(detached(r), q.Get("tenant"), q.Get("from"), q.Get("to"), begin, end)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	sums := make(map[string]int, 16)
	for rows.Next() {
		var (
			name       string
			sum, ahead int
		)
		if err := rows.Scan(&name, &sum, &ahead); err != nil {
			return nil, err
		}
		if sums[name] = sum; name == dueFigure {
			sums[name] -= ahead
		}
	}
	b = append(b, `{"data":{"requirementDashboard":{`...)
	b = counted(b, sums, "byState", "state", stateFigure, states)
	b = append(b, ',')
	b = counted(b, sums, "byUrgency", "urgency", urgencyFigure, urgencies)
	b = append(b, `,"responseOnTimeRate":{"numerator":`...)
	b = number(b, sums[metFigure])
	b = append(b, `,"denominator":`...)
	b = number(b, sums[dueFigure])
	b = append(b, `,"value":`...)
	if of := sums[dueFigure]; of > 0 {
		b = strconv.AppendFloat(b, float64(sums[metFigure])/float64(of), 'f', -1, 64)
	} else {
		b = append(b, "null"...)
	}
	return append(b, `}}}}`...), rows.Err()
}

func counted(b []byte, sums map[string]int, list, field, prefix string, all []string) []byte {
	b = append(b, '"')
	b = append(b, list...)
	b = append(b, `":[`...)
	for i, one := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"`...)
		b = append(b, field...)
		b = append(b, `":"`...)
		b = append(b, one...)
		b = append(b, `","count":`...)
		b = number(b, sums[prefix+one])
		b = append(b, '}')
	}
	return append(b, ']')
}
