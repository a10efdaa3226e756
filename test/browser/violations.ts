import axe from 'axe-core'
import type { Page } from 'playwright-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** Rules that another scheme of colours can break. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong, one line each; `colours`: only what depends on them, in a second scheme. */
export async function violations(page: Page, { colours = false } = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const runOnly = colours
    ? { type: 'rule' as const, values: rulesOfColour }
    : { type: 'tag' as const, values: rules }
  const found = await page.evaluate((only) => window.axe.run(document, { runOnly: only }), runOnly)
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  )
}
