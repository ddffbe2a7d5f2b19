/** How the pages are looked at, and the questions every page is asked. */

import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Look {
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

/** The smallest phone, an LMS frame, a desktop; both colour schemes. */
export const LOOKS: readonly Look[] = [
  { width: 360, scheme: 'light' },
  { width: 700, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
]

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

/** What axe finds wrong with the page as it stands (WCAG 2.2 AA and best practice), one line each. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const seen = await runAxe(page)
  if (seen.length === 0) return seen
  // A list on its way out is no fault of the page; what stays is one.
  await page.waitForTimeout(500)
  return runAxe(page)
}

async function runAxe(page: Page): Promise<readonly string[]> {
  await settle(page)
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })')
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`,
  )
}

/** Waits until what changes by itself has changed: a colour on its way from dark to light is neither. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(finite.map((animation) => animation.finished))
    await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

/** How many pixels the page is wider than its window. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
