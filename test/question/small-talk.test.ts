import { expect, test } from 'vitest'
import { type SmallTalk, smallTalk } from '../../src/question/small-talk.ts'

test.each<[SmallTalk, string[]]>([
  [
    'hello',
    [
      'hello',
      'Hello!',
      'Hi there',
      'hey',
      'Good morning.',
      'hi, how are you?',
      'How are you doing today?',
      '你好',
      '您好！',
      '早上好',
      '哈囉',
    ],
  ],
  [
    'thanks',
    [
      'thanks',
      'Thank you!',
      'thank you very much',
      'Great, thanks a lot!',
      'ok thanks, bye',
      'Thanks for your help.',
      '谢谢',
      '謝謝你！',
      '多謝',
    ],
  ],
  ['goodbye', ['bye', 'Goodbye!', 'see you later', 'Have a nice day', '再见', '再見！', '拜拜']],
  [
    'abilities',
    [
      'What can you do?',
      'what can I ask you',
      'How can you help me?',
      'help',
      'How does this work?',
      '你能做什么？',
      '你可以做什麼？',
      '我可以問什麼？',
      '有什么功能',
    ],
  ],
  [
    'identity',
    [
      'Who are you?',
      'What is your name?',
      'Are you a bot?',
      'are you a robot or a human?',
      '你是谁？',
      '你是誰',
      '你是机器人吗？',
    ],
  ],
])('%s', (kind, lines) => {
  for (const line of lines) expect(smallTalk(line), line).toBe(kind)
})

test.each([
  'hello kitty exhibition where?',
  'Hello, where is the ferry pier?',
  'Who said hello to the mayor?',
  'What does "good morning" mean in the speech?',
  'thanks to whom was the bridge built?',
  'Thanksgiving dinner',
  'Thanks, and in Shenzhen?',
  'Thank you. When does the ferry leave?',
  'Goodbye to the old pier: when was it torn down?',
  'bye-law changes',
  'What can you do with a degree in law?',
  'What can you do about leaks in the roof?',
  'how do you make bread',
  'How does this work for retirees?',
  'how are you supposed to file a claim',
  'help for flood victims',
  'Can you help me find the harbour rules?',
  'Who are you going to vote for, said the mayor?',
  'Are you a resident if you own a flat?',
  'What is your name in the story of Odysseus?',
  '你好酒店在哪里？',
  '谢谢你的爱是谁唱的？',
  '你能做什么来减少浪费？',
  '再见大桥何时建成',
  '',
  '?!',
])('is not: %s', (line) => {
  expect(smallTalk(line)).toBeUndefined()
})
