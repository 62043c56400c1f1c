// Package findings is what was found wrong, why, and what is done about it: findings with
// their causes, and actions whose effect somebody else looks at on a set date (D0-06,
// D0-65).
package findings
