import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { citationId } from '../../src/passage/passage.ts'
import { openFeedbackBook } from '../../src/server/feedback/feedback-book.ts'
import { openUploads } from '../../src/server/upload/corpus-uploads.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { formerText } from '../web/gazette.ts'
import { questions } from '../web/scripted-chat.ts'
import { ask, type Gazette, openPage, serveGazette } from './serve-gazette.ts'

interface State {
  /** Also the name of its screenshots. */
  readonly name: string
  readonly options?: BrowserContextOptions
  /** Brings a fresh page there. */
  readonly open: (page: Page, gazette: Gazette) => Promise<void>
}

/** What people see most, and what they see when something is unusual. */
export const mainStates: readonly State[] = [
  { name: 'empty', open: openChat },
  { name: 'answer', open: answered(questions.cost) },
  { name: 'side-by-side', open: answered(questions.differ) },
  { name: 'language-model', open: answered(questions.chosen, questions.notChosen) },
  { name: 'follow-up', open: answered(questions.count, questions.followUp) },
  { name: 'refusal', open: answered(questions.refused) },
  { name: 'chinese', options: { locale: 'zh-HK' }, open: answeredIn('你的問題') },
  { name: 'chinese-simplified', options: { locale: 'zh-CN' }, open: answeredIn('你的问题') },
  {
    name: 'card',
    async open(page, gazette) {
      await answered(questions.cost)(page, gazette)
      await page.getByRole('link', { name: 'Quote 2 Read in context' }).focus()
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Tab')
      await page.getByRole('tooltip').waitFor()
    },
  },
  {
    name: 'reader',
    async open(page, gazette) {
      await answered(questions.cost)(page, gazette)
      await page.getByRole('link', { name: 'Quote 2 Read in context' }).click()
      await page.getByRole('dialog').locator('mark.current').waitFor()
    },
  },
  {
    name: 'filters',
    async open(page, gazette) {
      await answered(questions.cost)(page, gazette)
      await page.getByText('Filters', { exact: true }).click()
      await page.getByLabel('Publisher').selectOption('Harbour Gazette')
      await page.getByRole('list', { name: 'Chosen filters' }).waitFor()
    },
  },
  {
    name: 'conversations',
    async open(page, gazette) {
      await answered(questions.cost, questions.refused)(page, gazette)
      await page.getByRole('link', { name: 'New conversation' }).click()
      await page.locator('.turn >> nth=0').waitFor({ state: 'detached' })
      await page.locator('.keys').waitFor()
      await answered(questions.count)(page, gazette)
      await page.getByRole('button', { name: 'Conversations' }).click()
      await page.locator('.kept-title >> nth=1').waitFor()
    },
  },
  {
    name: 'saving',
    async open(page, gazette) {
      await answered(questions.cost)(page, gazette)
      await page.getByText('Save or print').click()
    },
  },
  {
    name: 'feedback',
    async open(page, gazette) {
      await answered(questions.cost)(page, gazette)
      await page.locator('.turn > .after summary').click()
      await page.locator('.quote summary').first().focus()
      await page.keyboard.press('Enter')
      await page.getByRole('form', { name: 'Report quote 1' }).waitFor()
    },
  },
  {
    name: 'asking',
    async open(page, gazette) {
      await openChat(page, gazette)
      gazette.hold()
      await ask(page, questions.cost)
      await page.locator('.turn blockquote').waitFor()
    },
  },
  {
    name: 'failed',
    async open(page, gazette) {
      await openChat(page, gazette)
      await ask(page, 'A question that breaks.')
      await page.locator('.turn.failed').waitFor()
    },
  },
  { name: 'articles', open: visit('/sources') },
  {
    name: 'upload',
    async open(page, gazette) {
      await visit('/sources')(page, gazette)
      await page.locator('.drop').scrollIntoViewIfNeeded()
    },
  },
  { name: 'articles-searched', open: visit('/sources?q=ferries') },
  {
    name: 'article',
    async open(page, gazette) {
      await page.goto(`${gazette.url}${await articleAddress(gazette)}`)
    },
  },
  {
    name: 'stale',
    async open(page, gazette) {
      const id = citationId(revisionOf(formerText), { start: 35, end: 80 })
      const query = new URLSearchParams({ citation: id })
      await page.goto(`${gazette.url}${await articleAddress(gazette)}?${query}#${id}`)
    },
  },
  { name: 'missing', open: visit('/sources/none') },
  { name: 'api', open: visit('/docs') },
]

/** A gazette that takes files and feedback, so that all of the page is there to be seen. */
export async function serveEverything(): Promise<Gazette> {
  const folder = await temporaryFolder()
  const corpus = join(folder, 'corpus')
  await mkdir(corpus)
  await writeFile(join(corpus, 'piers.txt'), 'A pier.\n')
  return serveGazette({
    uploads: openUploads({ corpus, staging: join(folder, 'staging'), onAdded: () => {} }),
    feedback: openFeedbackBook(join(folder, 'feedback.jsonl')),
  })
}

/** A fresh page in one of the main states. */
export async function openState(state: State): Promise<Page> {
  const gazette = await serveEverything()
  const page = await openPage(state.options)
  await state.open(page, gazette)
  return page
}

async function openChat(page: Page, { url }: Gazette): Promise<void> {
  await page.goto(url)
  await page.locator('.keys').waitFor({ state: 'attached' })
}

function visit(path: string): State['open'] {
  return async (page, { url }) => {
    await page.goto(`${url}${path}`)
  }
}

function answered(...asked: readonly string[]): State['open'] {
  return async (page, gazette) => {
    await openChat(page, gazette)
    for (const [at, question] of asked.entries()) {
      await ask(page, question)
      await page.locator(`.turn >> nth=${at}`).and(page.locator('.answered, .refused')).waitFor()
    }
  }
}

function answeredIn(box: string): State['open'] {
  return async (page, gazette) => {
    await openChat(page, gazette)
    await page.getByRole('textbox', { name: box }).fill(questions.differ)
    await page.keyboard.press('Enter')
    await page.locator('.turn.answered').waitFor()
  }
}

async function articleAddress({ url }: Gazette): Promise<string> {
  const { data } = (await (await fetch(`${url}/v1/sources`)).json()) as {
    data: { id: string; path: string }[]
  }
  const ferries = data.find(({ path }) => path === 'ferries.txt')
  if (!ferries) throw new Error('The gazette has no ferries.')
  return `/sources/${ferries.id}`
}
