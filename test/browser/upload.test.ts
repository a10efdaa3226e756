import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { LeftOut } from '../../src/server/dependencies.ts'
import { openUploads } from '../../src/server/upload/corpus-uploads.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { makeIndex } from '../support/make-index.ts'
import { openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

/** A server that takes files in and reads them a moment later; `.pdf` it cannot read. */
async function serveUploads() {
  const folder = await temporaryFolder()
  const corpus = join(folder, 'corpus')
  await mkdir(corpus)
  let index = await makeIndex([{ path: 'piers.txt', text: 'A pier.\n' }])
  let leftOut: readonly LeftOut[] = []
  const read = async (): Promise<void> => {
    const paths = uploads.added()
    const articles = paths.filter((path) => path.endsWith('.txt'))
    const texts = articles.map(async (path) => ({
      path,
      text: await readFile(join(corpus, path), 'utf8'),
    }))
    leftOut = paths
      .filter((path) => path.endsWith('.pdf'))
      .map((path) => ({ path, message: `${path} is locked with a password.` }))
    index = await makeIndex([
      { path: 'piers.txt', text: 'A pier.\n' },
      ...(await Promise.all(texts)),
    ])
  }
  const uploads = openUploads({
    corpus,
    staging: join(folder, 'staging'),
    onAdded: () => setTimeout(read, 100),
  })
  const { url } = await serveGazette({
    uploads,
    currentIndex: () => index,
    leftOut: () => leftOut,
  })
  return { url, corpus, folder }
}

async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer()
    for (const [name, content] of Object.entries(given)) data.items.add(new File([content], name))
    return data
  }, files)
  await page.dispatchEvent('.drop', 'dragover', { dataTransfer: transfer })
  expect(await page.locator('.drop.over').count()).toBe(1)
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: transfer })
}

test('files dropped onto the page are sent, read, and told of one by one', async () => {
  const { url, corpus } = await serveUploads()
  await writeFile(join(corpus, 'buoys.txt'), 'A buoy.\n')
  const page = await openPage()
  await page.goto(`${url}/sources`)
  await page.locator('.drop').waitFor()
  expect(await violations(page)).toEqual([])
  await drop(page, {
    'tides.txt': 'High tide is at noon.\n',
    'locked.pdf': '%PDF-1.7 and no more',
    'budget.exe': 'MZ\u0090\u0000',
    'buoys.txt': 'Another buoy.\n',
    'README.md': 'Notes.',
  })
  const list = page.getByRole('list', { name: 'Files being added' })
  const entry = (name: string) => list.getByRole('listitem').filter({ hasText: name })
  await expect.poll(() => entry('tides.txt').textContent()).toContain('Added')
  await expect.poll(() => entry('locked.pdf').textContent()).toContain('locked with a password')
  await expect.poll(() => entry('budget.exe').textContent()).toContain('Not added')
  await expect.poll(() => entry('buoys.txt').textContent()).toContain('There is another file')
  await expect.poll(() => page.getByRole('status').textContent()).toBe('Finished: 1 added, 3 not.')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Keep both files buoys.txt' }).click()
  await expect.poll(() => entry('buoys.txt').textContent()).toContain('kept as buoys (2).txt')
  expect((await readdir(corpus)).sort()).toEqual([
    'buoys (2).txt',
    'buoys.txt',
    'locked.pdf',
    'tides.txt',
  ])
  await page.screenshot({ path: 'test/screenshots/upload-1440.png', fullPage: true })
  await page.getByRole('link', { name: 'Show the articles as they are now' }).click()
  await page.getByRole('link', { name: 'tides.txt' }).waitFor()
})

test('files and a folder are chosen by keyboard alone', async () => {
  const { url, corpus, folder } = await serveUploads()
  const given = join(folder, 'given', 'harbour')
  await mkdir(given, { recursive: true })
  await writeFile(join(given, 'tides.txt'), 'High tide is at noon.\n')
  await writeFile(join(given, '.hidden.txt'), 'Not this.\n')
  const page = await openPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
  // Asked for early: choosers are told of only from a moment after that on.
  const chooser = page.waitForEvent('filechooser', { timeout: 60_000 })
  await page.goto(`${url}/sources`)
  const button = page.getByRole('button', { name: 'choose a folder' })
  await button.focus()
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(given)
  await page.getByRole('listitem').filter({ hasText: 'harbour/tides.txt' }).waitFor()
  await page.getByText('Finished: 1 added, 0 not.').waitFor()
  expect(await readFile(join(corpus, 'harbour/tides.txt'), 'utf8')).toBe('High tide is at noon.\n')
  expect(await violations(page)).toEqual([])
  await page.screenshot({ path: 'test/screenshots/upload-390.png', fullPage: true })
})

test('a server that is gone is told, and the file can be sent again', async () => {
  const { url } = await serveUploads()
  const page = await openPage()
  await page.goto(`${url}/sources`)
  await page.locator('.drop').waitFor()
  await page.route('**/v1/sources', (route) => route.abort())
  await drop(page, { 'tides.txt': 'High tide is at noon.\n' })
  await page.getByText('Footnote does not answer').waitFor()
  await page.unroute('**/v1/sources')
  await page.getByRole('button', { name: 'Send tides.txt again' }).click()
  await page.getByText('Finished: 1 added, 0 not.').waitFor()
})

test('without script a plain form sends files and says what became of each', async () => {
  const { url, corpus, folder } = await serveUploads()
  await writeFile(join(folder, 'tides.txt'), 'High tide is at noon.\n')
  await writeFile(join(folder, 'README.md'), 'Notes.\n')
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}/sources`)
  const files = [join(folder, 'tides.txt'), join(folder, 'README.md')]
  await page.getByLabel('Files').setInputFiles(files)
  await page.getByRole('button', { name: 'Add' }).click()
  const shown = page.getByRole('listitem')
  expect(await shown.filter({ hasText: 'tides.txt' }).textContent()).toContain('Added')
  expect(await shown.filter({ hasText: 'README.md' }).textContent()).toContain('never read')
  expect(await readdir(corpus)).toEqual(['tides.txt'])
})

test('where it is not allowed the page shows nothing of it', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(`${url}/sources`)
  expect(await page.locator('#upload, input[type=file]').count()).toBe(0)
  const refused = await page.request.post(`${url}/sources`, {
    multipart: { file: { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('A.') } },
    headers: { Accept: 'text/html' },
  })
  expect(refused.status()).toBe(403)
  expect(await refused.text()).toContain('Nothing may be added to the articles here')
})
