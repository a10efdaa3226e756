import { expect, test } from 'vitest'
import { portArticles } from '../answer/language-model/port-articles.ts'
import { scriptReplies } from '../answer/language-model/scripted-replies.ts'
import { streamAnswer } from '../support/ask-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { replyOf } from '../support/scripted-model.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'

const question = 'How long does a crossing of the sound by the night ferry take?'

test('words of a language model stand apart from quotes; its address shows the answer without it', async () => {
  const index = await makeIndex(portArticles)
  const languageModel = scriptReplies(({ idOf }) =>
    replyOf('On the crossing:', [idOf('takes 45 minutes')], 'Further:', [idOf('sails at noon')]),
  )
  const { url } = await serveGazette({
    currentIndex: () => index,
    languageModel: { name: 'scripted' },
    ask: ({ question: asked, ...request }, signal) =>
      streamAnswer(index, asked, { ...request, languageModel, ...(signal ? { signal } : {}) }),
  })
  const page = await openPage()
  await page.goto(url)
  await ask(page, question)
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.model-words').allInnerTexts()).toEqual([
    'Language model, not quoted:\nOn the crossing:',
    'Language model, not quoted:\nFurther:',
  ])
  expect(await page.locator('blockquote').count()).toBe(2)
  expect(await page.locator('.quote .model-words, .model-words blockquote').count()).toBe(0)
  expect(await page.locator('.model-line').innerText()).toContain('The language model scripted')
  // Another font and another line beside it than a quote has.
  const looks = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { borderLeftStyle } = getComputedStyle(element.closest('.quote') ?? element)
        return `${borderLeftStyle} ${getComputedStyle(element).fontFamily.slice(0, 12)}`
      })
  expect(await looks('.model-words')).not.toBe(await looks('blockquote'))
  expect(languageModel.prompts).toHaveLength(1)

  const shared = await openPage()
  await shared.goto(`${url}/?${new URLSearchParams({ question })}`)
  expect(await shared.locator('.model-words').count()).toBe(0)
  expect(await shared.locator('.model-line').innerText()).toBe(
    'Answered without the language model.',
  )
  expect(languageModel.prompts).toHaveLength(1)
})
