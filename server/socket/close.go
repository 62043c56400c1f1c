package socket

import "github.com/coder/websocket"

// The close codes of graphql-transport-ws. A pong that never comes is a
// time-out too, which clients may retry.
const (
	codeInvalid      websocket.StatusCode = 4400
	codeUnauthorized websocket.StatusCode = 4401
	codeForbidden    websocket.StatusCode = 4403
	codeSubprotocol  websocket.StatusCode = 4406
	codeTimeout      websocket.StatusCode = 4408
	codeDuplicate    websocket.StatusCode = 4409
	codeTooMany      websocket.StatusCode = 4429
)

// ending is why a socket ends. Its code is 0 where the peer is gone and there
// is nobody to tell.
type ending struct {
	code   websocket.StatusCode
	reason string // at most 123 bytes
}

var (
	gone          = ending{}
	notBinary     = ending{codeInvalid, "Invalid message: binary"}
	notAcked      = ending{codeUnauthorized, "Unauthorized"}
	forbidden     = ending{codeForbidden, "Forbidden"}
	expired       = ending{codeForbidden, "token expired"}
	revoked       = ending{codeForbidden, "session ended"}
	initTimeout   = ending{codeTimeout, "Connection initialisation timeout"}
	pongTimeout   = ending{codeTimeout, "Pong timeout"}
	initAgain     = ending{codeTooMany, "Too many initialisation requests"}
	tooManyFrames = ending{codeTooMany, "Too many messages"}
	notUTF8       = ending{websocket.StatusInvalidFramePayloadData, "invalid UTF-8"}
	tooBig        = ending{websocket.StatusMessageTooBig, "message too big"}
	violation     = ending{websocket.StatusProtocolError, "protocol error"}
	panicked      = ending{websocket.StatusInternalError, "internal error"}
	unavailable   = ending{websocket.StatusTryAgainLater, "try again later"}
	slow          = ending{websocket.StatusTryAgainLater, "slow consumer, resume with your cursor"}
	goingAway     = ending{websocket.StatusGoingAway, "server is shutting down"}
)

func invalid(err error) ending { return ending{codeInvalid, "Invalid message: " + err.Error()} }

// duplicate names the id, which fits: ids have at most maxID bytes, a reason
// 123, so a long one is left out.
func duplicate(id string) ending {
	reason := "Subscriber for " + id + " already exists"
	if len(reason) > 123 {
		reason = "Subscriber already exists"
	}
	return ending{codeDuplicate, reason}
}
