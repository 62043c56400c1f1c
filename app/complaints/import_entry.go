package complaints

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

// importEntry is a row that was understood. Cells that are empty say nothing.
type importEntry struct {
	importRow
	id            string // of the fact in its system
	whose         customers.Named
	name, content string // as they first came in
	says          fact
	days          bool // of the receipt or the answer only the day is known
}

// importReader understands rows with what the company has set up.
type importReader struct {
	table       *importTable
	dates       table.DateOrder
	now         time.Time
	zone        *time.Location
	departments map[string]string  // folded name to id
	seen        map[table.Mark]int // how many rows there were of a mark or an identifier
}

func newReader(ctx context.Context, t *importTable, dates table.DateOrder) *importReader {
	config := tenants.ConfigFrom(ctx)
	r := &importReader{
		table: t, dates: dates, now: viewer.Now(ctx), zone: config.Zone, departments: map[string]string{}, seen: map[table.Mark]int{},
	}
	for id, d := range config.Departments {
		if d.Active {
			r.departments[table.Fold(d.Name)] = string(id)
		}
	}
	return r
}

var (
	importChannels   = channelWords()
	importNatures    = table.Constants("ComplaintNature", flow.ComplaintNature("").Values())
	importSeverities = table.Constants("Severity", flow.Severity("").Values())
	importCauses     = table.Constants("RootCauseClass", flow.RootCauseClass("").Values())
	importOutcomes   = table.Constants("ComplaintOutcome", flow.ComplaintOutcome("").Values())
	importStates     = table.Constants("ComplaintState", []string{string(flow.ComplaintClosed), string(flow.ComplaintWithdrawn)})
	truths           = map[string]bool{
		"yes": true, "y": true, "true": true, "1": true, "是": true, "no": false, "n": false, "false": false, "0": false, "否": false,
	}
)

// channelWords are the channels, with words that people use beside their labels.
func channelWords() map[string]string {
	known := table.Constants("Channel", flow.Channel("").Values())
	for channel, words := range map[flow.Channel][]string{
		flow.ChannelPost: {"Postal mail", "Mail", "Letter"}, flow.ChannelThirdParty: {"Referral"}, flow.ChannelWeb: {"Website", "Online"},
	} {
		for _, w := range words {
			known[table.Fold(w)] = string(channel)
		}
	}
	return known
}

// understand reads the cells of a row and gives all its mistakes.
func (r *importReader) understand(in importRow) (importEntry, []importMistake) {
	e := importEntry{importRow: in}
	var wrong []importMistake
	miss := func(f ImportField, err error) {
		if err != nil {
			wrong = append(wrong, r.table.Mistake(in, f, err))
		}
	}
	for _, f := range slices.Sorted(maps.Keys(in.Cells)) {
		miss(f, r.take(&e, f, in.Cells[f].Text))
	}
	for _, f := range []ImportField{FieldContent, FieldReceived} {
		if !e.Says(f) {
			miss(f, fault.Input("", "input.required"))
		}
	}
	if r.table.Fills(FieldExternalID) && !e.Says(FieldExternalID) {
		miss(FieldExternalID, fault.Input("", "input.required"))
	}
	if len(wrong) == 0 {
		miss(FieldExternalID, r.identify(&e))
	}
	slices.SortStableFunc(wrong, func(a, b importMistake) int {
		return slices.Index(r.table.Fields(), a.Field) - slices.Index(r.table.Fields(), b.Field)
	})
	return e, wrong
}

// identify gives the row the identifier by which it is found again. Where the file has none
// it is what stands in the row, and of rows alike how many came before.
func (r *importReader) identify(e *importEntry) error {
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
func (r *importReader) take(e *importEntry, f ImportField, s string) (err error) {
	switch f {
	case FieldExternalID:
		e.id, err = text.Line("", s, 1, maxExternal)
	case FieldReceived:
		e.says.received, err = r.past(s, &e.days)
	case FieldComplained:
		e.says.complained, err = r.past(s, new(bool))
	case FieldAnswered:
		e.says.answered, err = r.past(s, &e.days)
	case FieldChannel:
		e.says.channel, err = table.Known[flow.Channel](importChannels, s)
	case FieldComplainant:
		e.name, err = text.Line("", s, 1, maxName)
	case FieldCustomer:
		e.whose.Name, err = customers.CheckName("", s)
	case FieldCustomerID:
		e.whose.External, err = text.Line("", s, 1, maxExternal)
	case FieldProduct:
		e.says.product, err = text.Line("", s, 1, maxProduct)
	case FieldContent:
		e.content, err = text.Lines("", s, 1, maxWords)
	case FieldNature:
		e.says.nature, err = table.Known[flow.ComplaintNature](importNatures, s)
	case FieldSeverity:
		e.says.severity, err = table.Known[flow.Severity](importSeverities, s)
	case FieldRootCause:
		e.says.cause, err = table.Known[flow.RootCauseClass](importCauses, s)
	case FieldDepartment:
		e.says.department, err = table.Known[typeid.ID](r.departments, s)
	case FieldState:
		e.says.state, err = table.Known[flow.ComplaintState](importStates, s)
	case FieldOutcome:
		e.says.outcome, err = table.Known[flow.ComplaintOutcome](importOutcomes, s)
	case FieldResponse:
		e.says.response, err = text.Lines("", s, 1, maxStated)
	case FieldTimely:
		e.says.timely, err = truth(s)
	case FieldDisputed:
		e.says.disputed, err = truth(s)
	case FieldIgnore: // no column has it
	}
	return err
}

// past reads a date that has been, and tells whether only the day is known.
func (r *importReader) past(s string, day *bool) (time.Time, error) {
	m, err := r.dates.Moment(s, r.zone)
	if err != nil {
		return time.Time{}, err
	}
	*day = *day || m.Day
	c := checks{now: r.now}
	at := c.past("", m.At)
	return at, c.err
}

// said is whether something is so: as far as it was said.
type said string

const (
	saidYes said = "yes"
	saidNo  said = "no"
)

func truth(s string) (said, error) {
	yes, known := truths[table.Fold(s)]
	switch {
	case !known:
		return "", fault.Input("", "input.unknown_key").With("value", text.Clip(s))
	case yes:
		return saidYes, nil
	default:
		return saidNo, nil
	}
}

func (s said) value() *bool {
	if s == "" {
		return nil
	}
	yes := s == saidYes
	return &yes
}

func saidOf(b *bool) said {
	switch {
	case b == nil:
		return ""
	case *b:
		return saidYes
	default:
		return saidNo
	}
}

// consistent holds the facts to their order.
func (r *importReader) consistent(e importEntry, f fact) error {
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
