package tenants

// Erasing is the order in which a company's tables are emptied.
var Erasing = erasing
