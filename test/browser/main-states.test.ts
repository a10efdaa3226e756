import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { mainStates, openState } from './main-states.ts'
import { violations } from './violations.ts'

const schemes = ['light', 'dark'] as const
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Pictures for people, in test/screenshots; nothing is compared with earlier ones. */
async function keepScreenshots(page: Page, name: string): Promise<void> {
  for (const width of [1440, 768, 360]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `test/screenshots/${name}-${width}-${colorScheme}.png` })
    }
  }
}

test.each(mainStates)(
  '$name breaks no rule of WCAG 2.2 AA, wide and narrow, light and dark, and never scrolls sideways',
  async (state) => {
    const page = await openState(state)
    await keepScreenshots(page, state.name)
    for (const width of [1440, 360]) {
      // So high that the box at the bottom covers nothing: what it covers can be scrolled to.
      await page.setViewportSize({ width, height: 2400 })
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme })
        const colours = colorScheme === 'dark'
        expect(await violations(page, { colours }), `${width} ${colorScheme}`).toEqual([])
      }
    }
    // 320 CSS pixels are what is left of 1280 at 400 %, and 720 of 1440 at 200 % (WCAG 1.4.10, 1.4.4).
    for (const width of [1440, 720, 360, 320]) {
      await page.setViewportSize({ width, height: 640 })
      expect(await overflow(page), `${width}`).toBe(0)
    }
  },
)
