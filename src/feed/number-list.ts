/** A growing list of whole numbers outside the JavaScript heap: it grows by pages, so it never copies nor doubles. */

const PAGE_BITS = 16
const PAGE_LENGTH = 1 << PAGE_BITS

/** Numbers from 0 to 2^32 - 1 by index; 0 where none was set. */
export class NumberList {
  readonly #pages: Uint32Array[] = []

  get(index: number): number {
    return this.#pages[index >>> PAGE_BITS]?.[index & (PAGE_LENGTH - 1)] ?? 0
  }

  set(index: number, value: number): void {
    while (this.#pages.length <= index >>> PAGE_BITS) this.#pages.push(new Uint32Array(PAGE_LENGTH))
    const page = this.#pages[index >>> PAGE_BITS]
    if (page !== undefined) page[index & (PAGE_LENGTH - 1)] = value
  }
}
