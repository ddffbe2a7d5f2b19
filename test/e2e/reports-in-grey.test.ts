/** Bars of reports as somebody sees them who sees no colours: how far each goes, where the target is, what is left out. */

import { expect, test } from 'vitest'
import { contrastOf, shadesOf } from '../ui/grey.ts'
import { launchOf, useOpenedPages } from '../ui/opened-pages.ts'

const pages = useOpenedPages()

/** A graphic that has to be told from what is beside it (WCAG 2.2, 1.4.11). */
const TOLD_APART = 3

/** Where along it the shade changes, as parts of its length. */
function edgesOf(shades: readonly number[]): readonly number[] {
  return shades.flatMap((shade, x) =>
    x > 0 && contrastOf(shade, shades[x - 1] ?? shade) > 1.15 ? [x / shades.length] : [],
  )
}

test.each(['light', 'dark'] as const)('bars of a report are told apart in grey, %s', async (scheme) => {
  const { page, close } = await pages.open(launchOf('teacher', '#/classes/led/801/report'))
  await page.emulateMedia({ colorScheme: scheme })
  await page.getByText('22 of 27 (81 %), target reached').waitFor()
  await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor()

  const bar = page
    .locator('.report-bar', { hasText: '22 of 27 (81 %), target reached' })
    .first()
    .locator('.report-track')
  const participation = await shadesOf(page, bar)
  const at = (part: number) => participation[Math.floor(part * (participation.length - 1))] ?? 0
  expect(contrastOf(at(0.4), at(0.95))).toBeGreaterThan(TOLD_APART)
  // The line at the target is of another shade than the bar that it crosses, or of what lies behind it.
  const mark = participation.slice(Math.floor(0.79 * participation.length), Math.ceil(0.815 * participation.length))
  expect(Math.max(...mark.map((shade) => contrastOf(shade, at(0.4))))).toBeGreaterThan(1.4)

  const share = page.locator('.report-bar', { hasText: 'Girl: Positive answers' }).first()
  const percent = Number(/(\d+) %/.exec((await share.textContent()) ?? '')?.[1])
  expect(percent).toBeGreaterThan(5)
  expect(percent).toBeLessThan(95)
  const shades = await shadesOf(page, share.locator('.report-track'))
  const ends = edgesOf(shades.slice(2, -2))
  expect(ends.some((edge) => Math.abs(edge - percent / 100) < 0.03)).toBe(true)

  const masked = page.locator('.report-bar', { hasText: 'n/a: fewer than five answered.' }).first()
  const hatched = await shadesOf(page, masked.locator('.report-track'))
  // Stripes, and neither a bar nor nothing: a shade that changes again and again along it.
  expect(edgesOf(hatched).length).toBeGreaterThan(8)
  await close()
})
