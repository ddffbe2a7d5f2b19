/** The rows of a collection on the disk: one line each, in a scratch file that nobody else can read. */

import { createReadStream } from 'node:fs'
import type { KeptRow } from './cells.ts'

const LINE_END = '\n'
const CHUNK_CHARACTERS = 64 * 1024

/** Puts lines together into pieces worth writing. */
export async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = ''
  for await (const line of lines) {
    text += `${line}${LINE_END}`
    if (text.length < CHUNK_CHARACTERS) continue
    yield Buffer.from(text, 'utf8')
    text = ''
  }
  if (text !== '') yield Buffer.from(text, 'utf8')
}

export function toLine(row: KeptRow): string {
  return JSON.stringify(row)
}

/** The rows of a file that `toLine` and `inPieces` made. */
export async function* readKept(path: string): AsyncGenerator<KeptRow> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8' }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split(LINE_END)
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as KeptRow
  }
}
