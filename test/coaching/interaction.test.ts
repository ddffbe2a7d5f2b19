import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { districtDay } from '../../src/coaching/district-day.ts'
import type { InteractionFacts, InteractionInput } from '../../src/coaching/interaction.ts'
import { checkInteraction, isCalendarDay } from '../../src/coaching/interaction.ts'
import { changedFields } from '../../src/coaching/interaction-record.ts'
import { nameType, parseInteractionTypes } from '../../src/coaching/interaction-type.ts'

const facts: InteractionFacts = {
  today: '2026-11-22',
  coachId: '1',
  typeIds: new Set(['observation']),
  schoolIds: new Set(['10']),
  educatorIds: new Set(['2', '3']),
  tagIds: new Set(['61', '62']),
}
const good: InteractionInput = {
  date: '2026-11-22',
  minutes: 30,
  typeId: 'observation',
  schoolId: '10',
  otherSchoolIds: [],
  educatorIds: ['2'],
  tagIds: [],
  notes: null,
  nextStep: null,
}
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(1000 + index))
const codes = (change: Partial<InteractionInput>) =>
  checkInteraction({ ...good, ...change }, facts).map((problem) => `${problem.field} ${problem.code}`)

describe('what an edit changed', () => {
  it('is no list in another order, and every list that is longer or shorter', () => {
    const before = { ...good, educatorIds: ['2', '3'], tagIds: ['61'], nextStepDoneOn: null }
    expect(changedFields(before, { ...before, educatorIds: ['3', '2'] })).toEqual([])
    expect(changedFields(before, { ...before, educatorIds: ['2'], tagIds: ['61', '62'] })).toEqual([
      'educatorIds',
      'tagIds',
    ])
    expect(changedFields(before, { ...before, educatorIds: ['2', '4'], notes: '' })).toEqual(['educatorIds', 'notes'])
  })
})

describe('an interaction', () => {
  it('of today with an educator of the coach’s schools may be logged', () => {
    expect(codes({})).toEqual([])
  })

  it.each<[string, Partial<InteractionInput>, string]>([
    ['tomorrow', { date: '2026-11-23' }, 'date date_in_future'],
    ['a day that no calendar has', { date: '2026-02-30' }, 'date date_invalid'],
    ['a date written otherwise', { date: '22/11/2026' }, 'date date_invalid'],
    ['no minutes', { minutes: 0 }, 'minutes minutes_out_of_range'],
    ['more than a day', { minutes: 1441 }, 'minutes minutes_out_of_range'],
    ['half a minute', { minutes: 0.5 }, 'minutes minutes_out_of_range'],
    ['a type that the district does not use', { typeId: 'party' }, 'typeId type_unknown'],
    ['a school out of scope', { schoolId: '11' }, 'schoolId school_unknown'],
    ['nobody tagged', { educatorIds: [] }, 'educatorIds educator_missing'],
    ['somebody out of scope', { educatorIds: ['2', '9'] }, 'educatorIds/1 educator_unknown'],
    ['the coach themself', { educatorIds: ['1'] }, 'educatorIds/0 educator_is_coach'],
    ['somebody tagged twice', { educatorIds: ['2', '2'] }, 'educatorIds/1 educator_twice'],
    ['another school out of scope', { otherSchoolIds: ['11'] }, 'otherSchoolIds/0 school_unknown'],
    ['its own school once more', { otherSchoolIds: ['10'] }, 'otherSchoolIds/0 school_twice'],
    ['a tag that the district has not', { tagIds: ['61', '9'] }, 'tagIds/1 tag_unknown'],
    ['a tag twice', { tagIds: ['61', '61'] }, 'tagIds/1 tag_twice'],
    ['a next step of blanks', { nextStep: { text: ' ', dueOn: null } }, 'nextStep/text next_step_empty'],
    [
      'a next step that never ends',
      { nextStep: { text: 'x'.repeat(1001), dueOn: null } },
      'nextStep/text next_step_too_long',
    ],
    [
      'a next step due on no day',
      { nextStep: { text: 'x', dueOn: '2026-02-30' } },
      'nextStep/dueOn next_step_due_invalid',
    ],
    ['a next step due before', { nextStep: { text: 'x', dueOn: '2026-11-21' } }, 'nextStep/dueOn next_step_due_before'],
    ['notes that never end', { notes: 'x'.repeat(20_001) }, 'notes notes_too_long'],
  ])('of %s is refused', (_what, change, problem) => {
    expect(codes(change)).toEqual([problem])
  })

  it('with several faults is told all of them at once', () => {
    expect(codes({ date: '', minutes: -1, typeId: '', schoolId: '', educatorIds: [] })).toHaveLength(5)
  })

  it('takes exactly the whole minutes from 1 to 1440', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 3000 }), (minutes) => {
        expect(codes({ minutes }).length === 0).toBe(minutes >= 1 && minutes <= 1440)
      }),
    )
  })

  it('takes as many as its limits say of each, and not one more', () => {
    const all = new Set(['2', ...ids(101)])
    const many = { ...facts, educatorIds: all, tagIds: all, schoolIds: new Set([...all, '10']) }
    const of = (change: Partial<InteractionInput>) =>
      checkInteraction({ ...good, ...change }, many).map(({ code }) => code)
    expect(of({ minutes: 1440, educatorIds: ids(100), tagIds: ids(20), otherSchoolIds: ids(20) })).toEqual([])
    expect(of({ educatorIds: ids(101) })).toEqual(['educators_too_many'])
    expect(of({ tagIds: ids(21) })).toEqual(['tags_too_many'])
    expect(of({ otherSchoolIds: ids(21) })).toEqual(['schools_too_many'])
  })

  it('takes every day up to today and none after', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString().slice(0, 10)
        expect(isCalendarDay(text)).toBe(true)
        expect(codes({ date: text }).length === 0).toBe(text <= facts.today)
      }),
    )
  })
})

describe('today', () => {
  it('is the day of the district, not of the server', () => {
    const instant = new Date('2026-11-22T03:30:00Z')
    expect(districtDay(instant, 'America/Chicago')).toBe('2026-11-21')
    expect(districtDay(instant, 'Pacific/Auckland')).toBe('2026-11-22')
  })

  it('changes at the district’s midnight, in summer and in winter', () => {
    expect(districtDay(new Date('2026-07-01T04:59:59Z'), 'America/Chicago')).toBe('2026-06-30')
    expect(districtDay(new Date('2026-07-01T05:00:00Z'), 'America/Chicago')).toBe('2026-07-01')
    expect(districtDay(new Date('2026-12-01T05:59:59Z'), 'America/Chicago')).toBe('2026-11-30')
    expect(districtDay(new Date('2026-12-01T06:00:00Z'), 'America/Chicago')).toBe('2026-12-01')
  })
})

describe('a district’s list of types', () => {
  it('is taken as it is', () => {
    expect(parseInteractionTypes([{ id: 'visit', name: 'Visit', colour: 'red' }])).toEqual([
      { id: 'visit', name: 'Visit', isActive: true },
    ])
  })

  it.each([
    ['empty', []],
    ['no list', { id: 'visit' }],
    ['missing', undefined],
    ['with an entry that is none', [{ id: 'visit', name: 'Visit' }, 'walk']],
    [
      'with a type twice',
      [
        { id: 'visit', name: 'Visit' },
        { id: 'visit', name: 'Other' },
      ],
    ],
    ['with a nameless type', [{ id: 'visit', name: ' ' }]],
  ])('that is %s gives way to the default list', (_what, stored) => {
    expect(parseInteractionTypes(stored)).toBeNull()
  })

  it('leaves a type that is no longer on it readable', () => {
    expect(nameType([{ id: 'visit', name: 'Visit' }], 'walk')).toEqual({ id: 'walk', name: 'walk' })
  })
})
