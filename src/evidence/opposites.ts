import { lexicalTerms } from '../store/lexical-terms.ts'

/** Words of two sides; whoever says one of the left side does not say one of the right. */
const pairs: readonly (readonly [string, string])[] = [
  [
    'fall fell drop decline decrease shrink plunge slip slump worsen',
    'rise rose grow grew increase climb jump improve surge soar double',
  ],
  ['fall fell drop rise rose climb', 'maintain remain stay keep kept retain'],
  ['leave left quit exit depart', 'join enter arrive'],
  [
    'reject oppose refuse veto deny ban prohibit block forbid',
    'accept approve support endorse allow permit adopt welcome',
  ],
  [
    'cancel abandon scrap terminate halt suspend abolish repeal',
    'sign launch start begin open establish introduce approve continue renew expand resume extend',
  ],
  ['win won', 'lose lost'],
  ['buy bought', 'sell sold'],
  ['gain', 'lose lost'],
  ['succeed success', 'fail failure'],
  ['open opening', 'close closing'],
  ['first', 'last'],
  ['largest biggest highest longest', 'smallest lowest shortest'],
  ['oldest', 'newest youngest'],
  ['best', 'worst'],
  ['north northern', 'south southern'],
  ['east eastern', 'west western'],
  ['upper', 'lower'],
  ['import', 'export'],
  ['majority', 'minority'],
  ['maximum', 'minimum'],
  ['public', 'private'],
  ['domestic', 'foreign'],
  ['internal', 'external'],
  ['male', 'female'],
  ['men man', 'women woman'],
  ['husband', 'wife'],
  ['winter', 'summer'],
  ['left-hand left', 'right-hand right'],
]

/** Index term to the terms that say the opposite. */
export const opposites: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const sides = new Map<string, Set<string>>()
  const add = (from: readonly string[], to: readonly string[]) => {
    for (const term of from) {
      const known = sides.get(term) ?? new Set()
      for (const other of to) known.add(other)
      sides.set(term, known)
    }
  }
  for (const [left, right] of pairs) {
    const [leftTerms, rightTerms] = [lexicalTerms(left).terms, lexicalTerms(right).terms]
    add(leftTerms, rightTerms)
    add(rightTerms, leftTerms)
  }
  return sides
})()
