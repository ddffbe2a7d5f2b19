/** Whoever plays in the year, each in a browser window of their own: opened by a launch, by a link, or by hand on a phone. */

import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { openPage } from '../../ui/looks.ts'
import type { YearWorld } from './world.ts'

/** A usual phone. */
export const PHONE = 390
const DESKTOP = 1280

export interface Stage {
  /** Opens an address; the browser’s clock is the district’s. */
  readonly visit: (address: string, width?: number) => Promise<Page>
  /** Launches from the LMS into a window of its own. */
  readonly launch: (key: string, width?: number) => Promise<Page>
  /** Launches inside the page of the LMS. */
  readonly launchFramed: (key: string) => Promise<{ readonly page: Page; readonly frame: FrameLocator }>
  /** Closes all windows, and finds that nothing went wrong in any of them. */
  readonly sweep: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openStage(year: YearWorld): Promise<Stage> {
  const browser: Browser = await openBrowser()
  const opened: { readonly context: BrowserContext; readonly faults: readonly string[] }[] = []
  const visit = async (address: string, width = DESKTOP): Promise<Page> => {
    const { page, faults, context } = await openPage(browser, { width, scheme: 'light' })
    context.setDefaultTimeout(15_000)
    await context.clock.setFixedTime(year.tool.now())
    opened.push({ context, faults })
    await page.goto(address)
    return page
  }
  return {
    visit,
    launch: (key, width) => visit(`${year.lms.url}/launch?as=${key}`, width),
    launchFramed: async (key) => {
      const page = await visit(`${year.lms.url}/?as=${key}`)
      return { page, frame: page.frameLocator('iframe.tool') }
    },
    sweep: async () => {
      const all = opened.splice(0)
      await Promise.all(all.map(({ context }) => context.close()))
      expect(all.flatMap(({ faults }) => faults)).toEqual([])
    },
    close: () => browser.close(),
  }
}

/** Types an address of the app into a window that has it open. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to
  }, hash)
}
