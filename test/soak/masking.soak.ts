/** Masking against an adversary who sees everything, over 100,000 made-up years of districts. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyYear, attack, mondaysOf, otherAnswers, publishYear } from '../support/masking-adversary.ts'

const YEARS = 100_000

it(`no group under five comes of the figures of ${YEARS} years`, { timeout: 3_600_000 }, () => {
  let figures = 0
  let mondays = 0
  fc.assert(
    fc.property(anyYear, (year) => {
      const seen = publishYear(year)
      figures += seen.length
      expect(attack(seen)).toEqual([])
      const told = mondaysOf(year)
      mondays += told.length
      // Whatever was answered, Mondays tell the same.
      expect(mondaysOf(otherAnswers(year))).toEqual(told)
    }),
    { numRuns: YEARS },
  )
  expect(figures).toBeGreaterThan(YEARS)
  expect(mondays).toBeGreaterThan(YEARS)
  process.stdout.write(`${JSON.stringify({ years: YEARS, figures, mondays })}\n`)
})
