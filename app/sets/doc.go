// Package sets is requirements that belong together: a set is put in order,
// confirmed, handed over to a department, which answers it, and archived (D0-39,
// D2-28, D2-29).
package sets
