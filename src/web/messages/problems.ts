import type { Topic } from './message.ts'

/**
 * What went wrong, by the API's stable code or one of the page's own, and under `.next` what to do.
 * In English the server's own words are shown where it sent some: they name the value that is wrong.
 */
export const problems = {
  'problem.sentence': ['{title}.', '{title}。', '{title}。'],
  'problem.invalid_request': ['The request is not valid', '請求無效', '请求无效'],
  'problem.unprocessable_request': [
    'The fields of the request do not go together',
    '請求各欄互相矛盾',
    '请求各栏互相矛盾',
  ],
  'problem.unprocessable_request.next': [
    'Correct what is named.',
    '請更正所指之處。',
    '请更正所指之处。',
  ],
  'problem.invalid_request.next': ['Check the address.', '請檢查網址。', '请检查网址。'],
  'problem.unknown_field': [
    'The request has unknown fields',
    '請求含有不明欄位',
    '请求含有未知字段',
  ],
  'problem.question_empty': ['The question is empty', '問題是空白的', '问题是空白的'],
  'problem.question_empty.next': ['Write a question.', '請輸入問題。', '请输入问题。'],
  'problem.question_too_long': ['The question is too long', '問題太長', '问题太长'],
  'problem.question_too_long.next': ['Ask a shorter one.', '請縮短後再問。', '请缩短后再问。'],
  'problem.not_found': ['There is nothing at this address', '此網址沒有內容', '此网址没有内容'],
  'problem.method_not_allowed': [
    'The method is not allowed here',
    '此處不接受這種請求方式',
    '此处不接受这种请求方式',
  ],
  'problem.body_too_large': [
    'The conversation is too long to send',
    '對話太長，無法傳送',
    '对话太长，无法发送',
  ],
  'problem.body_too_large.next': ['Start a new conversation.', '請開始新對話。', '请开始新对话。'],
  'problem.not_ready': ['There is no index yet', '索引尚未建立', '索引尚未建立'],
  'problem.not_ready.next': ['Try again in a moment.', '請稍後再試。', '请稍后再试。'],
  'problem.overloaded': ['Too many requests at once', '同時提出的請求太多', '同时提出的请求太多'],
  'problem.overloaded.next': ['Try again in a moment.', '請稍後再試。', '请稍后再试。'],
  'problem.timeout': ['The answer took too long', '作答時間過長', '作答时间过长'],
  'problem.timeout.next': [
    'Ask again, or ask something shorter.',
    '請再問一次，或問得簡短一些。',
    '请再问一次，或问得简短一些。',
  ],
  'problem.internal': ['Something went wrong', '出了問題', '出了问题'],
  'problem.internal.next': [
    'Ask again; the log of the server says more.',
    '請再問一次；伺服器的記錄中有更多資料。',
    '请再问一次；服务器的日志中有更多信息。',
  ],
  'problem.model_unavailable': [
    'The embedding model is not available',
    '嵌入模型無法使用',
    '嵌入模型无法使用',
  ],
  'problem.index_corrupt': ['The index is damaged', '索引已損壞', '索引已损坏'],
  'problem.corpus_missing': ['The articles cannot be read', '無法讀取文章', '无法读取文章'],
  'problem.corpus_empty': ['There are no articles', '沒有文章', '没有文章'],
  'problem.key_missing': ['A key is needed', '需要金鑰', '需要密钥'],
  'problem.key_missing.next': [
    'Sign in at /sign-in, then ask again.',
    '請在 /sign-in 登入，然後再問。',
    '请在 /sign-in 登录，然后再问。',
  ],
  'problem.key_refused': ['The key is not good', '金鑰無效', '密钥无效'],
  'problem.key_refused.next': [
    'Ask whoever runs this server for another one.',
    '請向管理此伺服器的人另取金鑰。',
    '请向管理此服务器的人另取密钥。',
  ],
  'problem.scope_missing': ['The key may not do this', '此金鑰沒有這項權限', '此密钥没有这项权限'],
  'problem.scope_missing.next': [
    'Use a key that may add articles.',
    '請使用可新增文章的金鑰。',
    '请使用可添加文章的密钥。',
  ],
  'problem.rate_limited': [
    'Too many requests in a minute',
    '一分鐘內的請求太多',
    '一分钟内的请求太多',
  ],
  'problem.rate_limited.next': ['Try again in a minute.', '請一分鐘後再試。', '请一分钟后再试。'],
  'problem.keys_unreadable': ['The keys cannot be read', '無法讀取金鑰', '无法读取密钥'],
  // What only the page can notice.
  'problem.unreachable': ['Footnote does not answer', 'Footnote 沒有回應', 'Footnote 没有回应'],
  'problem.unreachable.next': [
    'See that it is still running (npm start); the question is asked again by itself.',
    '請確認它仍在執行（npm start）；恢復後會自動再問。',
    '请确认它仍在运行（npm start）；恢复后会自动再问。',
  ],
  'problem.broken_off': [
    'The answer broke off before its end',
    '答案未完便中斷了',
    '答案未完就中断了',
  ],
  'problem.broken_off.next': [
    'What is shown so far is quoted exactly; the rest is asked for again by itself.',
    '已顯示的引文準確無誤；其餘部分會自動再次查詢。',
    '已显示的引文准确无误；其余部分会自动再次查询。',
  ],
  'problem.page_fault': ['Something went wrong in this page', '此頁面出了問題', '此页面出了问题'],
  'problem.page_fault.next': [
    'Retry, or reload the page.',
    '請重試，或重新載入頁面。',
    '请重试，或重新加载页面。',
  ],
} as const satisfies Topic
