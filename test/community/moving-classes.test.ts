/** Masking where communities come of rules and classes move: what was told, taken together, shows no small group and no lead's classes. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findShownLeads } from '../support/lead-oracle.ts'
import { attack } from '../support/masking-adversary.ts'
import { playYear } from '../support/moving-district.ts'
import { anyMovingYear } from '../support/moving-years.ts'

it(
  'no group under five and no lead’s classes come of all reports of a year with rules, leavers and late classes',
  {
    timeout: 120_000,
  },
  () => {
    let [pooled, exact, moved] = [0, 0, 0]
    fc.assert(
      fc.property(anyMovingYear, (year) => {
        const published = playYear(year)
        pooled += published.pooled.length
        exact += published.pooled.filter(({ coarse }) => !coarse).length
        moved += published.moved
        expect(attack(published.seen)).toEqual([])
        expect(findShownLeads(published)).toEqual([])
      }),
      { numRuns: 300 },
    )
    // A year in which nothing is told or moved proves nothing.
    expect(pooled).toBeGreaterThan(400)
    expect(exact).toBeGreaterThan(50)
    expect(moved).toBeGreaterThan(1000)
  },
)

const figure = (of: readonly string[], coarse = false) => ({ what: '', people: of.length, count: 1, of, coarse })
const leads = new Map([
  ['0-1', ['ana']],
  ['0-2', ['ben']],
  ['0-3', ['eva']],
])
const answers = (...classes: readonly number[]) =>
  classes.flatMap((one) => Array.from({ length: 5 }, (_, index) => `0-${one}-${index}`))

it('the oracle finds what is shown to all, and what somebody works out who knows their own', () => {
  const found = (...pooled: readonly ReturnType<typeof figure>[]) =>
    findShownLeads({ seen: [], pooled, leads, moved: 0 })
  expect(found(figure(answers(1, 2, 3)))).toEqual([])
  expect(found(figure(answers(1)))).toContain('ana is shown to all')
  expect(found(figure(answers(1, 2, 3)), figure(answers(2, 3), true))).toEqual(['ana is shown to all'])
  expect(found(figure(answers(1, 2)))).toEqual(['ana works out ben', 'ben works out ana'])
  expect(found(figure(answers(1, 2), true))).toEqual([])
  // Three pairs of three: only by halves.
  const pairs = [figure(answers(1, 2), true), figure(answers(2, 3), true), figure(answers(1, 3), true)]
  expect(found(...pairs)).toEqual(['ana is shown to all', 'ben is shown to all', 'eva is shown to all'])
})
