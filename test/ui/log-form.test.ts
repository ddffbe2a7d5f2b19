import { describe, expect, test } from 'vitest'
import type { Interaction } from '../../src/http/contract/coaching.ts'
import { beginForm, bodyOf, checkForm, draftOf, schoolAfterTagging } from '../../src/ui/pages/coach/log-form.ts'
import type { LogForm } from '../../src/ui/pages/coach/log-form.ts'
import { interactionAt, interactionTypes, schools, withoutNotes } from './district.ts'

const today = '2026-11-22'
const last: Interaction = withoutNotes(interactionAt(1))
const from = { draft: null, last: undefined, types: interactionTypes, schools, today }
const complete: LogForm = {
  educatorIds: ['1001'],
  date: today,
  minutes: '30',
  typeId: 'debrief',
  schoolId: '11',
  notes: '',
}

describe('the quick log begins', () => {
  test('the first time with today, half an hour and the first type; no school where there are several', () => {
    expect(beginForm(from)).toEqual({
      educatorIds: [],
      date: today,
      minutes: '30',
      typeId: 'observation',
      schoolId: '',
      notes: '',
    })
  })
  test('with the only school where there is one', () => {
    expect(beginForm({ ...from, schools: schools.slice(1, 2) }).schoolId).toBe('12')
  })
  test('with the last used minutes, type and school, but today', () => {
    expect(beginForm({ ...from, last })).toMatchObject({
      date: today,
      minutes: '45',
      typeId: 'planning',
      schoolId: '12',
    })
  })
  test('with the draft before the last used values', () => {
    const draft = { minutes: 5, date: '2026-11-01', educatorIds: ['1003'], notes: 'x' }
    expect(beginForm({ ...from, last, draft })).toEqual({
      educatorIds: ['1003'],
      date: '2026-11-01',
      minutes: '5',
      typeId: 'planning',
      schoolId: '12',
      notes: 'x',
    })
  })
  test('never with a type or school that is gone', () => {
    const draft = { typeId: 'gone', schoolId: '99' }
    expect(beginForm({ ...from, draft, last: { ...last, school: { id: '98', name: 'Closed' } } })).toMatchObject({
      typeId: 'planning',
      schoolId: '',
    })
  })
})

describe('the quick log refuses', () => {
  test('everything that is missing, at once', () => {
    const problems = checkForm({ educatorIds: [], date: '', minutes: '', typeId: '', schoolId: '', notes: '' }, today)
    expect(Object.keys(problems).toSorted()).toEqual(['date', 'educatorIds', 'minutes', 'schoolId', 'typeId'])
  })
  test.each(['0', '-5', '1441', '2.5', 'half', '', ' ', '1e3x'])('%j minutes', (minutes) => {
    expect(checkForm({ ...complete, minutes }, today)).toHaveProperty('minutes')
  })
  test.each(['1', '1440', ' 45 '])('but not %j minutes', (minutes) => {
    expect(checkForm({ ...complete, minutes }, today)).toEqual({})
  })
  test('tomorrow', () => {
    expect(checkForm({ ...complete, date: '2026-11-23' }, today)).toEqual({ date: 'Choose today or an earlier day.' })
  })
  test('notes beyond the limit', () => {
    expect(checkForm({ ...complete, notes: 'x'.repeat(20_001) }, today)).toHaveProperty('notes')
  })
})

test('sends numbers as numbers and blank notes as none', () => {
  expect(bodyOf({ ...complete, minutes: ' 45 ', notes: '  ' })).toEqual({
    educatorIds: ['1001'],
    date: today,
    minutes: 45,
    typeId: 'debrief',
    schoolId: '11',
    notes: null,
  })
})

test('keeps an unfinished form as a draft: what cannot be kept yet is null', () => {
  expect(draftOf({ educatorIds: [], date: '', minutes: 'abc', typeId: '', schoolId: '', notes: '' })).toEqual({
    educatorIds: [],
    date: null,
    minutes: null,
    typeId: null,
    schoolId: null,
    notes: null,
  })
})

describe('tagging an educator', () => {
  const [lincoln, roosevelt] = [schools.slice(0, 1), schools.slice(1, 2)]
  test('chooses their only school', () => {
    expect(schoolAfterTagging('', [{ schools: roosevelt }])).toBe('12')
    expect(schoolAfterTagging('11', [{ schools: roosevelt }])).toBe('12')
  })
  test('keeps a chosen school that is one of theirs', () => {
    expect(schoolAfterTagging('11', [{ schools: schools.slice(0, 2) }, { schools: lincoln }])).toBe('11')
  })
  test('leaves the choice to the coach where they have several', () => {
    expect(schoolAfterTagging('', [{ schools: schools.slice(0, 2) }])).toBe('')
    expect(schoolAfterTagging('13', [])).toBe('13')
  })
})
