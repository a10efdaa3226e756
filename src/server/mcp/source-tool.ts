import { z } from 'zod'
import { withinDeadline } from '../deadline.ts'
import { requireIndex } from '../open-index.ts'
import { sourceDetail, sourceText } from '../openapi/source-schemas.ts'
import { longestContext, longestText, readSourceText } from '../source-text.ts'
import { describeSource } from '../sources.ts'
import { defineTool, sourceId } from './tool.ts'

/** UTF-16 units given where no end is named: what a model reads at once without being flooded. */
const usualText = 20_000

const offset = z.int().min(0).optional()

export const sourceTool = defineTool({
  name: 'get_source',
  title: 'Read an article',
  description:
    'Gives what is known of an article (title, publisher, date, headings with their offsets) and its verbatim ' +
    `text from start to end. Without end it gives up to ${usualText} characters and says where to read on. An ` +
    'article that has left the collection is given by the last text that is kept, and marked as removed.',
  input: z.strictObject({
    id: sourceId,
    start: offset.describe('First character, counted from 0 in UTF-16 units; 0 when left out.'),
    end: offset.describe(
      `Where to end, exclusive; at most ${longestText} characters behind start.`,
    ),
    context: z
      .int()
      .min(0)
      .max(longestContext)
      .optional()
      .describe('Characters to give before start and after end as well.'),
    revision: z
      .string()
      .regex(/^(sha256:)?([0-9a-f]{64}|[0-9a-f]{12})$/)
      .optional()
      .describe('A kept text of the article instead of that of today, as citations name it.'),
  }),
  output: z.object({ source: sourceDetail.omit({ blocks: true }), text: sourceText }),
  async run({ id, ...query }, { dependencies }, signal) {
    const index = requireIndex(dependencies)
    return withinDeadline(dependencies.requestTimeoutMs, signal, async () => {
      const { blocks: _, ...source } = await describeSource(index, id)
      const last = source.removed ? { revision: source.revision } : {}
      const asked = { ...last, ...query }
      const found = { ...source, paths: [...source.paths] }
      return { source: found, text: await readSourceText(index, id, asked, usualText) }
    })
  },
  write({ source, text }) {
    const { title, publisher, published_at: date, path, entry, removed } = source
    const named = [`“${title}”`, publisher, date].filter(Boolean).join(', ')
    const link = /^https?:/.test(source.links.reader) ? [source.links.reader] : []
    return [
      `${named} (${entry === null ? path : `${path} ${entry}`}; ${source.id}; ${text.revision})`,
      ...link,
      ...(removed
        ? ['This article has left the collection; this is the last text kept of it.']
        : []),
      ...(removed || text.current
        ? []
        : ['This is an old text of the article, not that of today.']),
      `Characters ${text.start}–${text.end} of ${text.characters}${beside(text)}, verbatim:`,
      '',
      `${text.prefix}${text.text}${text.suffix}`,
      ...(text.links.next ? ['', `Read on with start ${text.end}.`] : []),
    ].join('\n')
  },
})

function beside({ prefix, suffix }: z.output<typeof sourceText>): string {
  if (prefix === '' && suffix === '') return ''
  return `, with ${prefix.length} before and ${suffix.length} after them`
}
