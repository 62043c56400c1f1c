package authz

import (
	"fmt"
	"slices"
	"strings"

	"heed/rules/viewer"
)

// The keys of the built-in roles.
const (
	TenantAdmin      = "TENANT_ADMIN"      // TA 租户管理员
	Committee        = "COMMITTEE"         // CM 委员会
	Management       = "MANAGEMENT"        // MD 管理部门
	DepartmentHead   = "DEPARTMENT_HEAD"   // DH 部门负责人
	DepartmentMember = "DEPARTMENT_MEMBER" // DM 部门成员
	Staff            = "STAFF"             // ST 员工
	Auditor          = "AUDITOR"           // AU 审计
	Integration      = "INTEGRATION"       // IA 集成账号
)

// columns are the roles in the order of the matrix.
var columns = []string{TenantAdmin, Committee, Management, DepartmentHead, DepartmentMember, Staff, Auditor, Integration}

// matrix is the permission matrix of the built-in roles. A cell is a list of
// verbs and how far they reach: a all, d department (own tree and assisting),
// o own (creator, assignee, account manager, subject); "!" denies.
//
// Where it is narrower than a reader may expect:
//   - nobody creates a TENANT: sign-up is public;
//   - contacts are read masked by whoever reads customers; V shows them in clear;
//     what is kept of a person is given out (E) and erased (D) by MANAGEMENT only;
//   - staff move their own requirements (T o) only to RECEIVED, a guard of the verb;
//   - the committee decides on requirements when a decision is escalated to
//     it: by its vote on an approval (APPROVAL X), not by the decision itself;
//   - heads and members of departments write down the results of the research
//     that they made (UT o), not of others';
//   - joint handling of complaints is led by who approves them all (X a), and the
//     committee's word on one (COMPLAINT_DECISION X) is asked for when it comes up to it;
//   - of the standards of touchpoints the committee is asked about major ones alone, a
//     rule of the verb; members change the drafts that they began (U o), heads have
//     them reviewed;
//   - the committee and the tenant admin see answers to surveys in figures alone
//     (SURVEY_RESULT R), with small ones withheld; the committee is asked about a
//     questionnaire (SURVEY_TEMPLATE X) where the management department has nobody else;
//   - plans of trainings are agreed to (model 7: X) by votes on their two approvals
//     (APPROVAL X); who works in human resources reaches all trainings and appraisals
//     with what reaches a department (Widened);
//   - drafts of governing documents are read by who may change them alone; the
//     management department publishes what heads write;
//   - an appraisal is not read by the person before it is shown to them (model 7 has no
//     row for appraisals: they are as personal as recognitions); the committee, who comments
//     on none, can decide on any appeal (T a);
//   - an action is done by who owns it (T o); its effect is seen (X) by somebody else;
//   - INTEGRATION never approves or exports, whatever other roles it is given.
//
// Where it is wider: MANAGEMENT makes contacts (C), because it makes and imports
// customers, who come with people; without it a customer of the management
// department could have none. Heads and members of departments read all touchpoints
// and standards (R a), as all staff do: a head gives the roles of staff, and nobody
// gives what they have not.
const matrix = `
                     | TA     | CM  | MD      | DH        | DM         | ST       | AU   | IA
TENANT               | RUDE a | R a | R a     | R a       | R a        | R a      | R a  | R a, !E
CALENDAR             | RCUD a | R a | RU a    | R a       | R a        | R a      | R a  | R a
SLA_POLICY           | RCUD a | R a | RU a    | R a       | R a        | R a      | R a  | R a
TIER                 | R a    | X a | RCUT a  | R a       | R d        |          | R a  | R a, !X
DEPARTMENT           | RCUD a | R a | R a     | R a       | R a        | R a      | R a  | R a
MEMBER               | RCUD a | R a | R a     | R a, C d  | R a        | R a      | R a  | R a
ROLE                 | RCUD a | R a | R a     |           |            |          | R a  |
CUSTOMER             | R a    | R a | RCUEI a | RCUTE d   | RCU d      | R o      | R a  | RCUI a, !E
CONTACT              | R a    | R a | RCUDEV a | RCUV d   | RCUV d     | RV o     | R a  | RCUV a, !E
REQUIREMENT          | R a    | R a | RCUTXEI a | RCUTXE d | RCU d, T o | CRT o    | RE a | CRI a, !X, !E
REQUIREMENT_DECISION |        |     | CX a    | CX d      | C d        |          | R a  | !X
TASK                 | R a    | R a | RCUT a  | RCUT d    | RC d, UT o | CRUT o   | R a  | R a
APPROVAL             | R a    | RX a | RX a   | RX d      | R o        | R o      | R a  | !X
TEMPLATE             | RCUT a | R a | RCUT a  | R a       | R a        | R a      | R a  | R a
INTERACTION          | R a    | R a | RCU a   | RCU d     | RCU d      | CRU o    | R a  | RCU a
PURCHASE             | R a    | R a | RCUI a  | RCU d     | RCU d      | CRU o    | R a  | RCUI a
COMPLAINT            | R a    | R a | RCUTXDIV a | RCUTXV d | RCUTV d    | CRV o    | R a  | CRIV a, !X
COMPLAINT_DECISION   |        | X a |         |           |            |          |      | !X
TOUCHPOINT           | R a    | R a | RCUTD a | R a, CU d | R a        | R a      | R a  | R a
TOUCHPOINT_STANDARD  | R a    | RX a | RX a   | R a, CUT d | R a, C d, U o | R a  | R a  | R a, !X
INSPECTION           | R a    | R a | RCUT a  | RCUT d    | RCU d      | CR o     | R a  |
SURVEY_TEMPLATE      | R a    | RX a | RCUTX a | R a       | R a        |          | R a  | R a, !X
CAMPAIGN             | R a    | R a | RCUT a  | RCUT d    | RU d       |          | R a  | R a
SURVEY_RESPONSE      |        |     | RCUTE a | RCUT d    | RCU d      |          | R a  | C a, !E
SURVEY_RESULT        | R a    | R a | R a     | R d       | R d        |          | R a  |
OPPORTUNITY          | R a    | R a | RCU a   | RCU d     | RCU d      | CRU o    | R a  | RCU a
TRAINING             | R a    | R a | RCUT a  | RCUT d    | R d, U o   | RU o     | R a  | R a
GOVERNING_DOCUMENT   | R a    | R a | RCUT a  | R a, CU d | R a        | R a      | R a  | R a
APPRAISAL            | R a    | RT a | RCUT a  | RCUT d    | RU o       | RU o     | R a  |
ENGAGEMENT_PLAN      | R a    | R a | RCU a   | R a       | R a        |          | R a  | R a
RESEARCH             | R a    | RV a | RCUTV a | RC d, UT o | RC d, UT o |         | R a  |
REQUIREMENT_SET      | R a    | R a | RCUT a  | RCUT d    | RCU d      |          | R a  | R a
WORK_GROUP           | R a    | R a | RCUD a  | RU d      | R d        | R o      | R a  |
REPORT               | R a    | RX a | RCUTXE a | R d      | R d        |          | RE a | R a, !X, !E
REPORT_RESPONSE      | R a    | R a | RC a    | RC d      | RC d       |          | R a  | R a
MEETING              | R a    | RCU a | RCU a | RCU d     | R d        | R o      | R a  |
FINDING              | R a    | R a | RCUT a  | RCUT d    | RCU d      | CR o     | R a  |
IMPROVEMENT_ACTION   | R a    | RX a | RCUTX a | RCUT d   | RU d, T o  | R o      | R a  | !X
RECOGNITION          | R a    | RX a | RCUT a  | RC d      | R o        | R o      | R a  | !X
INDICATOR            | R a    | RX a | RCU a   | R d       | R d        |          | R a  | R a, !X
EVENT                |        | R a | R a     | R d       | R d        | R o      | RE a | R a, !E
AUDIT                | R a    |     |         |           |            |          | RE a | !E
`

// letters are the verbs as the matrix writes them.
var letters = []struct {
	letter rune
	verb   Verb
}{
	{'R', Read},
	{'C', Create},
	{'U', Update},
	{'T', Transition},
	{'X', Approve},
	{'D', Delete},
	{'E', Export},
	{'I', Import},
	{'V', Reveal},
}

var reaches = map[string]viewer.Scope{"a": viewer.All, "d": viewer.Department, "o": viewer.Own}

// BuiltinRole is a role that every company starts with.
type BuiltinRole struct {
	Key    string
	Grants []Grant
}

var builtin = mustParse(matrix)

// Builtin are the eight built-in roles with their grants.
func Builtin() []BuiltinRole {
	roles := slices.Clone(builtin)
	for i := range roles {
		roles[i].Grants = slices.Clone(roles[i].Grants)
	}
	return roles
}

// BuiltinGrants are the grants of all built-in roles.
func BuiltinGrants() []Grant {
	var grants []Grant
	for _, role := range builtin {
		grants = append(grants, role.Grants...)
	}
	return grants
}

// mustParse reads the matrix of the program; a mistake in it stops the start.
func mustParse(text string) []BuiltinRole {
	roles, err := parse(text)
	if err != nil {
		panic(err)
	}
	return roles
}

func parse(text string) ([]BuiltinRole, error) {
	roles := make([]BuiltinRole, len(columns))
	for i, key := range columns {
		roles[i].Key = key
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for _, line := range lines[1:] {
		cells := strings.Split(line, "|")
		if len(cells) != len(columns)+1 {
			return nil, fmt.Errorf("authz: matrix: %d cells in %q", len(cells), line)
		}
		resource := Resource(strings.TrimSpace(cells[0]))
		for i, cell := range cells[1:] {
			grants, err := parseCell(columns[i], resource, cell)
			if err != nil {
				return nil, err
			}
			roles[i].Grants = append(roles[i].Grants, grants...)
		}
	}
	return roles, nil
}

// parseCell reads one cell, as "RCU d, T o" or "R a, !X".
func parseCell(role string, resource Resource, cell string) ([]Grant, error) {
	var grants []Grant
	for group := range strings.SplitSeq(cell, ",") {
		words := strings.Fields(group)
		if len(words) == 0 {
			continue
		}
		effect, scope := Allow, viewer.All
		verbs, denied := strings.CutPrefix(words[0], "!")
		switch {
		case denied && len(words) == 1:
			effect = Deny
		case !denied && len(words) == 2 && reaches[words[1]] != viewer.None:
			scope = reaches[words[1]]
		default:
			return nil, fmt.Errorf("authz: matrix: cannot read %q of %s", group, resource)
		}
		for _, letter := range verbs {
			g := Grant{Role: role, Resource: resource, Verb: verbOf(letter), Scope: scope, Effect: effect}
			if !g.Action().Known() {
				return nil, fmt.Errorf("authz: matrix: %s has no action %q", resource, letter)
			}
			grants = append(grants, g)
		}
	}
	return grants, nil
}

func verbOf(letter rune) Verb {
	for _, l := range letters {
		if l.letter == letter {
			return l.verb
		}
	}
	return ""
}
