import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownBy } from '../../src/community/lead-privacy.ts'
import { showsOneLead, showsOneLeadToAnother } from '../support/lead-ranks.ts'

const leads = new Map([
  ['a', ['ana']],
  ['b', ['ben']],
  ['c', ['eva']],
  ['d', ['dan']],
])
const rowsOf = (...rows: readonly string[]) => rows.map((row) => row.split(''))

describe('the space that figures span', () => {
  it.each([
    ['two sums that hang together', ['ab', 'bc'], false],
    ['three, from which each comes by halves', ['ab', 'bc', 'ac'], true],
    ['a whole and its part', ['abc', 'ab'], true],
    ['one class', ['a'], true],
    ['nothing', [], false],
  ])('shows one lead where a sum of rows lies on their classes alone: %s', (_what, rows, shows) => {
    expect(shownBy(rowsOf(...rows), leads).oneLead).toBe(shows)
  })

  it.each([
    ['four classes', ['abcd'], false],
    ['four and three of them', ['abcd', 'abc'], true],
    ['two classes', ['ab'], true],
    ['two pairs', ['ab', 'cd'], true],
    ['four, and four of them again', ['abcd', 'abcd'], false],
  ])('shows one lead to another who knows their own: %s', (_what, rows, shows) => {
    expect(shownBy(rowsOf(...rows), leads).toAnother).toBe(shows)
  })

  it('shows nothing of cells that nobody leads', () => {
    expect(shownBy([['x', 'a']], leads)).toEqual({ oneLead: false, toAnother: false })
    expect(shownBy([['x']], new Map())).toEqual({ oneLead: false, toAnother: false })
  })
})

/** Figures as they come: communities that overlap, their parts, sums that are told twice, classes of two leads. */
const anyFigures = fc.integer({ min: 1, max: 14 }).chain((cells) => {
  const cell = fc.integer({ min: 0, max: cells - 1 }).map(String)
  const lead = fc.constantFrom('ana', 'ben', 'eva', 'dan', 'ida')
  return fc.record({
    rows: fc.array(fc.uniqueArray(cell, { minLength: 1, maxLength: cells }), { maxLength: 7 }),
    // Next to nobody, so that whole columns are of one or two people; or anybody.
    people: fc.array(fc.uniqueArray(lead, { minLength: 0, maxLength: 2 }), { minLength: cells, maxLength: cells }),
    blocks: fc.array(fc.tuple(cell, fc.integer({ min: 1, max: 6 })), { maxLength: 4 }),
  })
})

it('says of any figures what the rank without each lead and each pair of leads says', () => {
  const seen = { oneLead: 0, toAnother: 0, neither: 0 }
  fc.assert(
    fc.property(anyFigures, ({ rows, people, blocks }) => {
      const known = new Map(people.map((each, at) => [String(at), each]))
      const runs = blocks.map(([from, count]) =>
        people.flatMap((_, at) => (at >= Number(from) && at < Number(from) + count ? [String(at)] : [])),
      )
      const all = [...rows, ...runs]
      const oneLead = showsOneLead(all, known)
      const toAnother = showsOneLeadToAnother(all, known)
      expect(shownBy(all, known)).toEqual({ oneLead, toAnother })
      seen.oneLead += oneLead ? 1 : 0
      seen.toAnother += toAnother && !oneLead ? 1 : 0
      seen.neither += oneLead || toAnother ? 0 : 1
    }),
    { numRuns: 4000 },
  )
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(150)
})

/** The more, the less is told: nothing, in steps of ten, all. */
const strictness = ({ oneLead, toAnother }: ReturnType<typeof shownBy>) =>
  Number(oneLead) + Number(oneLead || toAnother)

it('never tells more of classes with more leads, nor of two leads who are one person', () => {
  const lead = fc.constantFrom('ana', 'ben', 'eva', 'dan', 'ida')
  const further = fc.array(fc.uniqueArray(lead, { maxLength: 2 }), { minLength: 14, maxLength: 14 })
  const seen = { more: 0, one: 0 }
  fc.assert(
    fc.property(anyFigures, further, lead, lead, ({ rows, people }, others, stays, goes) => {
      const knownAs = (change: (each: readonly string[], at: number) => readonly string[]) =>
        strictness(shownBy(rows, new Map(people.map((each, at) => [String(at), [...new Set(change(each, at))]]))))
      const before = knownAs((each) => each)
      const more = knownAs((each, at) => [...each, ...(others[at] ?? [])])
      const one = knownAs((each) => each.map((name) => (name === goes ? stays : name)))
      expect(more).toBeGreaterThanOrEqual(before)
      expect(one).toBeGreaterThanOrEqual(before)
      seen.more += more > before ? 1 : 0
      seen.one += one > before ? 1 : 0
    }),
    { numRuns: 4000 },
  )
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100)
})
