package delivery

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// A calendar file comes as an attachment that calendars know (RFC 5545); what stands in it
// makes no headers.
func TestCalendarIsAttached(t *testing.T) {
	from, err := sender("heed@company.example")
	if err != nil {
		t.Fatal(err)
	}
	const file = "BEGIN:VCALENDAR\r\nSUMMARY:培训\r\nEND:VCALENDAR\r\n"
	m, err := compose(from, Letter{To: "min@new.example", Subject: "培训邀请", Text: "明天九点", Calendar: file}, time.Now(), gomail.EncodingQP)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	whole, err := mail.ReadMessage(&b)
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(whole.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		t.Fatalf("%s, %v", kind, err)
	}
	parts, types := multipart.NewReader(whole.Body, params["boundary"]), []string{}
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		types = append(types, part.Header.Get("Content-Type"))
		body, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(types[len(types)-1], "text/calendar") {
			continue
		}
		plain, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(string(body), "\r\n", ""))
		if err != nil || string(plain) != file || !strings.Contains(part.Header.Get("Content-Disposition"), "invite.ics") {
			t.Errorf("%q, %v, %v", plain, part.Header, err)
		}
	}
	if len(types) != 2 || !strings.Contains(types[1], "method=PUBLISH") {
		t.Errorf("the parts are %v", types)
	}
}
