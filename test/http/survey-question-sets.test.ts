/** A report says what was asked and counted when it was made, whatever becomes of the question set. */

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { QuestionSet } from '../../src/community/question-set.ts'
import { tendSurveys } from '../../src/daemon/surveys.ts'
import { SET } from '../support/question-sets.ts'
import { type Desk, openDesk } from './community-desk.ts'
import { openRoads, type Roads } from './report-roads.ts'
import { openTestApp, type TestApp } from './test-app.ts'

interface Words {
  readonly questions: readonly { readonly id: string; readonly text: Readonly<Record<string, string>> }[]
}
interface Told {
  readonly sets: readonly (Words & {
    readonly cycles: readonly {
      readonly isLater: boolean
      readonly classes: number
      readonly measures: readonly { readonly points: number | null; readonly share: unknown }[]
      readonly asked: Words | null
    }[]
  })[]
}

const FIRST = SET.questions[0]?.id ?? ''
/** The set as it was: other words, and other answers that count as positive. */
const OLD: QuestionSet = {
  ...SET,
  questions: SET.questions.map((one) => (one.id === FIRST ? { ...one, text: { ...one.text, en: 'As it was' } } : one)),
  scales: SET.scales.map((scale) => ({ ...scale, positive: [scale.options[0]?.id ?? ''] })),
}
/** Other words alone. */
const REWORDED: QuestionSet = { ...SET, questions: OLD.questions }
const OTHER: QuestionSet = { ...SET, id: 'other' }

let app: TestApp
let desk: Desk
let roads: Roads

const tend = (set: QuestionSet, now: string) => {
  const box = app.world.secrets
  return tendSurveys({ db: app.database.open('sync'), box, questionSets: [set], now: () => new Date(now) }, 'alpha')
}
const read = async (path: string) => {
  const { json } = await desk.ask('teacher', 'GET', path)
  return (json as Told).sets.map((set) => ({
    text: textIn(set),
    cycles: set.cycles.map(({ asked, measures, classes, isLater }) => ({
      classes: isLater ? -classes : classes,
      asked: asked === null ? null : textIn(asked),
      compared: measures.some(({ points }) => points !== null),
      told: measures.every(({ share }) => share !== null),
    })),
  }))
}
const report = () => read(`/classes/${app.alpha.classes.algebra}/report`)
const textIn = ({ questions }: Words) => questions.find(({ id }) => id === FIRST)?.text['en']
const TODAY = SET.questions[0]?.text['en']

beforeEach(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  roads = openRoads(app, desk)
})
afterEach(() => app.close())

it('keeps its words and its counting, and is compared with nothing that was counted otherwise', async () => {
  await roads.answer('algebra', '2026-10-05', '2026-10-09')
  expect(await tend(OLD, '2026-10-12T18:00:00Z')).toMatchObject({ closed: 1 })
  const kept = { classes: 1, compared: false, told: true }
  expect(await report()).toEqual([{ text: 'As it was', cycles: [{ ...kept, asked: null }] }])
  await roads.answer('algebra', '2026-10-19', '2026-10-23')
  expect(await tend(SET, '2026-10-26T18:00:00Z')).toMatchObject({ closed: 1 })
  const two = [
    { ...kept, asked: 'As it was' },
    { ...kept, asked: null },
  ]
  expect(await report()).toEqual([{ text: TODAY, cycles: two }])
  const { text } = await desk.ask('teacher', 'GET', `/classes/${app.alpha.classes.algebra}/report/export`)
  expect(text).toContain('As it was')
  expect(text).toContain(TODAY)
  // Other words alone are compared.
  await roads.answer('algebra', '2026-11-02', '2026-11-06')
  await tend(REWORDED, '2026-11-09T18:00:00Z')
  expect((await report())[0]?.cycles.map(({ asked, compared }) => [asked, compared])).toEqual([
    [null, false],
    [TODAY, false],
    [null, true],
  ])
})

it('is still told, and its class still counted, when the set is in no file any more', async () => {
  await roads.answer('algebra', '2026-10-05', '2026-10-09')
  await tend(OLD, '2026-10-12T18:00:00Z')
  await roads.answer('algebra', '2026-10-19', '2026-10-23')
  expect(await tend(OTHER, '2026-10-26T18:00:00Z')).toMatchObject({ closed: 1 })
  const both = { classes: 1, asked: null, told: true }
  expect(await report()).toMatchObject([{ text: 'As it was', cycles: [both, { ...both, compared: true }] }])
})

it('gets the set of the day, for good, where it was made before sets were kept', async () => {
  await roads.answer('algebra', '2026-10-05', '2026-10-09')
  await tend(SET, '2026-10-12T18:00:00Z')
  await desk.run("update survey_result set set_digest = null where district_id = 'alpha'", [])
  expect((await report())[0]?.text).toBe(TODAY)
  await tend(OLD, '2026-10-13T18:00:00Z')
  await tend(SET, '2026-10-14T18:00:00Z')
  expect((await report())[0]?.text).toBe('As it was')
})

it('of a community adds up what was counted alike, and tells the rest beside it', async () => {
  const community = await desk.create('coach', 'Readers')
  for (const [name, who] of [
    ['algebra', 'teacher'],
    ['biology', 'otherTeacher'],
    ['chemistry', 'southTeacher'],
  ] as const) {
    await desk.bringIn('coach', community, who)
    expect((await desk.addClass(who, community, app.alpha.classes[name])).status).toBe(201)
  }
  await desk.run("update community_class set added_at = '2026-09-01' where district_id = 'alpha'", [])
  await roads.answer('algebra', '2026-10-05', '2026-10-07')
  for (const name of ['biology', 'chemistry'] as const) await roads.answer(name, '2026-10-05', '2026-10-09')
  expect(await tend(OLD, '2026-10-08T18:00:00Z')).toMatchObject({ closed: 1, reports: 0 })
  expect(await tend(SET, '2026-10-12T18:00:00Z')).toMatchObject({ closed: 2, reports: 1 })
  expect(await tend(SET, '2026-10-13T18:00:00Z')).toMatchObject({ reports: 1 })
  const told = await read(`/communities/${community}/report`)
  expect(told[0]?.cycles.map(({ classes, asked }) => [classes, asked])).toEqual([
    [2, null],
    [-1, 'As it was'],
  ])
})
