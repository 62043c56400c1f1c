package fault

// inputMessages are about single values that a client or a file gives.
var inputMessages = map[string]sentence{
	"idempotency.malformed": {
		"幂等键须为 1 到 {max} 个可见的 ASCII 字符。",
		"冪等鍵須為 1 到 {max} 個可見的 ASCII 字符。",
		"An idempotency key is 1 to {max} visible ASCII characters.",
	},
	"input.malformed": {
		"该值不符合要求的格式。",
		"該值不符合要求的格式。",
		"This value does not have the form that is asked for.",
	},
	"subscription.transport": {
		"订阅须通过 WebSocket（graphql-transport-ws）发送。",
		"訂閱須通過 WebSocket（graphql-transport-ws）發送。",
		"Send subscriptions over WebSocket (graphql-transport-ws).",
	},
	"input.required": {
		"此项必填。",
		"此項必填。",
		"This is required.",
	},
	"input.too_long": {
		"最多 {max} 个字符。",
		"最多 {max} 個字符。",
		"At most {max} characters are allowed.",
	},
	"input.too_short": {
		"至少 {min} 个字符。",
		"至少 {min} 個字符。",
		"At least {min} characters are needed.",
	},
	"input.out_of_range": {
		"必须在 {min} 到 {max} 之间。",
		"必須在 {min} 到 {max} 之間。",
		"It must be between {min} and {max}.",
	},
	"input.malformed_text": {
		"含有不允许的字符。",
		"含有不允許的字符。",
		"This holds characters that are not allowed.",
	},
	"input.malformed_email": {
		"邮箱地址格式不正确。",
		"郵箱地址格式不正確。",
		"This is not a valid e-mail address.",
	},
	"input.malformed_phone": {
		"电话号码格式不正确。",
		"電話號碼格式不正確。",
		"This is not a valid phone number.",
	},
	"input.malformed_slug": {
		"公司标识只能包含小写字母、数字和连字符。",
		"公司標識只能包含小寫字母、數字和連字符。",
		"A slug may hold lower-case letters, digits and hyphens only.",
	},
	"input.malformed_time": {
		"时间格式不正确，应为 RFC 3339，例如 2026-01-31T09:00:00Z。",
		"時間格式不正確，應為 RFC 3339，例如 2026-01-31T09:00:00Z。",
		"This is not a valid time. Use RFC 3339, for example 2026-01-31T09:00:00Z.",
	},
	"input.malformed_cursor": {
		"游标无效。",
		"游標無效。",
		"This cursor is not valid.",
	},
	"input.unknown_timezone": {
		"未知的时区，请使用 Asia/Shanghai 这样的名称。",
		"未知的時區，請使用 Asia/Shanghai 這樣的名稱。",
		"This time zone is unknown. Use a name like Asia/Shanghai.",
	},
	"input.long_ago": {
		"时间不能早于 {first}。",
		"時間不能早於 {first}。",
		"The time must not be before {first}.",
	},
	"input.in_the_future": {
		"时间不能晚于现在。",
		"時間不能晚於現在。",
		"The time must not be in the future.",
	},
	"input.unknown_key": {
		"未知的值：{value}。",
		"未知的值：{value}。",
		"{value} is not a known value.",
	},
	"input.money": {
		"金额应为数字，最多两位小数，例如 1200.50。",
		"金額應為數字，最多兩位小數，例如 1200.50。",
		"An amount of money is digits with at most two decimals, such as 1200.50.",
	},
	"input.duplicate": {
		"{value} 重复出现。",
		"{value} 重複出現。",
		"{value} is given more than once.",
	},
	"input.too_many": {
		"最多 {max} 项。",
		"最多 {max} 項。",
		"At most {max} entries are allowed.",
	},
	"input.empty_update": {
		"没有要修改的内容。",
		"沒有要修改的內容。",
		"There is nothing to change.",
	},
	"input.page_size": {
		"每页条数必须在 {min} 到 {max} 之间。",
		"每頁條數必須在 {min} 到 {max} 之間。",
		"A page has between {min} and {max} entries.",
	},
	"input.first_and_last": {
		"first 和 last 不能同时使用。",
		"first 和 last 不能同時使用。",
		"Use either first or last, not both.",
	},
	"import.bad_header": {
		"表头缺少列 {column} 或该列重复。",
		"表頭缺少列 {column} 或該列重複。",
		"The column {column} is missing from the header or appears twice.",
	},
	"import.too_many_rows": {
		"导入文件最多 {max} 行，请分批导入。",
		"導入文件最多 {max} 行，請分批導入。",
		"A file may have at most {max} rows. Import it in parts.",
	},
	"import.row_too_long": {
		"该行超过 {max} 字节或引号未闭合，导入到此为止。",
		"該行超過 {max} 字節或引號未閉合，導入到此為止。",
		"This row has more than {max} bytes or a quotation mark is never closed. The import stops here.",
	},
	"import.unclosed": {
		"从该行开始的引号没有闭合，其后的内容未导入。",
		"從該行開始的引號沒有閉合，其後的內容未導入。",
		"The quotation mark opened in this line is never closed. Nothing after it was imported.",
	},
	"import.malformed": {
		"该行的引号使用有误。",
		"該行的引號使用有誤。",
		"The quotation marks of this row are wrong.",
	},
	"import.cells": {
		"该行有 {got} 列，表头有 {want} 列。",
		"該行有 {got} 列，表頭有 {want} 列。",
		"This row has {got} cells, the header has {want}.",
	},
	"import.not_utf8": {
		"文件必须使用 UTF-8 编码。",
		"文件必須使用 UTF-8 編碼。",
		"The file must be encoded in UTF-8.",
	},
	"import.date": {
		"无法识别的日期。请写成 2026-03-14，或说明日期中年月日的顺序。",
		"無法識別的日期。請寫成 2026-03-14，或說明日期中年月日的順序。",
		"This is no date that can be read. Write 2026-03-14, or say in which order dates are written.",
	},
	"import.answered_before_received": {
		"答复日期不能早于接收日期。",
		"答覆日期不能早於接收日期。",
		"It cannot have been answered before it was received.",
	},
	"import.other_customer": {
		"该记录已导入到另一个客户名下。",
		"該記錄已導入到另一個客戶名下。",
		"This record was imported for another customer.",
	},
	"import.unknown_customer": {
		"没有这个客户，请先录入或导入该客户。",
		"沒有這個客戶，請先錄入或導入該客戶。",
		"There is no such customer: make or import the customer first.",
	},
	"import.several": {
		"有多个同名客户，无法确定是哪一个。",
		"有多個同名客戶，無法確定是哪一個。",
		"Several customers have this name. It is not clear which one is meant.",
	},
}
