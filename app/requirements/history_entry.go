package requirements

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"heed/app/customers"
	"heed/app/tenants"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/table"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The longest identifiers of other systems, in characters.
const (
	maxSystem   = 40
	maxExternal = 100
)

// historyEntry is a row that was understood. Cells that are empty say nothing.
type historyEntry struct {
	historyRow
	id    string // of the fact in its system
	whose customers.Named
	facts facts
	days  bool // of the answer or the receipt only the day is known
}

// historyReader understands rows with what the company has set up.
type historyReader struct {
	table       *historyTable
	order       DateOrder
	now         time.Time
	zone        *time.Location
	departments map[string]string  // folded name to id
	seen        map[table.Mark]int // how many rows there were of a mark or an identifier
}

func newHistoryReader(ctx context.Context, t *historyTable, order DateOrder) *historyReader {
	config := tenants.ConfigFrom(ctx)
	r := &historyReader{
		table: t, order: order, now: viewer.Now(ctx), zone: config.Zone,
		departments: map[string]string{}, seen: map[table.Mark]int{},
	}
	for id, d := range config.Departments {
		if d.Active {
			r.departments[table.Fold(d.Name)] = string(id)
		}
	}
	return r
}

var (
	sources    = table.Constants("RequirementSource", flow.RequirementSource("").Values())
	categories = table.Constants("RequirementCategory", flow.RequirementCategory("").Values())
	natures    = table.Constants("Nature", flow.Nature("").Values())
	urgencies  = table.Constants("Urgency", flow.Urgency("").Values())
	channels   = also(table.Constants("Channel", flow.Channel("").Values()), map[flow.Channel][]string{
		flow.ChannelPost: {"Postal mail", "Mail", "Letter"}, flow.ChannelThirdParty: {"Referral"}, flow.ChannelWeb: {"Website", "Online"},
	})
	truths = map[string]string{
		"yes": "true", "y": "true", "true": "true", "1": "true", "是": "true",
		"no": "false", "n": "false", "false": "false", "0": "false", "否": "false",
	}
)

// also adds words that people use for a value beside its label.
func also[T ~string](known map[string]string, more map[T][]string) map[string]string {
	for value, words := range more {
		for _, w := range words {
			known[table.Fold(w)] = string(value)
		}
	}
	return known
}

// understand reads the cells of a row and gives all its mistakes.
func (r *historyReader) understand(in historyRow) (historyEntry, []historyMistake) {
	e := historyEntry{historyRow: in}
	var wrong []historyMistake
	miss := func(f HistoryField, err error) {
		if err != nil {
			wrong = append(wrong, r.table.Mistake(in, f, err))
		}
	}
	for _, f := range slices.Sorted(maps.Keys(in.Cells)) {
		miss(f, r.take(&e, f, in.Cells[f].Text))
	}
	for _, f := range []HistoryField{HistoryTitle, HistoryReceived} {
		if !e.Says(f) {
			miss(f, fault.Input("", "input.required"))
		}
	}
	if !e.Says(HistoryCustomer) && !e.Says(HistoryCustomerID) {
		miss(HistoryCustomer, fault.Input("", "input.required"))
	}
	if r.table.Fills(HistoryExternalID) && !e.Says(HistoryExternalID) {
		miss(HistoryExternalID, fault.Input("", "input.required"))
	}
	if len(wrong) == 0 {
		miss(HistoryExternalID, r.identify(&e))
	}
	slices.SortStableFunc(wrong, func(a, b historyMistake) int {
		return slices.Index(r.table.Fields(), a.Field) - slices.Index(r.table.Fields(), b.Field)
	})
	return e, wrong
}

// identify gives the row the identifier by which it is found again. Where the file
// has none it is what stands in the row, and of rows alike how many came before.
func (r *historyReader) identify(e *historyEntry) error {
	mark := e.Mark
	if e.id != "" {
		mark = table.MarkOf(e.id)
	}
	r.seen[mark]++
	switch n := r.seen[mark]; {
	case e.id == "":
		e.id = fmt.Sprintf("row-%x-%d", mark, n)
	case n > 1:
		return fault.Input("", "input.duplicate").With("value", text.Clip(e.id))
	}
	return nil
}

// take puts the value of one cell where it belongs.
func (r *historyReader) take(e *historyEntry, f HistoryField, s string) (err error) {
	var m table.Moment
	switch f {
	case HistoryCustomer:
		e.whose.Name, err = customers.CheckName("", s)
	case HistoryCustomerID:
		e.whose.External, err = text.Line("", s, 1, maxExternal)
	case HistoryTitle:
		e.facts.title, err = text.Line("", s, 1, maxTitle)
	case HistoryContent:
		e.facts.content, err = text.Lines("", s, 1, maxWords)
	case HistorySource:
		e.facts.source, err = table.Known[flow.RequirementSource](sources, s)
	case HistoryChannel:
		e.facts.channel, err = table.Known[flow.Channel](channels, s)
	case HistoryCategory:
		e.facts.category, err = table.Known[flow.RequirementCategory](categories, s)
	case HistoryNature:
		e.facts.nature, err = table.Known[flow.Nature](natures, s)
	case HistoryUrgency:
		e.facts.urgency, err = table.Known[flow.Urgency](urgencies, s)
	case HistoryDepartment:
		e.facts.department, err = table.Known[typeid.ID](r.departments, s)
	case HistoryReceived:
		m, err = r.past(s)
		e.facts.received, e.days = m.At, e.days || m.Day
	case HistorySent:
		m, err = r.past(s)
		e.facts.sent = m.At
	case HistoryAnswered:
		m, err = r.past(s)
		e.facts.answered, e.days = m.At, e.days || m.Day
	case HistoryTimely:
		e.facts.timely, err = table.Known[string](truths, s)
	case HistoryResponse:
		e.facts.response, err = text.Lines("", s, 1, maxLong)
	case HistoryExternalID:
		e.id, err = text.Line("", s, 1, maxExternal)
	case HistoryIgnore: // no column has it
	}
	return err
}

// past reads a date that has been.
func (r *historyReader) past(s string) (table.Moment, error) {
	m, err := r.order.Moment(s, r.zone)
	if err != nil {
		return table.Moment{}, err
	}
	c := checks{now: r.now}
	c.past("", m.At)
	return m, c.err
}

// over is the facts with what the row says.
func (e historyEntry) over(f facts) facts {
	for field := range e.Cells {
		switch field {
		case HistoryTitle:
			f.title = e.facts.title
		case HistoryContent:
			f.content = e.facts.content
		case HistorySource:
			f.source = e.facts.source
		case HistoryChannel:
			f.channel = e.facts.channel
		case HistoryCategory:
			f.category = e.facts.category
		case HistoryNature:
			f.nature = e.facts.nature
		case HistoryUrgency:
			f.urgency = e.facts.urgency
		case HistoryDepartment:
			f.department = e.facts.department
		case HistoryReceived:
			f.received = e.facts.received
		case HistorySent:
			f.sent = e.facts.sent
		case HistoryAnswered:
			f.answered = e.facts.answered
		case HistoryTimely:
			f.timely = e.facts.timely
		case HistoryResponse:
			f.response = e.facts.response
		case HistoryCustomer, HistoryCustomerID, HistoryExternalID, HistoryIgnore:
		}
	}
	return f
}

// consistent holds the facts to their order. When a record was passed on says nothing
// of it: sources have it before they have the receipt.
func (r *historyReader) consistent(e historyEntry, f facts) error {
	received, answered := f.received, f.answered
	if answered.IsZero() {
		return nil
	}
	if e.days {
		received, answered = startOfDay(received, r.zone), startOfDay(answered, r.zone)
	}
	if answered.Before(received) {
		return fault.Input("", "import.answered_before_received")
	}
	return nil
}

func startOfDay(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return score.Midnight(y, m, d, zone)
}
