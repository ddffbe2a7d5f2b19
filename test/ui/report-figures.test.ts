/** Where a report says that a cycle has no figures: not where nobody was asked for any, and whoever answered. */

import { describe, expect, it } from 'vitest'
import { en } from '../../src/ui/messages/en.ts'
import { figuresOf } from '../../src/ui/pages/survey/figure-lines.ts'

type Masked = 'too_few' | 'one_lead' | null
const cycle = (...masked: readonly Masked[]) => ({ questions: masked.map((one) => ({ masked: one })) })

describe('the figures of a cycle', () => {
  it('are told where one question has them, also where others are masked', () => {
    expect(figuresOf(cycle(null, 'too_few'))).toBe('some')
    expect(figuresOf(cycle('one_lead'))).toBe('some')
  })

  it('are none where every question is answered by too few', () => {
    expect(figuresOf(cycle('too_few', 'too_few'))).toBe('too_few')
  })

  it('are not missing where only open questions were asked', () => {
    expect(figuresOf(cycle())).toBe('none_asked')
  })

  it('are missing in words that are true of three classes of four answers each', () => {
    expect(en['report.short']).toBe(
      'No figure of this cycle is told: that takes five answers to a question in one class.',
    )
  })
})
