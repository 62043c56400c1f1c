package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"syscall"
	"time"
)

// heed is a server that runs.
type heed struct {
	cmd     *exec.Cmd
	dir     string
	address string
	token   string
	client  *http.Client
}

// serve migrates the database and starts the binary on it.
func serve(ctx context.Context) (*heed, error) {
	binary, url, owner := os.Getenv("HEED_BINARY"), os.Getenv("HEED_E2E_DATABASE_URL"), os.Getenv("HEED_E2E_OWNER_URL")
	if binary == "" || url == "" || owner == "" {
		return nil, errors.New("HEED_BINARY, HEED_E2E_DATABASE_URL and HEED_E2E_OWNER_URL are needed: see make sockets")
	}
	migrate := exec.CommandContext(ctx, binary, "migrate", "up", "--database-url", owner) //nolint:gosec // G204: that is what it is for
	if out, err := migrate.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("migrating: %w: %s", err, out)
	}
	dir, err := os.MkdirTemp("", "heed-sockets-")
	if err != nil {
		return nil, err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &heed{dir: dir, address: l.Addr().String(), client: &http.Client{Timeout: time.Minute}}
	if err := l.Close(); err != nil {
		return nil, err
	}
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // it never fails
	key := "sockets:" + base64.StdEncoding.EncodeToString(secret)
	h.cmd = exec.CommandContext(context.WithoutCancel(ctx), binary, "serve", "--addr", h.address, "--data-dir", dir, "--database-url", url, "--data-key", key, "--jobs=false", "--drain-wait", "0s") //nolint:gosec // G204: as above
	log, err := os.Create(dir + "/log")                                                                                                                                                              //nolint:gosec // G304: the directory is this program's own
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	h.cmd.Stdout, h.cmd.Stderr = log, log
	h.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a Ctrl-C is for us, who stop it in order
	if err := h.cmd.Start(); err != nil {
		return nil, err
	}
	for range 300 {
		if _, err = h.get(ctx, "/readyz"); err == nil {
			return h, nil
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), h.stop())
		case <-time.After(100 * time.Millisecond):
		}
	}
	said, _ := os.ReadFile(log.Name()) // it is for the reader of the error
	return nil, errors.Join(fmt.Errorf("the server does not become ready: %w\n%s", err, said), h.stop())
}

func (h *heed) stop() error {
	err := h.cmd.Process.Signal(syscall.SIGTERM)
	return errors.Join(err, h.cmd.Wait(), os.RemoveAll(h.dir))
}

func (h *heed) get(ctx context.Context, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+h.address+path, http.NoBody)
	if err != nil {
		return nil, err
	}
	return h.do(r)
}

func (h *heed) do(r *http.Request) ([]byte, error) {
	resp, err := h.client.Do(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s: %s", r.URL.Path, resp.Status, body)
	}
	return body, nil
}

// ask runs a document; its data goes into v.
func (h *heed) ask(ctx context.Context, document string, variables, v any) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+h.address+"/graphql", bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if h.token != "" {
		r.Header.Set("Authorization", "Bearer "+h.token)
	}
	answer, err := h.do(r)
	if err != nil {
		return err
	}
	var got struct {
		Data   json.RawMessage
		Errors []json.RawMessage
	}
	if err := json.Unmarshal(answer, &got); err != nil || len(got.Errors) > 0 {
		return fmt.Errorf("%s: %w", answer, err)
	}
	return json.Unmarshal(got.Data, v)
}

// register signs a company up, which is the one that everybody belongs to.
func (h *heed) register(ctx context.Context) error {
	var made struct {
		CompanyRegister struct{ Session struct{ AccessToken string } }
	}
	err := h.ask(ctx, `mutation($in: CompanyRegisterInput!) { companyRegister(input: $in) { session { accessToken } } }`, map[string]any{"in": map[string]any{
		"company": map[string]any{"name": "远山仪器", "slug": "sockets"},
		"admin":   map[string]any{"name": "林静", "email": "lin@sockets.example", "password": "correct horse battery"},
	}}, &made)
	h.token = made.CompanyRegister.Session.AccessToken
	return err
}

// figures are what the server's metrics say of what it holds.
type figures struct {
	goroutines, files, sockets int
	memory                     int // bytes
}

func (f figures) String() string {
	return fmt.Sprintf("%d goroutines, %d open files, %d sockets, %d MiB resident", f.goroutines, f.files, f.sockets, f.memory>>20)
}

var metric = regexp.MustCompile(`(?m)^(go_goroutines|process_open_fds|heed_sockets_open|process_resident_memory_bytes) ([0-9.e+]+)$`)

func (h *heed) figures(ctx context.Context) (figures, error) {
	text, err := h.get(ctx, "/metrics")
	if err != nil {
		return figures{}, err
	}
	got := map[string]int{}
	for _, m := range metric.FindAllSubmatch(text, -1) {
		v, err := strconv.ParseFloat(string(m[2]), 64)
		if err != nil {
			return figures{}, err
		}
		got[string(m[1])] = int(v)
	}
	if len(got) != 4 {
		return figures{}, fmt.Errorf("the metrics say only %v", got)
	}
	return figures{got["go_goroutines"], got["process_open_fds"], got["heed_sockets_open"], got["process_resident_memory_bytes"]}, nil
}

// settled waits until the server holds no socket and the same twice in turn.
func (h *heed) settled(ctx context.Context) (figures, error) {
	var was figures
	for range 100 {
		is, err := h.figures(ctx)
		if err != nil {
			return is, err
		}
		if is.sockets == 0 && is.goroutines == was.goroutines && is.files == was.files {
			return is, nil
		}
		was = is
		select {
		case <-ctx.Done():
			return is, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	return was, fmt.Errorf("the server does not come to rest: %s", was)
}

// slack is how many goroutines and files more than before are none of the
// sockets': connections to the database come and go.
const slack = 10

// back waits until the server holds no more than before.
func (h *heed) back(ctx context.Context, before figures) (figures, time.Duration, error) {
	began := time.Now()
	for {
		is, err := h.figures(ctx)
		if err != nil {
			return is, 0, err
		}
		took := time.Since(began)
		switch {
		case is.sockets == 0 && is.goroutines <= before.goroutines+slack && is.files <= before.files+slack:
			return is, took, nil
		case took > leaveTime:
			return is, took, fmt.Errorf("left behind after %v: before %s, now %s", took, before, is)
		}
		select {
		case <-ctx.Done():
			return is, took, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}
