/** Which ids came: twice in one read, and the same in two. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeenIds } from '../../../connectors/oneroster-rest/seen-ids.ts'

function readInto(seen: SeenIds, ids: readonly string[]): boolean {
  seen.beginRead()
  for (const id of ids) seen.take(id, `row of ${id}`)
  return seen.isAsBefore()
}

describe('two reads', () => {
  it.each([
    ['the same, in another order', ['a', 'b', 'c'], ['c', 'a', 'b'], true],
    ['the same, one of them twice', ['a', 'b'], ['a', 'b', 'a'], true],
    ['one less', ['a', 'b', 'c'], ['a', 'b'], false],
    ['one more', ['a', 'b'], ['a', 'b', 'c'], false],
    ['as many, one of them another', ['a', 'b', 'c'], ['a', 'b', 'd'], false],
    ['nobody, both times', [], [], true],
  ])('that bring %s', (_name, first, second, same) => {
    const seen = new SeenIds()
    expect(readInto(seen, first)).toBe(false)
    expect(readInto(seen, second)).toBe(same)
  })

  it('are compared with the one before, whatever came earlier, as sets are', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    fc.assert(
      fc.property(fc.array(ids, { minLength: 2, maxLength: 5 }), (reads) => {
        const seen = new SeenIds()
        const said = reads.map((read) => readInto(seen, read))
        const sets = reads.map((read) => [...new Set(read)].toSorted().join(' '))
        expect(said).toEqual(sets.map((set, index) => index > 0 && set === sets[index - 1]))
      }),
    )
  })
})

describe('a row', () => {
  it('is new, the same as before, or another one, within its read', () => {
    const seen = new SeenIds()
    seen.beginRead()
    expect([seen.take('a', 'x'), seen.take('a', 'x'), seen.take('a', 'y'), seen.count]).toEqual([
      'new',
      'same',
      'other',
      1,
    ])
    seen.beginRead()
    expect([seen.take('a', 'x'), seen.count]).toEqual(['new', 1])
  })

  it('that is too long to be printed never counts as the same', () => {
    const seen = new SeenIds()
    seen.beginRead()
    const long = 'x'.repeat(100_000)
    expect([seen.take('a', long), seen.take('a', long)]).toEqual(['new', 'other'])
  })
})
