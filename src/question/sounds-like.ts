/**
 * Consonants by how Chinese renders them; vowels, and what stands between them, vary too much. Of two
 * letters in a row that make one sound the longer comes first.
 */
const latinSounds: readonly (readonly [pattern: RegExp, sound: string])[] = [
  [/^(sch|sh|ch|zh|tz|ts|s|z|x|j)/, 'S'],
  [/^(c)(?=[eiy])/, 'S'],
  [/^(ph|f)/, 'F'],
  [/^(ck|kh|k|c|q|g)/, 'K'],
  [/^(th|t|d)/, 'T'],
  [/^(b|p)/, 'P'],
  [/^(m)/, 'M'],
  [/^(ng|n)/, 'N'],
  [/^(r|l)/, 'L'],
  [/^(w|v)/, 'W'],
]
const syllable = /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([aeiou]+?(?:o(?=u))?[aeiou]*)(ng|n|r)?$/
/** With all that an initial is used for: 加 jia is ga, 希 xi is hi, 華 hua is wa. */
const initials: Readonly<Record<string, string>> = {
  b: 'P',
  p: 'P',
  m: 'M',
  f: 'F',
  d: 'T',
  t: 'T',
  n: 'N',
  l: 'L',
  r: 'L',
  g: 'K',
  k: 'K',
  h: 'HW',
  j: 'SK',
  q: 'SK',
  x: 'SH',
  zh: 'S',
  ch: 'S',
  sh: 'S',
  z: 'S',
  c: 'S',
  s: 'S',
  w: 'W',
}

/** Longest name compared, in consonants. */
const longest = 16
/** Of the length of the longer one, less than this may differ. */
const tolerance = 0.2

/**
 * Whether a name written in Latin letters is what a Chinese transliteration stands for, by its
 * consonants: Hobson and huo bu sen, Wittenberg and wei teng bo ge. Chinese leaves out an r before a consonant and a
 * last t.
 * @returns how far they are apart, 0 to 1; undefined when they are different names
 */
export function soundsLike(syllables: readonly string[], name: string): number | undefined {
  const ours = soundsOfSyllables(syllables)
  const theirs = soundsOfName(name)
  const length = Math.max(ours.length, theirs.length)
  if (Math.min(ours.length, theirs.length) < 2 || length > longest) return undefined
  if (!ours[0]?.includes(theirs[0] ?? '')) return undefined
  const apart = distanceBetween(ours, theirs) / length
  return apart < tolerance ? apart : undefined
}

/** One entry a consonant, each with every sound it may stand for. */
function soundsOfSyllables(syllables: readonly string[]): string[] {
  return syllables.flatMap((text) => {
    if (text === 'er') return ['L']
    const parts = syllable.exec(text)
    const first = initials[parts?.[1] ?? '']
    const last = parts?.[3]?.startsWith('n') ? ['N'] : []
    return [...(first ? [first] : []), ...last]
  })
}

function soundsOfName(name: string): string[] {
  const sounds: string[] = []
  let rest = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/([a-z])\1/g, '$1')
  for (let isFirst = true; rest !== ''; isFirst = false) {
    const found = latinSounds.flatMap(([pattern, sound]) => {
      const match = pattern.exec(rest)
      return match ? [{ sound, length: match[0].length }] : []
    })[0]
    if (found) sounds.push(found.sound)
    else if (isFirst && rest.startsWith('h')) sounds.push('H')
    rest = rest.slice(found?.length ?? 1)
  }
  return sounds
}

/** Edit distance in which the sounds that Chinese tends to leave out cost less. */
function distanceBetween(ours: readonly string[], theirs: readonly string[]): number {
  const dropped = (at: number): number => {
    if (theirs[at] === 'L') return 0.3
    return theirs[at] === 'T' && at === theirs.length - 1 ? 0.5 : 1
  }
  let row = [0]
  for (let at = 0; at < theirs.length; at += 1) row.push((row[at] ?? 0) + dropped(at))
  for (let own = 1; own <= ours.length; own += 1) {
    const next = [own]
    for (let at = 1; at <= theirs.length; at += 1) {
      const same = ours[own - 1]?.includes(theirs[at - 1] ?? '') ? 0 : 1
      next.push(
        Math.min(
          (row[at - 1] ?? 0) + same,
          (row[at] ?? 0) + 1,
          (next[at - 1] ?? 0) + dropped(at - 1),
        ),
      )
    }
    row = next
  }
  return row[theirs.length] ?? 0
}
