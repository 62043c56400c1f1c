package flow

import (
	"fmt"
	"strings"

	"heed/rules/fault"
)

// Enum is a closed list of constants; Values lists them in their fixed order.
type Enum interface {
	~string
	Values() []string
}

// Cell is one square of a table: an act in a state.
type Cell[S, A Enum] struct {
	From S
	Act  A
}

// Table is a state machine: where each legal act leads from each state. A cell
// that is not in it is illegal. An act that leads back to its own state keeps it.
type Table[S, A Enum] map[Cell[S, A]]S

// Next is the state after the act. An illegal act is FAILED_PRECONDITION
// "transition.illegal", whose extension allowed lists the acts legal now.
func (t Table[S, A]) Next(state S, act A) (S, error) {
	next, ok := t[Cell[S, A]{state, act}]
	if !ok {
		return state, fault.Precondition("transition.illegal").
			With("state", state).With("act", act).
			Extend("allowed", names(t.Allowed(state)))
	}
	return next, nil
}

// Allowed lists the acts that are legal in the state, in the order of the
// acts' Values; empty, never nil, for a final state.
func (t Table[S, A]) Allowed(state S) []A {
	acts := []A{}
	for _, act := range values[A]() {
		if _, ok := t[Cell[S, A]{state, act}]; ok {
			acts = append(acts, act)
		}
	}
	return acts
}

// Reaches tells whether some acts lead from a state to another; none lead to its own.
func (t Table[S, A]) Reaches(from, to S) bool {
	reached := map[S]bool{from: true}
	for queue := []S{from}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == to {
			return true
		}
		for _, act := range t.Allowed(queue[0]) {
			if next := t[Cell[S, A]{queue[0], act}]; !reached[next] {
				reached[next] = true
				queue = append(queue, next)
			}
		}
	}
	return false
}

// Mermaid draws the table as a stateDiagram-v2 that begins in start. Acts that
// keep the state share one loop; states that no act leaves lead to the end.
func (t Table[S, A]) Mermaid(start S) string {
	var b strings.Builder
	fmt.Fprintf(&b, "stateDiagram-v2\n    [*] --> %s\n", start)
	for _, from := range values[S]() {
		acts, kept := t.Allowed(from), []string{}
		for _, act := range acts {
			to := t[Cell[S, A]{from, act}]
			if to == from {
				kept = append(kept, string(act))
				continue
			}
			fmt.Fprintf(&b, "    %s --> %s : %s\n", from, to, act)
		}
		if len(kept) > 0 {
			fmt.Fprintf(&b, "    %s --> %s : %s\n", from, from, strings.Join(kept, ", "))
		}
		if len(kept) == len(acts) {
			fmt.Fprintf(&b, "    %s --> [*]\n", from)
		}
	}
	return b.String()
}

// values lists the constants of an enum, in their order.
func values[T Enum]() []T {
	var zero T
	list := make([]T, 0, len(zero.Values()))
	for _, v := range zero.Values() {
		list = append(list, T(v))
	}
	return list
}
