/** A small sample of the long one: students answer while the web process is killed. */

import { expect, it } from 'vitest'
import { killAnswers } from './killed-answers.ts'

it(
  'an answer that was acknowledged is never lost, whenever the process is killed, and nobody counts twice',
  { timeout: 240_000 },
  async () => {
    const seen = await killAnswers({ students: 240, kills: 2, perSecond: 200 })
    expect(seen).toMatchObject({ lost: 0, difference: 0, counted: 240 })
    expect(seen.acknowledged).toBeGreaterThan(60)
  },
)
