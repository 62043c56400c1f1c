package training

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/trainingrecord"
	"heed/ent/vault"
	"heed/rules/certificate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// series begins the numbers of certificates: TC-2026-00042.
const series = "TC"

// macBytes is how much of the sum stands in a link: nobody guesses 128 bits.
const macBytes = 16

// macs are what a certificate's link may end with, by the current data key first. Nothing
// of it is kept: a link is checked by making it again.
func macs(ctx context.Context, number string) []string {
	var all []string
	for _, sum := range vault.From(ctx).Lookups(viewer.Tenant(ctx), "certificate", number) {
		all = append(all, base64.RawURLEncoding.EncodeToString(sum[:macBytes]))
	}
	return all
}

// CheckPath is where anybody sees whether the record's certificate holds; "" for none.
func CheckPath(ctx context.Context, r *ent.TrainingRecord) string {
	if r.CertificateNumber == nil {
		return ""
	}
	return "/t/" + url.PathEscape(tenants.ConfigFrom(ctx).Tenant.Slug) + "/" + *r.CertificateNumber + "/" + macs(ctx, *r.CertificateNumber)[0]
}

// Standing is all that a certificate's link tells.
type Standing struct {
	Number     string
	Holds      bool
	ValidUntil string // YYYY-MM-DD; "" for good
	Expired    bool   // else it was corrected, or a new standard took the place of what was taught
}

// Check tells whether a certificate holds, to whoever has its link, in the context of its
// company: nothing of the person. NOT_FOUND for one that there is not, a link that was
// changed, and a company that does not work.
func Check(ctx context.Context, client *ent.Client, number, mac string) (*Standing, error) {
	is := 0
	for _, one := range macs(ctx, number) {
		is |= subtle.ConstantTimeCompare([]byte(one), []byte(mac))
	}
	if is != 1 || !tenants.ConfigFrom(ctx).AtWork() {
		return nil, fault.NotFound()
	}
	r, err := client.TrainingRecord.Query().Where(trainingrecord.CertificateNumber(number)).Only(viewer.SystemOf(ctx))
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("training: reading a certificate: %w", err)
	}
	return &Standing{
		Number: number, Holds: Valid(ctx, r), ValidUntil: r.ValidUntil,
		Expired: r.OutdatedAt == nil && ranOut(ctx, r),
	}, nil
}

// Certificate is the record's certificate as a file. Errors: NOT_FOUND,
// training.certificate_none, training.certificate_expired, training.certificate_invalid.
func Certificate(ctx context.Context, client *ent.Client, id typeid.ID, publicURL string) (*ent.TrainingRecord, []byte, error) {
	if err := authz.Require(ctx, authz.TrainingRead); err != nil {
		return nil, nil, err
	}
	r, err := client.TrainingRecord.Query().Where(trainingrecord.ID(id)).WithMember().WithSession().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil, fault.NotFound()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("training: reading a record: %w", err)
	}
	if err := certifiable(ctx, r); err != nil {
		return nil, nil, err
	}
	file, err := certificate.Write(printed(ctx, r, publicURL))
	return r, file, err
}

// CertificatePasses are sealed for certificates (sessions.Pass).
const CertificatePasses = "certificate link"

// CertificatePath is where the viewer reads the record's certificate for some minutes, also
// who cannot send a token; "" for none that holds.
func CertificatePath(ctx context.Context, r *ent.TrainingRecord) (string, error) {
	if certifiable(ctx, r) != nil {
		return "", nil
	}
	link, _, err := sessions.Pass(ctx, CertificatePasses, r.ID)
	return "/certificates/" + string(r.ID) + "?link=" + link, err
}

// certifiable refuses a record without a certificate that holds.
func certifiable(ctx context.Context, r *ent.TrainingRecord) error {
	switch {
	case r.CertificateNumber == nil:
		return fault.Precondition("training.certificate_none")
	case Valid(ctx, r):
		return nil
	case r.OutdatedAt == nil && ranOut(ctx, r):
		return fault.Precondition("training.certificate_expired").With("until", r.ValidUntil)
	}
	return fault.Precondition("training.certificate_invalid")
}

// printed is what stands in the certificate of a record with its member and session, in the
// company's language.
func printed(ctx context.Context, r *ent.TrainingRecord, publicURL string) certificate.Certificate {
	config, s := tenants.ConfigFrom(ctx), r.Edges.Session
	day := func(t time.Time) string { return t.In(config.Zone).Format(time.DateOnly) }
	c := certificate.Certificate{
		Locale: config.Tenant.Locale, Number: *r.CertificateNumber, Company: config.Tenant.Name, Member: r.Edges.Member.DisplayName, Post: r.Post,
		Training: s.Title, Topic: label.Of(config.Tenant.Locale, "TrainingTopicKind", string(r.Topic)), HeldOn: day(s.StartsAt),
		IssuedOn: day(*r.AssessedAt), ValidUntil: r.ValidUntil, Minutes: r.Minutes, CheckURL: publicURL + CheckPath(ctx, r), Made: *r.AssessedAt,
	}
	if r.Topic == flow.TopicOther {
		c.Topic = ""
	}
	if r.Score != nil && r.Scale != nil {
		c.Points = strconv.Itoa(*r.Score) + " / " + strconv.Itoa(*r.Scale)
	}
	return c
}
