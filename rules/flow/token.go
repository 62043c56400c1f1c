package flow

// TokenKind is what a link that was sent to somebody lets its bearer do.
type TokenKind string

// The kinds of tokens. Of each only the hash is kept.
const (
	TokenInvitation        TokenKind = "INVITATION"         // become a member
	TokenEmailVerification TokenKind = "EMAIL_VERIFICATION" //nolint:gosec // G101: a name, no secret; show that an address is one's own
	TokenPasswordReset     TokenKind = "PASSWORD_RESET"
	TokenRating            TokenKind = "RATING" // rate what was delivered
	TokenExport            TokenKind = "EXPORT" // fetch a company's data
	TokenLedger            TokenKind = "LEDGER" // fetch the ledger as a file
	TokenComplaintForm     TokenKind = "COMPLAINT_FORM"
	TokenComplaintStatus   TokenKind = "COMPLAINT_STATUS" // see how a complaint gets on, and answer the reply
	TokenSurvey            TokenKind = "SURVEY"           // fill in a questionnaire, and want no more of them
)

// Values lists the kinds of tokens.
func (TokenKind) Values() []string {
	return names([]TokenKind{TokenInvitation, TokenEmailVerification, TokenPasswordReset, TokenRating, TokenExport, TokenLedger, TokenComplaintForm, TokenComplaintStatus, TokenSurvey})
}
