import type { Topic } from './message.ts'

/** The conversation and its box. */
export const chat = {
  'chat.conversation': ['Conversation', '對話', '对话'],
  'chat.welcome': [
    'Answers in the articles’ <marked>own words</marked>',
    '以文章的<marked>原文</marked>作答',
    '以文章的<marked>原文</marked>作答',
  ],
  'chat.purpose': [
    'Footnote answers with exact quotes from <link>{articles}</link>, opens each one at its place, and says so when they hold no answer.',
    'Footnote 一字不改地引用<link>{articles}</link>作答，可翻到每段引文的原處；文章中沒有答案時，會如實告知。',
    'Footnote 一字不改地引用<link>{articles}</link>作答，可翻到每段引文的原处；文章中没有答案时，会如实告知。',
  ],
  'chat.your-articles': ['your articles', '你的文章', '你的文章'],
  'chat.samples': ['Sample questions', '問題示例', '示例问题'],
  'chat.articles': ['Articles', '文章', '文章'],
  'chat.articles-read': ['Articles read', '已讀文章', '已读文章'],
  'chat.read-of': ['{done} of {total}', '{total} 篇中的 {done} 篇', '{total} 篇中的 {done} 篇'],
  'chat.reading': ['Reading the articles.', '正在閱讀文章。', '正在阅读文章。'],
  'chat.ask-already': ['You can ask already.', '現在已可提問。', '现在已可提问。'],
  'chat.no-articles': [
    'There are no articles to ask yet.',
    '暫時沒有可供提問的文章。',
    '暂时没有可供提问的文章。',
  ],
  'chat.your-question': ['Your question', '你的問題', '你的问题'],
  'chat.ask-first': ['Ask the articles…', '向文章提問…', '向文章提问…'],
  'chat.ask-next': ['Ask a follow-up…', '繼續追問…', '继续追问…'],
  'chat.ask': ['Ask', '提問', '提问'],
  'chat.stop': ['Stop', '停止', '停止'],
  'chat.keys': [
    '<key>Enter</key> asks, <key>Shift</key>+<key>Enter</key> breaks the line, <key>Esc</key> stops.',
    '按 <key>Enter</key> 提問，<key>Shift</key>+<key>Enter</key> 換行，<key>Esc</key> 停止。',
    '按 <key>Enter</key> 提问，<key>Shift</key>+<key>Enter</key> 换行，<key>Esc</key> 停止。',
  ],
  'chat.new': ['New conversation', '新對話', '新对话'],
  'chat.heard-asking': ['Looking through the articles.', '正在查閱文章。', '正在查阅文章。'],
  'chat.heard-waiting': [
    'The articles are still being read.',
    '文章仍在讀取中。',
    '文章仍在读取中。',
  ],
  'chat.heard-answered': [
    'Answered with {quotes}. {text}',
    '已引用 {quotes}作答。{text}',
    '已引用 {quotes}作答。{text}',
  ],
  'chat.heard-refused': [
    'Not in these articles. {text}',
    '這些文章中沒有答案。{text}',
    '这些文章中没有答案。{text}',
  ],
  'chat.heard-stopped': ['Stopped.', '已停止。', '已停止。'],
  'count.articles': [
    '{count, plural, one {# article} other {# articles}}',
    '{count, plural, other {# 篇文章}}',
    '{count, plural, other {# 篇文章}}',
  ],
  'count.quotes': [
    '{count, plural, one {# quote} other {# quotes}}',
    '{count, plural, other {# 段引文}}',
    '{count, plural, other {# 段引文}}',
  ],
  'count.passages': [
    '{count, plural, one {# passage} other {# passages}}',
    '{count, plural, other {# 個段落}}',
    '{count, plural, other {# 个段落}}',
  ],
} as const satisfies Topic
