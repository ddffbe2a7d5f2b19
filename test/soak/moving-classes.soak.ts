/** Masking against an adversary, over 100,000 made-up years in which rules and people move classes. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findShownLeads } from '../support/lead-oracle.ts'
import { attack } from '../support/masking-adversary.ts'
import { playYear } from '../support/moving-district.ts'
import { anyMovingYear } from '../support/moving-years.ts'

const YEARS = 100_000

it(`neither a group under five nor a lead’s classes come of ${YEARS} years of rules`, { timeout: 7_200_000 }, () => {
  const sums = { figures: 0, ofCommunities: 0, exact: 0, moved: 0 }
  fc.assert(
    fc.property(anyMovingYear, (year) => {
      const published = playYear(year)
      sums.figures += published.seen.length
      sums.ofCommunities += published.pooled.length
      sums.exact += published.pooled.filter(({ coarse }) => !coarse).length
      sums.moved += published.moved
      expect(attack(published.seen)).toEqual([])
      expect(findShownLeads(published)).toEqual([])
    }),
    { numRuns: YEARS },
  )
  expect(sums.ofCommunities).toBeGreaterThan(YEARS)
  expect(sums.exact).toBeGreaterThan(YEARS / 5)
  process.stdout.write(`${JSON.stringify({ years: YEARS, ...sums })}\n`)
})
