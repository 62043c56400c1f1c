package customers

import (
	"slices"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
)

// wishes is what is kept of how a person wants to be contacted; "" and nil are
// unknown.
type wishes struct {
	frequency flow.ContactFrequency
	channels  []flow.Channel
	content   []flow.WantedContent
	quiet     bool
}

func wishesOf(c *ent.Contact) wishes {
	return wishes{frequency: optional.Or(c.PreferredFrequency, ""), channels: c.PreferredChannels, content: c.WantedContent, quiet: c.DoNotDisturb}
}

// on is what is kept after the changes.
func (in Wishes) on(was wishes) wishes {
	is := was
	is.frequency, is.quiet = optional.Or(in.PreferredFrequency, was.frequency), optional.Or(in.DoNotDisturb, was.quiet)
	if in.PreferredChannels != nil {
		is.channels = in.PreferredChannels
	}
	if in.WantedContent != nil {
		is.content = in.WantedContent
	}
	return is
}

// check holds the wishes to their lists; a list names nothing twice.
func (w wishes) check(path string) error {
	if err := noneTwice(path+"preferredChannels", w.channels); err != nil {
		return err
	}
	return noneTwice(path+"wantedContent", w.content)
}

func noneTwice[T ~string](field string, all []T) error {
	for i, one := range all {
		if slices.Contains(all[:i], one) {
			return fault.Input(field, "input.duplicate").With("value", text.Clip(string(one)))
		}
	}
	return nil
}

// fill writes the wishes into a new row.
func (w wishes) fill(m *ent.ContactMutation) { w.change(m, wishes{}) }

// change writes what differs from what was, and names it.
func (w wishes) change(m *ent.ContactMutation, was wishes) []string {
	var fields []string
	if w.frequency != was.frequency {
		fields = append(fields, "preferredFrequency")
		putIn(w.frequency, m.SetPreferredFrequency, m.ClearPreferredFrequency)
	}
	if !slices.Equal(w.channels, was.channels) {
		fields = append(fields, "preferredChannels")
		putAll(w.channels, m.SetPreferredChannels, m.ClearPreferredChannels)
	}
	if !slices.Equal(w.content, was.content) {
		fields = append(fields, "wantedContent")
		putAll(w.content, m.SetWantedContent, m.ClearWantedContent)
	}
	if w.quiet != was.quiet {
		fields = append(fields, "doNotDisturb")
		m.SetDoNotDisturb(w.quiet)
	}
	return fields
}

// putAll sets a list, or clears it for an empty one.
func putAll[T any](all []T, set func([]T), clear func()) {
	if len(all) == 0 {
		clear()
		return
	}
	set(all)
}
