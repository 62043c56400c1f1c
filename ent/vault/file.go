package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// LoadOrCreate reads the data keys of the file. When there is none it makes a
// key and the file, readable by its owner only; of several processes that do so
// at once one wins, and all read its file.
func LoadOrCreate(path string) (*Keys, error) {
	k, err := load(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return k, err
	}
	if err := create(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	return load(path)
}

func load(path string) (*Keys, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	// Groups are let through: orchestrators give them to mounted volumes.
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0 {
		return nil, fmt.Errorf("vault: key file %s is open to everybody (%v): chmod 600 it", path, info.Mode().Perm())
	}
	text, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("vault: key file: %w", err)
	}
	k, err := ParseKeys(string(text))
	if err != nil {
		return nil, fmt.Errorf("key file %s: %w", path, err)
	}
	k.file = &keyFile{path: path, read: info}
	return k, nil
}

// keyFile is where keys came from, as it was when they were read.
type keyFile struct {
	path string
	mu   sync.Mutex
	read os.FileInfo
}

// again reads the keys' file again if it is another than was read, and tells
// whether it did. One that cannot be read leaves the keys as they are.
func (k *Keys) again() bool {
	if k.file == nil {
		return false
	}
	k.file.mu.Lock()
	defer k.file.mu.Unlock()
	is, err := os.Stat(k.file.path)
	if err != nil || os.SameFile(is, k.file.read) && is.ModTime().Equal(k.file.read.ModTime()) {
		return false
	}
	next, err := load(k.file.path)
	if err != nil {
		return false
	}
	k.file.read = next.file.read
	k.ring.Store(next.ring.Load())
	return true
}

// create writes a whole file beside the path and links it there: nobody ever
// sees half a key, and an existing file is never replaced.
func create(path string) (err error) {
	key, err := NewKey(nil)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".key-*") // opened with O_EXCL and 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(temp.Name())) }()
	_, err = temp.WriteString(key + "\n")
	if err == nil {
		err = temp.Sync()
	}
	if err := errors.Join(err, temp.Close()); err != nil {
		return err
	}
	if err := os.Link(temp.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes the file's name as lasting as its content: what is sealed
// with a key that a power cut takes away is lost.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	folder, err := os.Open(path) //nolint:gosec // the folder of the operator's file
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
