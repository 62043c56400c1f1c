// Package groups is people of several departments who answer or handle something
// together: response teams, joint handling groups and the committee, with the
// part and the duty of each member (D0-43, D0-44).
package groups
