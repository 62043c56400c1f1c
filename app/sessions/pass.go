package sessions

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/member"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PassLife is how long a pass is good.
const PassLife = 5 * time.Minute

// maxPass is the longest text of a pass.
const maxPass = 600

// pass is what the text of a pass holds, sealed: who reads which record's file, until when.
type pass struct {
	Company typeid.ID `json:"c"`
	Member  typeid.ID `json:"m"`
	File    typeid.ID `json:"f"`
	Until   int64     `json:"u"` // seconds
}

// Pass lets whoever bears it read a file as the viewer, for who plays or shows it cannot
// send a token: its text, and until when it is good. What it is sealed for is good for
// nothing else.
func Pass(ctx context.Context, purpose string, file typeid.ID) (string, time.Time, error) {
	v, until := viewer.From(ctx), viewer.Now(ctx).Add(PassLife).Truncate(time.Second)
	plain, err := json.Marshal(pass{v.Tenant, v.Member, file, until.Unix()})
	if err != nil {
		return "", until, fmt.Errorf("sessions: a pass: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(vault.From(ctx).SealSecret(purpose, plain)), until, nil
}

// Bearer is the context of the member of a pass for the file: with the rights that they
// have now. A pass that does not hold, is old, or is of somebody who is gone is NOT_FOUND.
func (w *Who) Bearer(ctx context.Context, c *ent.Client, purpose string, file typeid.ID, secret string) (context.Context, error) {
	if len(secret) > maxPass {
		return nil, fault.NotFound()
	}
	sealed, err := base64.RawURLEncoding.DecodeString(secret)
	if err != nil {
		return nil, fault.NotFound()
	}
	plain, err := vault.From(ctx).OpenSecret(purpose, sealed)
	if err != nil {
		return nil, fault.NotFound().Because(err)
	}
	var p pass
	if err := json.Unmarshal(plain, &p); err != nil || p.File != file || viewer.Now(ctx).Unix() >= p.Until {
		return nil, fault.NotFound().Because(err)
	}
	request, locale := viewer.From(ctx).RequestID, viewer.From(ctx).Locale
	ctx, err = w.AsSystem(ctx, p.Company)
	if err != nil {
		return nil, err
	}
	m, err := c.Member.Query().Where(member.ID(p.Member)).WithMemberRoles().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("sessions: reading a member: %w", err)
	}
	ctx, err = w.Member(ctx, m)
	if err != nil {
		return nil, err
	}
	v := *viewer.From(ctx)
	v.RequestID = request
	if v.Locale == "" {
		v.Locale = locale
	}
	if m.State != flow.MemberActive || v.TenantState == string(flow.TenantClosed) {
		return nil, fault.NotFound()
	}
	return viewer.With(ctx, &v), nil
}
