import type { Topic } from './message.ts'

/** What a language model had to do with an answer, where the operator has set one. */
export const model = {
  'model.words': [
    'Language model, not quoted:',
    '語言模型的話，並非引文：',
    '语言模型的话，并非引文：',
  ],
  'model.chose': [
    'The language model {model} chose these quotes.',
    '引文由語言模型 {model} 挑選。',
    '引文由语言模型 {model} 挑选。',
  ],
  'model.wrote': [
    'The language model {model} chose these quotes; what is marked as its words is not from the articles.',
    '引文由語言模型 {model} 挑選；標明屬於它的話並非出自文章。',
    '引文由语言模型 {model} 挑选；标明属于它的话并非出自文章。',
  ],
  'model.not-asked': [
    'Answered without the language model.',
    '此答案沒有使用語言模型。',
    '此答案没有使用语言模型。',
  ],
  'model.slow': [
    'Answered without the language model: it took too long.',
    '此答案沒有使用語言模型：等候回應過久。',
    '此答案没有使用语言模型：等待回应过久。',
  ],
  'model.away': [
    'Answered without the language model: it does not answer just now.',
    '此答案沒有使用語言模型：它目前沒有回應。',
    '此答案没有使用语言模型：它目前没有回应。',
  ],
  'model.busy': [
    'Answered without the language model: it is busy.',
    '此答案沒有使用語言模型：它正忙於處理其他問題。',
    '此答案没有使用语言模型：它正忙于处理其他问题。',
  ],
  'model.refused': [
    'Answered without the language model: it declined.',
    '此答案沒有使用語言模型：它拒絕作答。',
    '此答案没有使用语言模型：它拒绝作答。',
  ],
  'model.none': [
    'These are the quotes that the search found. The language model saw no answer in the sentences it was given.',
    '以上引文由檢索得出。語言模型認為所給的句子都沒有答案。',
    '以上引文由检索得出。语言模型认为所给的句子都没有答案。',
  ],
  'model.broken': [
    'Answered without the language model: its reply did not pass the checks.',
    '此答案沒有使用語言模型：它的回覆未能通過核對。',
    '此答案没有使用语言模型：它的回复未能通过核对。',
  ],
} as const satisfies Topic
