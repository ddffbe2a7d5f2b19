/** Interactions put right by their author: edits with a version, what they replaced, the next step, tags, deleting. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/interactions'
const STEP = 'canary-step-5511'
let app: TestApp
let coach: string
let admin: string

beforeAll(async () => {
  app = await openTestApp()
  coach = app.bearerOf(app.alpha, 'coach')
  admin = app.bearerOf(app.alpha, 'districtAdmin')
})
afterAll(() => app.close())

interface Shown {
  readonly id: string
  readonly version: string
}
const values = () => ({
  date: '2026-11-20',
  minutes: 45,
  typeId: 'observation',
  schoolId: app.alpha.north,
  educatorIds: [app.alpha.people.teacher],
  notes: 'canary-first-5510',
})
const log = async (change: object = {}, token = coach): Promise<Shown> => {
  const { status, json } = await app.call(PATH, { token, body: { ...values(), ...change } })
  expect(status).toBe(201)
  return json as Shown
}
const put = (one: Shown, change: object, token = coach) =>
  app.call(`${PATH}/${one.id}`, { method: 'PUT', token, body: { ...values(), version: one.version, ...change } })
const post = (path: string, body: object, token = coach) => app.call(path, { token, body })
const get = (path: string, token = coach) => app.call(path, { token })
const bulk = (body: object) => post('/api/v1/coaching/interaction-tags', body)
const bearer = (name: PersonName) => app.bearerOf(app.alpha, name)
const problemsIn = ({ json }: Answer) =>
  (json as { error: { fields?: { field: string; code: string }[] } }).error.fields
const tag = async (name: string): Promise<string> => {
  const { status, json } = await post('/api/v1/coaching/tags', { name }, admin)
  expect(status).toBe(201)
  return (json as { id: string }).id
}

describe('an edit', () => {
  it('is refused of an interaction that was changed since it was seen, and says so', async () => {
    const seen = await log()
    expect((await put(seen, { minutes: 50 })).json).toMatchObject({ minutes: 50, version: '2' })
    const late = await put(seen, { minutes: 55 })
    expect(late).toMatchObject({ status: 409, json: { error: { code: 'version_stale' } } })
    expect((await get(`${PATH}/${seen.id}`)).json).toMatchObject({ minutes: 50, version: '2' })
  })

  it('takes the version as If-Match, as the answer gave it as ETag', async () => {
    const seen = await log()
    const etag = (await get(`${PATH}/${seen.id}`)).headers.get('etag') ?? ''
    expect(etag).toBe('"1"')
    const edit = (ifMatch: string) =>
      app.call(`${PATH}/${seen.id}`, { method: 'PUT', token: coach, body: values(), headers: { 'if-match': ifMatch } })
    expect((await edit('"7"')).status).toBe(409)
    expect((await edit(etag)).headers.get('etag')).toBe('"2"')
    expect((await app.call(`${PATH}/${seen.id}`, { method: 'PUT', token: coach, body: values() })).status).toBe(400)
  })

  it('of two at the same moment one counts, and the other is told', async () => {
    const seen = await log()
    const both = await Promise.all([put(seen, { minutes: 61 }), put(seen, { minutes: 62 })])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it.each(['districtAdmin', 'southCoach', 'schoolAdmin', 'teacher', 'principal'] as const)(
    'is nothing for %s: an interaction is put right by its author alone',
    async (name) => {
      const seen = await log()
      const token = bearer(name)
      const answers = [
        await put(seen, { minutes: 1 }, token),
        await post(`${PATH}/${seen.id}/next-step`, { done: true, version: '1' }, token),
        await post(`${PATH}/${seen.id}/deletion`, { version: '1' }, token),
        await get(`${PATH}/${seen.id}/history`, token),
        await post('/api/v1/coaching/interaction-tags', { interactionIds: [seen.id], add: [] }, token),
      ]
      const refused = name === 'southCoach' ? [404, 404, 404, 404, 422] : [403, 403, 403, 403, 403]
      expect(answers.map(({ status }) => status)).toEqual(refused)
      expect((await get(`${PATH}/${seen.id}`)).json).toMatchObject({ minutes: 45, version: '1' })
    },
  )

  it('is held to the same rules as logging, and changes nothing where one is broken', async () => {
    const seen = await log()
    const { teacher, southTeacher } = app.alpha.people
    const change = {
      minutes: 0,
      educatorIds: [teacher, southTeacher],
      otherSchoolIds: [app.alpha.south],
      nextStep: { text: 'x', dueOn: '2026-11-01' },
    }
    const refused = await put(seen, change)
    expect(refused.status).toBe(422)
    expect(problemsIn(refused)?.map(({ code }) => code)).toEqual([
      'minutes_out_of_range',
      'school_unknown',
      'educator_unknown',
      'next_step_due_before',
    ])
    expect((await get(`${PATH}/${seen.id}`)).json).toMatchObject({ minutes: 45, version: '1' })
  })

  it('keeps what stood there: who has left and what is switched off may stay, and may not be new', async () => {
    const { id } = app.alpha
    const { otherTeacher, teacher } = app.alpha.people
    const themes = await tag('Themes of last year')
    const seen = await log({ educatorIds: [teacher, otherTeacher], tagIds: [themes] })
    await inDistrict(app.world.database, { districtId: id, actor: 'system' }, (client) =>
      client.query('update coaching_tag set is_active = false where id = $1', [themes]),
    )
    const kept = await put(seen, { educatorIds: [teacher, otherTeacher], tagIds: [themes], minutes: 46 })
    expect(kept.json).toMatchObject({ minutes: 46, tags: [{ id: themes }] })
    const fresh = await app.call(PATH, { token: coach, body: { ...values(), tagIds: [themes] } })
    expect(problemsIn(fresh)).toMatchObject([{ field: 'tagIds/0', code: 'tag_unknown' }])
  })

  it('keeps what it replaced, sealed: who, when and what, the latest first, for the author alone', async () => {
    const seen = await log({ notes: 'canary-before-5512' })
    await put(seen, { notes: 'canary-after-5513', minutes: 50 })
    await put({ ...seen, version: '2' }, { notes: null, minutes: 50, nextStep: { text: STEP } })
    const { json } = await get(`${PATH}/${seen.id}/history`)
    expect(json).toMatchObject({
      versions: [
        {
          version: 2,
          replacedBy: 'Cora Coachman',
          replacedAt: '2026-11-22T18:00:00.000Z',
          changed: ['notes', 'nextStep'],
          before: { notes: 'canary-after-5513', minutes: 50, nextStep: null },
        },
        {
          version: 1,
          changed: ['minutes', 'notes'],
          before: {
            date: '2026-11-20',
            minutes: 45,
            type: 'Observation',
            schools: ['North School'],
            educators: ['Tara Teacher'],
            notes: 'canary-before-5512',
          },
        },
      ],
    })
  })
})

describe('the next step', () => {
  it('has its dates in lists and its words with the notes only', async () => {
    const one = await log({ nextStep: { text: STEP, dueOn: '2026-12-01' } })
    expect(one).toMatchObject({ nextStep: { dueOn: '2026-12-01', doneOn: null }, nextStepText: STEP })
    const list = await get(`${PATH}?pageSize=100`)
    expect(list.text).toContain('"dueOn":"2026-12-01"')
    expect(list.text).not.toContain(STEP)
  })

  it('is done today and not done after all, and stays done through an edit that leaves it as it is', async () => {
    const one = await log({ nextStep: { text: STEP, dueOn: null } })
    const step = (version: string, done: boolean) => post(`${PATH}/${one.id}/next-step`, { version, done })
    expect((await step('1', true)).json).toMatchObject({ nextStep: { doneOn: '2026-11-22' }, version: '2' })
    const same = { nextStep: { text: STEP, dueOn: '2026-11-30' } }
    expect((await put({ ...one, version: '2' }, same)).json).toMatchObject({
      nextStep: { dueOn: '2026-11-30', doneOn: '2026-11-22' },
    })
    expect((await put({ ...one, version: '3' }, { nextStep: { text: 'Another' } })).json).toMatchObject({
      nextStep: { doneOn: null },
    })
    expect((await step('4', true)).status).toBe(200)
    expect((await step('5', false)).json).toMatchObject({ nextStep: { doneOn: null } })
    const none = await log()
    expect((await post(`${PATH}/${none.id}/next-step`, { version: '1', done: true })).status).toBe(422)
  })

  it('opened by somebody else is on the audit log as a note is', async () => {
    const one = await log({ notes: null, nextStep: { text: STEP } })
    expect((await get(`${PATH}/${one.id}`, admin)).json).toMatchObject({ nextStepText: null, closed: 'reason' })
    const opened = await app.call(`${PATH}/${one.id}/notes`, { token: admin, body: { reason: 'Their coach is ill' } })
    expect(opened.json).toMatchObject({ nextStepText: STEP })
    expect(await actionsOn(one.id)).toEqual(['interaction.log', 'interaction.open_notes'])
  })
})

describe('tags of several interactions', () => {
  it('are given and taken away at once, each change in its history', async () => {
    const [reading, old] = [await tag('Reading'), await tag('Older')]
    const [a, b] = [await log({ tagIds: [old] }), await log()]
    const ids = [a.id, b.id]
    expect((await bulk({ interactionIds: ids, add: [reading], remove: [old] })).json).toEqual({ changed: 2 })
    expect((await bulk({ interactionIds: ids, add: [reading] })).json).toEqual({ changed: 0 })
    for (const id of ids) {
      expect((await get(`${PATH}/${id}`)).json).toMatchObject({ tags: [{ name: 'Reading' }], version: '2' })
      expect((await get(`${PATH}/${id}/history`)).json).toMatchObject({ versions: [{ changed: ['tagIds'] }] })
    }
  })

  it('are changed of all or of none', async () => {
    const writing = await tag('Writing')
    const mine = await log()
    const theirs = await log(
      { schoolId: app.alpha.south, educatorIds: [app.alpha.people.southTeacher] },
      bearer('southCoach'),
    )
    const refused = await post('/api/v1/coaching/interaction-tags', {
      interactionIds: [mine.id, theirs.id],
      add: [writing],
    })
    expect(problemsIn(refused)).toMatchObject([{ field: 'interactionIds/1', code: 'interaction_unknown' }])
    const none = await post('/api/v1/coaching/interaction-tags', { interactionIds: [mine.id], add: ['999999970'] })
    expect(problemsIn(none)).toMatchObject([{ field: 'tagIds/0', code: 'tag_unknown' }])
    expect((await get(`${PATH}/${mine.id}`)).json).toMatchObject({ tags: [], version: '1' })
  })
})

describe('deleting an interaction', () => {
  it('takes it out of every list with all that hangs on it, and leaves a line in the audit log', async () => {
    const one = await log({ nextStep: { text: STEP }, tagIds: [await tag('Going')] })
    await put(one, { minutes: 50 })
    const remove = (version: string) => post(`${PATH}/${one.id}/deletion`, { version })
    expect((await remove('1')).status).toBe(409)
    expect((await remove('2')).status).toBe(204)
    expect((await remove('2')).status).toBe(404)
    expect((await get(`${PATH}/${one.id}`)).status).toBe(404)
    expect((await get(`${PATH}?by=all&pageSize=100`, admin)).text).not.toContain(`"id":"${one.id}"`)
    expect(await actionsOn(one.id)).toEqual(['interaction.log', 'interaction.edit', 'interaction.delete'])
    expect(await rowsAbout(one.id)).toEqual({ versions: 0, tags: 0, educators: 0 })
  })
})

describe('several schools', () => {
  it('are named beside the one where it was', async () => {
    const token = bearer('coach')
    const one = await log({}, token)
    expect(one).toMatchObject({ school: { name: 'North School' }, otherSchools: [] })
    const twice = await put(one, { otherSchoolIds: [app.alpha.north] })
    expect(problemsIn(twice)).toMatchObject([{ code: 'school_twice' }])
  })
})

async function actionsOn(interactionId: string): Promise<readonly string[]> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query<{ action: string }>(
      "select action from audit_entry where object = $1 and action <> 'access.denied' order by id",
      [`interaction:${interactionId}`],
    )
    return rows.map(({ action }) => action)
  })
}

async function rowsAbout(interactionId: string): Promise<unknown> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query<object>(
      `select (select count(*)::int from interaction_version where interaction_id = $1) as versions,
        (select count(*)::int from interaction_tag where interaction_id = $1) as tags,
        (select count(*)::int from interaction_educator where interaction_id = $1) as educators`,
      [interactionId],
    )
    return rows[0]
  })
}
