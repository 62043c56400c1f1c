package vault

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// SigningKeys is the purpose of the sealed keys that sign access tokens.
const SigningKeys = "signing-key"

// IDs are the ids of the keys, in their order.
func (k *Keys) IDs() []string {
	list := k.list()
	ids := make([]string, len(list))
	for i, one := range list {
		ids[i] = one.id
	}
	return ids
}

// SealedBy is the id of the key with which something was sealed.
func SealedBy(sealed []byte) (string, error) {
	id, _, err := header(sealed)
	return id, err
}

// Normal is the normalised form of a value for its look-up; false for a kind
// that is not looked up.
func Normal(kind, plain string) (string, bool) {
	switch kind {
	case Phone:
		return NormalizePhone(plain), true
	case Email:
		return NormalizeEmail(plain), true
	case WeChat:
		return NormalizeWeChat(plain), true
	default:
		return "", false
	}
}

// NewKey makes a random key, as HEED_DATA_KEY takes it, with an id that none of
// the keys has; nil for the first.
func NewKey(k *Keys) (string, error) {
	secret := make([]byte, keySize)
	if _, err := rand.Read(secret); err != nil {
		return "", fmt.Errorf("vault: a new key: %w", err)
	}
	return nextID(k) + ":" + base64.StdEncoding.EncodeToString(secret), nil
}

// nextID is k1, or one more than the greatest k and number.
func nextID(k *Keys) string {
	greatest := 0
	if k != nil {
		for _, one := range k.list() {
			digits, ok := strings.CutPrefix(one.id, "k")
			if n, err := strconv.Atoi(digits); ok && err == nil && n > greatest && n < 1e9 {
				greatest = n
			}
		}
	}
	return "k" + strconv.Itoa(greatest+1)
}

// AddKey puts a new key in front of the file's, and gives all of them. The file
// is replaced as a whole: who reads it meanwhile reads the old or the new one.
func AddKey(path string) (_ *Keys, err error) {
	if _, err := load(path); err != nil {
		return nil, err
	}
	// The name is taken by one at a time: of two that add a key none loses its own.
	temp := path + ".new"
	file, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // beside the operator's file
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("vault: %s is there: another key is being added, or adding one was broken off; remove it if nobody is", temp)
	}
	if err != nil {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp))
		}
	}()
	was, err := load(path)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	made, err := NewKey(was)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	_, err = file.WriteString(made + "\n" + was.text())
	if err == nil {
		err = errors.Join(file.Chmod(was.file.read.Mode().Perm()), file.Sync())
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	if err = os.Rename(temp, path); err != nil {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	return load(path)
}

// text is the keys as a file holds them.
func (k *Keys) text() string {
	var b strings.Builder
	for _, one := range k.list() {
		b.WriteString(one.id + ":" + base64.StdEncoding.EncodeToString(one.secret) + "\n")
	}
	return b.String()
}
