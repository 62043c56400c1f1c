package notices

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/notice"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PrefsInput is how the viewer wants notices by mail; nil stays.
type PrefsInput struct {
	Digest     *flow.Digest
	QuietFrom  *string // empty for no quiet hours
	QuietUntil *string
	Muted      []string // nil stays
}

// SetPrefs keeps how the viewer wants notices by mail. Errors:
// input.empty_update, input.unknown_key, notice.quiet_hours. Records
// member.notices_updated.
func SetPrefs(ctx context.Context, tx *ent.Tx, in PrefsInput) (*ent.Member, error) {
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	q := tx.Member.Query().Where(member.ID(viewer.From(ctx).Member))
	q.Modify(database.Lock)
	m, err := q.Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("notices: reading the member: %w", err)
	}
	prefs, fields := m.NoticePrefs, []string{}
	if in.Digest != nil {
		if !slices.Contains(in.Digest.Values(), string(*in.Digest)) {
			return nil, fault.Input("digest", "input.unknown_key").With("value", text.Clip(string(*in.Digest)))
		}
		prefs.Digest = *in.Digest
		fields = append(fields, "digest")
	}
	if in.QuietFrom != nil {
		prefs.QuietFrom = *in.QuietFrom
		fields = append(fields, "quietFrom")
	}
	if in.QuietUntil != nil {
		prefs.QuietUntil = *in.QuietUntil
		fields = append(fields, "quietUntil")
	}
	if in.Muted != nil {
		if prefs.Muted, err = muted(in.Muted); err != nil {
			return nil, err
		}
		fields = append(fields, "muted")
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if quiet := prefs.QuietFrom + prefs.QuietUntil; quiet != "" &&
		(!notice.Quiet(prefs.QuietFrom) || !notice.Quiet(prefs.QuietUntil) || prefs.QuietFrom == prefs.QuietUntil) {
		return nil, fault.Input("quietFrom", "notice.quiet_hours")
	}
	if m, err = m.Update().SetNoticePrefs(prefs).Save(ctx); err != nil {
		return nil, fmt.Errorf("notices: keeping wishes: %w", err)
	}
	journal.Record(ctx, journal.Event{
		Type: "member.notices_updated", Kind: flow.EventAdmin, Subject: journal.Subject{Type: flow.SubjectMember, ID: m.ID},
		Departments: []typeid.ID{m.DepartmentID}, Members: []typeid.ID{m.ID}, Fields: fields,
	})
	return m, nil
}

// muted are types that there are, each once.
func muted(types []string) ([]string, error) {
	if len(types) > maxRead {
		return nil, fault.Input("muted", "input.too_many").With("max", maxRead)
	}
	for _, t := range types {
		if !slices.Contains(notice.Types(), t) {
			return nil, fault.Input("muted", "input.unknown_key").With("value", text.Clip(t))
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(types))), nil
}
