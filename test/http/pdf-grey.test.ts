/** Files as PDF use no colours: what a printer without colours prints is what the file has. */

import { definePDFJSModule, getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { expect, test } from 'vitest'
import { openPdf } from '../../src/http/pdf.ts'

interface Painted {
  /** `#rrggbb`, as it is set for fills and for strokes, each once. */
  readonly fills: readonly string[]
  readonly strokes: readonly string[]
}

/** What a reader of the file would paint with. */
async function paintedIn(bytes: Uint8Array): Promise<Painted> {
  await definePDFJSModule(() => import('unpdf/pdfjs'))
  const { OPS } = await getResolvedPDFJS()
  const file = await getDocumentProxy(new Uint8Array(bytes))
  const fills = new Set<string>()
  const strokes = new Set<string>()
  for (let number = 1; number <= file.numPages; number += 1) {
    const { fnArray, argsArray } = await (await file.getPage(number)).getOperatorList()
    fnArray.forEach((operator, index) => {
      const [colour] = (argsArray[index] ?? []) as readonly unknown[]
      if (typeof colour !== 'string') return
      if (operator === OPS.setFillRGBColor) fills.add(colour)
      if (operator === OPS.setStrokeRGBColor) strokes.add(colour)
    })
  }
  return { fills: [...fills], strokes: [...strokes] }
}

function luminanceOf(colour: string): number {
  const value = Number.parseInt(colour.slice(1, 3), 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
const contrastToPaper = (colour: string) => 1.05 / (luminanceOf(colour) + 0.05)

const report = () => {
  const pdf = openPdf({ title: 'Survey report', language: 'en', madeAt: new Date('2026-11-27T12:00:00Z') })
  pdf.heading(1, 'Survey report')
  const line = { label: 'Cycle 1', note: '' }
  pdf.bars({ heads: ['Cycle', 'Taken part'], mark: 80, lines: [{ ...line, told: '22 of 27', percent: 81 }] })
  return pdf
}

test('every colour of a report is a grey', async () => {
  const pdf = report()
  pdf.bars({ heads: ['Answer', 'Share'], lines: [{ label: 'Often', told: 'n/a', percent: null, note: '' }] })
  const { fills, strokes } = await paintedIn(await pdf.end())
  expect([fills.length, strokes.length].every((count) => count > 0)).toBe(true)
  for (const colour of [...fills, ...strokes]) expect(colour).toMatch(/^#([0-9a-f]{2})\1\1$/)
})

test('the length of a bar and the line of the target are told from the paper, and from one another', async () => {
  const { fills, strokes } = await paintedIn(await report().end())
  const bar = fills.toSorted((one, other) => luminanceOf(other) - luminanceOf(one))[0] ?? ''
  const mark = strokes.toSorted((one, other) => luminanceOf(one) - luminanceOf(other))[0] ?? ''
  expect(contrastToPaper(bar)).toBeGreaterThan(3)
  expect(contrastToPaper(mark)).toBeGreaterThan(3)
  expect(mark).not.toBe(bar)
})
