package flow

// CustomerKind tells companies from people.
type CustomerKind string

// The kinds of customers.
const (
	CustomerCompany    CustomerKind = "COMPANY"
	CustomerIndividual CustomerKind = "INDIVIDUAL"
)

// Values lists the kinds of customers, in their order.
func (CustomerKind) Values() []string {
	return names([]CustomerKind{CustomerCompany, CustomerIndividual})
}

// Industry is what a customer does.
type Industry string

// The industries.
const (
	IndustryManufacturing Industry = "MANUFACTURING"
	IndustryRetail        Industry = "RETAIL"
	IndustryService       Industry = "SERVICE"
	IndustryOther         Industry = "OTHER" // with a text
)

// Values lists the industries, in their order.
func (Industry) Values() []string {
	return names([]Industry{IndustryManufacturing, IndustryRetail, IndustryService, IndustryOther})
}

// SizeBand is how many people a customer employs.
type SizeBand string

// The bands of size.
const (
	SizeLT50     SizeBand = "LT50"    // fewer than 50
	SizeB50To200 SizeBand = "B50_200" // 50 to 200
	SizeGT200    SizeBand = "GT200"   // more than 200
)

// Values lists the bands of size, in their order.
func (SizeBand) Values() []string {
	return names([]SizeBand{SizeLT50, SizeB50To200, SizeGT200})
}

// CooperationBand is how long a customer has been one.
type CooperationBand string

// The bands of cooperation.
const (
	CooperationNew    CooperationBand = "NEW"
	CooperationY1To3  CooperationBand = "Y1_3"    // one to three years
	CooperationY3Plus CooperationBand = "Y3_PLUS" // more than three years
)

// Values lists the bands of cooperation, in their order.
func (CooperationBand) Values() []string {
	return names([]CooperationBand{CooperationNew, CooperationY1To3, CooperationY3Plus})
}

// CollectionClass is how often the needs of a customer are collected (D0-23, D0-24).
type CollectionClass string

// The classes of collection.
const (
	CollectionKey     CollectionClass = "KEY"     // monthly, in depth
	CollectionGeneral CollectionClass = "GENERAL" // quarterly
)

// Values lists the classes of collection, in their order.
func (CollectionClass) Values() []string {
	return names([]CollectionClass{CollectionKey, CollectionGeneral})
}

// MaintenanceClass is how a customer is looked after between contacts (D3-27 to D3-29).
type MaintenanceClass string

// The classes of maintenance.
const (
	MaintenanceHigh      MaintenanceClass = "HIGH"
	MaintenanceMedium    MaintenanceClass = "MEDIUM"
	MaintenancePotential MaintenanceClass = "POTENTIAL"
	MaintenanceNone      MaintenanceClass = "NONE" // not classified
)

// Values lists the classes of maintenance, in their order.
func (MaintenanceClass) Values() []string {
	return names([]MaintenanceClass{MaintenanceHigh, MaintenanceMedium, MaintenancePotential, MaintenanceNone})
}

// RelationshipStage is how far the company's relation to a customer has come.
type RelationshipStage string

// The stages of relations.
const (
	StageEstablishing RelationshipStage = "ESTABLISHING"
	StageMaintaining  RelationshipStage = "MAINTAINING"
	StageDeveloping   RelationshipStage = "DEVELOPING"
)

// Values lists the stages of relations, in their order.
func (RelationshipStage) Values() []string {
	return names([]RelationshipStage{StageEstablishing, StageMaintaining, StageDeveloping})
}

// NonRenewReason is why a customer does not go on.
type NonRenewReason string

// The reasons for not renewing.
const (
	NonRenewPrice           NonRenewReason = "PRICE"
	NonRenewServiceResponse NonRenewReason = "SERVICE_RESPONSE"
	NonRenewProductFunction NonRenewReason = "PRODUCT_FUNCTION"
	NonRenewOther           NonRenewReason = "OTHER"
)

// Values lists the reasons for not renewing, in their order.
func (NonRenewReason) Values() []string {
	return names([]NonRenewReason{NonRenewPrice, NonRenewServiceResponse, NonRenewProductFunction, NonRenewOther})
}

// ContactFrequency is how often a person wants to hear from the company.
type ContactFrequency string

// The frequencies.
const (
	ContactWeekly    ContactFrequency = "WEEKLY"
	ContactMonthly   ContactFrequency = "MONTHLY"
	ContactQuarterly ContactFrequency = "QUARTERLY"
	ContactOnDemand  ContactFrequency = "ON_DEMAND" // when there is a need
)

// Values lists the frequencies, in their order.
func (ContactFrequency) Values() []string {
	return names([]ContactFrequency{ContactWeekly, ContactMonthly, ContactQuarterly, ContactOnDemand})
}

// WantedContent is what a person wants to hear about.
type WantedContent string

// The contents.
const (
	WantedIndustrySolution WantedContent = "INDUSTRY_SOLUTION"
	WantedProductUpdate    WantedContent = "PRODUCT_UPDATE"
	WantedCase             WantedContent = "CASE" // of other customers
	WantedPolicy           WantedContent = "POLICY"
	WantedOther            WantedContent = "OTHER"
)

// Values lists the contents, in their order.
func (WantedContent) Values() []string {
	return names([]WantedContent{WantedIndustrySolution, WantedProductUpdate, WantedCase, WantedPolicy, WantedOther})
}
