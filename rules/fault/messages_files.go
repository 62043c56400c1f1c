package fault

// fileMessages are about files of records, research and recognitions.
var fileMessages = map[string]sentence{
	"attachment.empty": {
		"文件没有内容。",
		"文件沒有內容。",
		"The file is empty.",
	},
	"attachment.lies": {
		"文件内容是 {is}，与其名称或所称类型不符。",
		"文件內容是 {is}，與其名稱或所稱類型不符。",
		"The file holds {is}, which is not what it is called or said to be.",
	},
	"attachment.owner": {
		"此类记录不能添加附件。",
		"此類記錄不能添加附件。",
		"Records of this type have no files.",
	},
	"attachment.removed": {
		"附件内容已删除。",
		"附件內容已刪除。",
		"The content of the file has been deleted.",
	},
	"attachment.too_many": {
		"每条记录最多 {max} 个附件。",
		"每條記錄最多 {max} 個附件。",
		"A record has at most {max} files.",
	},
	"attachment.type": {
		"不接受此类文件：只能是录音、录像、文字、图片、PDF 或办公文档。",
		"不接受此類文件：只能是錄音、錄像、文字、圖片、PDF 或辦公文檔。",
		"Files of this type are not taken: only sound, video, text, pictures, PDF and office documents are.",
	},
	"amount.currency": {
		"币种须为三个字母，如 CNY。",
		"幣種須為三個字母，如 CNY。",
		"A currency is three letters, like CNY.",
	},
	"plan.files": {
		"套餐 {plan} 最多存放 {limit} MB 附件。",
		"套餐 {plan} 最多存放 {limit} MB 附件。",
		"The plan {plan} has room for {limit} MB of files.",
	},
	"recognition.cause": {
		"事由不属于该客户。",
		"事由不屬於該客戶。",
		"What it is for belongs to another customer.",
	},
	"recognition.kind": {
		"对客户只能表扬或奖励。",
		"對客戶只能表揚或獎勵。",
		"Customers are commended or rewarded only.",
	},
	"recognition.no_error": {
		"只有由工作失误造成的问题才能追究责任。",
		"只有由工作失誤造成的問題才能追究責任。",
		"Somebody is held to account for a finding that is due to an error, and for nothing else.",
	},
	"recognition.own": {
		"提议人和当事人不能决定。",
		"提議人和當事人不能決定。",
		"Who proposed it does not decide on it, nor whom it concerns.",
	},
	"recognition.whom": {
		"须指明一位客户，或者成员、部门，二者只能选其一。",
		"須指明一位客戶，或者成員、部門，二者只能選其一。",
		"Name a customer, or else a member or a department.",
	},
	"research.agency": {
		"委托调研须写明调研机构。",
		"委託調研須寫明調研機構。",
		"Research by an agency needs the agency.",
	},
	"research.shopper": {
		"只有神秘顾客调研才记录神秘顾客。",
		"只有神秘顧客調研才記錄神秘顧客。",
		"Only a mystery visit has a mystery shopper.",
	},
	"research.not_mystery": {
		"只有神秘顾客调研需要公布。",
		"只有神秘顧客調研需要公佈。",
		"Only a mystery visit is published.",
	},
	"research.published": {
		"该神秘顾客调研已经公布。",
		"該神秘顧客調研已經公佈。",
		"This mystery visit has been published.",
	},
	"research.no_agency": {
		"自行调研没有调研机构。",
		"自行調研沒有調研機構。",
		"Research of our own has no agency.",
	},
	"research.not_begun": {
		"调研尚未开始或已取消，不能由此提出需求。",
		"調研尚未開始或已取消，不能由此提出需求。",
		"Requirements come from research that runs or is done.",
	},
	"research.nothing_found": {
		"完成调研须有调研发现或结论。",
		"完成調研須有調研發現或結論。",
		"Research is finished with findings or a conclusion.",
	},
	"upload.one_file": {
		"请求须按 operations、map、一个文件的顺序，并只含一个文件。",
		"請求須按 operations、map、一個文件的順序，並只含一個文件。",
		"A multipart request holds operations, map and one file, in this order.",
	},
	"upload.map": {
		"map 须指向一个值为 null 的变量。",
		"map 須指向一個值為 null 的變量。",
		"The map must lead to one variable that is null.",
	},
	"upload.not_multipart": {
		"文件须以 multipart/form-data 请求发送。",
		"文件須以 multipart/form-data 請求發送。",
		"A file is sent by a request of multipart/form-data.",
	},
	"upload.preflight": {
		"multipart/form-data 请求须带 GraphQL-Preflight 请求头。",
		"multipart/form-data 請求須帶 GraphQL-Preflight 請求頭。",
		"A request of multipart/form-data needs the header GraphQL-Preflight.",
	},
	"upload.too_large": {
		"文件过大：最多 {max} 字节。",
		"文件過大：最多 {max} 字節。",
		"The file is too large: at most {max} bytes are taken.",
	},
}
