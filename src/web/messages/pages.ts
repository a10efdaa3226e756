import type { Topic } from './message.ts'

/** The frame of every page, the list of articles, and pages that only say something. */
export const pages = {
  'page.description': [
    'Answers in exact quotes from a folder of articles, each opened at its place.',
    '引用資料夾內文章的原文作答，每段引文都可翻到原處。',
    '引用文件夹内文章的原文作答，每段引文都可翻到原处。',
  ],
  'page.skip': ['Skip to the content', '跳至主要內容', '跳至主要内容'],
  'page.site': ['Site', '網站', '网站'],
  'page.articles': ['Articles', '文章', '文章'],
  'page.api': ['API', 'API', 'API'],
  'page.language': ['Language', '語言', '语言'],
  'message.all-articles': ['All articles', '所有文章', '所有文章'],
  'message.ask': ['Ask a question', '提出問題', '提出问题'],
  'message.no-such-article': ['There is no such article', '沒有這篇文章', '没有这篇文章'],
  'message.no-such-article-why': [
    'It may have been removed from the folder of articles, or the link may not be whole.',
    '它可能已從文章資料夾中移除，或連結並不完整。',
    '它可能已从文章文件夹中移除，或链接并不完整。',
  ],
  'message.kept-no-more': [
    'The quoted text is kept no more',
    '所引原文已不再保存',
    '所引原文已不再保存',
  ],
  'message.kept-no-more-why': [
    'The article has changed or gone since, and its old text was removed to save room. A backup of the index may still hold it.',
    '文章其後有改動或已移除，舊文本為節省空間已刪去。索引的備份或仍保存此文本。',
    '文章其后有改动或已移除，旧文本为节省空间已删去。索引的备份或仍保存此文本。',
  ],
  'message.no-articles-yet': ['There are no articles yet', '暫時沒有文章', '暂时没有文章'],
  'message.still-reading': [
    'The articles are still being read',
    '文章仍在讀取中',
    '文章仍在读取中',
  ],
  'message.reload-soon': [
    'Reload this page in a moment.',
    '請稍後重新載入此頁。',
    '请稍后重新加载此页。',
  ],
  'message.broken-link': [
    'The link may not be whole, or what it led to is gone.',
    '連結可能不完整，或所指的內容已不存在。',
    '链接可能不完整，或所指的内容已不存在。',
  ],
  'message.log-says-more': [
    'Reload this page in a moment. The log of the server says more, under {instance}.',
    '請稍後重新載入此頁。伺服器的記錄中有更多資料，編號為 {instance}。',
    '请稍后重新加载此页。服务器的日志中有更多信息，编号为 {instance}。',
  ],
} as const satisfies Topic
