package fault

import (
	"fmt"
	"reflect"
	"strings"

	"heed/rules/label"
)

// sentence is one message in simplified Chinese, traditional Chinese and
// English; {name} stands for the argument of that name.
type sentence [3]string

// Message is the error's sentence in the language, safe to show: it holds
// nothing but the arguments that the sentence names, constants by their labels.
// An unknown key, or an
// argument that is missing, gives the general sentence of the code.
func (e *Error) Message(l label.Locale) string {
	if s, ok := messages[e.Key]; ok {
		if text, ok := fill(l, s[l.Index()], e.Args); ok {
			return text
		}
	}
	if s, ok := general[e.Code]; ok {
		return s[l.Index()]
	}
	return general[CodeInternal][l.Index()]
}

// fill puts the arguments into the sentence; false if one is missing. Braces
// in an argument mean nothing.
func fill(l label.Locale, text string, args map[string]any) (string, bool) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		name, after, _ := strings.Cut(rest, "}")
		value, ok := args[name]
		if !ok {
			return "", false
		}
		b.WriteString(spell(l, value))
		text = after
	}
}

// spell writes an argument: constants by their labels, lists with commas, all
// else as Go prints it.
func spell(l label.Locale, value any) string {
	if list, ok := value.([]string); ok {
		return strings.Join(list, ", ")
	}
	text := fmt.Sprint(value)
	if t := reflect.TypeOf(value); t != nil && t.Kind() == reflect.String {
		return label.Of(l, t.Name(), text) // enums are named after their types
	}
	return text
}

// messages holds every sentence, by key.
var messages = join(edgeMessages, inputMessages, companyMessages, onboardingMessages, requirementMessages, approvalMessages, clockMessages, taskMessages, meetingMessages, engagementMessages, purchaseMessages, complaintMessages, touchpointMessages, inspectionMessages,
	formMessages, setMessages, fileMessages, improveMessages, indicatorMessages, surveyMessages, answerMessages, campaignMessages, trainingMessages, governanceMessages)

func join(parts ...map[string]sentence) map[string]sentence {
	all := map[string]sentence{}
	for _, part := range parts {
		for key, s := range part {
			if _, ok := all[key]; ok {
				panic("fault: " + key + " has two sentences")
			}
			all[key] = s
		}
	}
	return all
}
