/** Cards as PDF, eight to a page with lines to cut along; tagged like our other documents, so that a screen reader reads each as a part. */

import type TaggedDocument from 'pdfkit'
import { BOLD, clean, CODE, openTagged, PLAIN } from './tagged-pdf.ts'

/** A code as squares that are dark, over size × size. */
interface Square {
  readonly size: number
  /** An SVG path. */
  readonly path: string
}

export interface PdfCard {
  readonly name: string
  readonly lines: readonly string[]
  /** What to do; the second one is an address and stands out. */
  readonly steps: readonly string[]
  readonly code: string
  readonly foot: readonly string[]
  readonly qr: Square
  /** What the square is, for who doesn't see it. */
  readonly qrSays: string
}

export interface CardPdf {
  readonly add: (card: PdfCard) => void
  /** The finished file. */
  readonly end: () => Promise<Buffer>
}

type Doc = TaggedDocument
type Element = ReturnType<Doc['struct']>

// US Letter, two columns of four.
const PAGE = { width: 612, height: 792 } as const
const EDGE = 36
const COLUMNS = 2
const ROWS = 4
const CARD = { width: (PAGE.width - 2 * EDGE) / COLUMNS, height: (PAGE.height - 2 * EDGE) / ROWS } as const
const PAD = 12
const QR = 86
const INK = '#1a1a1a'
const CUT = '#999999'

/** Begins a file of cards. */
export function openCardPdf(about: {
  readonly title: string
  readonly language: string
  readonly madeAt: Date
}): CardPdf {
  const { doc, root, end } = openTagged({ ...about, margin: 0 })
  let count = 0
  return {
    add: (card) => {
      const at = count % (COLUMNS * ROWS)
      if (count > 0 && at === 0) doc.addPage()
      count += 1
      const left = EDGE + (at % COLUMNS) * CARD.width
      const top = EDGE + Math.floor(at / COLUMNS) * CARD.height
      drawCut(doc, left, top)
      addCard(doc, root, { card, left: left + PAD, top: top + PAD })
    },
    end: () => end(),
  }
}

/** Where to cut. */
function drawCut(doc: Doc, left: number, top: number): void {
  doc.markContent('Artifact', { type: 'Layout' })
  doc.save().lineWidth(0.5).dash(3, { space: 3 })
  doc.rect(left, top, CARD.width, CARD.height).stroke(CUT)
  doc.undash().restore()
  doc.endMarkedContent()
  doc.fillColor(INK)
}

interface Placed {
  readonly card: PdfCard
  readonly left: number
  readonly top: number
}

function addCard(doc: Doc, root: Element, { card, left, top }: Placed): void {
  const section = doc.struct('Sect')
  root.add(section)
  const width = CARD.width - 2 * PAD
  const beside = width - QR - PAD
  let y = top
  const write = (tag: 'H1' | 'P', text: string, how: Writing) => {
    y = addLine(doc, section, { tag, text, left, top: y, ...how })
  }
  write('H1', card.name, { size: 13, font: BOLD, width, linesMax: 1 })
  for (const line of card.lines) write('P', line, { size: 9, width, linesMax: 1 })
  y += 4
  const under = y
  for (const [index, step] of card.steps.entries()) {
    if (index === 1) write('P', step, addressWriting(doc, step, beside))
    else write('P', step, { size: 8.5, width: beside, linesMax: 2 })
  }
  y += 3
  write('P', card.code, { size: 13.5, font: CODE, width: beside, linesMax: 1 })
  addSquare(doc, section, { card, left: left + width - QR, top: under })
  y = Math.max(y, under + QR) + 4
  for (const line of card.foot) write('P', line, { size: 7, width, linesMax: 2 })
  section.end()
}

interface Writing {
  readonly size: number
  readonly width: number
  /** Plain where it isn't said. */
  readonly font?: string
  /** What is longer is cut short: a card has its size. */
  readonly linesMax: number
}

const ADDRESS_SIZES = [9.5, 8.5, 7.5, 6.5, 5.5] as const

/** Nobody can type an address that is cut short: a long one is written smaller. */
function addressWriting(doc: Doc, address: string, width: number): Writing {
  const linesMax = 3
  const fits = (size: number) => {
    doc.font(BOLD).fontSize(size)
    return doc.heightOfString(address, { width }) <= doc.heightOfString('X', { width }) * linesMax
  }
  return { size: ADDRESS_SIZES.find(fits) ?? 5.5, font: BOLD, width, linesMax }
}

/** @returns where the next line begins */
function addLine(
  doc: Doc,
  section: Element,
  o: Writing & { readonly tag: 'H1' | 'P'; readonly text: string; readonly left: number; readonly top: number },
): number {
  doc.font(o.font ?? PLAIN).fontSize(o.size)
  const text = clean(o.text).replaceAll('\n', ' ')
  const whole = doc.heightOfString('X', { width: o.width }) * o.linesMax
  const height = Math.min(whole, doc.heightOfString(text, { width: o.width }))
  section.add(
    doc.struct(o.tag, () => doc.text(text, o.left, o.top, { width: o.width, height: whole + 0.5, ellipsis: true })),
  )
  return o.top + height + 1
}

function addSquare(doc: Doc, section: Element, { card, left, top }: Placed): void {
  const { size, path } = card.qr
  section.add(
    doc.struct('Figure', { alt: card.qrSays, bbox: [left, top, left + QR, top + QR] }, () => {
      doc
        .save()
        .translate(left, top)
        .scale(QR / size)
      doc.path(path).fill(INK)
      doc.restore()
      doc.fillColor(INK)
    }),
  )
}
