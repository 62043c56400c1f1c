package delivery

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	"net/mail"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// mailServer is an SMTP server of the test's own that takes letters, or refuses them.
type mailServer struct {
	net.Listener
	cert     *tls.Certificate // for STARTTLS; nil: none is offered
	answers  map[string]string
	secure   *tls.Certificate // from the first byte
	mu       sync.Mutex
	letters  []string
	logins   []string
	commands []string
}

// hangsUp is a server's answer that never comes.
const hangsUp = "-"

// newMailServer listens; answers are what it says to a command instead of 250.
func newMailServer(t *testing.T, cert *tls.Certificate, answers map[string]string) *mailServer {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &mailServer{Listener: l, cert: cert, answers: answers}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { s.talk(conn) })
		}
	})
	t.Cleanup(func() { _ = l.Close(); wg.Wait() })
	return s
}

func (s *mailServer) implicit(cert *tls.Certificate) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.secure = cert
}

func (s *mailServer) port() int { return s.Addr().(*net.TCPAddr).Port } //nolint:errcheck,forcetypeassert // it listens on TCP

func (s *mailServer) talk(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	say := func(line string) { _, _ = io.WriteString(conn, line+"\r\n") }
	s.mu.Lock()
	secure := s.secure
	s.mu.Unlock()
	encrypted := secure != nil
	if encrypted {
		conn = tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{*secure}, MinVersion: tls.VersionTLS12})
	}
	r := bufio.NewReader(conn)
	say("220 test")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		verb, _, _ := strings.Cut(strings.ToUpper(line), " ")
		verb, _, _ = strings.Cut(verb, ":")
		s.mu.Lock()
		s.commands = append(s.commands, line)
		answer := s.answers[verb]
		s.mu.Unlock()
		switch {
		case answer != "":
			say(answer)
		case verb == "EHLO":
			say("250-test")
			if s.cert != nil && !encrypted {
				say("250-STARTTLS")
			} else if encrypted {
				say("250-AUTH PLAIN")
			}
			say("250 8BITMIME")
		case verb == "STARTTLS":
			say("220 go")
			conn = tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{*s.cert}, MinVersion: tls.VersionTLS12})
			r, encrypted = bufio.NewReader(conn), true
		case verb == "AUTH":
			s.mu.Lock()
			s.logins = append(s.logins, line)
			s.mu.Unlock()
			say("235 in")
		case verb == "DATA":
			say("354 go")
			if !s.take(r) {
				return
			}
			if over := s.answers["."]; over == hangsUp {
				return
			} else if over != "" {
				say(over)
				continue
			}
			say("250 taken")
		case verb == "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func (s *mailServer) take(r *bufio.Reader) bool {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(line)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters = append(s.letters, b.String())
	return true
}

func (s *mailServer) taken() (letters, logins []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.letters, s.logins
}

// certificate is one for 127.0.0.1, and who trusts it.
func certificate(t *testing.T) (*tls.Certificate, *tls.Config) {
	t.Helper()
	hs := httptest.NewTLSServer(nil)
	t.Cleanup(hs.Close)
	pool := x509.NewCertPool()
	pool.AddCert(hs.Certificate())
	return &hs.TLS.Certificates[0], &tls.Config{RootCAs: pool, ServerName: "example.com", MinVersion: tls.VersionTLS12}
}

func read(t *testing.T, letter string) (*mail.Message, string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(letter))
	if err != nil {
		t.Fatalf("%v in %s", err, letter)
	}
	body := m.Body
	if m.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
		body = quotedprintable.NewReader(body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return m, strings.ReplaceAll(string(text), "\r\n", "\n")
}

func TestSMTP(t *testing.T) {
	cert, trust := certificate(t)
	s := newMailServer(t, cert, nil)
	at, err := readServer("smtp://heed:p%40ss@127.0.0.1:" + strconv.Itoa(s.port()))
	if err != nil {
		t.Fatal(err)
	}
	at.trust = trust
	if at.from, err = sender("客户之声 <heed@company.example>"); err != nil {
		t.Fatal(err)
	}
	l := Letter{
		To: "min@new.example", Subject: "远见 邀请您加入 — Heed", ID: "evt_1",
		Text: "您好：\n\nhttps://heed.example/invite/" + strings.Repeat("a", 90) + "\n.\n最后一行\n",
	}
	if err := at.send(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	letters, logins := s.taken()
	if len(letters) != 1 || len(logins) != 1 {
		t.Fatalf("%d letters, %d logins", len(letters), len(logins))
	}
	if want := "AUTH PLAIN " + base64.StdEncoding.EncodeToString([]byte("\x00heed\x00p@ss")); logins[0] != want {
		t.Errorf("%s", logins[0])
	}
	m, text := read(t, letters[0])
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != l.Subject {
		t.Errorf("%q, %v", subject, err)
	}
	from, err := m.Header.AddressList("From")
	if err != nil || from[0].Name != "客户之声" || from[0].Address != "heed@company.example" {
		t.Errorf("%v, %v", from, err)
	}
	if text != strings.Replace(l.Text, "\n.\n", "\n..\n", 1) && text != l.Text { // the server leaves the stuffed dot
		t.Errorf("%q", text)
	}
	for name, want := range map[string]string{
		"Message-Id": "<evt_1@company.example>", "To": "<min@new.example>", "Auto-Submitted": "auto-generated",
		"Content-Type": "text/plain; charset=UTF-8", "User-Agent": "", "X-Mailer": "",
	} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if _, err := m.Header.Date(); err != nil {
		t.Error(err)
	}
}

// TLS from the first byte, with a password.
func TestSMTPS(t *testing.T) {
	cert, trust := certificate(t)
	s := newMailServer(t, nil, nil)
	s.implicit(cert)
	at, err := readServer("smtps://heed:secret@127.0.0.1:" + strconv.Itoa(s.port()))
	if err != nil {
		t.Fatal(err)
	}
	if at.from, err = sender("heed@company.example"); err != nil {
		t.Fatal(err)
	}
	l := Letter{To: "min@new.example", Subject: "s", Text: "t"}
	if err := at.send(t.Context(), l); err == nil || Refused(err) {
		t.Errorf("a certificate that nobody vouches for: %v", err)
	}
	at.trust = trust
	if err := at.send(t.Context(), l); err != nil {
		t.Error(err)
	}
	if letters, logins := s.taken(); len(letters) != 1 || len(logins) != 1 {
		t.Errorf("%d letters, %d logins", len(letters), len(logins))
	}
}

// A password waits for TLS, and so does every letter to another machine.
func TestNoTLS(t *testing.T) {
	s := newMailServer(t, nil, nil)
	at, err := readServer("smtp://127.0.0.1:" + strconv.Itoa(s.port()))
	if err != nil {
		t.Fatal(err)
	}
	if at.from, err = sender("heed@company.example"); err != nil {
		t.Fatal(err)
	}
	if err := at.send(t.Context(), Letter{To: "min@new.example", Subject: "s", Text: "t"}); err != nil {
		t.Errorf("on this machine: %v", err)
	}
	at.user, at.password = "heed", "secret"
	if err := at.send(t.Context(), Letter{To: "min@new.example", Subject: "s", Text: "t"}); err == nil || Refused(err) {
		t.Errorf("a password in clear: %v", err)
	}
	elsewhere, err := readServer("smtp://mail.company.example")
	if err != nil {
		t.Fatal(err)
	}
	at.user, at.policy = "", elsewhere.policy
	if err := at.send(t.Context(), Letter{To: "min@new.example", Subject: "s", Text: "t"}); err == nil || Refused(err) {
		t.Errorf("another machine without TLS: %v", err)
	}
	if letters, logins := s.taken(); len(letters) != 1 || len(logins) != 0 {
		t.Errorf("%d letters, %d logins", len(letters), len(logins))
	}
}

// What is wrong with the letter is told from what may go away; no error repeats an
// address.
func TestErrors(t *testing.T) {
	for name, test := range map[string]struct {
		answers map[string]string
		refused bool
		code    int
	}{
		"nobody there":      {map[string]string{"RCPT": "550 5.1.1 <min@new.example> is unknown"}, true, 550},
		"later":             {map[string]string{"RCPT": "451 4.7.1 <min@new.example> try again"}, false, 451},
		"not wanted":        {map[string]string{".": "554 5.7.1 min@new.example does not want this"}, true, 554},
		"full":              {map[string]string{".": "452 4.2.2 min@new.example is full"}, false, 452},
		"a bad sender":      {map[string]string{"MAIL": "550 5.7.1 heed@company.example may not"}, false, 550},
		"no time to listen": {map[string]string{"EHLO": "421 min@new.example later", "HELO": "421 min@new.example later"}, false, 421},
	} {
		t.Run(name, func(t *testing.T) {
			s := newMailServer(t, nil, test.answers)
			post, err := SMTP("smtp://127.0.0.1:"+strconv.Itoa(s.port()), "heed@company.example")
			if err != nil {
				t.Fatal(err)
			}
			err = post(t.Context(), Letter{To: "min@new.example", Subject: "s", Text: "t"})
			var e *Error
			if !errors.As(err, &e) || Refused(err) != test.refused || e.Code != test.code {
				t.Errorf("%v: refused %v", err, Refused(err))
			}
			if err != nil && strings.Contains(err.Error(), "@") {
				t.Errorf("an address: %v", err)
			}
		})
	}
	t.Run("nobody listens", func(t *testing.T) {
		post, err := SMTP("smtp://127.0.0.1:1", "heed@company.example")
		if err != nil {
			t.Fatal(err)
		}
		if err := post(t.Context(), Letter{To: "min@new.example"}); err == nil || Refused(err) {
			t.Error(err)
		}
	})
	t.Run("no time left", func(t *testing.T) {
		s := newMailServer(t, nil, map[string]string{"RCPT": " "})
		post, err := SMTP("smtp://127.0.0.1:"+strconv.Itoa(s.port()), "heed@company.example")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := post(ctx, Letter{To: "min@new.example"}); err == nil || Refused(err) {
			t.Error(err)
		}
	})
}

// A letter whose taking was never confirmed may have been taken; one that was taken stays so,
// whatever the server says then.
func TestUnsure(t *testing.T) {
	for name, test := range map[string]struct {
		answers          map[string]string
		sent, sure, kept bool
	}{
		"hangs up after the letter": {map[string]string{".": hangsUp}, false, false, true},
		"is full":                   {map[string]string{".": "452 4.2.2 full"}, false, true, true},
		"wants no data":             {map[string]string{"DATA": "451 4.3.0 later"}, false, true, false},
		"is gone once it has it":    {map[string]string{"RSET": "421 4.3.2 bye"}, true, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newMailServer(t, nil, test.answers)
			post, err := SMTP("smtp://127.0.0.1:"+strconv.Itoa(s.port()), "heed@company.example")
			if err != nil {
				t.Fatal(err)
			}
			err = post(t.Context(), Letter{To: "min@new.example", Subject: "s", Text: "t"})
			letters, _ := s.taken()
			if (err == nil) != test.sent || Unsure(err) == test.sure || Refused(err) || (len(letters) == 1) != test.kept {
				t.Errorf("%v: unsure %v, refused %v, %d letters", err, Unsure(err), Refused(err), len(letters))
			}
		})
	}
}

// Nothing that stands in a letter makes a header, a recipient or a command.
func TestInjection(t *testing.T) {
	s := newMailServer(t, nil, nil)
	post, err := SMTP("smtp://127.0.0.1:"+strconv.Itoa(s.port()), "heed@company.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{
		"min@new.example\r\nBcc: all@new.example", "min@new.example, all@new.example", "Min <min@new.example>", "min@new.example>\r\nDATA", "", "min",
	} {
		if err := post(t.Context(), Letter{To: to, Subject: "s", Text: "t"}); !Refused(err) {
			t.Errorf("%q: %v", to, err)
		}
	}
	evil := "a\r\nBcc: all@new.example\r\n\r\nb\u2028c"
	if err := post(t.Context(), Letter{To: "min@new.example", Subject: evil, ID: evil, Text: "x\r\n.\r\nRCPT TO:<all@new.example>\r\n"}); err != nil {
		t.Fatal(err)
	}
	letters, _ := s.taken()
	if len(letters) != 1 {
		t.Fatalf("%d letters", len(letters))
	}
	m, _ := read(t, letters[0])
	if m.Header.Get("Bcc") != "" || strings.Count(m.Header.Get("Message-Id"), "@") != 1 {
		t.Errorf("%v", m.Header)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.commands {
		if strings.Contains(c, "all@new.example") {
			t.Errorf("the server was told %q", c)
		}
	}
}

func TestReadServer(t *testing.T) {
	for _, address := range []string{
		"", "mail.example:587", "http://mail.example", "smtp://", "smtp://mail.example/path", "smtp://mail.example?tls=no",
		"smtps://mail.example?tls=off", "smtp://u:secret@mail.example?tls=off", "smtp://u:secret@mail.example:port",
	} {
		if _, err := readServer(address); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	s, err := readServer("smtps://u:p@mail.example")
	if err != nil || s.port != 465 || !s.implicit {
		t.Errorf("%+v, %v", s, err)
	}
	for _, from := range []string{"", "heed", "Heed <heed@company.example>\r\nBcc: x@y.example"} {
		if _, err := SMTP("smtps://mail.example", from); err == nil {
			t.Errorf("from %q", from)
		}
	}
}
