/**
 * The value with every path under a key `links` made a whole address. Nothing else is touched: text
 * of an article stays as it is, whatever it looks like.
 * @param base such as `http://127.0.0.1:3000`; without one the value is given back
 */
export function absoluteLinks<Value>(value: Value, base: string | undefined): Value {
  return base === undefined ? value : (walk(value, base, false) as Value)
}

function walk(value: unknown, base: string, isLink: boolean): unknown {
  if (typeof value === 'string') return isLink && value.startsWith('/') ? base + value : value
  if (Array.isArray(value)) return value.map((part) => walk(part, base, isLink))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, walk(part, base, isLink || key === 'links')]),
  )
}
