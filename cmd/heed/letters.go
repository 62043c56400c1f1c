package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v3"

	"heed/server/delivery"
	"heed/server/jobs"
)

// mailDirectory holds letters in the data directory where no mail server is set.
const mailDirectory = "mail"

// letterFlags are about the letters that Heed writes and the links in them.
func letterFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{
			Name: "smtp-url", Sources: cli.EnvVars("HEED_SMTP_URL"),
			Usage: "the mail server, smtp://USER:PASSWORD@HOST:587 or smtps://HOST:465; without one letters are files in the data directory",
		},
		&cli.StringFlag{
			Name: "mail-from", Sources: cli.EnvVars("HEED_MAIL_FROM"),
			Usage: `whom letters come from, like "Heed <heed@company.example>"; must be set with a mail server`,
		},
		&cli.StringFlag{
			Name: "public-url", Sources: cli.EnvVars("HEED_PUBLIC_URL"),
			Usage: "where people reach the server, https://heed.company.example; left out, the address that it listens on (a worker: the usual one)",
		},
		&cli.StringFlag{
			Name: "app-url", Sources: cli.EnvVars("HEED_APP_URL"),
			Usage: "a web app of your own to which the links of invitations, verifications and resets lead; left out, this server's pages",
		},
	}
}

// works is what jobs work with. The address is the one that the process listens on.
func (p *process) works(ctx context.Context, cmd *cli.Command, address string) (*jobs.Works, error) {
	post, err := post(cmd)
	if err != nil {
		return nil, err
	}
	if err := p.openFiles(ctx, cmd); err != nil {
		return nil, err
	}
	w := &jobs.Works{Client: p.db.Client, Journal: p.Journal, Keys: p.keys, Post: post, Files: p.files, Now: time.Now, Company: p.Who.AsSystem}
	if w.PublicURL, err = baseURL("--public-url", cmd.String("public-url")); err != nil {
		return nil, err
	}
	if w.PublicURL == "" {
		w.PublicURL = listening(address)
	}
	w.AppURL, err = baseURL("--app-url", cmd.String("app-url"))
	return w, err
}

// post is how letters go.
func post(cmd *cli.Command) (delivery.Post, error) {
	server, from := cmd.String("smtp-url"), cmd.String("mail-from")
	if server == "" {
		if from == "" {
			from = "Heed <heed@localhost>"
		}
		return delivery.Files(filepath.Join(cmd.String("data-dir"), mailDirectory), from)
	}
	if from == "" {
		return nil, fmt.Errorf("HEED_MAIL_FROM is not set: a mail server takes letters only from an address, like \"Heed <heed@company.example>\"")
	}
	return delivery.SMTP(server, from)
}

// baseURL reads the beginning of links.
func baseURL(flag, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("%s must be like https://heed.company.example, not %q", flag, text)
	}
	return strings.TrimRight(text, "/"), nil
}

// listening is the address of a listener as a browser on the machine reaches it.
func listening(address string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "http://" + address
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
