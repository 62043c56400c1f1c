package main

import "testing"

// Where links lead that nothing is said about, and what is refused.
func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080", "[::]:80": "http://localhost:80", ":8080": "http://localhost:8080",
		"0.0.0.0:8080": "http://localhost:8080", "[::1]:8080": "http://[::1]:8080", "heed.example:443": "http://heed.example:443",
	} {
		if got := listening(address); got != want {
			t.Errorf("%s: %s", address, got)
		}
	}
	if got, err := baseURL("--app-url", "https://app.example/heed/"); got != "https://app.example/heed" || err != nil {
		t.Error(got, err)
	}
	for _, text := range []string{"heed.example", "ftp://heed.example", "https://", "https://u:p@heed.example", "https://heed.example?x=1", "https://heed.example#x"} {
		if got, err := baseURL("--app-url", text); err == nil {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// Settings of letters that cannot work are refused at the start, without
// repeating a password.
func TestLetterSettings(t *testing.T) {
	p := onSQLite(t)
	p.heed(t, "serve", "--addr", "127.0.0.1:0", "--smtp-url", "smtp://u:secret@mail.example").refused(t, "HEED_MAIL_FROM is not set")
	p.heed(t, "serve", "--addr", "127.0.0.1:0", "--smtp-url", "mail.example:587", "--mail-from", "heed@company.example").refused(t, "smtp://")
	p.heed(t, "serve", "--addr", "127.0.0.1:0", "--mail-from", "heed").refused(t, "the sender of mail")
	p.heed(t, "serve", "--addr", "127.0.0.1:0", "--public-url", "heed.example").refused(t, "--public-url")
	p.heed(t, "serve", "--addr", "127.0.0.1:0", "--app-url", "ftp://heed.example").refused(t, "--app-url")
}
