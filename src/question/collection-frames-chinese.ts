import {
  type CollectionFrame,
  type CollectionQuestionKind,
  compileFrames,
} from './collection-frame.ts'

/** What the names in braces stand for, in both scripts. `x` is the subject. */
const vocabulary: Readonly<Record<string, string>> = {
  x: '(?<x>.+?)',
  articles: '(文章|报道|報道|報導|文件|新闻稿|新聞稿)',
  what: '(什[么麼]|甚麼|啥|哪些)',
  which: '(有)?(哪些|哪[几幾]篇|哪一?篇|什[么麼]|甚麼)',
  when: '(([，,、？?]|以及|和|并且?|並且?)?(分别|分別)?(是)?(在)?(什[么麼]时候|什麼時候|甚麼時候|何时|何時|哪天))?(的)?',
  mention: '(有)?(提到|提及|谈到|談到|谈及|談及|讲到|講到|说到|說到|涉及|出现|出現)(了|过|過)?',
  about: '(关于|關於|有关|有關|谈论|談論|讲述|講述|讨论|討論|介绍|介紹)',
  here: '(你|您|你们|你們|这里|這裡|這裏|这儿|库里|庫裡|资料库里|資料庫裡|文集里|文集裡)?',
  material: '(文章|报道|報道|報導|内容|內容|资料|資料|文件|消息|新闻|新聞)',
  shown: '(?<this>(这|這|那|该|該|本)(一)?(篇|份|个|個)?{articles})',
  named:
    '({about}|题为|題為|标题为|標題為|标题是|標題是|名为|名為){x}(的)?(那|这|這)?(一)?(篇|份)?{articles}',
  one: '({named}|{shown})',
  tell: '(主要)?(是)?(在)?(讲|講|说|說|写|寫|谈|談|关于|關於)(了|的是|的)?(些)?(什[么麼]|甚麼|啥)(的|内容|內容|事)?',
  published: '(发布|發布|發佈|发表|發表|刊登|出版|写|寫|刊出)',
  time: '(是)?(在)?(什[么麼]时候|什麼時候|甚麼時候|何时|何時|哪天|哪一天|哪年|几时|幾時)',
}

/** Each stands for whole questions without the marks at their end. */
const templates: readonly (readonly [CollectionQuestionKind, string])[] = [
  ['count', '(一共|总共|總共|共)?{here}(一共|总共|總共|共)?有(多少|几|幾)(篇|份|个|個)?{articles}'],
  ['mentions', '{which}{articles}{mention}{x}{when}'],
  ['mentions', '有(没有|沒有)?{articles}{mention}{x}(吗|嗎|呢)?'],
  ['mentions', '有(多少|几|幾)(篇)?{articles}{mention}{x}'],
  ['mentions', '{x}(在)?(哪些|哪[几幾]篇){articles}(中|里|裡|裏)?(被)?{mention}'],
  ['mentions', '(列出|找出|列举|列舉)(所有|全部)?{mention}{x}(的)?{articles}'],
  ['topic', '{which}{articles}(是)?{about}(了|到)?{x}(的)?'],
  ['topic', '{here}(有|存有)?{what}{about}{x}(的)?{material}'],
  ['topic', '{here}有(没有|沒有)?{about}{x}(的)?{material}(吗|嗎|呢)?'],
  ['topic', '{about}{x}[，,]?{here}有{what}{material}'],
  ['topic', '(列出|找出|列举|列舉)(所有|全部)?{about}{x}(的)?{articles}'],
  ['topic', '{about}{x}的{material}(都)?(有|是){what}'],
  ['list', '{here}有{what}(文章|报道|報道|報導|文件|资料|資料)'],
  ['list', '(列出|列举|列舉|显示|顯示)(所有|全部)?(的)?(文章|报道|報道|報導|文件)'],
  ['list', '(这些|這些){articles}{tell}'],
  ['oldest', '最(早|旧|舊)的(一篇)?{articles}(是)?(什[么麼]|甚麼|哪[一]?篇|哪些)?'],
  [
    'latest',
    '(有)?(什[么麼]|甚麼|哪些)?最(新|近)的?(一篇)?({articles}|消息|新闻|新聞|动态|動態|动向|動向)(是)?(什[么麼]|甚麼|哪[一]?篇|哪些|有哪些|呢)?',
  ],
  [
    'latest',
    '({about})?{x}(的|有)?(什[么麼]|甚麼|哪些)?最(新|近)的?({articles}|消息|新闻|新聞|动态|動態)(是)?(什[么麼]|甚麼|哪[一]?篇|哪些|有哪些|呢)?',
  ],
  ['latest', '(哪[一]?篇){articles}(是)?最新(的)?'],
  ['latest', '有(什[么麼]|甚麼)新(消息|闻|聞)'],
  ['about', '{one}{tell}'],
  ['about', '(总结|總結|概括|概述|介绍|介紹)(一下)?{one}'],
  ['about', '{one}(的)?(主题|主題|内容|內容|大意)(是)(什[么麼]|甚麼)'],
  ['date', '{one}{time}{published}(的)?'],
  [
    'date',
    '{one}(的)?({published})?(日期|时间|時間)(是)?(什[么麼]时候|什麼時候|甚麼時候|什[么麼]|甚麼|哪天|哪一天|几号|幾號|多少)?',
  ],
  ['author', '{one}(的)?(作者|记者|記者)(是)?(谁|誰|哪位)'],
  ['author', '{one}(是)?(谁|誰)(写|寫|撰写|撰寫)(的)?'],
  ['author', '(谁|誰)(写|寫|撰写|撰寫)(了)?{one}'],
  ['author', '(有哪些|都有谁是|都有誰是)(作者|记者|記者)'],
  [
    'publisher',
    '{one}(是)?(谁|誰|哪里|哪裡|哪家|哪家媒体|哪家媒體|哪家报纸|哪家報紙){published}(的)?',
  ],
  [
    'publisher',
    '{one}(的)?(出处|出處|来源|來源|发布者|發布者|出版者|出版商)(是)?(什[么麼]|甚麼|谁|誰|哪里|哪裡)?',
  ],
  ['publisher', '{here}有哪些(出版者|出版商|媒体|媒體|发布者|發布者|报纸|報紙)'],
]

/** Chinese questions about the collection, in traditional and simplified characters. */
export const chineseFrames: readonly CollectionFrame[] = compileFrames(vocabulary, templates)
