/** The fingerprints of the rows that the last applied run left, compactly: some 30 bytes a row, outside the JavaScript heap. */

import { endianness } from 'node:os'
import type { KnownTable } from './connector.ts'
import { toBigint } from './fingerprint.ts'

const FINGERPRINT_BYTES = 8
const PLACE_BYTES = 6

export interface UnseenRow {
  /** In decimals; null: the record has none. */
  readonly fingerprint: string | null
  /** Where the record stands in its table, as PostgreSQL writes a tid. */
  readonly place: string
}

/** Records without a fingerprint, by where they stand: 6 bytes each, big-endian. */
export function* placesOf(packed: Buffer): Generator<UnseenRow> {
  for (let at = 0; at < packed.length; at += PLACE_BYTES) yield { fingerprint: null, place: placeAt(packed, at) }
}

function placeAt(packed: Buffer, at: number): string {
  return `(${packed.readUInt32BE(at)},${packed.readUInt16BE(at + 4)})`
}

/**
 * A set of 64-bit fingerprints with the feed row that each was seen in. Open addressing, at most half full; slot 0
 * of the lanes stands for nothing, because slots hold the entry's number.
 */
export class KnownRows implements KnownTable {
  /** How many different rows were seen. */
  seen = 0
  readonly #size: number
  /** By entry: the high lane of its fingerprint, then the low one. */
  readonly #lanes: Int32Array
  readonly #places: Buffer
  readonly #rows: Uint32Array
  /** By hash: number of the entry + 1. */
  readonly #slots: Uint32Array
  readonly #mask: number
  /** The entry behind the last one that was found: records stand much in the order of their rows. */
  #next = 0
  /** By entry: the later rows of one that stands in the feed more than once. */
  readonly #doubles = new Map<number, number[]>()
  /** Entries whose fingerprint another one has, too: nobody can say which of them was seen, so neither ever is. */
  readonly #ambiguous = new Set<number>()

  /**
   * One after the other, all big-endian: `fingerprints` of eight bytes, which are kept and altered, and in the same order
   * the `places` of six.
   */
  constructor({ fingerprints, places }: { readonly fingerprints: Buffer; readonly places: Buffer }) {
    this.#size = fingerprints.length / FINGERPRINT_BYTES
    this.#lanes = lanesOf(fingerprints)
    this.#places = places
    this.#rows = new Uint32Array(this.#size)
    let slots = 16
    while (slots < this.#size * 2) slots *= 2
    this.#slots = new Uint32Array(slots)
    this.#mask = slots - 1
    for (let entry = 0; entry < this.#size; entry += 1) this.#add(entry)
  }

  has(high: number, low: number): boolean {
    return this.#find(high, low) !== -1
  }

  see(high: number, low: number, row: number): boolean {
    const entry = this.#find(high, low)
    if (entry === -1) return false
    this.#next = entry + 1
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
        fingerprint: toBigint(this.#lanes[2 * entry] ?? 0, this.#lanes[2 * entry + 1] ?? 0),
        place: placeAt(this.#places, entry * PLACE_BYTES),
      }
    }
  }

  #add(entry: number): void {
    const slot = this.#slotOf(this.#lanes[2 * entry] ?? 0, this.#lanes[2 * entry + 1] ?? 0)
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
    // Of two entries with one fingerprint only the first has a slot.
    if (this.#ambiguous.size === 0 && this.#isAt(this.#next, high, low)) return this.#next
    const entry = (this.#slots[this.#slotOf(high, low)] ?? 0) - 1
    return this.#ambiguous.has(entry) ? -1 : entry
  }

  #isAt(entry: number, high: number, low: number): boolean {
    return this.#lanes[2 * entry] === high && this.#lanes[2 * entry + 1] === low
  }

  /** The slot of a fingerprint, or the free one where it would stand. */
  #slotOf(high: number, low: number): number {
    let slot = (high ^ (low >>> 7)) & this.#mask
    for (;;) {
      const entry = this.#slots[slot] ?? 0
      if (entry === 0 || this.#isAt(entry - 1, high, low)) return slot
      slot = (slot + 1) & this.#mask
    }
  }
}

function lanesOf(fingerprints: Buffer): Int32Array {
  // A view of numbers begins where they may begin.
  const bytes = fingerprints.byteOffset % 4 === 0 ? fingerprints : Buffer.from(new Uint8Array(fingerprints).buffer)
  if (endianness() === 'LE') bytes.swap32()
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}
