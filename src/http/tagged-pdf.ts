/** What all our PDF files are made of: a tagged document (PDF/UA) with a language, a title and fonts that come with the file. */

import { createRequire } from 'node:module'
import TaggedDocument from 'pdfkit'

const fontAt = createRequire(import.meta.url).resolve
export const PLAIN = fontAt('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
/** Signs of one width. */
export const CODE = fontAt('dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf')
export const BOLD = fontAt('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')

/** Without the characters that no font draws; what somebody wrote keeps its line ends. */
export function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (one) => (one === '\n' ? one : ' '))
}

export interface TaggedPdf {
  readonly doc: TaggedDocument
  readonly root: ReturnType<TaggedDocument['struct']>
  /** The finished file. `last`: what is drawn when all that is tagged stands. */
  readonly end: (last?: () => void) => Promise<Buffer>
}

/** Begins a file. `margin`: in points, on each side. */
export function openTagged(about: {
  readonly title: string
  readonly language: string
  readonly madeAt: Date
  readonly margin: number
}): TaggedPdf {
  const { title, language, madeAt, margin } = about
  const doc = new TaggedDocument({
    size: 'LETTER',
    margin,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: language,
    displayTitle: true,
    font: PLAIN,
    info: { Title: title, Producer: 'Staffroom', Creator: 'Staffroom', CreationDate: madeAt },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const root = doc.struct('Document')
  doc.addStructure(root)
  return {
    doc,
    root,
    end: async (last) => {
      root.end()
      last?.()
      const ended = new Promise<void>((resolve, reject) => {
        doc.on('end', resolve)
        doc.on('error', reject)
      })
      doc.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}
