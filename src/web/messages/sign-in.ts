import type { Topic } from './message.ts'

/** Signing in, where the operator asks for keys. */
export const signIn = {
  'sign-in.title': ['Sign in', '登入', '登录'],
  'sign-in.why': [
    'This server asks for a key. Whoever runs it can give you one; it begins with fn_.',
    '此伺服器需要金鑰，可向管理此伺服器的人索取。金鑰以 fn_ 開頭。',
    '此服务器需要密钥，可向管理此服务器的人索取。密钥以 fn_ 开头。',
  ],
  'sign-in.key': ['Key', '金鑰', '密钥'],
  'sign-in.send': ['Sign in', '登入', '登录'],
  'sign-in.refused': [
    'The key is unknown, taken back, or past its time.',
    '金鑰不明、已撤銷或已過期。',
    '密钥不明、已撤销或已过期。',
  ],
  'sign-in.cookie': [
    'This browser then stays signed in for {hours} hours, by a cookie that only this server reads.',
    '此瀏覽器會保持登入 {hours} 小時；所用的 cookie 只供此伺服器讀取。',
    '此浏览器会保持登录 {hours} 小时；所用的 cookie 仅供此服务器读取。',
  ],
  'sign-in.is-in': ['You are signed in', '你已登入', '您已登录'],
  'sign-in.out': ['Sign out', '登出', '退出登录'],
  'sign-in.needless': [
    'This server asks for no key.',
    '此伺服器不需要金鑰。',
    '此服务器不需要密钥。',
  ],
} as const satisfies Topic
