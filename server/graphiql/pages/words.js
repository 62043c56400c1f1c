// The words of both pages in Heed's three languages.
const words = {
  'zh-Hans': {
    email: '邮箱', password: '密码', signIn: '登录', signOut: '退出', signingIn: '正在登录…', language: '语言',
    signedOut: '请先登录。演示账号：admin@demo.example，密码在启动时打印一次。',
    expired: '登录已失效，请重新登录。', failed: '登录失败', example: '示例', query: '查询', variables: '变量（JSON）',
    run: '运行', stop: '停止', result: '结果', badVariables: '变量不是合法的 JSON', closed: '连接已关闭',
    plain: '这是不依赖第三方程序包的简单页面。安装 Node 后用 make run 启动，这里就是完整的 GraphiQL 编辑器。',
    toPlain: '简单页面', toEditor: '完整编辑器', live: '订阅会一直显示新的状态变化，按“停止”结束。',
  },
  'zh-Hant': {
    email: '電郵', password: '密碼', signIn: '登入', signOut: '登出', signingIn: '正在登入…', language: '語言',
    signedOut: '請先登入。演示帳號：admin@demo.example，密碼在啟動時列印一次。',
    expired: '登入已失效，請重新登入。', failed: '登入失敗', example: '範例', query: '查詢', variables: '變數（JSON）',
    run: '執行', stop: '停止', result: '結果', badVariables: '變數不是合法的 JSON', closed: '連線已關閉',
    plain: '這是不依賴第三方套件的簡單頁面。安裝 Node 後用 make run 啟動，這裡就是完整的 GraphiQL 編輯器。',
    toPlain: '簡單頁面', toEditor: '完整編輯器', live: '訂閱會一直顯示新的狀態變化，按「停止」結束。',
  },
  en: {
    email: 'E-mail', password: 'Password', signIn: 'Sign in', signOut: 'Sign out', signingIn: 'Signing in…', language: 'Language',
    signedOut: 'Sign in first. Demo account: admin@demo.example; its password is printed once at the start.',
    expired: 'The session has ended, sign in again.', failed: 'Signing in failed', example: 'Example', query: 'Query', variables: 'Variables (JSON)',
    run: 'Run', stop: 'Stop', result: 'Result', badVariables: 'The variables are not valid JSON', closed: 'The connection was closed',
    plain: 'This plain page needs no third-party package. Install Node and start with make run to get the full GraphiQL editor here.',
    toPlain: 'Plain page', toEditor: 'Full editor', live: 'A subscription shows status changes as they come, until you press Stop.',
  },
};

export const languages = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' };

function preferred() {
  const kept = localStorage.getItem('heed.language');
  if (kept in words) return kept;
  for (const tag of navigator.languages ?? []) {
    if (/^zh\b.*(hant|tw|hk|mo)/i.test(tag)) return 'zh-Hant';
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh-Hans';
}

export const language = preferred();

export const word = (key) => words[language][key];

/** Keeps the choice and starts the page anew in it. */
export function choose(tag) {
  localStorage.setItem('heed.language', tag);
  location.reload();
}

/** Puts the words into the elements marked data-word. */
export function translate(root = document) {
  document.documentElement.lang = language;
  for (const element of root.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
}
