// Package complaints is what becomes of a complaint: how it comes in, by a member or by
// the complainant's own hand, how it is assessed, investigated, handled by a department or
// by several jointly, replied to and accepted (D1-41 to D1-47, D2-56 to D2-64).
//
// A verb runs in a change of package journal: it takes the complaint (take), asks its
// guards, writes, and tells. The table of rules/flow says which acts a state allows,
// rules/sla counts the time. What a verb refuses changes nothing. No event holds what the
// complainant said, nor how they are reached.
package complaints
