package delivery

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	mail "github.com/wneessen/go-mail"
)

// Files puts letters into a directory, one file each, and tells the log where:
// that is how a machine without a mail server shows its links. The files hold
// addresses and links; only their owner may read them.
func Files(dir, from string) (Post, error) {
	address, err := sender(from)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, l Letter) error {
		now := time.Now()
		m, err := compose(address, l, now, mail.NoEncoding)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("delivery: the directory of letters: %w", err)
		}
		path := filepath.Join(dir, now.UTC().Format("20060102T150405.000")+"-"+rand.Text()[:8]+".eml")
		if err := writeWhole(path, m); err != nil {
			return fmt.Errorf("delivery: writing a letter: %w", err)
		}
		slog.InfoContext(ctx, "a letter was written into a file, because no mail server is set (HEED_SMTP_URL)", "file", path)
		return nil
	}, nil
}

// writeWhole writes the message so that its name never stands for half of it.
func writeWhole(path string, m *mail.Msg) (err error) {
	half := path + ".part"
	file, err := os.OpenFile(half, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // the name is our own, in the operator's directory
	if err != nil {
		return err
	}
	_, err = m.WriteTo(file)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = os.Remove(half)
		return err
	}
	return os.Rename(half, path)
}
