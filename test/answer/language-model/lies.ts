import type { FallbackReason } from '../../../src/answer/language-model/language-model.ts'
import {
  completion,
  type ModelDeed,
  type ModelRequest,
  replyOf,
} from '../../support/scripted-model.ts'

/** Numbers from 0 to 1 that look random, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What a server may do, and what may come of it. `used` stands for an answer with its choice. */
export interface Lie {
  readonly name: string
  readonly outcomes: readonly ('used' | FallbackReason)[]
  tell(request: ModelRequest, luck: Luck): ModelDeed
}

/** Choices by chance. */
export interface Luck {
  below(count: number): number
  one<Item>(items: readonly Item[]): Item
  some<Item>(items: readonly Item[]): Item[]
}

export function luckOf(random: () => number): Luck {
  const below = (count: number) => Math.floor(random() * count)
  return {
    below,
    one(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('There is nothing to choose from.')
      return item
    },
    some: (items) => items.filter(() => random() < 0.3),
  }
}

/** Ids of all that must be quoted, and of some more. */
function honest({ sentences, mustQuote }: ModelRequest, luck: Luck): string[] {
  const ids = [...mustQuote, ...luck.some(sentences).map(({ id }) => id)]
  return ids.length > 0 ? ids : [luck.one(sentences).id]
}

/** A sentence with a word or a number of another. */
function altered({ sentences }: ModelRequest, luck: Luck): string {
  const words = luck.one(sentences).text.split(' ')
  words[luck.below(words.length)] = luck.one(['never', '99', 'Atlantis', '“ruin”'])
  return words.join(' ')
}

const says = (...parts: readonly (string | readonly string[])[]): ModelDeed => ({
  says: replyOf(...parts),
})
/** What an honest choice may come to, for reasons that lie in the question. */
const chosen = ['used', 'incomplete', 'too_many_quotes'] as const
const notWords = ['words_refused', 'too_long', ...chosen.slice(1)] as const

/** Every way in which a server may lie, fail or make trouble. */
export const lies: readonly Lie[] = [
  { name: 'some sentences', outcomes: chosen, tell: (asked, luck) => says(honest(asked, luck)) },
  {
    name: 'every sentence, twice, backwards',
    outcomes: chosen,
    tell({ sentences }) {
      const ids = sentences.map(({ id }) => id).reverse()
      return says(ids, ids)
    },
  },
  {
    name: 'sentences one by one with plain words between them',
    outcomes: [...chosen, 'words_refused'],
    tell: (asked, luck) =>
      says(...honest(asked, luck).flatMap((id) => [luck.one(['On this:', 'Further:']), [id]])),
  },
  {
    name: 'a sentence typed where an id belongs',
    outcomes: ['unknown_ids'],
    tell: ({ sentences }, luck) => says([luck.one(sentences).text]),
  },
  {
    name: 'an altered sentence typed where an id belongs',
    outcomes: ['unknown_ids'],
    tell: (asked, luck) => says([...honest(asked, luck), altered(asked, luck)]),
  },
  {
    name: 'an id with one letter changed',
    outcomes: ['unknown_ids'],
    tell: ({ sentences }, luck) => says([`${luck.one(sentences).id.slice(0, 3)}e`]),
  },
  {
    name: 'an id in other letters that look the same',
    outcomes: ['unknown_ids'],
    tell: ({ sentences }, luck) => {
      const { id } = luck.one(sentences)
      return says([
        luck.one([id.toUpperCase(), `${id}\u200b`, ` ${id}`, `${id.normalize('NFD')}\u0301`]),
      ])
    },
  },
  {
    name: 'a place in the list',
    outcomes: ['unknown_ids'],
    tell: (_, luck) => says([String(luck.below(40)), '0']),
  },
  {
    name: 'an address of its own making',
    outcomes: ['unknown_ids'],
    tell: (_, luck) => says([`cit_0123456789ab-${luck.below(99)}-200`]),
  },
  {
    name: 'offsets and words of its own making',
    outcomes: ['malformed'],
    tell: (asked, luck) => ({
      says: JSON.stringify({
        answered: true,
        parts: [{ quote: honest(asked, luck), text: altered(asked, luck), start: 0, end: 9 }],
      }),
    }),
  },
  {
    name: 'an altered sentence in quotation marks as words',
    outcomes: notWords,
    tell: (asked, luck) =>
      says(
        `${luck.one(['“', '"', '„', '「', '«', "'"])}${altered(asked, luck)}”`,
        honest(asked, luck),
      ),
  },
  {
    name: 'a sentence as words',
    outcomes: [...notWords, 'used'],
    tell: (asked, luck) => says(luck.one(asked.sentences).text, honest(asked, luck)),
  },
  {
    name: 'a number of its own as words',
    outcomes: notWords,
    tell: (asked, luck) =>
      says(
        `That makes ${luck.one(['777', '7.7 million', 'seventy', '七百'])}:`,
        honest(asked, luck),
      ),
  },
  {
    name: 'markup, links and marks of a quote as words',
    outcomes: notWords,
    tell: (asked, luck) =>
      says(
        luck.one([
          '<img src=x>',
          '[1] says:',
          '**See**:',
          'https://evil.example',
          '> Quoted:',
          '&lt;b',
        ]),
        honest(asked, luck),
      ),
  },
  {
    name: 'more words than quotes',
    outcomes: ['words_refused'],
    tell: (asked, luck) => says('On this:', 'And that:', honest(asked, luck)),
  },
  { name: 'words alone', outcomes: ['no_quotes'], tell: () => says('It is so.') },
  { name: 'no parts', outcomes: ['no_quotes'], tell: () => says() },
  {
    name: 'a prototype',
    outcomes: ['malformed'],
    tell: (asked, luck) => ({
      says: `{"__proto__":{"answered":true},"answered":true,"parts":[{"quote":${JSON.stringify(honest(asked, luck))}}]}`,
    }),
  },
  {
    name: 'a depth of lists',
    outcomes: ['malformed'],
    tell: () => ({ says: `${'['.repeat(9000)}${']'.repeat(9000)}` }),
  },
  {
    name: 'prose',
    outcomes: ['malformed'],
    tell: (asked, luck) => ({ says: altered(asked, luck) }),
  },
  {
    name: 'JSON that ends early',
    outcomes: ['malformed'],
    tell: (asked, luck) => ({ says: replyOf(honest(asked, luck)).slice(0, -luck.below(9) - 1) }),
  },
  {
    name: 'a reply at its limit',
    outcomes: ['cut_off'],
    tell: (asked, luck) => ({ says: replyOf(honest(asked, luck)), finish: 'length' }),
  },
  {
    name: 'no answer',
    outcomes: ['none'],
    tell: () => ({ says: '{"answered":false,"parts":[]}' }),
  },
  { name: 'a refusal', outcomes: ['refused'], tell: () => ({ says: '', refusal: 'No.' }) },
  { name: 'a long reply', outcomes: ['too_long'], tell: () => ({ says: 'x'.repeat(30_000) }) },
  {
    name: 'an enormous reply',
    outcomes: ['too_long'],
    tell: () => ({ says: 'x'.repeat(400_000) }),
  },
  {
    name: 'bytes without end',
    outcomes: ['too_long'],
    tell: () => ({ floods: 'y'.repeat(90_000) }),
  },
  {
    name: 'another type',
    outcomes: ['malformed'],
    tell: (asked, luck) => ({ body: completion(replyOf(honest(asked, luck))), type: 'text/plain' }),
  },
  {
    name: 'a bad status',
    outcomes: ['server_error', 'rate_limited'],
    tell: (_, luck) => ({ body: '{}', status: luck.one([401, 403, 404, 429, 500, 502, 503]) }),
  },
  {
    name: 'half of it',
    outcomes: ['unreachable'],
    tell: (asked, luck) => ({ breaksOff: replyOf(honest(asked, luck)) }),
  },
  { name: 'no word', outcomes: ['unreachable'], tell: () => 'hangs up' },
]

/** Those that take all the time there is: tried a few times only. */
export const slowLies: readonly Lie[] = [
  { name: 'silence', outcomes: ['timeout'], tell: () => 'hangs' },
  {
    name: 'a byte now and then',
    outcomes: ['timeout'],
    tell: (asked, luck) => ({ drips: replyOf(honest(asked, luck)), everyMs: 25 }),
  },
]
