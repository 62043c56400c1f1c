package customers

import (
	"crypto/sha256"

	"heed/rules/typeid"
)

// traces is what a dry run remembers of the customers that a real import would
// have written by now: hashes where the file has texts, a few hundred bytes for
// each. What a real import would have left alone is read again.
type traces map[string]trace // by the hash of the key

type trace struct {
	id     typeid.ID
	fresh  bool
	is     sheet
	people []personTrace
}

// personTrace are the beginnings of hashes of a person's fields; zero is empty.
type personTrace struct {
	name, title mark
	reach       [ways]mark
}

type mark [8]byte

// hashed is the beginning of the text's hash, "" of none.
func hashed(s string) string {
	if s == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(s))
	return string(sum[:len(mark{})])
}

func (m mark) text() string {
	if m == (mark{}) {
		return ""
	}
	return string(m[:])
}

// traced is the sheet with hashes in place of its texts. What has few values
// stays: the sheet's rules and the comparison of fields work as before.
func (s sheet) traced() sheet {
	s.name, s.address, s.industryOther = hashed(s.name), hashed(s.address), hashed(s.industryOther)
	s.system, s.external, s.profile.products = "", "", "" // no row says them anew
	return s
}

// traced is the entry as it is brought into a draft that was traced.
func (e entry) traced() entry {
	e.sheet = e.sheet.traced()
	e.person.name, e.person.title = hashed(e.person.name), hashed(e.person.title)
	return e
}

// trace puts hashes in place of the person's texts.
func (c *contactDraft) trace() {
	c.person.name, c.person.title = hashed(c.person.name), hashed(c.person.title)
}

// keep remembers the customers of a lot that a real import would have written.
func (t traces) keep(l *lot) {
	for key, d := range l.drafts {
		if people := d.met(); d.several || !d.traced && !d.fresh && d.is == d.was && len(people) == 0 {
			continue
		}
		kept := trace{id: d.id, fresh: d.fresh, is: d.is}
		if !d.traced {
			kept.is = d.is.traced()
		}
		for _, c := range d.people {
			if !c.fresh && len(c.fields) == 0 {
				continue
			}
			if !d.traced {
				c.trace()
			}
			var p personTrace
			copy(p.name[:], c.person.name)
			copy(p.title[:], c.person.title)
			for way := range reaches {
				copy(p.reach[way][:], c.hashes[way])
			}
			kept.people = append(kept.people, p)
		}
		t[hashed(key)] = kept
	}
}

// drafts are the customers of the rows that are remembered, as a lot has them.
func (t traces) drafts(entries []entry) map[string]*draft {
	all := map[string]*draft{}
	for _, e := range entries {
		kept, ok := t[hashed(e.key())]
		if !ok || all[e.key()] != nil {
			continue
		}
		d := &draft{id: kept.id, fresh: kept.fresh, traced: true, was: kept.is, is: kept.is}
		for _, p := range kept.people {
			c := &contactDraft{fresh: true, person: person{name: p.name.text(), title: p.title.text()}}
			for way := range reaches {
				c.hashes[way] = []byte(p.reach[way].text())
			}
			d.put(c)
		}
		all[e.key()] = d
	}
	return all
}
