/** A sample of the walk that `npm run soak` takes a million steps of; its result stands in docs/soak.md. */

import { env } from 'node:process'
import { expect, it } from 'vitest'
import { USUAL_SEED } from '../support/seed.ts'
import { walkProduct } from './product-walk.ts'
import { walk } from './seat-walk.ts'

const isSoak = env['SOAK'] === '1'
const [WALKS, STEPS] = isSoak ? [20, 50_000] : [4, 2_500]

it(`keeps every rule of seats through ${WALKS} × ${STEPS} random steps`, { timeout: 3_600_000 }, () => {
  const sums: Record<string, number> = {}
  for (let turn = 0; turn < WALKS; turn += 1)
    for (const [what, count] of Object.entries(walk(USUAL_SEED + turn, STEPS))) sums[what] = (sums[what] ?? 0) + count
  if (isSoak) process.stderr.write(`${JSON.stringify(sums)}\n`)
  // A walk that never does one of them proves nothing of it.
  for (const [what, count] of Object.entries(sums)) expect(count, what).toBeGreaterThan(STEPS / 500)
})

it(`keeps every rule of a product's seats through ${WALKS} × ${STEPS} random steps`, { timeout: 3_600_000 }, () => {
  const sums: Record<string, number> = {}
  for (let turn = 0; turn < WALKS; turn += 1)
    for (const [what, count] of Object.entries(walkProduct(USUAL_SEED + turn, STEPS)))
      sums[what] = (sums[what] ?? 0) + count
  if (isSoak) process.stderr.write(`${JSON.stringify(sums)}\n`)
  for (const what of [
    'leave rule_left',
    'leave grade_left',
    'leave hand_ended',
    'release unassigned',
    'withdraw unassigned',
    'leave person_retired',
    'over bought_fewer',
    'kept without a grade',
  ])
    expect(sums[what] ?? 0, what).toBeGreaterThan(STEPS / 500)
})
