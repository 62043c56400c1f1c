package tenants

// Erasing is the order in which a company's tables are emptied.
var Erasing = erasing

// Begin is the first step of an erasure.
var Begin = begin

// Invitations are the letters that a company may have sent.
var Invitations = invitations
