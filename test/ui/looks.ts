/** How the pages are looked at, and the questions every page is asked. */

import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import { join } from 'node:path'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Look {
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

/** What axe is asked: everything, or only what another colour scheme can change. */
type Asked = 'all' | 'colours'

/**
 * The smallest phone, an LMS frame, a desktop; each in both colour schemes. The narrow and the wide arrangement are asked
 * everything once; what names, order and roles a page has doesn't hang on its colours.
 */
const LOOKS: readonly (Look & { readonly asked: Asked })[] = [
  { width: 360, scheme: 'light', asked: 'all' },
  { width: 360, scheme: 'dark', asked: 'colours' },
  { width: 700, scheme: 'dark', asked: 'colours' },
  { width: 700, scheme: 'light', asked: 'colours' },
  { width: 1280, scheme: 'light', asked: 'all' },
  { width: 1280, scheme: 'dark', asked: 'colours' },
]
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** A page whose faults (exceptions, refused styles or scripts) are collected; nothing is carried over from others. */
export async function openPage(
  browser: Browser,
  look: Look,
): Promise<{ page: Page; faults: string[]; context: BrowserContext }> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 800 },
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  return { page, faults, context }
}

/**
 * Looks at the page as it stands in every look: readable by a screen reader, and not wider than the window. Where the
 * environment names a folder in PICTURES, each look is kept there as a picture.
 */
export async function inspect(page: Page, what: string): Promise<void> {
  for (const { width, scheme, asked } of LOOKS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()
    const look = `${what} at ${width} px, ${scheme}`
    expect(await findViolations(page, asked), look).toEqual([])
    expect(await measureOverflow(page), `${look}: wider than the window`).toBeLessThanOrEqual(0)
    const folder = process.env['PICTURES']
    if (folder !== undefined)
      await page.screenshot({ path: join(folder, `${look.replaceAll(/\W+/g, '-')}.png`), fullPage: true })
  }
}

/** What axe finds wrong with the page as it stands (WCAG 2.2 AA and best practice), one line each. */
export async function findViolations(page: Page | Frame, asked: Asked = 'all'): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  const seen = await runAxe(page, asked)
  if (seen.length === 0) return seen
  // A list on its way out is no fault of the page; what stays is one.
  await page.waitForTimeout(500)
  return runAxe(page, asked)
}

async function runAxe(page: Page | Frame, asked: Asked): Promise<readonly string[]> {
  await settle(page)
  const only = asked === 'all' ? {} : { runOnly: COLOUR_RULES }
  const wanted = JSON.stringify({ resultTypes: ['violations'], ...only })
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${wanted})`)
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`,
  )
}

/** Waits until what changes by itself has changed: a colour on its way from dark to light is neither. */
async function settle(page: Page | Frame): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(finite.map((animation) => animation.finished))
    await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

/** How many pixels the page is wider than its window. */
function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
