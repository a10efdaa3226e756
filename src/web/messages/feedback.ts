import type { Topic } from './message.ts'

/** What people say of answers and quotes. */
export const feedback = {
  'feedback.of-answer': ['Was this right?', '答案正確嗎？', '答案正确吗？'],
  'feedback.of-quote': ['Report', '回報', '反馈'],
  'feedback.of-quote-number': ['Report quote {number}', '回報引文 {number}', '反馈引文 {number}'],
  'feedback.comment': ['Comment (optional)', '意見（選填）', '意见（选填）'],
  'feedback.helpful': ['Right', '正確', '正确'],
  'feedback.wrong': ['Wrong', '不正確', '不正确'],
  'feedback.incomplete': ['Incomplete', '不完整', '不完整'],
  'feedback.should_have_refused': ['Should not have answered', '不應作答', '不应作答'],
  'feedback.should_have_answered': [
    'The articles do answer it',
    '文章其實有答案',
    '文章其实有答案',
  ],
  'feedback.rightly-refused': ['Rightly refused', '不作答是對的', '不作答是对的'],
  'feedback.supports': ['Supports it', '足以支持', '足以支持'],
  'feedback.wrong_source': ['Wrong source', '出處有誤', '出处有误'],
  'feedback.does_not_support': ['Does not support it', '不足以支持', '不足以支持'],
  'feedback.stale': ['Out of date', '已過時', '已过时'],
  'feedback.thanks': [
    'Thank you. It is kept on the computer that runs Footnote.',
    '謝謝。意見只保存在執行 Footnote 的電腦上。',
    '谢谢。意见只保存在运行 Footnote 的电脑上。',
  ],
  'feedback.thanks-title': ['Thank you', '謝謝', '谢谢'],
  'feedback.undo': ['Undo', '撤回', '撤回'],
  'feedback.undone': ['Taken back.', '已撤回。', '已撤回。'],
  'problem.feedback_full': [
    'There is no room for more feedback',
    '已沒有空間保存意見',
    '已没有空间保存意见',
  ],
  'problem.feedback_unwritable': ['The feedback cannot be kept', '無法保存意見', '无法保存意见'],
  'problem.foreign_origin': [
    'The request comes from another site',
    '請求來自其他網站',
    '请求来自其他网站',
  ],
} as const satisfies Topic
