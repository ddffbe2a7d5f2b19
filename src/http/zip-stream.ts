/** Files as one zip, written as they come: nothing is kept but the list of names. No entry may be 4 GiB or larger. */

import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipFile {
  readonly name: string
  readonly content: Readable
}

export interface ZipStream {
  /** Writes a file to its end. @throws where the reader has gone, or the file is too large */
  readonly add: (file: ZipFile) => Promise<void>
  /** Writes the list of what is in it. Without it nobody takes what came for a whole zip. */
  readonly end: () => Promise<void>
}

interface Entry {
  readonly name: Buffer
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

/** Sizes follow the content, and names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** The first day that a zip knows: the same roster gives the same bytes. */
const DATE = 0x0021
const FOUR_GIB = 0xffffffff

/** A zip onto `out`, as fast as `out` is read. */
export function createZipStream(out: Writable): ZipStream {
  const gone = new AbortController()
  out.once('close', () => gone.abort())
  const entries: Entry[] = []
  let written = 0
  const write = async (bytes: Buffer): Promise<void> => {
    if (gone.signal.aborted) throw new Error('Whoever read the zip has gone.')
    written += bytes.length
    if (!out.write(bytes)) await once(out, 'drain', { signal: gone.signal })
  }
  return {
    async add({ name, content }) {
      const at = written
      const named = Buffer.from(name)
      await write(Buffer.concat([header('PK\x03\x04', [VERSION, FLAGS, DEFLATED, 0, DATE], named.length), named]))
      const packing = { crc: 0, size: 0, packed: 0 }
      await pipeline(content, countingOf(packing), createDeflateRaw(), async (packed: AsyncIterable<Buffer>) => {
        for await (const bytes of packed) {
          packing.packed += bytes.length
          await write(bytes)
        }
      })
      if (packing.size >= FOUR_GIB || written >= FOUR_GIB) throw new Error('The zip has become too large.')
      await write(
        Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), numbers(packing.crc, packing.packed, packing.size)]),
      )
      entries.push({ name: named, at, ...packing })
    },
    async end() {
      const at = written
      for (const entry of entries) await write(listed(entry))
      const count = Buffer.alloc(8)
      count.writeUInt16LE(entries.length, 4)
      count.writeUInt16LE(entries.length, 6)
      const end = [Buffer.from('PK\x05\x06', 'latin1'), count, numbers(written - at, at), Buffer.alloc(2)]
      await write(Buffer.concat(end))
      out.end()
    },
  }
}

function countingOf(packing: { crc: number; size: number }) {
  return async function* count(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const bytes of content) {
      packing.crc = crc32(bytes, packing.crc)
      packing.size += bytes.length
      yield bytes
    }
  }
}

/** A local header without sizes: they are told after the content. */
function header(mark: string, shorts: readonly number[], nameLength: number): Buffer {
  return Buffer.concat([Buffer.from(mark, 'latin1'), shortsOf(shorts), Buffer.alloc(12), shortsOf([nameLength, 0])])
}

function listed({ name, crc, packed, size, at }: Entry): Buffer {
  return Buffer.concat([
    Buffer.from('PK\x01\x02', 'latin1'),
    shortsOf([VERSION, VERSION, FLAGS, DEFLATED, 0, DATE]),
    numbers(crc, packed, size),
    shortsOf([name.length, 0, 0, 0, 0]),
    numbers(0, at),
    name,
  ])
}

function shortsOf(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2)
  return bytes
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4)
  return bytes
}
