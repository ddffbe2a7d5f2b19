/**
 * Documents as PDF that a screen reader reads as a page: tagged headings, tables and lists (PDF/UA), a language, a title,
 * and fonts that come with the file, so that every name is written as it is spelled. Charts are decoration: each bar has
 * its figure in words beside it.
 */

import type TaggedDocument from 'pdfkit'
import { BOLD, clean, openTagged, PLAIN } from './tagged-pdf.ts'

/** A line of a table of bars. */
export interface PdfBar {
  readonly label: string
  /** The figure in words. */
  readonly told: string
  /** Length of the bar, of 100; null: there is no figure, the place is hatched. */
  readonly percent: number | null
  /** Further words, after the figure. */
  readonly note: string
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5

/** A table of bars. */
export interface BarTable {
  readonly heads: readonly [string, string]
  readonly lines: readonly PdfBar[]
  /** Where a line across the bars stands, of 100. */
  readonly mark?: number
}

/** Rows of two cells, the second one a figure in words. */
export interface PairTable {
  readonly heads: readonly [string, string]
  readonly lines: readonly (readonly [string, string])[]
}

/** Built from the top down. */
export interface Pdf {
  readonly heading: (level: HeadingLevel, text: string) => void
  readonly paragraph: (text: string) => void
  readonly bars: (table: BarTable) => void
  readonly table: (table: PairTable) => void
  readonly list: (items: readonly string[]) => void
  /** The finished file. */
  readonly end: () => Promise<Buffer>
}

const MARGIN = 54
/** US Letter between its margins. */
const WIDTH = 612 - 2 * MARGIN
const SIZES = { 1: 18, 2: 14, 3: 12, 4: 9.5, 5: 9.5 } as const
const TEXT = 9.5
const COLUMNS = { label: 190, bar: 150, told: WIDTH - 190 - 150 }
const GAP = 8
const ROW_GAP = 3
const INDENT = 12
const BAR = 7
const INK = '#1a1a1a'
const SHADE = '#555555'
const RULE = '#bbbbbb'

type Doc = TaggedDocument
type Element = ReturnType<Doc['struct']>

/** Begins a document. */
export function openPdf(about: { readonly title: string; readonly language: string; readonly madeAt: Date }): Pdf {
  const { doc, root, end } = openTagged({ ...about, margin: MARGIN })
  doc.fillColor(INK)
  return {
    heading: (level, text) => addHeading(doc, root, { level, text }),
    paragraph: (text) => {
      make(doc, heightOf(doc, text, WIDTH))
      root.add(doc.struct('P', () => doc.text(clean(text), MARGIN, doc.y, { width: WIDTH })))
      doc.moveDown(0.4)
    },
    bars: (table) => addBars(doc, root, table),
    table: (table) => addPairs(doc, root, table),
    list: (items) => addList(doc, root, items),
    end: () => end(() => numberPages(doc, about.title)),
  }
}

function addHeading(doc: Doc, root: Element, { level, text }: { level: HeadingLevel; text: string }): void {
  doc.font(BOLD).fontSize(SIZES[level])
  if (level > 1) doc.moveDown(level > 3 ? 0.3 : 0.8)
  // A heading is never the last line of a page.
  make(doc, heightOf(doc, text, WIDTH) + 60)
  root.add(doc.struct(`H${level}`, () => doc.text(clean(text), MARGIN, doc.y, { width: WIDTH })))
  doc.font(PLAIN).fontSize(TEXT)
  doc.moveDown(0.2)
}

function addBars(doc: Doc, root: Element, table: BarTable): void {
  const element = doc.struct('Table')
  root.add(element)
  const [label, told] = table.heads
  doc.font(BOLD)
  addRow(doc, element, { label, told, head: true, drawn: () => undefined })
  doc.font(PLAIN)
  for (const line of table.lines) {
    const words = line.note === '' ? line.told : `${line.told} ${line.note}`
    const drawn = (y: number) => drawBar(doc, y, { percent: line.percent, mark: table.mark ?? null })
    addRow(doc, element, { label: line.label, told: words, head: false, drawn })
  }
  element.end()
  doc.moveDown(0.3)
}

function drawNothing(): void {
  // These rows have no bars.
}

function addPairs(doc: Doc, root: Element, { heads, lines }: PairTable): void {
  const element = doc.struct('Table')
  root.add(element)
  const wide = { labelWidth: COLUMNS.label + COLUMNS.bar }
  doc.font(BOLD)
  addRow(doc, element, { label: heads[0], told: heads[1], head: true, drawn: drawNothing, ...wide })
  doc.font(PLAIN)
  for (const [label, told] of lines) addRow(doc, element, { label, told, head: false, drawn: drawNothing, ...wide })
  element.end()
  doc.moveDown(0.3)
}

interface Row {
  readonly label: string
  readonly told: string
  readonly head: boolean
  readonly drawn: (y: number) => void
  /** Of the first column, where there are no bars. */
  readonly labelWidth?: number
}

/** A row stands on one page. */
function addRow(doc: Doc, table: Element, { label, told, head, drawn, ...row }: Row): void {
  const labelWidth = (row.labelWidth ?? COLUMNS.label) - GAP
  const height = Math.max(heightOf(doc, label, labelWidth), heightOf(doc, told, COLUMNS.told)) + ROW_GAP
  make(doc, height)
  const y = doc.y
  const line = doc.struct('TR')
  table.add(line)
  const cell = (text: string, x: number, width: number) => () => doc.text(clean(text), x, y, { width })
  line.add(doc.struct('TH', { scope: head ? 'Column' : 'Row' }, cell(label, MARGIN, labelWidth)))
  doc.markContent('Artifact', { type: 'Layout' })
  drawn(y)
  doc.endMarkedContent()
  const x = MARGIN + COLUMNS.label + COLUMNS.bar
  const cellType = head ? 'TH' : 'TD'
  line.add(doc.struct(cellType, head ? { scope: 'Column' } : {}, cell(told, x, COLUMNS.told)))
  line.end()
  doc.x = MARGIN
  doc.y = y + height
}

/** Reads the same in grey: length and a frame, no colour. */
function drawBar(doc: Doc, top: number, bar: { readonly percent: number | null; readonly mark: number | null }): void {
  const [x, y, width] = [MARGIN + COLUMNS.label, top + 2, COLUMNS.bar - GAP * 2]
  doc.save().lineWidth(0.6)
  doc.rect(x, y, width, BAR).stroke(RULE)
  if (bar.percent === null) {
    doc.rect(x, y, width, BAR).clip()
    for (let at = -BAR; at < width; at += 5) doc.moveTo(x + at, y + BAR).lineTo(x + at + BAR, y)
    doc.stroke(RULE)
  } else doc.rect(x, y, (width * bar.percent) / 100, BAR).fill(SHADE)
  if (bar.mark !== null) {
    const at = x + (width * bar.mark) / 100
    doc
      .moveTo(at, y - 2)
      .lineTo(at, y + BAR + 2)
      .lineWidth(1)
      .stroke(INK)
  }
  doc.restore()
  doc.fillColor(INK)
}

function addList(doc: Doc, root: Element, items: readonly string[]): void {
  const list = doc.struct('L')
  root.add(list)
  for (const item of items) {
    const width = WIDTH - INDENT
    make(doc, heightOf(doc, item, width))
    const entry = doc.struct('LI')
    list.add(entry)
    const y = doc.y
    entry.add(doc.struct('Lbl', () => doc.text('•', MARGIN, y, { width: INDENT, lineBreak: false })))
    entry.add(doc.struct('LBody', () => doc.text(clean(item), MARGIN + INDENT, y, { width })))
    entry.end()
    doc.x = MARGIN
    doc.moveDown(0.2)
  }
  list.end()
}

/** Begins another page where so much no longer fits on this one. */
function make(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage()
}

function heightOf(doc: Doc, text: string, width: number): number {
  return doc.heightOfString(clean(text), { width })
}

function numberPages(doc: Doc, title: string): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.fontSize(8).fillColor(SHADE)
    const y = doc.page.height - MARGIN + 18
    doc.text(`${clean(title)} · ${page - start + 1} / ${count}`, MARGIN, y, { width: WIDTH, lineBreak: false })
    doc.endMarkedContent()
    doc.page.margins.bottom = MARGIN
  }
}
