package fault

// companyMessages are about companies, sessions, departments, members, roles and
// customers.
var companyMessages = map[string]sentence{
	"slug.taken": {
		"该公司标识已被使用，请换一个。",
		"該公司標識已被使用，請換一個。",
		"This slug is taken. Choose another.",
	},
	"email.has_account": {
		"该邮箱地址已有账号；请发出邀请，由本人接受后加入。",
		"該郵箱地址已有賬號；請發出邀請，由本人接受後加入。",
		"This e-mail address already has an account. Invite its owner, who must accept.",
	},
	"email.not_yours": {
		"这不是您账号的邮箱地址。",
		"這不是您帳號的郵箱地址。",
		"This is not your account's e-mail address.",
	},
	"email.taken": {
		"该邮箱地址已被使用。",
		"該郵箱地址已被使用。",
		"This e-mail address is already in use.",
	},
	"email.wrong_password": {
		"该邮箱已有账号；要用它注册新公司，请输入该账号的密码。",
		"該郵箱已有帳號；要用它註冊新公司，請輸入該帳號的密碼。",
		"This e-mail address already has an account. To register a company with it, give that account's password.",
	},
	"invitation.wrong_password": {
		"该邮箱已有账号；要接受邀请，请输入该账号的密码。",
		"該郵箱已有帳號；要接受邀請，請輸入該帳號的密碼。",
		"This e-mail address already has an account. To accept, give that account's password.",
	},
	"link.invalid": {
		"该链接已失效：可能已过期、已被使用或已被收回。请重新获取。",
		"該鏈接已失效：可能已過期、已被使用或已被收回。請重新獲取。",
		"This link is no longer valid: it has expired, was used, or was taken back. Ask for a new one.",
	},
	"session.wrong_credentials": {
		"邮箱或密码不正确。",
		"郵箱或密碼不正確。",
		"The e-mail address or the password is wrong.",
	},
	"session.ended": {
		"登录已结束，请重新登录。",
		"登錄已結束，請重新登錄。",
		"Your session has ended. Please sign in again.",
	},
	"session.reused": {
		"刷新令牌被重复使用，为安全起见已结束登录，请重新登录。",
		"刷新令牌被重複使用，為安全起見已結束登錄，請重新登錄。",
		"A refresh token was used twice. For your safety the session has ended; please sign in again.",
	},
	"session.password_must_change": {
		"请先修改初始密码。",
		"請先修改初始密碼。",
		"Change your first password before you go on.",
	},
	"token.expired": {
		"访问令牌已过期，请刷新。",
		"訪問令牌已過期，請刷新。",
		"The access token has expired. Refresh it.",
	},
	"company.suspended": {
		"该公司已被暂停使用。",
		"該公司已被暫停使用。",
		"This company is suspended.",
	},
	"company.closed": {
		"该公司已注销。",
		"該公司已註銷。",
		"This company is closed.",
	},
	"tenant.suspended": {
		"该公司已被暂停使用。",
		"該公司已被暫停使用。",
		"This company is suspended.",
	},
	"tenant.closed": {
		"该公司已注销。",
		"該公司已註銷。",
		"This company is closed.",
	},
	"department.cycle": {
		"部门不能隶属于自己或其下级部门。",
		"部門不能隸屬於自己或其下級部門。",
		"A department cannot belong to itself or to a department below it.",
	},
	"department.depth": {
		"部门层级过深。",
		"部門層級過深。",
		"Departments are nested too deeply.",
	},
	"department.name_taken": {
		"公司内已有同名部门。",
		"公司內已有同名部門。",
		"The company already has a department of this name.",
	},
	"department.inactive": {
		"该部门已停用。",
		"該部門已停用。",
		"This department is no longer active.",
	},
	"member.exists": {
		"该用户已是本公司成员。",
		"該用戶已是本公司成員。",
		"This person is already a member of the company.",
	},
	"member.left": {
		"该成员已离开公司。",
		"該成員已離開公司。",
		"This member has left the company.",
	},
	"member.not_invited": {
		"该成员没有待接受的邀请。",
		"該成員沒有待接受的邀請。",
		"This member has no open invitation.",
	},
	"member.never_joined": {
		"该成员从未接受过邀请，请再次邀请。",
		"該成員從未接受過邀請，請再次邀請。",
		"This member has never accepted an invitation. Invite them again.",
	},
	"member.last_admin": {
		"公司至少要保留一名管理员。",
		"公司至少要保留一名管理員。",
		"The company must keep at least one administrator.",
	},
	"role.unknown": {
		"没有这个角色。",
		"沒有這個角色。",
		"There is no such role.",
	},
	"role.name_taken": {
		"已有同名角色。",
		"已有同名角色。",
		"A role of this name already exists.",
	},
	"role.key_taken": {
		"已有使用该标识的角色。",
		"已有使用該標識的角色。",
		"A role with this key already exists.",
	},
	"role.builtin": {
		"内置角色不能删除。",
		"內置角色不能刪除。",
		"A built-in role cannot be deleted.",
	},
	"role.in_use": {
		"还有 {members} 名成员使用该角色。",
		"還有 {members} 名成員使用該角色。",
		"{members} members still have this role.",
	},
	"role.admin_needs": {
		"管理员角色必须保留全公司范围的 {action} 权限。",
		"管理員角色必須保留全公司範圍的 {action} 權限。",
		"The administrators' role must keep {action} for the whole company.",
	},
	"role.scope_without_meaning": {
		"{action} 只能授予全公司范围。",
		"{action} 只能授予全公司範圍。",
		"{action} can be granted for the whole company only.",
	},
	"role.mask_without_meaning": {
		"{action} 不能隐藏该字段。",
		"{action} 不能隱藏該字段。",
		"{action} cannot hide this field.",
	},
	"field.masked": {
		"您的角色不能查看该字段，因此不能修改。",
		"您的角色不能查看該字段，因此不能修改。",
		"Your roles hide this field, so you cannot change it.",
	},
	"contact.erased": {
		"该联系人的个人信息已被删除。",
		"該聯繫人的個人信息已被刪除。",
		"This person's data has been erased.",
	},
	"role.grants_beyond_own": {
		"不能授予超出您自身权限的权限。",
		"不能授予超出您自身權限的權限。",
		"You cannot grant more than you hold yourself.",
	},
	"password.unchanged": {
		"新密码不能与当前密码相同。",
		"新密碼不能與當前密碼相同。",
		"The new password must differ from the current one.",
	},
	"password.too_long": {
		"密码最多 {max} 个字符。",
		"密碼最多 {max} 個字符。",
		"The password may have at most {max} characters.",
	},
	"password.too_many_bytes": {
		"密码以 UTF-8 编码最多 {max} 个字节。",
		"密碼以 UTF-8 編碼最多 {max} 個字節。",
		"The password may have at most {max} bytes of UTF-8.",
	},
	"password.wrong": {
		"当前密码不正确。",
		"當前密碼不正確。",
		"This is not the current password.",
	},
	"password.too_short": {
		"密码至少 {min} 个字符。",
		"密碼至少 {min} 個字符。",
		"The password needs at least {min} characters.",
	},
	"password.too_common": {
		"该密码过于常见，请换一个。",
		"該密碼過於常見，請換一個。",
		"This password is too common. Choose another.",
	},
	"password.personal": {
		"密码不能包含您的邮箱名、公司的名称或标识，也不能包含“heed”。",
		"密碼不能包含您的郵箱名、公司的名稱或標識，也不能包含「heed」。",
		"The password must not contain your e-mail name, the company's name or slug, or \"heed\".",
	},
	"customer.name_taken": {
		"已有同名客户。",
		"已有同名客戶。",
		"A customer of this name already exists.",
	},
	"customer.size_of_person": {
		"个人客户没有企业规模。",
		"個人客戶沒有企業規模。",
		"A person has no company size.",
	},
	"customer.industry_in_words": {
		"只有行业为“其他”时才能填写行业说明。",
		"只有行業為「其他」時才能填寫行業說明。",
		"The industry is given in words only when it is OTHER.",
	},
	"customer.kind_fixed": {
		"客户类型不能更改。",
		"客戶類型不能更改。",
		"The kind of a customer cannot be changed.",
	},
	"customer.external_taken": {
		"该外部编号已属于另一个客户。",
		"該外部編號已屬於另一個客戶。",
		"This external id already belongs to another customer.",
	},
	"tier.unknown": {
		"没有这个客户等级。",
		"沒有這個客戶等級。",
		"There is no such customer tier.",
	},
	"manager.not_member": {
		"客户经理必须是本公司的在职成员。",
		"客戶經理必須是本公司的在職成員。",
		"The account manager must be an active member of the company.",
	},
}
