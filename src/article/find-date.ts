// Of its languages only those that are read: all of them take 0.4 s longer to load.
import { strict as english } from 'chrono-node/en'
import { strict as chinese } from 'chrono-node/zh/hans'

/** Longer lines are running text, whose dates are those of what it tells. */
const longestLine = 200

/** What may stand around a date on a line of its own: weekday, time, zone, separators. */
const besideDate =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:am|pm|a\.m\.|p\.m\.|at|on|HKT|GMT|UTC|EST|EDT|PST|PDT|BST|CST|JST|SGT|BJT)\b|星期[一二三四五六日天]|[上下]午|[周週][一二三四五六日]/gi

/** A date that is shown whole, and where in the text. */
export interface FoundDate {
  /** ISO 8601 calendar date, `YYYY-MM-DD`. */
  readonly date: string
  /** UTF-16 units into the text searched, end exclusive. */
  readonly start: number
  readonly end: number
}

/**
 * The first date in a short text that shows day, month and a year of four digits. A date that reads
 * one way in Europe and another in America (03/04/2017) is no certain date and is passed over.
 */
export function findDate(text: string): FoundDate | undefined {
  if (text.length > longestLine || !/\d{4}|[〇零一二三四五六七八九]{4}/.test(text)) return undefined
  const results = [
    ...english.parse(text),
    ...(/[年月日號号]/.test(text) ? chinese.parse(text) : []),
  ]
  for (const { index, text: shown, start } of results) {
    const isWhole = (['year', 'month', 'day'] as const).every((part) => start.isCertain(part))
    if (!isWhole || !/\d{4}|[〇零一二三四五六七八九]{4}/.test(shown) || isAmbiguous(shown)) continue
    const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')]
    const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
    return { date, start: index, end: index + shown.length }
  }
  return undefined
}

/** The date of a line that holds a date and nothing else but time, weekday and zone. */
export function findBareDate(line: string): string | undefined {
  const found = findDate(line)
  if (!found) return undefined
  const rest = line.slice(0, found.start) + line.slice(found.end)
  return /\p{L}/u.test(rest.replace(besideDate, '')) ? undefined : found.date
}

function isAmbiguous(shown: string): boolean {
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}/.exec(shown)
  if (!numbers) return false
  const [first, second] = [Number(numbers[1]), Number(numbers[2])]
  return first !== second && first <= 12 && second <= 12
}

function pad(value: number | null, width: number): string {
  return String(value ?? 0).padStart(width, '0')
}
