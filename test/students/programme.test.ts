import { describe, expect, it } from 'vitest'
import type { ProgrammeTerms } from '../../src/students/programme.ts'
import { checkTerms, mondayOf, programmeStateOn, tidyTerms } from '../../src/students/programme.ts'

const TERMS: ProgrammeTerms = {
  name: 'Readers',
  startsOn: '2026-09-01',
  endsOn: '2027-06-15',
  reasons: [{ words: 'A book read', points: 5 }],
}
const faults = (over: Partial<ProgrammeTerms>) =>
  checkTerms({ ...TERMS, ...over }).map(({ field, code }) => `${field} ${code}`)

describe('the terms of a programme', () => {
  it('may be so', () => {
    expect(faults({})).toEqual([])
    expect(faults({ endsOn: TERMS.startsOn })).toEqual([])
  })

  it('are refused with all that is wrong at once', () => {
    expect(faults({ name: '', endsOn: '2026-08-31', reasons: [] })).toEqual([
      'name name_missing',
      'endsOn ends_before_start',
      'reasons reasons_missing',
    ])
    expect(faults({ endsOn: '2028-06-15' })).toEqual(['endsOn too_long'])
    const reasons = ['Homework', '', 'homework'].map((words) => ({ words, points: 1 }))
    expect(faults({ reasons })).toEqual(['reasons/1/words words_missing', 'reasons/2/words words_twice'])
  })

  it('are tidied first, so that blanks make neither a name nor a second reason', () => {
    const reasons = [' A  book read ', ' '].map((words) => ({ words, points: 5 }))
    expect(tidyTerms({ ...TERMS, name: '  Readers of 4B ', reasons })).toEqual({
      ...TERMS,
      name: 'Readers of 4B',
      reasons: [
        { words: 'A book read', points: 5 },
        { words: '', points: 5 },
      ],
    })
  })
})

describe('a programme', () => {
  it('runs from its first day to its last', () => {
    const days = ['2026-08-31', '2026-09-01', '2027-06-15', '2027-06-16']
    expect(days.map((day) => programmeStateOn(TERMS, day))).toEqual(['planned', 'running', 'running', 'over'])
  })

  it('counts weeks from Monday', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-29'].map(mondayOf)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23'])
  })
})
