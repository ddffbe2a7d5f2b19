/**
 * Numbers identifiers compactly: a district of a million people in some 60 MB outside the JavaScript heap, where a
 * Map of strings takes twice that and the collector walks over it again and again.
 */

import { NumberList } from './number-list.ts'

const PAGE_BYTES = 1 << 20
const EMPTY_SLOT = 0

/** Each identifier gets the next number, from 0. Exact: identifiers are compared in full, hashes only find them. */
export class IdIndex {
  #slots = new Uint32Array(1024)
  readonly #offsets = new NumberList()
  readonly #hashes = new NumberList()
  readonly #pages: Buffer[] = []
  #pageUsed = PAGE_BYTES
  #size = 0

  /** How many identifiers are in it. */
  get size(): number {
    return this.#size
  }

  /** The number of an identifier (ASCII, 1 to 255 characters), new or known. */
  add(id: string): number {
    const hash = hashOf(id)
    const slot = this.#slotOf(id, hash)
    const known = this.#slots[slot] ?? EMPTY_SLOT
    if (known !== EMPTY_SLOT) return known - 1
    const number = this.#store(id, hash)
    this.#slots[slot] = number + 1
    if (this.#size * 2 > this.#slots.length) this.#growSlots()
    return number
  }

  /** The number of an identifier, or -1. */
  find(id: string): number {
    return (this.#slots[this.#slotOf(id, hashOf(id))] ?? EMPTY_SLOT) - 1
  }

  #slotOf(id: string, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const entry = this.#slots[slot] ?? EMPTY_SLOT
      if (entry === EMPTY_SLOT) return slot
      if (this.#hashes.get(entry - 1) === hash && this.#holds(entry - 1, id)) return slot
      slot = (slot + 1) & mask
    }
  }

  #holds(number: number, id: string): boolean {
    const offset = this.#offsets.get(number)
    const page = this.#pages[Math.floor(offset / PAGE_BYTES)]
    const start = offset % PAGE_BYTES
    if (page?.[start] !== id.length) return false
    for (let index = 0; index < id.length; index += 1) {
      if (page[start + 1 + index] !== id.charCodeAt(index)) return false
    }
    return true
  }

  #store(id: string, hash: number): number {
    if (this.#pageUsed + id.length + 1 > PAGE_BYTES) {
      this.#pages.push(Buffer.alloc(PAGE_BYTES))
      this.#pageUsed = 0
    }
    const page = this.#pages.at(-1)
    page?.writeUInt8(id.length, this.#pageUsed)
    page?.write(id, this.#pageUsed + 1, 'latin1')
    const number = this.#size
    this.#offsets.set(number, (this.#pages.length - 1) * PAGE_BYTES + this.#pageUsed)
    this.#hashes.set(number, hash)
    this.#pageUsed += id.length + 1
    this.#size += 1
    return number
  }

  #growSlots(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2)
    const mask = this.#slots.length - 1
    for (let number = 0; number < this.#size; number += 1) {
      let slot = this.#hashes.get(number) & mask
      while (this.#slots[slot] !== EMPTY_SLOT) slot = (slot + 1) & mask
      this.#slots[slot] = number + 1
    }
  }
}

/** FNV-1a, 32 bits. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  }
  // The low bits choose the slot: mix the high ones in.
  return (hash ^ (hash >>> 15)) >>> 0
}
