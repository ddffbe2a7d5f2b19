/** The part of pdfkit that src/http/tagged-pdf.ts and what is made of it use, after the documentation of pdfkit 0.20 (tagged documents are in no other types). */

declare module 'pdfkit' {
  import type { Readable } from 'node:stream'

  interface StructureOptions {
    readonly scope?: 'Row' | 'Column'
    readonly alt?: string
    /** Left, top, right and bottom. */
    readonly bbox?: readonly [number, number, number, number]
  }
  /** A part of the document as a screen reader walks it. */
  interface StructureElement {
    add(child: StructureElement): this
    end(): void
  }
  interface DocumentOptions {
    readonly size: 'LETTER'
    readonly margin: number
    readonly bufferPages: boolean
    readonly pdfVersion: '1.7'
    readonly subset: 'PDF/UA'
    readonly tagged: boolean
    readonly lang: string
    readonly displayTitle: boolean
    readonly font: string
    readonly info: Readonly<Record<string, string | Date>>
  }
  interface TextOptions {
    readonly width: number
    readonly lineBreak?: boolean
    /** What doesn't fit into it isn't written. */
    readonly height?: number
    readonly ellipsis?: boolean
  }
  class PDFDocument extends Readable {
    constructor(options: DocumentOptions)
    x: number
    y: number
    readonly page: { readonly height: number; readonly margins: { bottom: number } }
    font(file: string): this
    fontSize(points: number): this
    text(text: string, x: number, y: number, options: TextOptions): this
    heightOfString(text: string, options: TextOptions): number
    moveDown(lines: number): this
    addPage(): this
    switchToPage(page: number): void
    bufferedPageRange(): { readonly start: number; readonly count: number }
    struct(type: string, draw?: () => unknown): StructureElement
    struct(type: string, options: StructureOptions, draw: () => unknown): StructureElement
    addStructure(root: StructureElement): this
    markContent(tag: 'Artifact', options: { readonly type: 'Layout' | 'Pagination' }): this
    endMarkedContent(): this
    save(): this
    restore(): this
    lineWidth(points: number): this
    dash(length: number, options: { readonly space: number }): this
    undash(): this
    translate(x: number, y: number): this
    scale(factor: number): this
    path(svg: string): this
    rect(x: number, y: number, width: number, height: number): this
    clip(): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    fillColor(color: string): this
    fill(color: string): this
    stroke(color: string): this
    end(): void
  }
  export = PDFDocument
}
