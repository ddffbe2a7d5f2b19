/** The fingerprints of the rows that the last applied run left, compactly: some 30 bytes a row, outside the JavaScript heap. */

import type { KnownTable } from './connector.ts'
import { toBigint } from './fingerprint.ts'

const ENTRY_BYTES = 14
const PLACE_BYTES = 6

export interface UnseenRow {
  /** In decimals; null: the record has none. */
  readonly fingerprint: string | null
  /** Where the record stands in its table, as PostgreSQL writes a tid. */
  readonly place: string
}

/** Records without a fingerprint, by where they stand: 6 bytes each, big-endian. */
export function* placesOf(packed: Buffer): Generator<UnseenRow> {
  for (let at = 0; at < packed.length; at += PLACE_BYTES)
    yield { fingerprint: null, place: `(${packed.readUInt32BE(at)},${packed.readUInt16BE(at + 4)})` }
}

/**
 * A set of 64-bit fingerprints with the feed row that each was seen in. Open addressing, at most half full; slot 0
 * of the lanes stands for nothing, because slots hold the entry's number.
 */
export class KnownRows implements KnownTable {
  /** How many different rows were seen. */
  seen = 0
  readonly #size: number
  readonly #high: Int32Array
  readonly #low: Int32Array
  readonly #blocks: Uint32Array
  readonly #offsets: Uint16Array
  readonly #rows: Uint32Array
  /** By hash: number of the entry + 1. */
  readonly #slots: Uint32Array
  readonly #mask: number
  /** By entry: the later rows of one that stands in the feed more than once. */
  readonly #doubles = new Map<number, number[]>()
  /** Entries whose fingerprint another one has, too: nobody can say which of them was seen, so neither ever is. */
  readonly #ambiguous = new Set<number>()

  /** `packed`: one after the other the fingerprints, each with its place, all of them big-endian (8, 4 and 2 bytes). */
  constructor(packed: Buffer) {
    this.#size = packed.length / ENTRY_BYTES
    this.#high = new Int32Array(this.#size)
    this.#low = new Int32Array(this.#size)
    this.#blocks = new Uint32Array(this.#size)
    this.#offsets = new Uint16Array(this.#size)
    this.#rows = new Uint32Array(this.#size)
    let slots = 16
    while (slots < this.#size * 2) slots *= 2
    this.#slots = new Uint32Array(slots)
    this.#mask = slots - 1
    for (let entry = 0; entry < this.#size; entry += 1) this.#add(packed, entry)
  }

  has(high: number, low: number): boolean {
    return this.#find(high, low) !== -1
  }

  see(high: number, low: number, row: number): boolean {
    const entry = this.#find(high, low)
    if (entry === -1) return false
    const before = this.#rows[entry] ?? 0
    if (before === 0) this.seen += 1
    else this.#addDouble(entry, Math.max(before, row))
    this.#rows[entry] = before === 0 ? row : Math.min(before, row)
    return true
  }

  /** The row that a fingerprint was seen in; null: in none. */
  rowOf(fingerprint: bigint): number | null {
    const row = this.#rows[this.#entryOf(fingerprint)] ?? 0
    return row === 0 ? null : row
  }

  /** The later rows of one that stands in the feed more than once; each is given once. */
  takeDoubles(fingerprint: bigint): readonly number[] {
    const entry = this.#entryOf(fingerprint)
    const rows = this.#doubles.get(entry) ?? []
    this.#doubles.delete(entry)
    return rows
  }

  /** The later rows of all that were not taken one by one. */
  doubles(): readonly number[] {
    return [...this.#doubles.values()].flat()
  }

  /** Those that stand in no row of the feed. */
  *unseen(): Generator<UnseenRow> {
    if (this.seen === this.#size) return
    for (let entry = 0; entry < this.#size; entry += 1) {
      if (this.#rows[entry] !== 0) continue
      yield {
        fingerprint: toBigint(this.#high[entry] ?? 0, this.#low[entry] ?? 0),
        place: `(${this.#blocks[entry] ?? 0},${this.#offsets[entry] ?? 0})`,
      }
    }
  }

  #add(packed: Buffer, entry: number): void {
    const at = entry * ENTRY_BYTES
    const high = packed.readInt32BE(at)
    const low = packed.readInt32BE(at + 4)
    this.#blocks[entry] = packed.readUInt32BE(at + 8)
    this.#offsets[entry] = packed.readUInt16BE(at + 12)
    this.#high[entry] = high
    this.#low[entry] = low
    const slot = this.#slotOf(high, low)
    const other = this.#slots[slot] ?? 0
    if (other === 0) this.#slots[slot] = entry + 1
    else this.#ambiguous.add(other - 1)
  }

  #addDouble(entry: number, row: number): void {
    const rows = this.#doubles.get(entry)
    if (rows === undefined) this.#doubles.set(entry, [row])
    else rows.push(row)
  }

  #entryOf(fingerprint: bigint): number {
    return this.#find(Number(BigInt.asIntN(32, fingerprint >> 32n)), Number(BigInt.asIntN(32, fingerprint)))
  }

  /** The entry of a fingerprint, or -1. */
  #find(high: number, low: number): number {
    const entry = (this.#slots[this.#slotOf(high, low)] ?? 0) - 1
    return this.#ambiguous.size > 0 && this.#ambiguous.has(entry) ? -1 : entry
  }

  /** The slot of a fingerprint, or the free one where it would stand. */
  #slotOf(high: number, low: number): number {
    let slot = (high ^ (low >>> 7)) & this.#mask
    for (;;) {
      const entry = this.#slots[slot] ?? 0
      if (entry === 0) return slot
      if (this.#high[entry - 1] === high && this.#low[entry - 1] === low) return slot
      slot = (slot + 1) & this.#mask
    }
  }
}
