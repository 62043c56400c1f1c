package delivery

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	mail "github.com/wneessen/go-mail"
)

// How long a mail server may take: for one step, and for a letter.
const (
	stepTimeout   = 15 * time.Second
	letterTimeout = 60 * time.Second
)

// server is where letters are handed over.
type server struct {
	host, user, password string
	port                 int
	implicit             bool // TLS from the first byte
	policy               mail.TLSPolicy
	trust                *tls.Config // of tests; nil: the system's
	from                 *netmail.Address
}

// SMTP sends letters by the server of an address like smtp://user:password@host:587
// (STARTTLS, which only a server on this machine may lack) or smtps://host:465.
// ?tls=off is for networks of one's own; a password goes there under TLS only.
func SMTP(address, from string) (Post, error) {
	s, err := readServer(address)
	if err != nil {
		return nil, err
	}
	if s.from, err = sender(from); err != nil {
		return nil, err
	}
	return s.send, nil
}

// readServer reads the address; errors do not repeat it, for it has a password.
func readServer(address string) (*server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Path != "" && u.Path != "/" {
		return nil, errors.New("the mail server's address must be like smtp://user:password@host:587 or smtps://host:465")
	}
	s := &server{host: u.Hostname(), user: u.User.Username(), policy: mail.TLSMandatory}
	s.password, _ = u.User.Password()
	switch u.Scheme {
	case "smtp":
		s.port = 587
		if loopback(s.host) {
			s.policy = mail.TLSOpportunistic
		}
	case "smtps":
		s.port, s.implicit = 465, true
	default:
		return nil, fmt.Errorf("the mail server's address must begin with smtp:// or smtps://, not %q", u.Scheme)
	}
	if u.Port() != "" {
		if s.port, err = strconv.Atoi(u.Port()); err != nil {
			return nil, errors.New("the mail server's port is no number")
		}
	}
	switch tlsMode := u.Query().Get("tls"); {
	case tlsMode == "off" && s.implicit, tlsMode != "off" && tlsMode != "":
		return nil, errors.New("of the mail server's address only smtp://…?tls=off is known")
	case tlsMode == "off" && s.user != "":
		return nil, errors.New("the mail server's password is not sent without TLS: leave tls=off out, or the user")
	case tlsMode == "off":
		s.policy = mail.NoTLS
	}
	return s, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// send hands a letter over, with a connection of its own: letters are few.
func (s *server) send(ctx context.Context, l Letter) error {
	m, err := compose(s.from, l, time.Now(), mail.EncodingQP)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, letterTimeout)
	defer cancel()
	var conn net.Conn // the library leaves it open when something fails
	client, err := s.client(func(ctx context.Context, network, address string) (net.Conn, error) {
		secure, raw, err := s.dial(ctx, network, address)
		conn = raw
		return secure, err
	})
	if err != nil {
		return err
	}
	defer func() {
		if conn != nil {
			_ = conn.Close()
		}
	}()
	talk, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return dialing(err)
	}
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	if err := client.SendWithSMTPClient(talk, m); err != nil {
		return sending(err)
	}
	_ = client.CloseWithSMTPClient(talk) // who has taken the letter may part as they like
	return nil
}

// dial connects, with TLS at once where the address says so.
func (s *server) dial(ctx context.Context, network, address string) (conn, raw net.Conn, err error) {
	if raw, err = (&net.Dialer{}).DialContext(ctx, network, address); err != nil || !s.implicit {
		return raw, raw, err
	}
	secure := tls.Client(raw, s.tls())
	if err := secure.HandshakeContext(ctx); err != nil {
		return nil, raw, err
	}
	return secure, raw, nil
}

func (s *server) tls() *tls.Config {
	if s.trust != nil {
		return s.trust
	}
	return &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12}
}

func (s *server) client(dial mail.DialContextFunc) (*mail.Client, error) {
	_, domain, _ := strings.Cut(s.from.Address, "@")
	options := []mail.Option{
		mail.WithPort(s.port), mail.WithTimeout(stepTimeout), mail.WithHELO(domain), mail.WithTLSPolicy(s.policy), mail.WithoutNoop(),
		mail.WithTLSConfig(s.tls()), mail.WithDialContextFunc(dial),
	}
	if s.implicit {
		options = append(options, mail.WithSSL())
	}
	if s.user != "" {
		options = append(options, mail.WithUsername(s.user), mail.WithPassword(s.password),
			mail.WithOpportunisticSMTPAuth(mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthPlain, mail.SMTPAuthLogin))
	}
	c, err := mail.NewClient(s.host, options...)
	if err != nil {
		return nil, fmt.Errorf("delivery: the mail server's settings: %w", err)
	}
	return c, nil
}
