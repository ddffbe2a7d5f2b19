import { describe, expect, test } from 'vitest'
import type { Interaction } from '../../src/http/contract/coaching.ts'
import {
  beginForm,
  bodyOf,
  checkForm,
  cycleIn,
  draftOf,
  formAfter,
  formOf,
  problemsOf,
  schoolAfterTagging,
} from '../../src/ui/pages/coach/log-form.ts'
import type { LogForm } from '../../src/ui/pages/coach/log-form.ts'
import { interactionAt, interactionTypes, schools, withoutNotes } from './district.ts'

const today = '2026-11-22'
const last: Interaction = withoutNotes(interactionAt(1))
const from = { draft: null, last: undefined, types: interactionTypes, schools, today }
const NOTHING_MORE = { tagIds: [], otherSchoolIds: [], nextStepText: '', nextStepDueOn: '', cycleId: '' }
const complete: LogForm = {
  educatorIds: ['1001'],
  date: today,
  minutes: '30',
  typeId: 'debrief',
  schoolId: '11',
  notes: '',
  ...NOTHING_MORE,
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
      ...NOTHING_MORE,
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
      ...NOTHING_MORE,
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
    const nothing = { educatorIds: [], date: '', minutes: '', typeId: '', schoolId: '', notes: '', ...NOTHING_MORE }
    const problems = checkForm(nothing, today)
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
  test.each([
    ['a due date without a step', { nextStepDueOn: '2026-11-30' }, 'nextStepText'],
    ['a step that is due before the interaction', { nextStepText: 'x', nextStepDueOn: '2026-11-21' }, 'nextStepDueOn'],
    ['a step that never ends', { nextStepText: 'x'.repeat(1001) }, 'nextStepText'],
  ])('%s', (_what, change, field) => {
    expect(Object.keys(checkForm({ ...complete, ...change }, today))).toEqual([field])
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
    otherSchoolIds: [],
    tagIds: [],
    notes: null,
    nextStep: null,
  })
})

test('keeps an unfinished form as a draft: what cannot be kept yet is null', () => {
  const form = { educatorIds: [], date: '', minutes: 'abc', typeId: '', schoolId: '', notes: '', ...NOTHING_MORE }
  expect(draftOf(form)).toEqual({
    educatorIds: [],
    date: null,
    minutes: null,
    typeId: null,
    schoolId: null,
    otherSchoolIds: [],
    tagIds: [],
    notes: null,
    nextStepText: null,
    nextStepDueOn: null,
    cycleId: null,
  })
})

test('sends the next step with its date, and never the place twice', () => {
  const form = { ...complete, nextStepText: ' Visit again ', otherSchoolIds: ['11', '12'], tagIds: ['61'] }
  expect(bodyOf(form)).toMatchObject({
    nextStep: { text: 'Visit again', dueOn: null },
    otherSchoolIds: ['12'],
    tagIds: ['61'],
  })
  expect(bodyOf({ ...form, nextStepDueOn: '2026-12-01' }).nextStep).toEqual({
    text: 'Visit again',
    dueOn: '2026-12-01',
  })
})

test('puts it into the cycle that was chosen, and shows a problem with it there', () => {
  expect([cycleIn(complete), cycleIn({ ...complete, cycleId: '501' })]).toEqual([
    { cycle: null },
    { cycle: { id: '501' } },
  ])
  expect(problemsOf({ 'cycle/id': 'a', 'nextStep/text': 'b' })).toEqual({ cycleId: 'a', nextStepText: 'b' })
  expect(formAfter({ ...complete, cycleId: '501' }).cycleId).toBe('')
})

test('opens an interaction as it stands, and sends the same again', () => {
  const { id: _id, coach: _coach, ...one } = interactionAt(0)
  const sent = bodyOf(formOf(interactionAt(0)))
  expect(sent).toMatchObject({ date: one.date, minutes: one.minutes, notes: one.notes, tagIds: ['61'] })
  expect(sent.nextStep).toEqual({ text: one.nextStepText, dueOn: '2026-11-27' })
})

test('begins the next one at the same place, with nobody and nothing written', () => {
  const next = formAfter({ ...complete, notes: 'x', nextStepText: 'y', tagIds: ['61'], otherSchoolIds: ['12'] })
  expect(next).toEqual({ ...complete, educatorIds: [] })
})

test('puts what the server says to the field that it is about', () => {
  expect(problemsOf({ 'educatorIds/2': 'a', 'nextStep/text': 'b', 'nextStep/dueOn': 'c', minutes: 'd' })).toEqual({
    educatorIds: 'a',
    nextStepText: 'b',
    nextStepDueOn: 'c',
    minutes: 'd',
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
