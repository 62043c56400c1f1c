package accountpage

// What the pages say.
var (
	wrongTitle = text{"无法继续", "無法繼續", "This does not work"}
	goOnLink   = text{"前往登录", "前往登入", "Go on and sign in"}

	invitedTitle = text{"邀请您加入", "邀請您加入", "You are invited"}
	invitedText  = text{"接受后，您将以这个邮箱登录：", "接受後，您將以這個郵箱登入：", "When you accept, you sign in with this address:"}
	nameLabel    = text{"姓名", "姓名", "Your name"}
	acceptButton = text{"接受邀请", "接受邀請", "Accept"}
	accountHint  = text{"该邮箱已有账号，请输入其密码。", "該郵箱已有帳號，請輸入其密碼。", "This address has an account: give its password."}
	joinedTitle  = text{"欢迎加入", "歡迎加入", "Welcome"}
	joinedText   = text{"您已加入，现在可以登录。", "您已加入，現在可以登入。", "You have joined. You can sign in now."}

	passwordLabel    = text{"密码", "密碼", "Password"}
	newPasswordLabel = text{"新密码", "新密碼", "New password"}
	passwordHint     = text{
		"至少 10 个字符；不能是常见密码，也不能包含您的邮箱名或公司名。",
		"至少 10 個字符；不能是常見密碼，也不能包含您的郵箱名或公司名。",
		"At least 10 characters; none that many people use, and without your e-mail name or the company's.",
	}

	verifyTitle   = text{"验证邮箱", "驗證郵箱", "Verify your address"}
	verifyText    = text{"请确认这个邮箱地址属于您。", "請確認這個郵箱地址屬於您。", "Please confirm that this e-mail address is yours."}
	verifyButton  = text{"确认", "確認", "Confirm"}
	verifiedTitle = text{"邮箱已验证", "郵箱已驗證", "Your address is verified"}
	verifiedText  = text{"谢谢，您可以关闭本页。", "謝謝，您可以關閉本頁。", "Thank you. You can close this page."}
	alreadyText   = text{"这个邮箱此前已验证，无需再次确认。", "這個郵箱此前已驗證，無需再次確認。", "This address was verified before. There is nothing left to do."}

	resetTitle     = text{"重设密码", "重設密碼", "Set a new password"}
	resetText      = text{"设置新密码后，您在所有设备上的登录都会结束。", "設定新密碼後，您在所有裝置上的登入都會結束。", "When you set a new password, you are signed out everywhere."}
	resetButton    = text{"设置新密码", "設定新密碼", "Set the password"}
	resetDoneTitle = text{"密码已重设", "密碼已重設", "Your password is set"}
	resetDoneText  = text{"请用新密码登录。", "請用新密碼登入。", "Sign in with the new password."}

	forgottenLink   = text{"忘记密码？", "忘記密碼？", "Forgotten your password?"}
	forgottenText   = text{"请输入您登录用的邮箱，我们会寄去一个链接。", "請輸入您登入用的郵箱，我們會寄去一個鏈接。", "Give the address that you sign in with, and we send a link there."}
	emailLabel      = text{"邮箱", "郵箱", "E-mail address"}
	forgottenButton = text{"寄送链接", "寄送鏈接", "Send the link"}
	requestedText   = text{
		"如果该邮箱有账号，我们已寄出一封邮件，链接 1 小时内有效。",
		"如果該郵箱有帳號，我們已寄出一封郵件，鏈接 1 小時內有效。",
		"If this address has an account, a letter is on its way. Its link is good for one hour.",
	}
)
