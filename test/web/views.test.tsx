import { expect, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import { applyEvent, newTurn, type Turn } from '../../src/web/chat-state.ts'
import { Quote, SourceHeading } from '../../src/web/citation.tsx'
import { wordsIn } from '../../src/web/messages/compile-messages.ts'
import { quotedText } from '../../src/web/quoted-text.ts'
import { Reader } from '../../src/web/reader.tsx'
import { readerDocument } from '../../src/web/reader-document.ts'
import { SourceTitle } from '../../src/web/source-line.tsx'
import { TurnView } from '../../src/web/turn.tsx'
import { makeIndex } from '../support/make-index.ts'
import { syndicated } from '../support/syndicated.ts'
import { makeGazette } from './gazette.ts'
import { renderIn } from './render-in.tsx'
import { cite, questions, scriptChat } from './scripted-chat.ts'

const index = await makeGazette()
const { dependencies } = scriptChat(index)

async function turnOf(question: string): Promise<Turn> {
  let turn = newTurn(question)
  for await (const event of dependencies.ask({ question })) turn = applyEvent(turn, event)
  return turn
}

function shown(turn: Turn, scripted = true): string {
  return renderIn(<TurnView turn={turn} at={0} scripted={scripted} />)
}

test('a quote is a blockquote that cites its place, with number, title, publisher and date', () => {
  const citation = cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.', 2)
  const html = renderIn(<Quote text={citation.quote} citation={citation} all={[citation]} />)
  expect(html).toContain(
    `<blockquote cite="/sources/${citation.source_id}?citation=${citation.id}#${citation.id}" lang="en">Each ferry costs 6.2 million crowns.</blockquote>`,
  )
  expect(html).toContain('2</span>')
  expect(html).toContain('New ferries for the inner harbour')
  expect(html).toContain('What they cost')
  const heading = renderIn(<SourceHeading citation={citation} level={3} />)
  expect(heading).toContain('Harbour Gazette')
  expect(heading).toContain('<time datetime="2024-03-05">5 March 2024</time>')
})

test('a title that was made is shown as made', () => {
  const made = renderIn(<SourceTitle title="The council met." origin="first-sentence" />)
  expect(made).toContain('Untitled, begins')
  expect(made).toContain('“The council met…”')
  const file = renderIn(<SourceTitle title="minutes.txt" origin="file-name" />)
  expect(file).toContain('Untitled file')
  const own = renderIn(<SourceTitle title="New ferries" origin="file" />)
  expect(own).not.toContain('Untitled')
})

test('a quote in another language says so to browsers', async () => {
  expect(shown(await turnOf(questions.chinese))).toContain('lang="zh"')
})

test('text of articles is only ever text', async () => {
  const turn = await turnOf(questions.hostile)
  const hostile = index.articles.find(({ path }) => path === 'hostile.txt')
  const document = hostile && (await readerDocument(index, hostile.id, []))
  if (!document) throw new Error('The gazette has no hostile article.')
  for (const html of [shown(turn), renderIn(<Reader document={document} level={1} />)]) {
    expect(html).not.toMatch(/<script|<img|<b>|javascript:/)
    expect(html).toContain('&lt;script&gt;alert(4)')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  }
})

test('a question is only ever text', () => {
  const html = shown({ ...newTurn('<script>alert(1)</script>"'), resolvedQuestion: '<i>so</i>' })
  expect(html).not.toMatch(/<script|<i>/)
})

test('the resolved question stands above the answer', async () => {
  const html = shown(await turnOf(questions.followUp))
  expect(html.indexOf(questions.resolved)).toBeGreaterThan(html.indexOf(questions.followUp))
  expect(html.indexOf(questions.resolved)).toBeLessThan(html.indexOf('<blockquote'))
  expect(shown(await turnOf(questions.cost))).not.toContain('Understood as')
})

test('a refusal names the words no article uses and labels the nearest as no answer', async () => {
  const html = shown(await turnOf(questions.refused))
  expect(html).toContain('Not in these articles')
  expect(html).toContain('These articles are not about this.')
  expect(html).toContain('>zeppelin</span>')
  expect(html.indexOf('not an answer')).toBeLessThan(html.indexOf('<blockquote'))
  expect(html).not.toContain('class="answer"')
})

test.each([
  ['not_a_question', 'Nothing to look up yet'],
  ['no_source_matches_filters', 'No article passes these filters'],
  ['language_not_covered', 'Not in a language of these articles'],
] as const)('a refusal for %s has a title of its own', async (reason, title) => {
  const turn = await turnOf(questions.refused)
  const refusal: Answer['refusal'] = turn.refusal && { ...turn.refusal, reason, nearest: [] }
  const html = shown({ ...turn, refusal })
  expect(html).toContain(title)
  expect(html).not.toContain('not an answer')
})

test('a failure says what to do, and offers a retry only where a script can act on it', () => {
  const problem = { code: 'new', message: 'It is odd.', nextStep: 'See that it runs.' }
  const failed: Turn = { ...newTurn('Why?'), phase: 'failed', problem }
  expect(shown(failed)).toContain('See that it runs.')
  expect(shown(failed)).toContain('data-action="retry"')
  expect(shown(failed, false)).not.toContain('<button')
})

test('the reader marks a quote, dims what is no text of the article, and keeps headings in order', async () => {
  const { id, source_id } = cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.')
  const document = await readerDocument(index, source_id, [id])
  if (!document) throw new Error('There is no such document.')
  const html = renderIn(<Reader document={document} level={1} />)
  expect(html).toContain(`<mark id="${id}"`)
  expect(html).toMatch(/<mark[^>]*>Each ferry costs 6\.2 million crowns\.<\/mark>/)
  expect(html).toContain('Navigation · never quoted')
  expect(html).toMatch(/<h2 id="at-\d+">What they cost<\/h2>/)
  expect(html).toContain('href="https://gazette.example/ferries#:~:text=Each%20ferry%20costs')
})

test('the reader leads to other articles with nearly the same text', async () => {
  const printed = await makeIndex(syndicated)
  const [reprint, original] = printed.articles
  const document = reprint && (await readerDocument(printed, reprint.id, []))
  if (!document) throw new Error('There is no such document.')
  const html = renderIn(<Reader document={document} level={1} />)
  expect(html).toContain(
    `Nearly the same text also in <a href="/sources/${original?.id}">Board votes</a> (6 March 2024)`,
  )
})

test('two quotes that begin at one place can both be gone to', async () => {
  const long = cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.')
  const short = cite(index, 'ferries.txt', 'Each ferry')
  const document = await readerDocument(index, long.source_id, [long.id, short.id])
  if (!document) throw new Error('There is no such document.')
  const html = renderIn(<Reader document={document} level={1} current={short.id} />)
  expect(html.split(`id="${long.id}"`)).toHaveLength(2)
  expect(html.split(`id="${short.id}"`)).toHaveLength(2)
  expect(html.match(/class="current"/g)).toHaveLength(1)
})

test.each([
  ['2023-03-21', '21 March 2023'],
  ['2023', '2023'],
  ['soon', 'soon'],
])('the date %s reads %s', (date, readable) => {
  expect(wordsIn.en.date(date)).toBe(readable)
})

test('an answer can be copied with its sources, as numbered notes with links', async () => {
  const text = quotedText(await turnOf(questions.cost), 'http://localhost:3000', wordsIn.en)
  const [question, first, , , notes = ''] = text.split('\n\n')
  expect(question).toBe(questions.cost)
  expect(first).toBe('“Each ferry costs 6.2 million crowns.” [1]')
  const cited = cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.')
  const link = `http://localhost:3000/sources/${cited.source_id}?citation=${cited.id}#${cited.id}`
  expect(notes.split('\n')[0]).toBe(
    `[1] New ferries for the inner harbour, Harbour Gazette, 2024-03-05. ${link}`,
  )
  expect(notes).toContain('[3] Untitled, begins: The council met')
})

test('a part that is not answered is named, with what comes nearest to it', () => {
  const nearest = [cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.')]
  const refusal = {
    reason: 'low_confidence' as const,
    message: 'No sentence says so.',
    unknown_terms: ['zebra'],
    nearest,
  }
  const turn: Turn = {
    ...newTurn('How much, and who pays?'),
    phase: 'answered',
    unanswered: [{ question: 'Who pays?', refusal }],
  }
  const html = shown(turn)
  expect(html).toContain('Nearest to <q>Who pays?</q>')
  expect(html).toContain('zebra')
  expect(html).toContain('Nearest passages — not an answer')
  expect(html).toContain('Each ferry costs 6.2 million crowns.')
})

test('a question that supposes something else is shown what the articles say', () => {
  const nearest = [cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.')]
  const message = 'The question says “7”; these articles say “6.2”.'
  const refusal = { reason: 'false_premise' as const, message, unknown_terms: [], nearest }
  const html = shown({ ...newTurn('Why 7 million?'), phase: 'refused', refusal })
  expect(html).toContain('These articles say otherwise')
  expect(html).toContain(message)
  expect(html).not.toContain('not an answer')
})

test('words of a language model are said to be its own, before they are read', async () => {
  const turn = await turnOf(questions.chosen)
  const html = shown(turn)
  expect(html).toContain(
    '<p class="model-words"><span class="model-name">Language model, not quoted:</span> <span lang="en">On the electric ferries:</span></p>',
  )
  expect(html).toContain('The language model harbour-small-7b chose these quotes; what')
  // Neither is a quote, and no quote is among its words.
  expect(html.match(/<blockquote/g)).toHaveLength(2)
  expect(renderIn(<TurnView turn={turn} at={0} scripted />, 'zh-Hant-HK')).toContain(
    '語言模型的話，並非引文：',
  )
  expect(quotedText(turn, 'http://127.0.0.1:3000', wordsIn.en)).not.toContain('electric ferries:')
})

test('words of a language model that name the article are still shown as its own', () => {
  const citation = cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.', 1)
  const text = `From “${citation.title}”:`
  const turn: Turn = {
    ...newTurn('What?'),
    phase: 'answered',
    citations: [citation],
    content: [
      { type: 'text', text, by: 'model' },
      { type: 'quote', text: citation.quote, citation_ids: [citation.id] },
    ],
  }
  expect(shown(turn)).toContain('Language model, not quoted:')
})

test('an answer that goes without the language model says so, and why', async () => {
  const turn = await turnOf(questions.notChosen)
  expect(shown(turn)).toContain('Answered without the language model: it took too long.')
  const without = shown(await turnOf(questions.cost))
  expect(without).not.toContain('anguage model')
})
