/** Who reads what a coach wrote: with a reason, seen by its author, or never; other coaches where the district lets them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NoteOpeningPage } from '../../src/http/contract/note-openings.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const NOTE = 'canary-note-5511'
const REASON = 'canary-reason: a parent complained'
const PATH = '/api/v1/coaching/interactions'
let app: TestApp
let id: string
const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const get = (path: string, name: PersonName) => app.call(path, { token: as(name) })
const open = (name: PersonName, reason: string, of = id) =>
  app.call(`${PATH}/${of}/notes`, { token: as(name), body: { reason } })
const openings = async (name: PersonName = 'coach') =>
  ((await get('/api/v1/coaching/note-openings', name)).json as NoteOpeningPage).items

beforeAll(async () => {
  app = await openTestApp()
  id = await log('coach', app.alpha.people.teacher)
})
afterAll(() => app.close())

async function log(coach: PersonName, educator: string): Promise<string> {
  const schoolId = coach === 'southCoach' ? app.alpha.south : app.alpha.north
  const body = { date: '2026-11-20', minutes: 20, typeId: 'meeting', schoolId, educatorIds: [educator], notes: NOTE }
  const { status, json } = await app.call(PATH, { token: as(coach), body })
  expect(status).toBe(201)
  return (json as { id: string }).id
}

/** A second coach of the north school. */
async function makeCoach(name: PersonName): Promise<void> {
  await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
    client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('alpha', $1, 'coach', 'school', $2, 'manual')`,
      [app.alpha.people[name], app.alpha.north],
    ),
  )
}

describe('notes of a coach', () => {
  it('are kept back from an administrator who looks at the interaction', async () => {
    const { json, text } = await get(`${PATH}/${id}`, 'districtAdmin')
    expect(json).toMatchObject({ hasNotes: true, notes: null, closed: 'reason' })
    expect(text).not.toContain(NOTE)
    expect((await get(`${PATH}/${id}`, 'coach')).json).toMatchObject({ notes: NOTE })
    expect(await openings()).toEqual([])
  })

  it('are not opened without a reason', async () => {
    for (const reason of ['', '          ', 'because']) {
      const { status, text } = await open('districtAdmin', reason)
      expect(status).toBe(422)
      expect(text).not.toContain(NOTE)
    }
    expect(await openings()).toEqual([])
  })

  it('opened with one are seen by their author: who, when and why; and they are on the audit log', async () => {
    expect((await open('districtAdmin', REASON)).json).toEqual({ notes: NOTE, nextStepText: null, attachments: [] })
    expect(await openings()).toEqual([
      {
        id: expect.any(String) as string,
        interactionId: id,
        cycleId: null,
        date: '2026-11-20',
        by: 'Dana Director',
        reason: REASON,
        at: '2026-11-22T18:00:00.000Z',
      },
    ])
    expect(await openings('southCoach')).toEqual([])
    const { text } = await get('/api/v1/audit?action=interaction.open_notes', 'districtAdmin')
    expect(text).toContain(`interaction:${id}`)
    expect(text).not.toContain('canary-reason')
  })

  it('have their reasons sealed in the database, and the web can’t take back that it looked', async () => {
    const { rows } = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ reason_sealed: string }>('select reason_sealed from note_opening'),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.reason_sealed).not.toContain('canary')
    const takeBack = inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('delete from note_opening'),
    )
    await expect(takeBack).rejects.toThrow(/permission denied/)
  })

  it('of an interaction out of scope are not there, and leave no trace', async () => {
    expect((await open('southCoach', REASON)).status).toBe(404)
    expect((await open('principal', REASON)).status).toBe(403)
    expect((await open('teacher', REASON)).status).toBe(403)
    expect(
      (
        await app.call(`${PATH}/${id}/notes`, {
          token: app.bearerOf(app.beta, 'districtAdmin'),
          body: { reason: REASON },
        })
      ).status,
    ).toBe(404)
    expect(await openings()).toHaveLength(1)
  })

  it('that the district keeps private are opened by nobody else; that there are some is all they see', async () => {
    await setRule(app, 'privateNotes', true)
    expect((await get(`${PATH}/${id}`, 'districtAdmin')).json).toMatchObject({ hasNotes: true, closed: 'private' })
    const { status, text } = await open('districtAdmin', REASON)
    expect(status).toBe(403)
    expect(text).toContain('notes_private')
    expect((await get(`${PATH}/${id}`, 'coach')).json).toMatchObject({ notes: NOTE })
    await setRule(app, 'privateNotes', false)
    expect(await openings()).toHaveLength(1)
  })

  it('about oneself are never opened, with whatever reason and role (P000-24)', async () => {
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
      client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         values ('alpha', $1, 'district_admin', 'district', 0, 'manual')`,
        [app.alpha.people.teacher],
      ),
    )
    expect((await open('teacher', REASON)).status).toBe(404)
    expect((await get(`${PATH}/${id}`, 'teacher')).status).toBe(404)
    expect(await openings()).toHaveLength(1)
  })
})

const idsOf = async (name: PersonName) =>
  ((await get(`${PATH}?by=all`, name)).json as { items: { id: string }[] }).items.map((one) => one.id)

describe('other coaches', () => {
  it('see nothing of a coach’s work unless the district lets coaches see each other', async () => {
    await makeCoach('schoolAdmin')
    expect(await idsOf('schoolAdmin')).toEqual([])
    expect((await get(`${PATH}/${id}`, 'schoolAdmin')).status).toBe(404)
    await setRule(app, 'coachesSeeEachOther', true)
    expect(await idsOf('schoolAdmin')).toEqual([id])
    expect((await get(`${PATH}/${id}`, 'schoolAdmin')).json).toMatchObject({ notes: null, closed: 'reason' })
  })

  it('then see those of their schools, and none that is about themself', async () => {
    expect(await idsOf('southCoach')).toEqual([])
    await makeCoach('otherTeacher')
    const about = await log('coach', app.alpha.people.otherTeacher)
    expect(await idsOf('otherTeacher')).toEqual([id])
    expect((await get(`${PATH}/${about}`, 'otherTeacher')).status).toBe(404)
    expect((await open('otherTeacher', REASON, about)).status).toBe(404)
    expect((await open('otherTeacher', REASON)).status).toBe(200)
    expect((await openings())[0]).toMatchObject({ by: 'Otto Other', interactionId: id })
  })

  it('see those that were for their schools besides, as in reports', async () => {
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
      client.query("insert into interaction_school (district_id, interaction_id, school_id) values ('alpha', $1, $2)", [
        id,
        app.alpha.south,
      ]),
    )
    expect(await idsOf('southCoach')).toEqual([id])
    expect((await open('southCoach', REASON)).status).toBe(200)
  })

  it('see no more of it once the rule is taken back', async () => {
    await setRule(app, 'coachesSeeEachOther', false)
    expect(await idsOf('schoolAdmin')).toEqual([])
    expect((await open('schoolAdmin', REASON)).status).toBe(404)
    expect(await idsOf('southCoach')).toEqual([])
  })
})
