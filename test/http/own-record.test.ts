/**
 * A teacher who tries to find what coaches logged about them (P000-24, T15, T16): every road that reads, in each role that
 * they could hold besides. They know the numbers of their record, and everything that there is to fill in.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

/** A length that nothing else has: who meets it has met the record, or a sum with it. */
const MINUTES = 1437
const SECRET = 'own-record-canary'
const MARKS = new RegExp(`${SECRET}|${MINUTES}`)

let app: TestApp
let ids: Readonly<Record<string, string>>

beforeAll(async () => {
  app = await openTestApp()
  const { people, north } = app.alpha
  const token = app.bearerOf(app.alpha, 'coach')
  const educatorIds = [people.teacher]
  const tag = await app.call('/api/v1/coaching/tags', {
    token: app.bearerOf(app.alpha, 'districtAdmin'),
    body: { name: 'Routines' },
  })
  const tagIds = [(tag.json as { readonly id: string }).id]
  const interaction = await app.call('/api/v1/coaching/interactions', {
    token,
    body: {
      date: '2026-11-20',
      minutes: MINUTES,
      typeId: 'observation',
      schoolId: north,
      educatorIds,
      tagIds,
      notes: SECRET,
      nextStep: { text: SECRET, dueOn: '2026-11-21' },
    },
  })
  const cycle = await app.call('/api/v1/coaching/cycles', {
    token,
    body: {
      educators: [{ id: people.teacher, ratingStart: null, ratingEnd: null }],
      focusId: null,
      scaleId: null,
      focus: SECRET,
      goal: SECRET,
      stays: [{ phaseId: 'phase-plan', from: '2026-11-02' }],
    },
  })
  expect([interaction.status, cycle.status]).toEqual([201, 201])
  const [interactionId, cycleId] = [interaction, cycle].map(({ json }) => (json as { readonly id: string }).id)
  ids = {
    interactionId: interactionId ?? '',
    cycleId: cycleId ?? '',
    personId: people.teacher,
    educatorId: people.teacher,
    schoolId: north,
    classId: app.alpha.classes.algebra,
    tagId: tagIds[0] ?? '',
  }
  ids = { ...ids, ...(await fileAndCaseload(interactionId ?? '')), studentId: people.teacher }
  await logOfOldAndDeleted()
  await app.call(`/api/v1/coaching/cycles/${cycleId}/interactions/${interactionId}`, {
    method: 'PUT',
    token,
    body: { phaseId: null },
  })
})
afterAll(() => app.close())

/** A file at it, and a caseload that they are in. */
async function fileAndCaseload(interactionId: string): Promise<Readonly<Record<string, string>>> {
  const token = app.bearerOf(app.alpha, 'coach')
  const content = Buffer.from(`${SECRET}\n`).toString('base64')
  const file = await app.call(`/api/v1/coaching/interactions/${interactionId}/attachments`, {
    token,
    body: { name: `${SECRET}.txt`, content },
  })
  const load = await app.call('/api/v1/coaching/caseloads', {
    token,
    body: { coachId: null, name: 'Whom I look after', rules: [] },
  })
  expect([file.status, load.status]).toEqual([201, 201])
  const { id: caseloadId, version } = load.json as { readonly id: string; readonly version: string }
  const placed = await app.call(`/api/v1/coaching/caseloads/${caseloadId}/educators`, {
    method: 'PUT',
    token,
    body: { educatorIds: [app.alpha.people.teacher], place: 'in', version },
  })
  expect(placed.status).toBe(200)
  return { caseloadId, attachmentId: (file.json as { readonly id: string }).id }
}

/** An older log of the coach with the teacher in it, and something that was logged and deleted again. */
async function logOfOldAndDeleted(): Promise<void> {
  const token = app.bearerOf(app.alpha, 'coach')
  const { people, north } = app.alpha
  const file = `Date,Minutes,Type,School,Educators,Notes\r\n2026-10-01,${MINUTES},Observation,,teacher@alpha.example,${SECRET}\r\n`
  const content = Buffer.from(file).toString('base64')
  const taken = await app.call('/api/v1/coaching/log-imports', { token, body: { content } })
  expect(taken.status, taken.text).toBe(201)
  const body = {
    date: '2026-11-19',
    minutes: MINUTES,
    typeId: 'observation',
    schoolId: north,
    educatorIds: [people.teacher],
  }
  const logged = await app.call('/api/v1/coaching/interactions', { token, body })
  const { id, version } = logged.json as { readonly id: string; readonly version: string }
  const gone = await app.call(`/api/v1/coaching/interactions/${id}/deletion`, { token, body: { version } })
  expect(gone.status).toBe(204)
}

/** What a reader fills in where it can be: as much as there is at once, a search, a sum, everybody's. */
const FILLED: Readonly<Record<string, string>> = {
  pageSize: '100',
  q: 'Teacher',
  by: 'all',
  state: 'all',
  from: '2026-07-01',
}
const SUMS = ['tag', 'school', 'coach']

/** Every address that reads: plain, and with everything filled in that it takes. */
function roads(): readonly string[] {
  return app.table.routes
    .filter(({ method, path }) => method === 'get' && path.startsWith('/api/v1/'))
    .flatMap(({ path, query }) => {
      const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? '999999999')
      const takes = Object.keys((query as { properties?: object } | undefined)?.properties ?? {})
      const asked = new URLSearchParams(Object.entries(FILLED).filter(([name]) => takes.includes(name)))
      if (!path.includes('/reports/')) return takes.length === 0 ? [filled] : [filled, `${filled}?${asked}`]
      return [filled, ...SUMS.map((by) => `${filled}?by=${by}`)]
    })
}

/** What is opened by a POST, with a reason. */
function openings(): readonly string[] {
  const { interactionId, attachmentId, cycleId } = ids
  return [
    `/api/v1/coaching/interactions/${interactionId}/notes`,
    `/api/v1/coaching/interactions/${interactionId}/attachments/${attachmentId}/content`,
    `/api/v1/coaching/cycles/${cycleId}/texts`,
  ]
}

const opened = async (road: string, token: string) =>
  (await app.call(road, { token, body: { reason: 'To see what is kept of me' } })).text

async function meetings(): Promise<readonly string[]> {
  const token = app.bearerOf(app.alpha, 'teacher')
  const met: string[] = []
  for (const road of roads()) if (MARKS.test((await app.call(road, { token })).text)) met.push(road)
  for (const road of openings()) if (MARKS.test(await opened(road, token))) met.push(road)
  return met
}

describe('a teacher who looks for their own record', { timeout: 180_000 }, () => {
  it('is met by it where a coach or an administrator looks, so that the roads are the right ones', async () => {
    const coach = app.bearerOf(app.alpha, 'coach')
    const met: string[] = []
    for (const road of roads()) if (MARKS.test((await app.call(road, { token: coach })).text)) met.push(road)
    expect(met.length).toBeGreaterThan(10)
    for (const part of ['/interactions/', '/cycles/', '/reports/mine?', '/reports/mine/export'])
      expect(
        met.filter((road) => road.includes(part)),
        part,
      ).not.toEqual([])
  })

  it('is met by it, too, by whoever opens it with a reason', async () => {
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    for (const road of openings()) expect(await opened(road, token), road).toContain(SECRET)
  })

  it('finds it on no page, in no list, search, report or export, as a teacher', async () => {
    expect(await meetings()).toEqual([])
  })

  it('finds it nowhere with all roles of the district besides', async () => {
    const { id, people, north } = app.alpha
    await inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, (client) =>
      client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         select $1, $2::bigint, role, 'district', 0::bigint, 'manual' from unnest(array['district_admin', 'it_admin', 'billing_only']) role
         union all
         select $1, $2::bigint, role, 'school', $3::bigint, 'manual' from unnest(array['coach', 'principal', 'school_admin']) role`,
        [id, people.teacher, north],
      ),
    )
    const token = app.bearerOf(app.alpha, 'teacher')
    expect((await app.call('/api/v1/coaching/reports/all', { token })).status).toBe(200)
    expect(await meetings()).toEqual([])
  })

  it('is told of their own number what is told of a number that is nobody’s, by every list that takes an educator', async () => {
    const asks = (road: string, id: string, who: 'teacher' | 'coach') =>
      app.call(`${road}?by=all&educatorId=${id}`, { token: app.bearerOf(app.alpha, who) })
    const takers = app.table.routes.filter(
      ({ method, query }) =>
        method === 'get' && 'educatorId' in ((query as { properties?: object } | undefined)?.properties ?? {}),
    )
    expect(takers.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/api/v1/coaching/interactions', '/api/v1/coaching/interactions/export']),
    )
    for (const { path } of takers) {
      const own = await asks(path, ids['educatorId'] ?? '', 'teacher')
      expect([own.status, own.text], path).toEqual([200, (await asks(path, '999999999', 'teacher')).text])
      expect((await asks(path, ids['educatorId'] ?? '', 'coach')).text, path).toContain('Tara')
    }
  })

  it('does not see that they are in a caseload, also as whoever keeps those of all coaches', async () => {
    const road = `/api/v1/coaching/caseloads/${ids['caseloadId']}`
    const seenBy = async (who: 'coach' | 'teacher') =>
      (await app.call(road, { token: app.bearerOf(app.alpha, who) })).json as object
    expect(await seenBy('coach')).toMatchObject({ educators: 1, people: [{ id: ids['personId'] }] })
    expect(await seenBy('teacher')).toMatchObject({ educators: 0, people: [] })
  })

  it('is told by nothing that could be done how much there is: no merge, deletion or erasure of themself', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    const merges = '/api/v1/educator-merges'
    const ways = [
      `${merges}/preview?stays=${otherTeacher}&goes=${teacher}`,
      `${merges}/preview?stays=${teacher}&goes=${otherTeacher}`,
      `/api/v1/staff/${teacher}/deletion`,
      `/api/v1/people/${teacher}/erasure`,
    ]
    const look = (road: string, who: 'teacher' | 'districtAdmin') =>
      app.call(road, { token: app.bearerOf(app.alpha, who) })
    for (const road of ways) {
      expect((await look(road, 'districtAdmin')).status, road).toBe(200)
      const { status, text } = await look(road, 'teacher')
      expect([status, text], road).toEqual([403, expect.not.stringMatching(/"(alone|interactionsWith\w*|cycles\w*)"/)])
    }
    expect((await look(ways[0] ?? '', 'districtAdmin')).json).toMatchObject({
      moves: { interactionsWith: 2, cyclesWith: 1 },
    })
    for (const body of [
      { stays: otherTeacher, goes: teacher },
      { stays: teacher, goes: otherTeacher },
    ]) {
      const { status, json } = await app.call(merges, { token: app.bearerOf(app.alpha, 'teacher'), body })
      expect([status, json]).toMatchObject([403, { error: { code: 'own_record' } }])
    }
    expect((await look(merges, 'districtAdmin')).json).toMatchObject({ total: 0 })
  })

  it('reads no line of it in the audit log, of what was deleted neither, and in the file of what is kept of them', async () => {
    const entries = async (who: 'teacher' | 'districtAdmin') =>
      (
        (await app.call('/api/v1/audit?action=interaction.&pageSize=100', { token: app.bearerOf(app.alpha, who) }))
          .json as { items: readonly { action: string }[] }
      ).items.map(({ action }) => action)
    expect(await entries('districtAdmin')).toContain('interaction.delete')
    expect(await entries('teacher')).toEqual([])
    const record = `/api/v1/people/${app.alpha.people.teacher}/record`
    const { status, text } = await app.call(record, { token: app.bearerOf(app.alpha, 'teacher') })
    expect([status, text]).toEqual([200, expect.not.stringMatching(/interaction\.|coaching_cycle|educator\./)])
  })

  it('is told of no hand-over of themself: not proposed, decided, on the audit log or in a notice', async () => {
    const { people, north, south } = app.alpha
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('update affiliation set org_id = $1 where org_id = $2 and person_id = $3', [
        south,
        north,
        people.teacher,
      ]),
    )
    const road = '/api/v1/coaching/handovers'
    const list = async (who: 'teacher' | 'districtAdmin', path: string) => {
      const { json } = await app.call(path, { token: app.bearerOf(app.alpha, who) })
      const { items, total } = json as { items: readonly unknown[]; total: number }
      expect(items).toHaveLength(total)
      return items
    }
    const look = async (who: 'teacher' | 'districtAdmin') => ({
      proposals: await list(who, road),
      decided: await list(who, `${road}/decided`),
    })
    const files = async (who: 'teacher' | 'districtAdmin') => {
      const asked = [`${road}/export`, `${road}/decided/export`].map((path) =>
        app.call(path, { token: app.bearerOf(app.alpha, who) }),
      )
      return (await Promise.all(asked)).map(({ text }) => text).join('')
    }
    expect((await look('districtAdmin')).proposals).toHaveLength(1)
    expect(await look('teacher')).toEqual({ proposals: [], decided: [] })
    expect(await files('teacher')).not.toContain('Tara')
    const order = { educatorId: people.teacher, fromId: people.coach, toId: people.southCoach, caseloadId: null }
    const decide = (who: 'teacher' | 'districtAdmin') =>
      app.call(road, { token: app.bearerOf(app.alpha, who), body: order })
    expect((await decide('teacher')).status).toBe(409)
    expect((await decide('districtAdmin')).status).toBe(201)
    expect((await look('districtAdmin')).decided).toHaveLength(1)
    expect(await look('teacher')).toEqual({ proposals: [], decided: [] })
    expect(await files('districtAdmin')).toContain('Tara')
    expect(await files('teacher')).not.toContain('Tara')
    const audit = async (who: 'teacher' | 'districtAdmin') =>
      (
        await app.call(`/api/v1/audit?object=person:${people.teacher}&pageSize=100`, {
          token: app.bearerOf(app.alpha, who),
        })
      ).text
    expect(await audit('districtAdmin')).toContain('educator.hand_over')
    expect(await audit('teacher')).not.toContain('educator.')
    expect((await app.call('/api/v1/notices', { token: app.bearerOf(app.alpha, 'teacher') })).text).not.toMatch(
      /Tara|hand/,
    )
    expect(await meetings()).toEqual([])
  })

  it('finds nothing under a student’s page', async () => {
    const token = app.bearerOf(app.alpha, 'teacher')
    expect((await app.call(`/api/v1/students/${app.alpha.people.teacher}`, { token })).status).toBe(404)
  })

  it('is told nothing of it by mail', async () => {
    const sent = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query("select from interaction_mail where district_id = 'alpha'"),
    )
    expect(sent.rows).toEqual([])
  })
})
