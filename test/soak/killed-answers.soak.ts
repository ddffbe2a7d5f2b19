/** Students answer, 200 a second, while the web process is killed sixty times. */

import { expect, it } from 'vitest'
import { killAnswers } from './killed-answers.ts'

it('of 12,000 answers with 60 kills none that was acknowledged is lost', { timeout: 1_800_000 }, async () => {
  const seen = await killAnswers({ students: 12_000, kills: 60, perSecond: 200 })
  process.stdout.write(`${JSON.stringify(seen)}\n`)
  expect(seen).toMatchObject({ lost: 0, difference: 0, counted: 12_000 })
  expect(seen.cut).toBeGreaterThan(0)
})
