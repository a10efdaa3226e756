const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december)'
const span =
  '(?:week|weekend|month|year|quarter|decade|century|spring|summer|autumn|fall|winter|night|season)'

const english = new RegExp(
  `\\b(?:(?:last|this|next|past|coming|previous) (?:${span}|${weekday}|${month})|(?:earlier|later) (?:this|that) ${span}` +
    `|yesterday|today|tonight|tomorrow|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,3}|several|few|some) ${span.replace(')', '|day|hour)')}s? (?:ago|later|earlier)` +
    `|over the (?:past|last|next) (?:\\S+ )?${span}s?|on ${weekday}|(?:so far|to date) this year)\\b`,
  'i',
)

const chinese =
  /昨[天日晚]|今[天日早晚]|明[天日]|[前后後]天|[今去明前]年|[上下本这這][个個]?(?:月|周|週|星期|季度?|年)|日前|近日|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]/

/**
 * Whether a quote dates something by the day it was written: "last month", "on Friday", 去年. Which
 * day that was is not worked out; all that can be said beside it is the article's own date.
 */
export function hasRelativeDate(quote: string): boolean {
  return english.test(quote) || chinese.test(quote)
}
