package fault

// clockMessages are about deadlines, calendars and clocks.
var clockMessages = map[string]sentence{
	"clock.none": {
		"该记录没有进行中的计时。",
		"該記錄沒有進行中的計時。",
		"This record has no clock.",
	},
	"sla.timezone": {
		"未知的时区：{value}。",
		"未知的時區：{value}。",
		"{value} is not a known time zone.",
	},
	"sla.days_too_many": {
		"日历最多包含 {max} 个特殊日期。",
		"日曆最多包含 {max} 個特殊日期。",
		"A calendar may hold at most {max} special days.",
	},
	"sla.day_twice": {
		"日期 {date} 重复出现。",
		"日期 {date} 重複出現。",
		"The date {date} is given more than once.",
	},
	"sla.holiday_frames": {
		"{date} 是休息日，不能有工作时段。",
		"{date} 是休息日，不能有工作時段。",
		"{date} is a holiday and cannot have working hours.",
	},
	"sla.special_frames": {
		"{date} 是特殊工时日，须填写工作时段。",
		"{date} 是特殊工時日，須填寫工作時段。",
		"{date} has special hours, which must be given.",
	},
	"sla.day_kind": {
		"未知的日期类型：{kind}。",
		"未知的日期類型：{kind}。",
		"{kind} is not a known kind of day.",
	},
	"sla.date_format": {
		"日期 {value} 格式不正确，应为 2026-01-31 这样的格式。",
		"日期 {value} 格式不正確，應為 2026-01-31 這樣的格式。",
		"{value} is not a date. Use the form 2026-01-31.",
	},
	"sla.time_format": {
		"时刻 {value} 格式不正确，应为 09:00 这样的格式。",
		"時刻 {value} 格式不正確，應為 09:00 這樣的格式。",
		"{value} is not a time of day. Use the form 09:00.",
	},
	"sla.week_day": {
		"未知的星期：{value}。",
		"未知的星期：{value}。",
		"{value} is not a day of the week.",
	},
	"sla.frames_too_many": {
		"每天最多 {max} 个工作时段。",
		"每天最多 {max} 個工作時段。",
		"A day may have at most {max} frames of working hours.",
	},
	"sla.frame_empty": {
		"工作时段 {from}–{to} 无效，开始须早于结束。",
		"工作時段 {from}–{to} 無效，開始須早於結束。",
		"The frame {from}–{to} is not valid: it must begin before it ends.",
	},
	"sla.frame_overlap": {
		"工作时段 {from}–{to} 与前一时段重叠。",
		"工作時段 {from}–{to} 與前一時段重疊。",
		"The frame {from}–{to} overlaps the one before it.",
	},
	"sla.clock_stopped": {
		"计时已停止（{state}），不能再变更。",
		"計時已停止（{state}），不能再變更。",
		"The clock has stopped ({state}) and cannot change any more.",
	},
	"sla.clock_order": {
		"该时间早于计时的开始。",
		"該時間早於計時的開始。",
		"This time is before the clock's start.",
	},
	"sla.clock_not_running": {
		"计时未在进行（{state}），无法暂停。",
		"計時未在進行（{state}），無法暫停。",
		"The clock is not running ({state}) and cannot be paused.",
	},
	"sla.clock_overdue": {
		"计时已到期，无法暂停。",
		"計時已到期，無法暫停。",
		"The clock has reached its due time and cannot be paused.",
	},
	"sla.clock_not_paused": {
		"计时未暂停（{state}），无法恢复。",
		"計時未暫停（{state}），無法恢復。",
		"The clock is not paused ({state}) and cannot be resumed.",
	},
	"sla.pause_reason": {
		"时限规则不允许以“{reason}”为由暂停。",
		"時限規則不允許以「{reason}」為由暫停。",
		"The deadline rule does not allow a pause for this reason: {reason}.",
	},
	"sla.pauses_too_many": {
		"一个计时最多暂停 {max} 次。",
		"一個計時最多暫停 {max} 次。",
		"A clock may be paused at most {max} times.",
	},
	"sla.limit_unit": {
		"未知的时限单位：{unit}。",
		"未知的時限單位：{unit}。",
		"{unit} is not a known unit of time.",
	},
	"sla.limit_amount": {
		"时限须在 1 到 {max} 之间。",
		"時限須在 1 到 {max} 之間。",
		"The limit must be between 1 and {max}.",
	},
	"sla.no_working_time": {
		"今后 {years} 年内工作日历中没有足够的工作时间。",
		"今後 {years} 年內工作日曆中沒有足夠的工作時間。",
		"The working calendar has not enough working time in the next {years} years.",
	},
}
