/** The judgement on one read of a collection: what proves that all of it came, and what doesn't. */

import type { PageFigures } from 'oneroster-client/completeness'
import { describe, expect, it } from 'vitest'
import { judgeRead } from '../../../connectors/oneroster-rest/judge-read.ts'

interface Told {
  readonly received: number
  readonly total?: number | null
  readonly revision?: string | null
  readonly warnings?: PageFigures['warnings']
  readonly sort?: boolean
}

/** Pages one after the other, from what each told. */
function pages(...told: readonly Told[]): PageFigures[] {
  let offset = 0
  return told.map(({ received, total = null, revision = null, warnings = [], sort = true }) => {
    const page: PageFigures = {
      offset,
      received,
      isEnd: received === 0,
      declaredTotal: total,
      revision,
      warnings,
      asked: { limit: 100, sort, filter: null, fields: null },
    }
    offset += received
    return page
  })
}

const counted = pages({ received: 100, total: 150 }, { received: 50, total: 150 }, { received: 0, total: 150 })
const uncounted = pages({ received: 100 }, { received: 50 }, { received: 0 })
const revised = pages({ received: 100, revision: '7' }, { received: 50, revision: '7' }, { received: 0, revision: '7' })

describe('a read', () => {
  it.each<readonly [string, PageFigures[], { records: number; same?: boolean; isDelta?: boolean }]>([
    ['is whole when as many records came as are counted', counted, { records: 150 }],
    ['is whole when its revision stayed', revised, { records: 150 }],
    ['is whole when a second one brought the same', uncounted, { records: 150, same: true }],
    [
      'is whole when nothing is counted with the empty page only',
      [...counted.slice(0, 2), ...pages({ received: 0 }).map((page) => ({ ...page, offset: 150 }))],
      { records: 150 },
    ],
    [
      'is whole when records stand in the feed twice, and a second one brought the same',
      counted,
      { records: 148, same: true },
    ],
    ['of changes needs no second one', uncounted, { records: 150, isDelta: true }],
    ['of nothing is whole when nothing is counted', pages({ received: 0, total: 0 }), { records: 0 }],
  ])('%s', (_name, told, { records, same = false, isDelta = false }) => {
    expect(judgeRead({ pages: told, records, same, isDelta })).toEqual({ doubt: null, again: false })
  })

  it.each<readonly [string, PageFigures[], { records: number; same?: boolean; isDelta?: boolean }, RegExp, boolean]>([
    ['with a record less than counted', counted, { records: 149 }, /tells of 150 records and sends 149/, true],
    // Two rows are one record, and another one was skipped: the number of rows fits all the same.
    ['with a record twice and as many rows as counted', counted, { records: 149 }, /tells of 150/, true],
    [
      'with less than counted, twice',
      pages({ received: 90, total: 100 }, { received: 0, total: 100 }),
      { records: 90, same: true },
      /tells of 100 records and sends 90/,
      false,
    ],
    [
      'whose number moved',
      pages({ received: 100, total: 101 }, { received: 0, total: 100 }),
      { records: 100 },
      /moved/,
      true,
    ],
    [
      'whose number moved, twice alike',
      pages({ received: 100, total: 101 }, { received: 0, total: 100 }),
      { records: 100, same: true },
      /moved/,
      true,
    ],
    [
      'whose revision moved',
      pages({ received: 100, revision: '7' }, { received: 0, revision: '8' }),
      { records: 100, same: true },
      /changed/,
      false,
    ],
    ['that nothing is told of', uncounted, { records: 150 }, /neither how many/, true],
    [
      'that only tells how many are on the page',
      pages({ received: 100, total: 100 }, { received: 50, total: 50 }, { received: 0, total: 0 }),
      { records: 150 },
      /neither how many/,
      true,
    ],
    [
      'with rows twice and a revision',
      pages(
        { received: 100, revision: '7' },
        { received: 50, revision: '7', warnings: ['rows_repeated'] },
        { received: 0, revision: '7' },
      ),
      { records: 149 },
      /twice/,
      true,
    ],
    [
      'with rows that are no objects',
      pages({ received: 100, total: 100, warnings: ['rows_unreadable'] }, { received: 0, total: 100 }),
      { records: 100 },
      /no objects/,
      true,
    ],
    ['without its end', counted.slice(0, 2), { records: 150, same: true }, /page without a row/, false],
    ['with a gap', [...counted.slice(0, 1), ...counted.slice(2)], { records: 150 }, /follow one another/, false],
    ['of changes with less than counted', counted, { records: 149, isDelta: true }, /tells of/, false],
  ])('%s is in doubt', (...[, told, how, doubt, again]) => {
    const { records, same = false, isDelta = false } = how
    const verdict = judgeRead({ pages: told, records, same, isDelta })
    expect(verdict.doubt).toMatch(doubt)
    expect(verdict.again).toBe(again)
  })
})
