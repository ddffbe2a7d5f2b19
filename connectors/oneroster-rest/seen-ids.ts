/** Which ids the reads of one collection brought: tells a row that comes twice, and whether two reads brought the same set. */

import { Fingerprinter } from '../../src/feed/fingerprint.ts'
import { IdIndex } from '../../src/feed/id-index.ts'
import { NumberList } from '../../src/feed/number-list.ts'

/** Some 30 bytes an id outside of the JavaScript heap. */
export class SeenIds {
  readonly #ids = new IdIndex()
  /** By id: the last read that brought it. */
  readonly #readOf = new NumberList()
  readonly #high = new NumberList()
  readonly #low = new NumberList()
  readonly #prints = new Fingerprinter('row')
  #read = 0
  #inRead = 0
  #inReadBefore = 0
  #onlyInRead = 0

  /** How many different ids the read under way has brought. */
  get count(): number {
    return this.#inRead
  }

  beginRead(): void {
    this.#read += 1
    this.#inReadBefore = this.#inRead
    this.#inRead = 0
    this.#onlyInRead = 0
  }

  /** `new` in this read; `same`: it came in this read, as it is; `other`: it came in this read, and said something else. */
  take(id: string, row: string): 'new' | 'same' | 'other' {
    const number = this.#ids.add(id)
    const printed = this.#prints.ofText(row)
    const [high, low] = printed ? [this.#prints.high >>> 0, this.#prints.low >>> 0] : [0, 0]
    const before = this.#readOf.get(number)
    if (before === this.#read) {
      const isSame = printed && high === this.#high.get(number) && low === this.#low.get(number)
      return isSame ? 'same' : 'other'
    }
    if (before !== this.#read - 1 || this.#read === 1) this.#onlyInRead += 1
    this.#readOf.set(number, this.#read)
    this.#high.set(number, high)
    this.#low.set(number, low)
    this.#inRead += 1
    return 'new'
  }

  /** Whether the read, which is over, brought exactly the ids of the one before; false for the first. */
  isAsBefore(): boolean {
    return this.#read > 1 && this.#onlyInRead === 0 && this.#inRead === this.#inReadBefore
  }
}
