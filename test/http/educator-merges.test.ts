/** Merging two records of one educator: who may, what is shown first, what is done, and the way back. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { mergeAsked } from '../../src/sync/link-asked.ts'
import type { PersonName } from './school-district.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

const PATH = '/api/v1/educator-merges'
let app: TestApp
let sync: Database
let stays: string
let goes: string

beforeAll(async () => {
  app = await openTestApp()
  sync = app.database.open('sync')
  stays = app.alpha.people.teacher
  goes = app.alpha.people.otherTeacher
  for (const educatorIds of [[goes], [stays, goes]]) {
    const token = app.bearerOf(app.alpha, 'coach')
    const body = { date: '2026-11-02', minutes: 30, typeId: 'observation', schoolId: app.alpha.north, educatorIds }
    expect((await app.call('/api/v1/coaching/interactions', { token, body })).status).toBe(201)
  }
})
afterAll(() => app.close())
beforeEach(() => asOwner('delete from person_merge'))

const asOwner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values])
    return rows
  })
const get = (path: string, name: PersonName = 'districtAdmin') =>
  app.call(path, { token: app.bearerOf(app.alpha, name) })
const post = (path: string, body: unknown, name: PersonName = 'districtAdmin') =>
  app.call(path, { method: 'POST', token: app.bearerOf(app.alpha, name), ...(body === null ? {} : { body }) })
const preview = (one: string, other: string) => get(`${PATH}/preview?stays=${one}&goes=${other}`)
// Nobody's seat is the matter here: the seats of this district were planted without their ledger.
const work = () => mergeAsked({ db: sync, settings: { licenceKinds: [] }, now: () => NOW }, 'alpha')
const listed = async () => ((await get(PATH)).json as { items: readonly Record<string, unknown>[] }).items
/** Without the schools of its years: those of the people here come from no feed, which would bring them back. */
const timeLineOf = async (id: string) => {
  const { years, ...rest } = (await get(`/api/v1/coaching/time-lines/${id}`)).json as {
    educator: { id: string }
    total: number
    years: readonly { from: string; interactions: number }[]
    items: readonly { educators: readonly { id: string }[] }[]
  }
  return { ...rest, years: years.map(({ from, interactions }) => ({ from, interactions })) }
}

describe('a merge is refused', () => {
  it('to whoever is no administrator of the district, before anything is shown', async () => {
    for (const name of ['coach', 'teacher', 'principal', 'schoolAdmin', 'itAdmin', 'billing', 'student'] as const) {
      expect((await get(PATH, name)).status, name).toBe(403)
      expect((await get(`${PATH}/preview?stays=${stays}&goes=${goes}`, name)).status, name).toBe(403)
      expect((await post(PATH, { stays, goes }, name)).status, name).toBe(403)
    }
    expect(await listed()).toEqual([])
  })

  it('of one with themself, with nobody, and with somebody of another district', async () => {
    for (const [one, other] of [
      [stays, stays],
      [stays, '999999999'],
      [app.beta.people.teacher, goes],
    ] as const) {
      expect((await preview(one, other)).status).toBe(404)
      expect((await post(PATH, { stays: one, goes: other })).status).toBe(404)
    }
  })

  it('with a student, and says so in the preview', async () => {
    const { student } = app.alpha.people
    const shown = (await preview(stays, student)).json as { against: readonly string[] }
    expect(shown.against.join()).toContain('only educators are merged here')
    const { status, json } = await post(PATH, { stays, goes: student })
    expect([status, json]).toMatchObject([422, { error: { code: 'not_educator' } }])
  })

  it('while it is asked for already; what was never merged is not taken back', async () => {
    const { mergeId } = (await post(PATH, { stays, goes })).json as { mergeId: string }
    expect((await post(PATH, { stays, goes })).status).toBe(409)
    expect((await post(`${PATH}/${mergeId}/undo`, null)).status).toBe(409)
    expect((await post(`${PATH}/999999999/undo`, null)).status).toBe(404)
  })

  it('by the worker, of a coach and somebody they coached, and the reason is there to be read', async () => {
    const { coach } = app.alpha.people
    const reason = /has logged interactions with the other/
    expect(((await preview(coach, goes)).json as { against: readonly string[] }).against.join()).toMatch(reason)
    expect((await post(PATH, { stays: coach, goes })).status).toBe(202)
    expect(await work()).toEqual({ done: 0, refused: 1, waits: false })
    const [only] = await listed()
    expect(only).toMatchObject({ state: 'refused', refused: expect.stringMatching(reason) as string })
    expect((await post(PATH, { stays, goes })).status, 'it can be asked for otherwise').toBe(202)
  })
})

describe('a merge', () => {
  it('is shown before: what goes along, what both have, whose name stays, that both feeds know them', async () => {
    const { status, json, text } = await preview(stays, goes)
    expect(status, text).toBe(200)
    expect(json).toMatchObject({
      stays: { id: stays, isDeactivated: false },
      goes: { id: goes },
      moves: { interactionsWith: 2, interactionsWithBoth: 1, interactionsBy: 0, cyclesWith: 0 },
      against: [],
    })
    const { fields, speaksFrom } = json as {
      speaksFrom: string
      fields: readonly { field: string; wins: string; because: string }[]
    }
    expect(speaksFrom).toBe('sis')
    const speaks = await asOwner(
      'select person_id::text as id from person_source where person_id in ($1, $2) and status = \'active\' order by sourced_id collate "C" limit 1',
      [stays, goes],
    )
    const wins = speaks[0]?.['id'] === stays ? 'stays' : 'goes'
    expect(fields).toContainEqual(expect.objectContaining({ field: 'givenName', wins, because: 'feed' }))
    const other = (await preview(goes, stays)).json as { fields: typeof fields }
    expect(other.fields.find(({ field }) => field === 'givenName')?.wins, 'the other way round').not.toBe(wins)
    expect(text).not.toContain('canary')
  })

  it('shows who wins where one of the two was edited by hand', async () => {
    await asOwner(
      `insert into sticky_field (district_id, kind, record, field, value, set_by)
       values ('alpha', 'people', $1, 'given_name', '"By hand"', 'test')`,
      [goes],
    )
    const { fields } = (await preview(stays, goes)).json as { fields: readonly object[] }
    expect(fields).toContainEqual(expect.objectContaining({ field: 'givenName', wins: 'goes', because: 'edited' }))
    await asOwner("delete from sticky_field where kind = 'people'")
  })

  it('is done by the worker; the record that went leads to the kept one, and a way leads back', async () => {
    const apart = [await timeLineOf(stays), await timeLineOf(goes)]
    expect(apart.map(({ total }) => total)).toEqual([1, 2])
    const { mergeId } = (await post(PATH, { stays, goes })).json as { mergeId: string }
    expect(await listed()).toMatchObject([{ id: mergeId, state: 'asked' }])
    expect(await work()).toEqual({ done: 1, refused: 0, waits: false })
    expect(await listed()).toMatchObject([{ id: mergeId, state: 'merged', stays: { id: stays }, goes: { id: goes } }])

    const led = await timeLineOf(goes)
    expect(led).toMatchObject({ educator: { id: stays }, total: 2 })
    expect(led.items.map(({ educators }) => educators.map(({ id }) => id))).toEqual([[stays], [stays]])
    expect((await get(`/api/v1/coaching/time-lines/${goes}`, 'teacher')).status, 'not to themself').toBe(403)
    expect((await preview(stays, goes)).json).toMatchObject({
      against: [expect.stringContaining('was linked') as string],
    })

    expect((await post(`${PATH}/${mergeId}/undo`, null, 'coach')).status).toBe(403)
    expect((await post(`${PATH}/${mergeId}/undo`, null)).status).toBe(202)
    expect((await post(`${PATH}/${mergeId}/undo`, null)).status, 'once').toBe(409)
    expect(await work()).toEqual({ done: 1, refused: 0, waits: false })
    expect(await listed()).toMatchObject([{ id: mergeId, state: 'undone' }])
    expect([await timeLineOf(stays), await timeLineOf(goes)]).toEqual(apart)
    const log = await asOwner(
      `select action, actor, object from audit_entry where action in ('person.merge_ask', 'person.link', 'person.part_ask', 'person.part')
       order by id desc limit 4`,
    )
    const actor = `person:${app.alpha.people.districtAdmin}`
    expect(log.toReversed()).toEqual(
      ['person.merge_ask', 'person.link', 'person.part_ask', 'person.part'].map((action) => ({
        action,
        actor,
        object: `person:${stays}`,
      })),
    )
  })

  it('waits to be taken back while a sync is under way', async () => {
    const { mergeId } = (await post(PATH, { stays, goes })).json as { mergeId: string }
    await work()
    await post(`${PATH}/${mergeId}/undo`, null)
    const [run] = await asOwner("select id::text, state from run where district_id = 'alpha' order by id limit 1")
    await asOwner("update run set state = 'reading' where id = $1", [run?.['id']])
    expect(await work()).toEqual({ done: 0, refused: 0, waits: true })
    expect(await listed()).toMatchObject([{ state: 'undo_asked' }])
    await asOwner('update run set state = $2 where id = $1', [run?.['id'], run?.['state']])
    expect(await work()).toEqual({ done: 1, refused: 0, waits: false })
  })
})
