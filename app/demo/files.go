package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"time"

	"heed/app/attachments"
	"heed/ent"
	"heed/ent/finding"
	"heed/ent/meeting"
	"heed/ent/researchactivity"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/upload"
)

// kept are files of requirements: what was recorded, seen and written down of them.
var kept = []struct {
	name    string
	content []byte
}{
	{"客户来电录音.wav", tone(440)},
	{"冷柜异响录音.wav", tone(180)},
	{"标签褶皱扫码过程.avi", film(frames(2, 14)...)},
	{"出库扫码演示.avi", film(frames(1, 6)...)},
	{"褶皱标签照片.png", photo(sticker(12))},
	{"新标签样张.png", photo(sticker(1))},
	{"拜访记录.txt", []byte("客户反映中午高峰时收银机断网，顾客排队，希望断网时也能收款。")},
	{"电话记录.txt", []byte("客户来电询问备件到货时间，要求周末上门更换。")},
	{"会谈纪要.md", []byte("# 会谈纪要\n\n- 客户认可试点方案\n- 下周三前给出报价\n")},
	{"报修明细.csv", []byte("日期,设备,现象\n2026-08-02,收银机,断网后死机\n2026-08-19,冷柜,温度偏高\n2026-09-01,扫码枪,识别慢\n")},
	{"试点方案报价单.pdf", page("试点方案报价单", "一、离线收款模块：两家门店", "二、现场调试与培训：两天", "三、报价有效期：三十天")},
	{"现场勘查单.pdf", page("现场勘查单", "设备：立式冷柜三台", "现象：夜间除霜时间过长", "建议：更换探头并调整除霜周期")},
}

// frames are the pictures of a label that is wrinkled more and more.
func frames(from, to int) []image.Image {
	var all []image.Image
	for wrinkled := from; wrinkled <= to; wrinkled++ {
		all = append(all, sticker(wrinkled))
	}
	return all
}

// files plans what was added to the records, and that some of it was looked at.
func (w *world) files(stories []*story, now time.Time) []*step {
	if w.Files == nil {
		return nil
	}
	var all []*step
	for i, k := range kept {
		s := stories[20+i*14]
		at := w.working(s.last(), 30)
		all = append(all, w.add(at, management, flow.SubjectRequirement, k.name, k.content, i%3 == 0, func(context.Context, *ent.Client) (typeid.ID, error) {
			return s.id, nil
		}))
	}
	newest := w.working(now.AddDate(0, 0, -3), 60)
	all = append(all,
		w.add(newest, management, flow.SubjectMeeting, "需求分析会议签到表.pdf", page("需求分析会议签到表", "沈怀远", "陈立群", "高振宇"), true, func(ctx context.Context, c *ent.Client) (typeid.ID, error) {
			return c.Meeting.Query().Where(meeting.StateEQ(flow.MeetingHeld)).FirstID(ctx)
		}),
		w.add(newest.Add(20*time.Minute), management, flow.SubjectResearch, "焦点小组访谈提纲.txt", []byte("一、报修经历\n二、等待时间\n三、最希望改进的一件事"), false, func(ctx context.Context, c *ent.Client) (typeid.ID, error) {
			return c.ResearchActivity.Query().Where(researchactivity.StateEQ(flow.ResearchDone)).FirstID(ctx)
		}),
		w.add(newest.Add(40*time.Minute), headService, flow.SubjectFinding, "夜间值守交接清单.pdf", page("夜间值守交接清单", "一、未结需求", "二、备件状态", "三、客户联系方式"), true, func(ctx context.Context, c *ent.Client) (typeid.ID, error) {
			return c.Finding.Query().Where(finding.StateEQ(flow.FindingClosed)).FirstID(ctx)
		}),
	)
	return until(all, now)
}

// add plans a file of a record, and that its adder looks at it.
func (w *world) add(at time.Time, who string, of flow.SubjectType, name string, content []byte, seen bool, owner func(ctx context.Context, c *ent.Client) (typeid.ID, error)) *step {
	return &step{at: at, who: who, act: "add " + name, alone: func(ctx context.Context) error {
		id, err := owner(ctx, w.Journal.Client())
		if err != nil {
			return fmt.Errorf("demo: whose file it is: %w", err)
		}
		sum := sha256.Sum256(content)
		a, _, err := w.Files.Add(ctx, w.Journal, attachments.AddInput{
			OwnerType: of, OwnerID: id,
			File: upload.File{Name: name, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:]), Content: bytes.NewReader(content)},
		})
		if err != nil || !seen {
			return err
		}
		_, read, err := w.Files.Fetch(ctx, w.Journal, a.ID)
		if err != nil {
			return err
		}
		return read.Close()
	}}
}
