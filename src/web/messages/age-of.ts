export interface Age {
  readonly count: number
  readonly unit: 'year' | 'month' | 'day'
}

/**
 * How long before `now` (milliseconds since 1970) a date was, by the calendar, in whole years, else
 * months, else days. A date without its day or month is taken for no more than it says. Null for what is
 * no date, for one to come, and where a date says too little for a whole unit.
 */
export function ageOf(date: string, now: number): Age | null {
  const [whole, yearText, monthText, dayText] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? []
  if (whole === undefined) return null
  const today = new Date(now)
  const [year, month, day] = [yearText, monthText, dayText].map(Number) as [number, number, number]
  const years = today.getUTCFullYear() - year
  if (monthText === undefined) return years > 0 ? { count: years, unit: 'year' } : null
  const isBeforeDay = dayText !== undefined && today.getUTCDate() < day
  const months = years * 12 + today.getUTCMonth() + 1 - month - (isBeforeDay ? 1 : 0)
  if (months >= 12) return { count: Math.floor(months / 12), unit: 'year' }
  if (months >= 1) return { count: months, unit: 'month' }
  if (dayText === undefined) return null
  const since = Math.floor((now - Date.UTC(year, month - 1, day)) / 86_400_000)
  return since >= 0 ? { count: since, unit: 'day' } : null
}
