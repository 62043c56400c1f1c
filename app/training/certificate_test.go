package training

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
)

// Who passes has a certificate with a number and a link that tells anybody whether it
// holds: until it runs out, is corrected, or its post has a new standard (D2-79).
func TestD2_79_CertificateHolds(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		one := s.held(s.running(), "agent.1", "agent.2")
		s.assess(one, ScoreInput{s.member("agent.1"), 80}, ScoreInput{s.member("agent.2"), 10})
		r, failed := s.record(one, "agent.1"), s.record(one, "agent.2")
		if r.CertificateNumber == nil || *r.CertificateNumber != "TC-2026-00001" || failed.CertificateNumber != nil {
			t.Fatalf("%v, %v", r.CertificateNumber, failed.CertificateNumber)
		}
		sys := s.A.System()
		if CheckPath(sys, failed) != "" {
			t.Error("who failed has a link")
		}
		parts := strings.Split(CheckPath(sys, r), "/")
		number, mac := parts[3], parts[4]
		if parts[1] != "t" || number != *r.CertificateNumber || len(mac) != 22 {
			t.Fatalf("the link is %v", parts)
		}
		check := func(number, mac string) (*Standing, error) { return Check(sys, s.Client, number, mac) }
		holds := func(want Standing) {
			t.Helper()
			if got, err := check(number, mac); err != nil || *got != want {
				t.Errorf("%+v, %v, want %+v", got, err, want)
			}
		}
		holds(Standing{Number: number, Holds: true, ValidUntil: "2027-09-10"})
		for name, err := range map[string]error{
			"changed":        second(check(number, "A"+mac[1:])),
			"cut":            second(check(number, mac[:21])),
			"nothing":        second(check(number, "")),
			"another number": second(check("TC-2026-00002", mac)),
			"of another":     second(Check(s.B.System(), s.Client, number, mac)),
		} {
			if mac[0] == 'A' && name == "changed" {
				continue
			}
			if !errors.Is(err, fault.NotFound()) {
				t.Errorf("%s: %v", name, err)
			}
		}

		for who, want := range map[string]error{"agent.1": nil, "head.service": nil, "management": nil, "agent.3": nil, "staff": fault.NotFound()} {
			_, file, err := Certificate(s.As(who), s.Client, r.ID, "https://heed.example")
			if !errors.Is(err, want) || want == nil && !bytes.HasPrefix(file, []byte("%PDF-")) {
				t.Errorf("%s: %d bytes, %v", who, len(file), err)
			}
		}
		if _, _, err := Certificate(s.As("agent.2"), s.Client, failed.ID, ""); !errors.Is(err, fault.Precondition("training.certificate_none")) {
			t.Errorf("who failed: %v", err)
		}
		s.Clock.Set(time.Date(2027, 9, 11, 1, 0, 0, 0, time.UTC))
		sys = s.A.System()
		holds(Standing{Number: number, ValidUntil: "2027-09-10", Expired: true})
		if _, _, err := Certificate(s.As("agent.1"), s.Client, r.ID, ""); !errors.Is(err, fault.Precondition("training.certificate_expired")) {
			t.Errorf("what has run out: %v", err)
		}
		if path, err := CertificatePath(s.As("agent.1"), r); path != "" || err != nil {
			t.Errorf("a link to what has run out: %s, %v", path, err)
		}
	})
}

// A result that is corrected takes the certificate away, and its number comes back with it.
func TestD2_79_CertificateCorrected(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	one := s.held(s.running(), "agent.1")
	one = s.assess(one, ScoreInput{s.member("agent.1"), 80})
	number := *s.record(one, "agent.1").CertificateNumber
	one = s.assess(one, ScoreInput{s.member("agent.1"), 10})
	r := s.record(one, "agent.1")
	if got, err := Check(s.A.System(), s.Client, number, macs(s.A.System(), number)[0]); err != nil || got.Holds || got.Expired {
		t.Errorf("%+v, %v", got, err)
	}
	if _, _, err := Certificate(s.As("agent.1"), s.Client, r.ID, ""); !errors.Is(err, fault.Precondition("training.certificate_invalid")) {
		t.Errorf("%v", err)
	}
	s.assess(one, ScoreInput{s.member("agent.1"), 90})
	if r = s.record(one, "agent.1"); *r.CertificateNumber != number || !Valid(s.As("agent.1"), r) {
		t.Errorf("%+v", r)
	}
	if path, err := CertificatePath(s.As("agent.1"), r); err != nil || !strings.HasPrefix(path, "/certificates/"+string(r.ID)+"?link=") {
		t.Errorf("%s, %v", path, err)
	}
	s.Client.TrainingRecord.UpdateOneID(r.ID).SetOutdatedAt(s.Clock.Now()).ExecX(s.A.System())
	if got, err := Check(s.A.System(), s.Client, number, macs(s.A.System(), number)[0]); err != nil || got.Holds || got.Expired {
		t.Errorf("outdated: %+v, %v", got, err)
	}
	if r.Topic != flow.TopicPostStandard {
		t.Errorf("%s", r.Topic)
	}
}

func second[T any](_ T, err error) error { return err }
