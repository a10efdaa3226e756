import { expect, test } from 'vitest'
import { openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

test('without script the articles are searched, and a passage opens at its place', async () => {
  const { url } = await serveGazette()
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}/sources`)
  await page.getByRole('searchbox', { name: 'Search the articles' }).fill('diesel')
  await page.keyboard.press('Enter')
  await page.locator('.found').waitFor()
  expect(await page.locator('.found mark').allTextContents()).toEqual(['diesel'])
  await page.locator('.found a').first().click()
  expect(await page.locator('mark:target').textContent()).toContain('A diesel ferry of the same')
  await page.getByRole('link', { name: 'About this article', exact: true }).click()
  await page.getByRole('link', { name: 'Where they sail' }).click()
  expect(await page.locator(':target').textContent()).toBe('Where they sail')
  await page.getByRole('link', { name: 'Ask about this article' }).click()
  await page.getByRole('textbox', { name: 'Your question' }).waitFor()
  expect(page.url()).toMatch(/\/\?source=src_[0-9a-f]{12}$/)
})

test.each([
  ['light', 1440],
  ['dark', 360],
] as const)(
  'no page of articles breaks a rule of WCAG 2.2 AA, %s, %i pixels wide',
  async (scheme, width) => {
    const { url } = await serveGazette()
    const page = await openPage({ colorScheme: scheme, viewport: { width, height: 800 } })
    for (const [name, path] of [
      ['list', '/sources'],
      ['search', '/sources?q=ferry'],
      ['none', '/sources?in=zh&year=1999'],
    ] as const) {
      await page.goto(`${url}${path}`)
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
        true,
      )
      await page.screenshot({
        path: `test/screenshots/sources-${name}-${width}.png`,
        fullPage: true,
      })
    }
    await page.goto(`${url}/sources?q=ferry`)
    await page.locator('.found a').first().click()
    await page.locator('.about').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.screenshot({ path: `test/screenshots/article-${width}.png`, fullPage: true })
  },
)
