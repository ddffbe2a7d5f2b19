/** What a question set asks, read by whoever may choose it where surveys are planned, and by nobody else. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LUNCH, REWORDED } from '../support/own-question-set.ts'
import { SET } from '../support/question-sets.ts'
import { codeOf, type Desk, openDesk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

interface Asked {
  readonly retired: boolean
  readonly questions: readonly { readonly id: string; readonly text: Readonly<Record<string, string>> }[]
}

let app: TestApp
let desk: Desk
let community: string
let algebra: string

const ofClass = (who: PersonName, setId: string, classId = algebra) =>
  desk.ask(who, 'GET', `/classes/${classId}/question-sets/${setId}`)
const ofCommunity = (who: PersonName, setId: string, communityId = community) =>
  desk.ask(who, 'GET', `/communities/${communityId}/question-sets/${setId}`)
const put = (file: object) => desk.ask('districtAdmin', 'PUT', '/question-sets/lunch', { file })

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  ;({ algebra } = app.alpha.classes)
  expect((await put(LUNCH)).status).toBe(200)
  // Led by a coach, who leads no class.
  community = await desk.create('coach', 'Readers')
  await desk.bringIn('coach', community, 'teacher')
})
afterAll(() => app.close())

describe('what a question set asks', () => {
  it('is closed to who plans for no class and no community, members of a community among them', async () => {
    for (const who of ['coach', 'principal', 'schoolAdmin', 'districtAdmin', 'itAdmin', 'student'] as const)
      expect(codeOf(await ofClass(who, 'lunch')), who).toBe('403 forbidden')
    for (const who of ['teacher', 'principal', 'schoolAdmin', 'districtAdmin', 'itAdmin', 'student'] as const)
      expect(codeOf(await ofCommunity(who, 'lunch')), who).toBe('403 forbidden')
  })

  it('is unknown at a class and a community of others, of another district, and of a name that no set has', async () => {
    expect(codeOf(await ofClass('otherTeacher', 'lunch'))).toBe('404 not_found')
    expect(codeOf(await ofClass('teacher', 'lunch', app.beta.classes.algebra))).toBe('404 not_found')
    expect(codeOf(await ofClass('teacher', 'dinner'))).toBe('404 not_found')
    expect(codeOf(await ofCommunity('coach', 'dinner'))).toBe('404 not_found')
    const another = await desk.create('principal', 'Writers')
    expect(codeOf(await ofCommunity('coach', 'lunch', another))).toBe('404 not_found')
    const token = app.bearerOf(app.beta, 'teacher')
    const theirs = (setId: string) =>
      app.call(`/api/v1/classes/${app.beta.classes.algebra}/question-sets/${setId}`, { token })
    expect(codeOf(await theirs('lunch'))).toBe('404 not_found')
    expect(codeOf(await theirs(SET.id))).toBe('200')
  })

  it('is read at the class and the community where it is chosen, as students see it, and nothing that reports make of it', async () => {
    for (const { status, json } of [await ofClass('teacher', 'lunch'), await ofCommunity('coach', 'lunch')]) {
      expect(status).toBe(200)
      expect(Object.keys(json as object).toSorted()).toEqual(
        ['id', 'languages', 'minutes', 'questions', 'retired', 'says', 'title'].toSorted(),
      )
      const { questions, retired } = json as Asked
      expect(questions.map(({ id }) => id)).toEqual(LUNCH.questions.map(({ id }) => id))
      expect(Object.keys(questions[0] ?? {}).toSorted()).toEqual(['id', 'kind', 'lengthMax', 'options', 'text', 'when'])
      expect(retired).toBe(false)
    }
    const shipped = (await ofClass('teacher', SET.id)).json as Asked
    expect(shipped.questions.map(({ id }) => id)).toEqual(SET.questions.map(({ id }) => id))
  })

  it('is what surveys that begin from tomorrow on ask, and stays to be read where the set is retired', async () => {
    expect((await put(REWORDED)).json).toMatchObject({ version: 2 })
    const { questions } = (await ofCommunity('coach', 'lunch')).json as Asked
    expect(questions.find(({ id }) => id === 'tasty')?.text['en']).toBe('I like what I eat.')
    const away = await desk.ask('districtAdmin', 'PUT', '/question-sets/lunch/retired', { retired: true })
    expect(away.status).toBe(204)
    expect((await ofClass('teacher', 'lunch')).json).toMatchObject({
      retired: true,
      questions: [{ id: 'tasty' }, {}, {}, {}],
    })
  })
})
