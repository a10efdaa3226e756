import { z } from 'zod'
import { findCitation } from '../citations.ts'
import { withinDeadline } from '../deadline.ts'
import { citationLookup } from '../openapi/citation-schema.ts'
import { defineTool } from './tool.ts'
import { writePlace } from './write-place.ts'

const meanings = {
  current: 'current: the article holds these very words today.',
  moved: 'moved: the article was edited, the quoted sentences stand elsewhere in it.',
  changed: 'changed: the quoted sentences were edited or taken out since.',
  removed: 'removed: the article has left the collection.',
} as const

export const citationTool = defineTool({
  name: 'get_citation',
  title: 'Look a citation up',
  description:
    'Gives the quoted words behind a citation id, cut from the text that was quoted, and what has become of ' +
    'them: current, moved, changed or removed. Use it before repeating a quote that was given earlier. Words ' +
    'given as nearest came in place of the quote and are not the quote.',
  input: z.strictObject({
    id: z.string().meta({
      pattern: '^cit_[0-9a-f]{12}-(0|[1-9][0-9]{0,11})-(0|[1-9][0-9]{0,11})$',
      description: 'Id of a citation, as ask and verify_quote give it: cit_0123456789ab-120-188.',
    }),
  }),
  output: citationLookup,
  run: ({ id }, { dependencies }, signal) =>
    withinDeadline(dependencies.requestTimeoutMs, signal, () => findCitation(dependencies, id)),
  write(citation) {
    const { current, nearest, status } = citation
    return [
      `“${citation.quote}”`,
      writePlace(citation, citation.id),
      `Status ${meanings[status]}`,
      ...(status === 'moved' && current
        ? [`It stands now at characters ${current.start}–${current.end} (${current.id}).`]
        : []),
      ...(nearest
        ? [`In its place now, and NOT the quote: “${nearest.text}” (${nearest.id})`]
        : []),
    ].join('\n')
  },
})
