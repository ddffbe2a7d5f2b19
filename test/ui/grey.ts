/** What a page looks like to somebody who sees no colours, or prints it: shades of grey, read from the picture. */

import type { Locator, Page } from 'playwright-core'

/** Relative luminances (0 black, 1 white) along the middle of what is looked at, from its left to its right edge. */
export async function shadesOf(page: Page, what: Locator): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' })
  const picture = (await what.screenshot()).toString('base64')
  await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' })
  await session.detach()
  const reading = await page.context().newPage()
  try {
    return await reading.evaluate(async (png) => {
      const image = new Image()
      image.src = `data:image/png;base64,${png}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const drawn = canvas.getContext('2d')
      if (drawn === null) throw new Error('Nothing can be drawn here.')
      drawn.drawImage(image, 0, 0)
      const { data } = drawn.getImageData(0, Math.floor(image.height / 2), image.width, 1)
      return Array.from({ length: image.width }, (_, x) => {
        const [red, green, blue] = [0, 1, 2].map((part) => {
          const value = (data[x * 4 + part] ?? 0) / 255
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
      })
    }, picture)
  } finally {
    await reading.close()
  }
}

/** WCAG 2.2: 1 (the same) to 21. */
export function contrastOf(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}
