const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  兩: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const smallUnits: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const largeUnits: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 }
const months =
  'January February March April May June July August September October November December'.split(' ')

const numeral = '[〇零一二兩两三四五六七八九十百千万萬亿億]'
const leading = '[〇零一二兩两三四五六七八九十]'
const amount = `(?:\\d[\\d,]{0,20}(?:\\.\\d{1,10})?${numeral}{0,6}|${leading}${numeral}{0,19})`
const expression = new RegExp(
  `(?<ordinal>第)?(?<percent>百分之)?(?<amount>${amount})(?<unit>年代|年|月(?:(?<day>${amount})[日號号])?|%)?`,
  'uy',
)

/** A number at one place of a Chinese text. */
export interface ChineseNumber {
  /** UTF-16 units it takes up. */
  readonly length: number
  /** Ways of writing it in English, the most usual first. */
  readonly forms: readonly string[]
}

/**
 * Reads a number, year, date, share or ordinal that begins at `start`: 二〇一七年, 6.5萬, 百分之六,
 * 3月8日, 第二. A lone numeral such as 一 is a word like others and is left to the dictionary.
 */
export function readChineseNumber(text: string, start: number): ChineseNumber | undefined {
  expression.lastIndex = start
  const found = expression.exec(text)
  if (!found?.groups) return undefined
  const { ordinal, percent, amount = '', unit = '', day } = found.groups
  const value = numberNamed(amount)
  if (value === undefined) return undefined
  const isLone = amount.length === 1 && !/\d/.test(amount)
  if (isLone && !ordinal && !percent && !unit.startsWith('月')) return undefined
  const length = found[0].length
  if (percent || unit === '%')
    return { length, forms: [`${plain(value)} percent`, `${plain(value)}%`] }
  if (ordinal) return { length: length - unit.length, forms: ordinals(value) }
  if (unit === '年代') return { length, forms: [`${plain(value)}s`] }
  if (unit === '年' && value >= 1000 && value < 3000) return { length, forms: [`${value}`] }
  if (unit.startsWith('月') && value >= 1 && value <= 12) {
    const month = months[value - 1] ?? ''
    const date = day === undefined ? undefined : numberNamed(day)
    return { length, forms: [date === undefined ? month : `${month} ${date}`] }
  }
  return { length: length - unit.length, forms: amounts(value) }
}

/** The number that Chinese and Arabic digits name, or undefined where they name none. */
function numberNamed(amount: string): number | undefined {
  const arabic = /^\d[\d,]*(?:\.\d+)?/.exec(amount)?.[0] ?? ''
  const rest = [...amount.slice(arabic.length)]
  if (arabic === '' && rest.every((character) => character in digits)) {
    return Number(rest.map((character) => digits[character]).join(''))
  }
  let total = 0
  let section = arabic === '' ? 0 : Number(arabic.replaceAll(',', ''))
  let digit: number | undefined
  let lastLarge = 0
  for (const [at, character] of rest.entries()) {
    const small = smallUnits[character]
    const large = largeUnits[character]
    if (small !== undefined) {
      // After Arabic digits a unit multiplies all of them: 3千.
      if (arabic !== '' && at === 0) section *= small
      else section += (digit ?? 1) * small
      digit = undefined
    } else if (large !== undefined) {
      const part = section + (digit ?? 0)
      // 一萬億 multiplies what came before, 一億三萬 adds to it.
      if (part === 0) total = Math.max(1, total) * large
      else if (large > lastLarge) total = (total + part) * large
      else total += part * large
      lastLarge = large
      section = 0
      digit = undefined
    } else {
      digit = digits[character]
    }
  }
  const value = total + section + (digit ?? 0)
  return Number.isFinite(value) ? value : undefined
}

function plain(value: number): string {
  return value >= 10_000 ? value.toLocaleString('en-US') : String(Math.round(value * 1e6) / 1e6)
}

function amounts(value: number): string[] {
  const million = `${plain(value / 1e6)} million`
  if (value >= 1e9) return [`${plain(value / 1e9)} billion`, million, plain(value)]
  if (value >= 1e6) return [million, plain(value)]
  return [plain(value)]
}

function ordinals(value: number): string[] {
  const words = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
  const word = words[value - 1]
  const tens = value % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
  return [...(word ? [word] : []), `${value}${ending}`]
}
