// Package requirements is what a member can do with a requirement: one verb a
// file, the ledger's filter, the dashboard and its counters (D0-26 to D0-59).
//
// A verb runs in a change of package journal: it takes the requirement (take),
// asks its guards, writes, and tells. The tables of rules/flow say which acts a
// state allows, rules/sla counts the time. What a verb refuses changes nothing.
package requirements
