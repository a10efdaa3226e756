import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/article/decode-text.ts'
import { FootnoteError } from '../../src/errors.ts'

const chinese =
  '新建的跨河大桥全长一点八公里，预计明年六月通车。市交通局表示，大桥通车后，两岸车程将缩短到五分钟，行人可以免费通过。'
const traditional =
  '東灣街市昨日起分階段翻新，工程費用約三億二千萬元。檔戶會獲安排到臨時街市繼續營業，新街市將設有升降機及冷氣。'
const western =
  'Le café de la gare était fermé, mais les élèves attendaient déjà près de la fenêtre. “C’est fini”, a-t-il déclaré à la foule étonnée.'
const japanese =
  '東京の天気は晴れです。明日は雨が降るかもしれませんので、傘を持って出かけてください。'

const decodable: readonly (readonly [string, Uint8Array, string, string])[] = [
  ['UTF-8', Buffer.from(`${western} 👍🏽`, 'utf8'), `${western} 👍🏽`, 'utf-8'],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${western}`), `\uFEFF${western}`, 'utf-8'],
  [
    'UTF-16 little endian',
    iconv.encode(`\uFEFF${chinese}😀`, 'utf-16le'),
    `\uFEFF${chinese}😀`,
    'utf-16le',
  ],
  [
    'UTF-16 big endian',
    iconv.encode(`\uFEFF${chinese}`, 'utf-16be'),
    `\uFEFF${chinese}`,
    'utf-16be',
  ],
  [
    'UTF-16 little endian without a byte order mark',
    iconv.encode(`${chinese}\n一、${chinese}`, 'utf-16le'),
    `${chinese}\n一、${chinese}`,
    'utf-16le',
  ],
  [
    'UTF-16 big endian without a byte order mark',
    iconv.encode(`${traditional}\r\n${traditional}`, 'utf-16be'),
    `${traditional}\r\n${traditional}`,
    'utf-16be',
  ],
  ['UTF-16 of one English line', iconv.encode('The ferry', 'utf-16le'), 'The ferry', 'utf-16le'],
  ['GB18030', iconv.encode(chinese, 'gb18030'), chinese, 'gb18030'],
  ['Big5', iconv.encode(traditional, 'big5'), traditional, 'big5'],
  ['Windows-1252', iconv.encode(western, 'windows-1252'), western, 'windows-1252'],
  ['Shift_JIS', iconv.encode(japanese, 'shift_jis'), japanese, 'shift_jis'],
]

const undecodable: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ['no bytes', new Uint8Array(), /holds no text/],
  ['white space only', Buffer.from('\uFEFF \r\n\t\u00A0'), /holds no text/],
  ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ'), /is a PDF document/],
  ['a ZIP container', Buffer.from('PK\u0003\u0004abc'), /ZIP container/],
  ['UTF-16 of which it is not certain', iconv.encode('一一一丁', 'utf-16le'), /binary data/],
  ['NUL bytes', Buffer.from('plain text\0with a hole'), /binary data/],
  ['control characters', Buffer.from('\u0001\u0002\u0003\u0004 text \u0005'), /binary data/],
  ['UTF-16 that ends in half a pair', Buffer.from([0xff, 0xfe, 0x41, 0, 0x3d, 0xd8]), /utf-16le/],
  [
    'UTF-8 with a byte missing',
    Buffer.concat([
      Buffer.from(chinese.repeat(3)),
      Buffer.from([0xe6, 0x96]),
      Buffer.from(chinese),
    ]),
    new RegExp(`offset ${Buffer.byteLength(chinese.repeat(3)) + 2}`),
  ],
]

describe('decodeText', () => {
  it.each(decodable)('reads %s unchanged', (_, bytes, text, encoding) => {
    expect(decodeText(bytes, 'a.txt')).toEqual({ text, encoding })
  })

  it.each(undecodable)('refuses %s and says what to do', (_, bytes, message) => {
    const attempt = () => decodeText(bytes, 'folder/a.txt')
    expect(attempt).toThrow(FootnoteError)
    try {
      attempt()
    } catch (error) {
      const { code, message: said, nextStep } = error as FootnoteError
      expect(code).toBe('article_unreadable')
      expect(said).toMatch(message)
      expect(said).toContain('folder/a.txt')
      expect(nextStep).toBeTruthy()
    }
  })

  it('keeps line ends, wide spaces and combining marks as they are', () => {
    const text = 'a\r\nb\u00A0c\u3000d e\u0301\u2028f\r'
    expect(decodeText(Buffer.from(text), 'a.txt').text).toBe(text)
  })
})
