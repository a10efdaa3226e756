import { expect, test } from 'vitest'
import type { Citation } from '../../src/answer/answer.ts'
import { Quote } from '../../src/web/citation.tsx'
import { Reader } from '../../src/web/reader.tsx'
import { readerDocument } from '../../src/web/reader-document.ts'
import { makeGazette } from './gazette.ts'
import { renderIn } from './render-in.tsx'
import { cite } from './scripted-chat.ts'

const index = await makeGazette()
const citation = cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.', 2)
const shown = (given: Partial<Citation>) => {
  const own = { ...citation, ...given }
  return renderIn(<Quote text={own.quote} citation={own} all={[own]} />)
}

test('the line under a quote names its page, or both where it goes on to the next', () => {
  expect(shown({ page: 3 })).toContain('What they cost, p. 3<')
  expect(shown({ page: 3, page_end: 4, heading_path: [] })).toContain('>pp. 3–4<')
  expect(shown({})).toContain('What they cost<')
})

test('a citation kept by a browser from before there were page numbers shows none', () => {
  const { page: _, page_end: __, ...old } = citation
  const html = renderIn(<Quote text={old.quote} citation={old as Citation} all={[]} />)
  expect(html).not.toMatch(/pp?\. /)
})

test('the reader says where a page starts', async () => {
  const document = await readerDocument(index, citation.source_id, [citation.id])
  const [block, ...others] = document?.blocks ?? []
  if (!document || !block) throw new Error('The gazette has no ferries.')
  const segments = block.segments.map((segment) => ({ ...segment, page: 7 }))
  const paged = { ...document, blocks: [{ ...block, segments }, ...others] }
  expect(renderIn(<Reader document={paged} level={1} />)).toContain(
    '<span class="page-start" lang="en">p. 7</span>',
  )
  expect(renderIn(<Reader document={document} level={1} />)).not.toContain('page-start')
})
