package main

import (
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// asHeed is the variable that makes the test's own binary the program.
const asHeed = "TEST_AS_HEED"

// After the first signal the program says that it ends, and still serves; the
// second ends it at once.
func TestSignals(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	addr := free(t)
	cmd := exec.CommandContext(t.Context(), self, "serve", "--addr", addr, "--data-dir", t.TempDir(), "--drain-wait", "1h")
	cmd.Env = append(os.Environ(), asHeed+"=yes")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	late := time.After(patience)
	until := func(code int) {
		t.Helper()
		for again := time.NewTicker(20 * time.Millisecond); status(t, "http://"+addr+"/readyz") != code; {
			select {
			case <-again.C:
			case err := <-ended:
				t.Fatalf("it ended: %v", err)
			case <-late:
				t.Fatalf("/readyz does not become %d", code)
			}
		}
	}
	until(http.StatusOK)
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	until(http.StatusServiceUnavailable)
	s := &serving{root: "http://" + addr}
	s.ask(t, `{ __typename }`, "")
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if how, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || !how.Signaled() || how.Signal() != syscall.SIGTERM {
			t.Errorf("it ended with %v", err)
		}
	case <-late:
		t.Error("it waits after the second signal")
	}
}
