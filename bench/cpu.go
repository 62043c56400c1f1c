package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ownCPU is what this process has used, user and system.
func ownCPU() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// tick is the unit of /proc/<pid>/stat: Linux shows it as 100 Hz to everybody.
const tick = 10 * time.Millisecond

// postmaster finds the process of the database server, 0 when it does not run
// on this machine (or this machine has no /proc).
func postmaster(ctx context.Context, db *sql.DB) int {
	var backend int
	if db.QueryRowContext(ctx, "SELECT pg_backend_pid()").Scan(&backend) != nil {
		return 0
	}
	s, ok := statOf(backend)
	if !ok || !strings.Contains(s.name, "postgres") {
		return 0
	}
	return s.parent
}

// stat is a process as /proc tells it.
type stat struct {
	name      string
	parent    int
	own, gone time.Duration // its CPU, and that of its children which have ended
}

func statOf(pid int) (stat, bool) {
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return stat{}, false
	}
	from, to := bytes.IndexByte(b, '('), bytes.LastIndexByte(b, ')')
	if from < 0 || to < from {
		return stat{}, false
	}
	fields := strings.Fields(string(b[to+1:])) // from the third field of proc(5) on
	if len(fields) < 15 {
		return stat{}, false
	}
	n := func(i int) int64 { v, _ := strconv.ParseInt(fields[i], 10, 64); return v }
	return stat{
		name: string(b[from+1 : to]), parent: int(n(1)),
		own: time.Duration(n(11)+n(12)) * tick, gone: time.Duration(n(13)+n(14)) * tick,
	}, true
}

// treeCPU is what the process and all its children have used so far.
func treeCPU(pid int) time.Duration {
	if pid == 0 {
		return 0
	}
	s, _ := statOf(pid)
	sum := s.own + s.gone
	all, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return sum
	}
	for _, dir := range all {
		child, err := strconv.Atoi(filepath.Base(dir))
		if err != nil {
			continue
		}
		if c, ok := statOf(child); ok && c.parent == pid {
			sum += c.own
		}
	}
	return sum
}
