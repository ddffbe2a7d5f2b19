/** Reads one collection to its end, again where it moved meanwhile, and keeps account of what that proves. */

import { IdIndex } from '../../src/feed/id-index.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import { textOf } from './json.ts'
import { type Asked, countRecords, readPages } from './pages.ts'

/** One of Clever's objects and its number in the collection, from 1 in the order in which they came. */
export interface Numbered {
  readonly object: unknown
  readonly row: number
}

/** What is known of a collection at its end. */
export interface CollectionEnd {
  /** The last page said that there is no other. */
  readonly endSeen: boolean
  /** Records of the last reading, each counted once. */
  readonly distinct: number
  /** How many Clever says there are; null: it doesn't say. */
  readonly announced: number | null
}

export class Collection {
  readonly path: string
  readonly #asked: Asked
  readonly #seen = new IdIndex()
  #row = 0
  #end: CollectionEnd | null = null

  constructor(asked: Asked, path: string) {
    this.#asked = asked
    this.path = path
  }

  /** Null: it was not read to an end. */
  get end(): CollectionEnd | null {
    return this.#end
  }

  /**
   * Everything that is in it, page by page. Where the count at its end is another than what came, it is read again, and
   * what came along since follows: after a reading that agrees with its count, everything that is there has been given.
   */
  async *pages(): AsyncGenerator<readonly Numbered[]> {
    for (let reading = 1; reading <= 1 + this.#asked.io.limits.restartsMax; reading += 1) {
      const found = reading === 1 ? this.#seen : new IdIndex()
      let [nameless, endSeen] = [0, false]
      for await (const page of readPages(this.#asked, this.path)) {
        endSeen = page.last
        const fresh: Numbered[] = []
        for (const object of page.objects) {
          const id = identify(object)
          if (id === null) nameless += 1
          else found.add(id)
          if (reading > 1 && (id === null || this.#isSeen(id))) continue
          this.#row += 1
          fresh.push({ object, row: this.#row })
        }
        yield fresh
      }
      const announced = await countRecords(this.#asked, this.path)
      this.#end = { endSeen, distinct: found.size + nameless, announced }
      if (announced === null || announced === this.#end.distinct) return
    }
  }

  #isSeen(id: string): boolean {
    const known = this.#seen.size
    this.#seen.add(id)
    return this.#seen.size === known
  }
}

function identify(object: unknown): string | null {
  const id = textOf(object, 'id')
  return id !== null && isIdentifier(id) ? id : null
}
