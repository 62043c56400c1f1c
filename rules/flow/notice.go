package flow

// MailState is where the mail of a notice stands.
type MailState string

// The states of a notice's mail.
const (
	MailNone    MailState = "NONE" // the member wants none
	MailPending MailState = "PENDING"
	MailSent    MailState = "SENT"
	MailFailed  MailState = "FAILED"
)

// Values lists the states of a notice's mail, in their order.
func (MailState) Values() []string {
	return names([]MailState{MailNone, MailPending, MailSent, MailFailed})
}

// Digest is how a member wants notices by mail.
type Digest string

// The kinds of digests.
const (
	DigestNone   Digest = "NONE"   // no mail
	DigestEach   Digest = "EACH"   // one mail a notice
	DigestHourly Digest = "HOURLY" // what came since the last mail
	DigestDaily  Digest = "DAILY"  // once a day, in the morning
)

// Values lists the kinds of digests, in their order.
func (Digest) Values() []string {
	return names([]Digest{DigestNone, DigestEach, DigestHourly, DigestDaily})
}

// NoticePrefs is how a member wants to be told; the zero value is one mail a
// notice at any hour.
type NoticePrefs struct {
	Digest     Digest   `json:"digest,omitempty"`
	QuietFrom  string   `json:"quietFrom,omitempty"`  // "22:00" of the company's time, empty for none
	QuietUntil string   `json:"quietUntil,omitempty"` // "08:00"
	Muted      []string `json:"muted,omitempty"`      // types of events without mail
}

// NoticeParams is what a notice's sentence needs beside its subject: names of
// states, numbers and instants, never personal text.
type NoticeParams map[string]string
