// Package tasks is what members are asked to do and to decide: approvals, one
// mechanism for all that others must agree to before it is done.
package tasks
