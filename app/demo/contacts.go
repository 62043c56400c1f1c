package demo

import (
	"fmt"
	"math/rand/v2"

	"heed/app/customers"
	"heed/rules/flow"
)

// The names of contacts, with how they are written in addresses.
var (
	surnames = [][2]string{
		{"王", "wang"},
		{"李", "li"},
		{"张", "zhang"},
		{"刘", "liu"},
		{"杨", "yang"},
		{"黄", "huang"},
		{"赵", "zhao"},
		{"徐", "xu"},
		{"孙", "sun"},
		{"马", "ma"},
		{"朱", "zhu"},
		{"胡", "hu"},
		{"郭", "guo"},
		{"程", "cheng"},
		{"谢", "xie"},
		{"宋", "song"},
		{"邓", "deng"},
		{"冯", "feng"},
		{"曹", "cao"},
		{"彭", "peng"},
		{"曾", "zeng"},
	}
	givenNames = [][2]string{
		{"建华", "jianhua"},
		{"志强", "zhiqiang"},
		{"丽萍", "liping"},
		{"晓燕", "xiaoyan"},
		{"文斌", "wenbin"},
		{"雪梅", "xuemei"},
		{"国栋", "guodong"},
		{"佳怡", "jiayi"},
		{"海涛", "haitao"},
		{"静", "jing"},
		{"思远", "siyuan"},
		{"慧敏", "huimin"},
		{"永刚", "yonggang"},
		{"春华", "chunhua"},
		{"子墨", "zimo"},
		{"俊杰", "junjie"},
		{"秋月", "qiuyue"},
		{"明辉", "minghui"},
		{"玉兰", "yulan"},
	}
	posts = []string{"采购经理", "门店督导", "信息主管", "运营总监", "仓储主管", "行政主任", "财务经理", "设备工程师", "总经理助理"}
)

// contactsOf are one to three people at a customer; one person has themselves.
// Their numbers cannot be called and their domains are reserved for examples.
func contactsOf(rng *rand.Rand, c client) []customers.ContactInput {
	if c.person() {
		return []customers.ContactInput{{Name: c.name, Phone: new(phone(rng)), Email: new("me@" + c.domain + ".example")}}
	}
	people := make([]customers.ContactInput, 1+rng.IntN(3))
	first, second, post := rng.Perm(len(surnames)), rng.Perm(len(givenNames)), rng.Perm(len(posts))
	for i := range people {
		surname, given := surnames[first[i]], givenNames[second[i]]
		people[i] = customers.ContactInput{
			Name: surname[0] + given[0], Title: &posts[post[i]], Phone: new(phone(rng)),
			Email: new(given[1] + "." + surname[1] + "@" + c.domain + ".example"),
		}
		if i == 0 {
			people[i].WeChat = new(given[1] + "_" + surname[1])
			people[i].Wishes = customers.Wishes{
				PreferredFrequency: new(flow.ContactMonthly), PreferredChannels: []flow.Channel{flow.ChannelPhone, flow.ChannelVisit},
				WantedContent: []flow.WantedContent{flow.WantedProductUpdate, flow.WantedCase},
			}
		}
	}
	return people
}

// phone is a number that begins with a zero where no number does.
func phone(rng *rand.Rand) string {
	areas := []string{"10", "21", "22", "571", "512", "20", "28", "27", "29", "731"}
	return fmt.Sprintf("+86 %s 0%03d %04d", areas[rng.IntN(len(areas))], rng.IntN(1000), rng.IntN(10000))
}
