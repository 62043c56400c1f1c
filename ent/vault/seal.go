package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"fmt"

	"heed/rules/typeid"
)

// The errors of opening. Neither says more about the content.
var (
	// ErrNoKey means that the key it was sealed with is not among the keys.
	ErrNoKey = errors.New("vault: sealed with a key that is not here")
	// ErrSealed means that the bytes are damaged or belong to another place.
	ErrSealed = errors.New("vault: cannot be opened here")
)

// sealVersion is the first byte of everything sealed.
const sealVersion = 1

// Field is the place of a personal field. What is sealed for one place does not
// open in another: a row cannot show the value of another row or company.
type Field struct {
	Tenant typeid.ID
	Table  string
	Column string
	Row    typeid.ID
}

// place is the field as associated data. A field without one of its parts would
// let values be swapped: that is a mistake in the program.
func (f Field) place() []byte {
	if f.Tenant == "" || f.Table == "" || f.Column == "" || f.Row == "" {
		panic(fmt.Sprintf("vault: the place of a field is not complete: %+v", f))
	}
	return join(string(f.Tenant), f.Table, f.Column, string(f.Row))
}

// Seal encrypts the text for its place with the company's key: AES-256-GCM
// with a random nonce. The bytes are the version, the length and text of the key
// id, the nonce, the ciphertext and its tag.
func (k *Keys) Seal(f Field, plain string) []byte {
	place := f.place()
	return k.seal(place, []byte(plain), "field", string(f.Tenant))
}

// Open decrypts what was sealed for the place, with whichever key it was sealed.
func (k *Keys) Open(f Field, sealed []byte) (string, error) {
	plain, err := k.open(f.place(), sealed, "field", string(f.Tenant))
	return string(plain), err
}

// SealSecret encrypts a secret of the system, as a signing key, for a purpose
// that names it.
func (k *Keys) SealSecret(purpose string, plain []byte) []byte {
	return k.seal(join(purpose), plain, "secret")
}

// OpenSecret decrypts a secret of the same purpose.
func (k *Keys) OpenSecret(purpose string, sealed []byte) ([]byte, error) {
	return k.open(join(purpose), sealed, "secret")
}

func (k *Keys) seal(place, plain []byte, use ...string) []byte {
	current := k.list()[0]
	head := append([]byte{sealVersion, byte(len(current.id))}, current.id...)
	return current.aead(use).Seal(head, nil, plain, bound(head, place)) //nolint:gosec // the cipher makes the nonce itself
}

func (k *Keys) open(place, sealed []byte, use ...string) ([]byte, error) {
	id, body, err := header(sealed)
	if err != nil {
		return nil, err
	}
	one, ok := k.find(id)
	if !ok {
		return nil, fmt.Errorf("%w (%q)", ErrNoKey, id)
	}
	head := sealed[:len(sealed)-len(body)]
	plain, err := one.aead(use).Open(nil, nil, body, bound(head, place))
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// aead is the cipher of one use; it makes and prefixes the nonces itself.
func (k key) aead(use []string) cipher.AEAD {
	block, err := aes.NewCipher(k.derive(use...))
	if err != nil {
		panic(err) // 32 bytes are a key
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // AES has the right block size
	}
	return gcm
}

// bound is the associated data: what stands before the ciphertext, and the place.
func bound(head, place []byte) []byte { return append(join(string(head)), place...) }

// header gives the key id and what follows it.
func header(sealed []byte) (id string, body []byte, err error) {
	if len(sealed) < 2 || sealed[0] != sealVersion {
		return "", nil, ErrSealed
	}
	end := 2 + int(sealed[1])
	if len(sealed) < end || !keyID.Match(sealed[2:end]) {
		return "", nil, ErrSealed
	}
	return string(sealed[2:end]), sealed[end:], nil
}
