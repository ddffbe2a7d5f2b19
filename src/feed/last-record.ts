/** Keeps the end of a file while it is read by, to say afterwards which record stands last in it. */

import { CsvRows } from './csv-rows.ts'
import { TextDecoding } from './encoding.ts'
import type { FeedLimits } from './limits.ts'
import type { PackageFile } from './package.ts'

const TAIL_BYTES = 64 * 1024

/** A file that remembers its last bytes. Read it once. */
export class TailFile {
  /** The same file, to be read. */
  readonly file: PackageFile
  #tail: Buffer = Buffer.alloc(0)
  readonly #limits: FeedLimits

  constructor(file: PackageFile, limits: FeedLimits) {
    this.#limits = limits
    this.file = { ...file, read: (signal) => this.#keep(file.read(signal)) }
  }

  /**
   * The fields of the last line; null where it is none of `width` fields (a record of several lines, or damage).
   * To be asked once the file was read to its end.
   */
  lastFields(width: number): readonly string[] | null {
    const decoding = new TextDecoding(this.file.name)
    const text = decoding.push(this.#tail) + decoding.end()
    const line = text
      .trimEnd()
      .split(/\r\n|\n|\r/)
      .at(-1)
    if (line === undefined || line === '') return null
    const row = new CsvRows(this.#limits).push(`${line}\n`, true)[0]
    return row === undefined || row.fields.length !== width ? null : row.fields
  }

  async *#keep(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      const joined = chunk.length >= TAIL_BYTES ? chunk : Buffer.concat([this.#tail, chunk])
      // Copied: whoever gave the chunk may use its memory again.
      this.#tail = Buffer.from(joined.subarray(Math.max(0, joined.length - TAIL_BYTES)))
      yield chunk
    }
  }
}
