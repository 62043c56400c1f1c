package fault

// general holds the sentence of each code, for keys without one of their own.
var general = map[Code]sentence{
	CodeUnauthenticated: {
		"请先登录。",
		"請先登錄。",
		"Please sign in.",
	},
	CodeForbidden: {
		"您没有执行此操作的权限。",
		"您沒有執行此操作的權限。",
		"You are not allowed to do this.",
	},
	CodeNotFound: {
		"未找到该记录。",
		"未找到該記錄。",
		"The record was not found.",
	},
	CodeBadUserInput: {
		"输入有误，请检查后重试。",
		"輸入有誤，請檢查後重試。",
		"The input is not valid. Check it and try again.",
	},
	CodeValidationFailed: {
		"请求与接口定义不符。",
		"請求與接口定義不符。",
		"The request does not match the schema.",
	},
	CodeParseFailed: {
		"无法解析请求。",
		"無法解析請求。",
		"The request cannot be parsed.",
	},
	CodeConflict: {
		"与已有数据冲突，请刷新后重试。",
		"與已有數據衝突，請刷新後重試。",
		"This conflicts with existing data. Refresh and try again.",
	},
	CodeFailedPrecondition: {
		"当前条件不满足，无法执行此操作。",
		"當前條件不滿足，無法執行此操作。",
		"This is not possible in the current situation.",
	},
	CodeIdempotencyMismatch: {
		"此幂等键已用于另一个不同的请求。",
		"此冪等鍵已用於另一個不同的請求。",
		"This idempotency key was used for a different request.",
	},
	CodeIdempotencyInProgress: {
		"相同的请求正在处理，请稍后重试。",
		"相同的請求正在處理，請稍後重試。",
		"The same request is still being processed. Try again shortly.",
	},
	CodeRateLimited: {
		"请求过于频繁，请稍后重试。",
		"請求過於頻繁，請稍後重試。",
		"Too many requests. Try again later.",
	},
	CodeCostExceeded: {
		"请求过于复杂，请减少查询的内容。",
		"請求過於複雜，請減少查詢的內容。",
		"The request is too costly. Ask for less.",
	},
	CodePayloadTooLarge: {
		"请求内容过大。",
		"請求內容過大。",
		"The request is too large.",
	},
	CodeTimeout: {
		"处理超时，请稍后重试。",
		"處理超時，請稍後重試。",
		"The request took too long. Try again later.",
	},
	CodeUnavailable: {
		"服务暂时不可用，请稍后重试。",
		"服務暫時不可用，請稍後重試。",
		"The service is unavailable for the moment. Try again later.",
	},
	CodeInternal: {
		"系统发生错误，请稍后重试；如仍出现，请提供请求编号。",
		"系統發生錯誤，請稍後重試；如仍出現，請提供請求編號。",
		"Something went wrong on our side. If it happens again, quote the request id.",
	},
}

// edgeMessages are about requests as such: rights, versions, cursors, limits.
var edgeMessages = map[string]sentence{
	"not_found":       general[CodeNotFound],
	"forbidden":       general[CodeForbidden],
	"unauthenticated": general[CodeUnauthenticated],
	"rate_limited":    general[CodeRateLimited],
	"unavailable":     general[CodeUnavailable],
	"internal":        general[CodeInternal],
	"timeout":         general[CodeTimeout],
	"transition.illegal": {
		"当前状态（{state}）不允许“{act}”。",
		"當前狀態（{state}）不允許「{act}」。",
		"“{act}” is not possible in state “{state}”.",
	},
	"version.conflict": {
		"记录已被他人修改（预期版本 {expected}，当前版本 {actual}），请刷新后重试。",
		"記錄已被他人修改（預期版本 {expected}，當前版本 {actual}），請刷新後重試。",
		"Someone has changed the record meanwhile (expected version {expected}, now {actual}). Refresh and try again.",
	},
	"cursor.other_company": {
		"该游标不属于当前公司。",
		"該游標不屬於當前公司。",
		"This cursor belongs to another company.",
	},
	"cursor.expired": {
		"该游标已超出保留期限，请重新获取全部数据。",
		"該游標已超出保留期限，請重新獲取全部數據。",
		"This cursor is older than what is kept. Fetch everything again.",
	},
	"request.method": {
		"此地址只接受 {allowed} 请求。",
		"此地址只接受 {allowed} 請求。",
		"This address takes {allowed} requests only.",
	},
	"request.mutation_by_get": {
		"变更须以 POST 发送。",
		"變更須以 POST 發送。",
		"Send mutations by POST.",
	},
	"request.subscription_by_http": {
		"订阅须通过 WebSocket（graphql-transport-ws）或 text/event-stream 发送。",
		"訂閱須通過 WebSocket（graphql-transport-ws）或 text/event-stream 發送。",
		"Send subscriptions over WebSocket (graphql-transport-ws), or accept text/event-stream.",
	},
	"request.defer": {
		"不支持 @defer，请去掉后重试。",
		"不支持 @defer，請去掉後重試。",
		"@defer is not supported. Leave it out.",
	},
	"request.accept": {
		"只能以 application/graphql-response+json 或 application/json 应答，请检查 Accept 请求头。",
		"只能以 application/graphql-response+json 或 application/json 應答，請檢查 Accept 請求頭。",
		"Answers are application/graphql-response+json or application/json only. Check the Accept header.",
	},
	"request.content_type": {
		"Content-Type 必须为 application/json。",
		"Content-Type 必須為 application/json。",
		"The Content-Type must be application/json.",
	},
	"request.charset": {
		"请求内容必须使用 UTF-8 编码。",
		"請求內容必須使用 UTF-8 編碼。",
		"The request body must be encoded in UTF-8.",
	},
	"request.content_encoding": {
		"不接受压缩的请求内容。",
		"不接受壓縮的請求內容。",
		"Compressed request bodies are not accepted.",
	},
	"request.url_too_long": {
		"查询参数不得超过 {max} 字节，请改用 POST。",
		"查詢參數不得超過 {max} 字節，請改用 POST。",
		"The query string may have at most {max} bytes. Use POST.",
	},
	"request.url_malformed": {
		"查询参数的编码不正确。",
		"查詢參數的編碼不正確。",
		"The query string is not correctly encoded.",
	},
	"request.not_json": {
		"请求内容不是有效的 JSON。",
		"請求內容不是有效的 JSON。",
		"The request is not valid JSON.",
	},
	"request.not_utf8": {
		"请求含有无效的 UTF-8 或不成对的代理字符。",
		"請求含有無效的 UTF-8 或不成對的代理字符。",
		"The request holds invalid UTF-8 or half of a surrogate pair.",
	},
	"request.too_deep": {
		"JSON 嵌套不得超过 {max} 层。",
		"JSON 嵌套不得超過 {max} 層。",
		"JSON may be nested at most {max} levels deep.",
	},
	"request.batch": {
		"一次只能发送一个请求，不支持批量请求。",
		"一次只能發送一個請求，不支持批量請求。",
		"Send one operation a request. Batches are not supported.",
	},
	"request.not_object": {
		"此项必须是 JSON 对象。",
		"此項必須是 JSON 對象。",
		"This must be a JSON object.",
	},
	"request.not_string": {
		"此项必须是字符串。",
		"此項必須是字符串。",
		"This must be a string.",
	},
	"request.body_too_large": {
		"请求内容不得超过 {max} 字节。",
		"請求內容不得超過 {max} 字節。",
		"The request body may have at most {max} bytes.",
	},
	"request.document_too_large": {
		"查询文档不得超过 {max} 字节。",
		"查詢文檔不得超過 {max} 字節。",
		"The document may have at most {max} bytes.",
	},
	"request.too_many_tokens": {
		"请求文档不得超过 {max} 个词元。",
		"請求文檔不得超過 {max} 個詞元。",
		"The request document may have at most {max} tokens.",
	},
	"request.too_many_fields": {
		"展开片段后，一次请求不得超过 {max} 个字段，请减少查询的内容。",
		"展開片段後，一次請求不得超過 {max} 個字段，請減少查詢的內容。",
		"With its fragments written out, a document may have at most {max} fields. Ask for less.",
	},
	"request.too_complex": {
		"请求文档过于复杂，请简化或分成几次发送。",
		"請求文檔過於複雜，請簡化或分成幾次發送。",
		"The request document is too complex. Ask for less, or split it.",
	},
	"request.too_costly": {
		"此请求需要 {cost} 点，一次最多 {max} 点，请减少查询的内容或每页的条数。",
		"此請求需要 {cost} 點，一次最多 {max} 點，請減少查詢的內容或每頁的條數。",
		"The request costs {cost} points, and one may cost {max}. Ask for less, or for smaller pages.",
	},
	"request.no_introspection": {
		"此处不提供接口自省。",
		"此處不提供接口自省。",
		"Introspection is off here.",
	},
	"request.too_nested": {
		"字段嵌套不得超过 {max} 层。",
		"字段嵌套不得超過 {max} 層。",
		"Fields may be nested at most {max} levels deep.",
	},
	"request.one_mutation": {
		"一次请求只能包含一个变更字段。",
		"一次請求只能包含一個變更字段。",
		"An operation may have one mutation field only.",
	},
	"request.timeout": {
		"请求处理超时，请缩小范围后重试。",
		"請求處理超時，請縮小範圍後重試。",
		"The request took too long. Ask for less and try again.",
	},
	"request.parse": {
		"请求不是有效的 GraphQL 文档。",
		"請求不是有效的 GraphQL 文檔。",
		"The request is not a valid GraphQL document.",
	},
	"request.validation": {
		"请求与接口定义不符，请对照接口文档检查。",
		"請求與接口定義不符，請對照接口文檔檢查。",
		"The request does not match the schema. Check it against the API reference.",
	},
	"subscription.too_slow": {
		"接收速度过慢，订阅已中断；请用最后的游标继续。",
		"接收速度過慢，訂閱已中斷；請用最後的游標繼續。",
		"The subscription was too slow and has been dropped. Resume with your last cursor.",
	},
	"subscription.ended": {
		"订阅已结束，因为登录或权限已变更。",
		"訂閱已結束，因為登錄或權限已變更。",
		"The subscription has ended because the session or its rights have changed.",
	},
	"database.schema_old": {
		"数据库结构版本过旧，请先执行数据库迁移。",
		"數據庫結構版本過舊，請先執行數據庫遷移。",
		"The database schema is out of date. Run the migrations first.",
	},
}
