/**
 * The 64-bit fingerprint of a row as it stands in a feed, by which the next run knows it without reading it.
 *
 * Two 32-bit lanes of xor-multiply over the UTF-8 bytes, four at a time. Each step is a bijection of the lane for fixed
 * bytes and of the bytes for a fixed lane: two rows of one length that differ in one byte always differ in both lanes;
 * other collisions have a chance of 2^-64 each.
 */

/** Longer rows are quarantined in any case (`rowBytesMax`), or read. */
const SCRATCH_BYTES = 64 * 1024

/** Fingerprints rows of one meaning. The last one stands in `high` and `low`: an object for each of a million rows costs. */
export class Fingerprinter {
  high = 0
  low = 0
  readonly #seedHigh: number
  readonly #seedLow: number
  readonly #scratch = Buffer.alloc(SCRATCH_BYTES)
  readonly #scratchView = viewOf(this.#scratch)

  /** `meaning`: everything that decides what the bytes of a row mean, such as the header above it. */
  constructor(meaning: string) {
    this.#seedHigh = 0x9e3779b9 | 0
    this.#seedLow = 0x243f6a88 | 0
    const bytes = Buffer.from(meaning, 'utf8')
    this.ofBytes(viewOf(bytes), 0, bytes.length)
    this.#seedHigh = this.high
    this.#seedLow = this.low
  }

  /** Of the bytes from `start` to before `end`. */
  ofBytes(view: DataView, start: number, end: number): void {
    let a = this.#seedHigh
    let b = this.#seedLow
    let at = start
    for (const last = end - 4; at <= last; at += 4) {
      const word = view.getInt32(at, true)
      a = Math.imul(a ^ word, 0x01000193)
      b = Math.imul(b ^ word, 0x85ebca6b)
      // The shifts carry high bits down, which a multiplication alone never does; each is a bijection too.
      a ^= a >>> 15
      b ^= b >>> 13
    }
    let tail = 0
    for (; at < end; at += 1) tail = (tail << 8) | view.getUint8(at)
    this.high = finish(Math.imul(a ^ tail, 0x01000193) ^ (end - start), 0x7feb352d)
    this.low = finish(Math.imul(b ^ tail, 0x85ebca6b) ^ (end - start), 0x2c1b3c6d)
  }

  /** Of a text, as its UTF-8 bytes; false: it is too long. */
  ofText(text: string): boolean {
    if (text.length * 3 > SCRATCH_BYTES) return false
    this.ofBytes(this.#scratchView, 0, this.#scratch.write(text, 'utf8'))
    return true
  }
}

/** The decimal text of a signed 64-bit integer, as PostgreSQL's bigint reads it. */
export function toBigint(high: number, low: number): string {
  return ((BigInt(high) << 32n) | BigInt(low >>> 0)).toString()
}

export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

function finish(lane: number, factor: number): number {
  let h = lane
  h = Math.imul(h ^ (h >>> 16), factor)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return h ^ (h >>> 16)
}
