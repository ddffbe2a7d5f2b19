/** What tests of roads to a class's report share: classes that answer, and a look at everything that somebody may read. */

import { expect } from 'vitest'
import { tendSurveys } from '../../src/daemon/surveys.ts'
import { inDistrict } from '../../src/store/database.ts'
import { SETS } from '../support/question-sets.ts'
import { addAnswered, answersOf } from '../support/survey-bench.ts'
import type { Desk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'

export interface Figures {
  readonly sets: readonly {
    readonly cycles: readonly {
      readonly number: number
      readonly isLater: boolean
      readonly classes: number
      readonly questions: readonly {
        readonly masked: string | null
        readonly coarse: boolean
        readonly people: number | null
      }[]
    }[]
  }[]
}

/** Only students of biology write it, enough of them that its leads read it. */
export const SECRET = 'Only biology has written this'
/** How many answer in each class, before more do: no sum of some is a sum of others. */
export const COUNTS = { algebra: 13, biology: 11, chemistry: 17 } as const
/** What is biology's leads' own, by every address that there is. */
export const ADDRESSES = [
  'classes/:id/report',
  'classes/:id/report/export',
  'classes/:id/report/pdf',
  'classes/:id/survey-schedule',
  'classes/:id/survey-cycles/1/participants',
  'classes/led/:id',
  'classes/led/:id/desk',
  'classes/led/:id/students',
  'classes/led/:id/survey-gradebook',
]

interface Place {
  readonly app: TestApp
  readonly desk: Desk
  /** How many of biology have answered, in any cycle. */
  readonly ofBiology: ReadonlySet<number>
}
interface Days {
  readonly startsOn: string
  readonly endsOn: string
}
export interface Roads {
  readonly close: (now: string) => Promise<object>
  readonly answer: (name: keyof typeof COUNTS, startsOn: string, endsOn: string, extendedTo?: string) => Promise<string>
  /** So many students of any class. */
  readonly answerOf: (classId: string, count: number, days: Days) => Promise<string>
  /** From here on so many more answer in each class, so that what is told of one cycle isn't mistaken for another's. */
  readonly grow: (more: number) => void
  /** Nothing of biology's report comes of all that this person may read. */
  readonly expectClosed: (who: PersonName, after: string) => Promise<void>
}

export function openRoads(app: TestApp, desk: Desk): Roads {
  const box = app.world.secrets
  const ofBiology = new Set<number>([COUNTS.biology])
  let grown = 0
  return {
    grow: (more) => {
      grown += more
      ofBiology.add(COUNTS.biology + grown)
    },
    close: (now) =>
      tendSurveys({ db: app.database.open('sync'), box, questionSets: SETS, now: () => new Date(now) }, 'alpha'),
    answer: (name, startsOn, endsOn, extendedTo) =>
      inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) => {
        const at = { districtId: 'alpha', classId: app.alpha.classes[name], box }
        const over = { 'one-thing': name === 'biology' ? SECRET : `Of ${name}` }
        const all = Array.from({ length: COUNTS[name] + grown }, (_, index) => answersOf(index, over))
        return addAnswered(client, at, { startsOn, endsOn, ...(extendedTo === undefined ? {} : { extendedTo }) }, all)
      }),
    answerOf: (id, count, days) =>
      inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) => {
        const all = Array.from({ length: count }, (_, index) => answersOf(index))
        return addAnswered(client, { districtId: 'alpha', classId: id, box }, days, all)
      }),
    expectClosed: (who, after) => expectClosed({ app, desk, ofBiology }, who, after),
  }
}

/** Nothing that somebody may read tells biology's answers, by itself or taken from one another. */
async function expectClosed({ app, desk, ofBiology }: Place, who: PersonName, after: string): Promise<void> {
  const { biology } = app.alpha.classes
  for (const address of ADDRESSES) {
    const { status } = await desk.ask(who, 'GET', `/${address.replace(':id', biology)}`)
    expect([403, 404], `${address} ${after}`).toContain(status)
  }
  const listed = await desk.ask(who, 'GET', '/communities')
  const ids = (listed.json as { communities?: { id: string }[] }).communities?.map(({ id }) => id) ?? []
  const reports = ids.map((id) => `/communities/${id}/report`)
  const told: number[] = []
  for (const path of [
    ...reports,
    ...reports.map((one) => `${one}/export`),
    '/classes/led/reports',
    '/classes/led/reports/export',
    '/communities/reports/export',
  ]) {
    const got = await desk.ask(who, 'GET', path)
    expect(got.text, `${path} ${after}`).not.toContain(SECRET)
    if (!reports.includes(path) || got.status !== 200) continue
    for (const { classes, questions } of (got.json as Figures).sets.flatMap(({ cycles }) => cycles))
      for (const { masked, coarse, people } of questions.filter((one) => one.masked === null)) {
        expect({ masked, classes: classes > 1, coarse }, `${path} ${after}`).toEqual({
          masked: null,
          classes: true,
          coarse: coarse || classes === 2,
        })
        if (people !== null) told.push(people)
      }
  }
  const differences = told.flatMap((a) => told.map((b) => Math.abs(a - b)))
  expect(
    [...told, ...differences].filter((one) => ofBiology.has(one)),
    after,
  ).toEqual([])
}
