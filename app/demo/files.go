package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"heed/app/attachments"
	"heed/rules/flow"
	"heed/rules/upload"
)

// talks are what was written down of talks with customers.
var talks = []struct{ name, text string }{
	{"拜访记录.txt", "客户反映关门声音大，夜间影响休息，希望更换阻尼铰链。"},
	{"电话记录.txt", "客户来电询问安装时间，要求周末上门。"},
	{"会谈纪要.md", "# 会谈纪要\n\n- 客户认可方案\n- 下周三前给出报价\n"},
	{"报修明细.csv", "日期,部位,现象\n2026-08-02,铰链,松动\n2026-08-19,门锁,卡滞\n2026-09-01,滑轨,异响\n"},
	{"回访记录.txt", "客户对处理结果满意，建议增加保养提醒。"},
	{"补充说明.txt", "客户补充：家中有老人，开门力度要小。"},
}

// file gives the first requirements of the ledger what was written down of them.
func (w *world) file(ctx context.Context, stories []*story, now time.Time) error {
	if w.Files == nil {
		return nil
	}
	for i, talk := range talks {
		sum := sha256.Sum256([]byte(talk.text))
		_, _, err := w.Files.Add(w.as(ctx, management, now), w.Journal, attachments.AddInput{
			OwnerType: flow.SubjectRequirement, OwnerID: stories[i].id,
			File: upload.File{
				Name: talk.name, Size: int64(len(talk.text)), SHA256: hex.EncodeToString(sum[:]), Content: bytes.NewReader([]byte(talk.text)),
			},
		})
		if err != nil {
			return fmt.Errorf("demo: adding %s: %w", talk.name, err)
		}
	}
	return nil
}
