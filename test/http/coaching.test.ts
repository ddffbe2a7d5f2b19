import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from 'pg'
import { inDistrict } from '../../src/store/database.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const NOTE = 'canary-note-4711'
const DRAFT_NOTE = 'canary-draft-4712'
let app: TestApp
let coach: string

beforeAll(async () => {
  app = await openTestApp()
  coach = app.bearerOf(app.alpha, 'coach')
})
afterAll(() => app.close())

const good = () => ({
  date: '2026-11-22',
  minutes: 45,
  typeId: 'observation',
  schoolId: app.alpha.north,
  educatorIds: [app.alpha.people.teacher],
  notes: NOTE,
})
const log = (change: object = {}, token = coach) =>
  app.call('/api/v1/coaching/interactions', { token, body: { ...good(), ...change } })
const get = (path: string, token = coach) => app.call(path, { token })

describe('the educators of a coach', () => {
  it('are the active staff of their schools, by name, without the coach', async () => {
    const { status, json } = await get('/api/v1/coaching/educators')
    expect(status).toBe(200)
    const { teacher, otherTeacher } = app.alpha.people
    const north = { id: app.alpha.north, name: 'North School' }
    expect(json).toEqual({
      items: [
        { id: otherTeacher, givenName: 'Otto', familyName: 'Other', schools: [north], lastSeenOn: null },
        { id: teacher, givenName: 'Tara', familyName: 'Teacher', schools: [north], lastSeenOn: null },
      ],
      total: 2,
      page: 1,
      pageSize: 25,
    })
  })

  it('are found by all words of a name, in any order and case', async () => {
    expect(await namesOf('?q=TEACH%20ta')).toEqual(['Teacher'])
    expect(await namesOf('?q=teach%20otto')).toEqual([])
    expect(await namesOf('?q=%25')).toEqual([])
  })

  it('come in pages that say how many there are', async () => {
    const { json } = await get('/api/v1/coaching/educators?page=2&pageSize=1')
    expect(json).toMatchObject({ items: [{ familyName: 'Teacher' }], total: 2, page: 2, pageSize: 1 })
    expect((await get('/api/v1/coaching/educators?page=9')).json).toMatchObject({ items: [], total: 2 })
  })

  it('of a school out of scope are none', async () => {
    expect(await namesOf(`?schoolId=${app.alpha.south}`)).toEqual([])
    expect(await namesOf(`?schoolId=${app.beta.north}`)).toEqual([])
  })

  it('are everybody’s of the district for its administrator', async () => {
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    expect(await namesOf('', token)).toEqual(['Coachman', 'Other', 'Teacher', 'Under'])
  })

  it.each(['?page=0', '?pageSize=101', '?page=x', '?schoolId=north', '?sort=email'])('refuses %s', async (query) => {
    const { status, json } = await get(`/api/v1/coaching/educators${query}`)
    expect(status).toBe(400)
    expect(json).toMatchObject({ error: { code: 'invalid' } })
  })

  it('work at the active schools of the coach', async () => {
    const { json } = await get('/api/v1/coaching/schools')
    expect(json).toEqual({ schools: [{ id: app.alpha.north, name: 'North School' }] })
  })
})

describe('logging an interaction', () => {
  it('writes it, with its notes for its author and an entry in the audit log', async () => {
    const { status, json } = await log()
    expect(status).toBe(201)
    expect(json).toMatchObject({
      date: '2026-11-22',
      minutes: 45,
      type: { id: 'observation', name: 'Observation' },
      educators: [{ familyName: 'Teacher' }],
      notes: NOTE,
      hasNotes: true,
    })
    const { id } = json as { id: string }
    expect(await auditOf(`interaction:${id}`)).toEqual([
      { actor: `person:${app.alpha.people.coach}`, action: 'interaction.log' },
    ])
    expect((await get(`/api/v1/coaching/interactions/${id}`)).json).toMatchObject({ id, notes: NOTE })
    expect((await get('/api/v1/coaching/educators?q=tara')).json).toMatchObject({
      items: [{ lastSeenOn: '2026-11-22' }],
    })
  })

  it.each([
    ['in the future', { date: '2026-11-23' }, 'date_in_future'],
    ['with another school', () => ({ schoolId: app.alpha.south }), 'school_unknown'],
    ['with a school of another district', () => ({ schoolId: app.beta.north }), 'school_unknown'],
    [
      'with an educator of another school',
      () => ({ educatorIds: [app.alpha.people.southTeacher] }),
      'educator_unknown',
    ],
    ['with an educator of another district', () => ({ educatorIds: [app.beta.people.teacher] }), 'educator_unknown'],
    ['with a student', () => ({ educatorIds: [app.alpha.people.student] }), 'educator_unknown'],
    ['with somebody who retired', () => ({ educatorIds: [app.alpha.people.retiredTeacher] }), 'educator_unknown'],
    ['with the coach', () => ({ educatorIds: [app.alpha.people.coach] }), 'educator_is_coach'],
    ['with nobody', { educatorIds: [] }, 'educator_missing'],
    ['of an unknown type', { typeId: 'party' }, 'type_unknown'],
  ])('%s is refused and writes nothing', async (_what, change, code) => {
    const before = await countRows()
    const { status, json } = await log(typeof change === 'function' ? change() : change)
    expect(status).toBe(422)
    expect(json).toMatchObject({ error: { code: 'interaction_invalid', fields: [{ code }] } })
    expect(await countRows()).toEqual(before)
  })

  it.each([
    ['coachId', { coachId: '1' }],
    ['districtId', { districtId: 'beta' }],
    ['role', { role: 'district_admin' }],
    ['createdAt', { createdAt: '2020-01-01T00:00:00Z' }],
    ['__proto__', '{"__proto__": {"admin": true}}'],
  ])('with a field %s that was not offered is refused', async (_name, extra) => {
    const before = await countRows()
    const body = typeof extra === 'string' ? extra : { ...good(), ...extra }
    const { status, json } = await app.call('/api/v1/coaching/interactions', { token: coach, body })
    expect(status).toBe(400)
    expect(json).toMatchObject({ error: { code: 'invalid' } })
    expect(await countRows()).toEqual(before)
  })

  it('uses the district’s own list of types where it has one', async () => {
    const types = JSON.stringify([{ id: 'walkthrough', name: 'Walk-through' }])
    await inDistrict(app.world.database, { districtId: 'beta', actor: 'system' }, (client) =>
      client.query(
        "insert into district_setting (district_id, key, value) values ('beta', 'coaching.interactionTypes', $1)",
        [types],
      ),
    )
    const token = app.bearerOf(app.beta, 'coach')
    expect((await get('/api/v1/coaching/interaction-types', token)).json).toMatchObject({
      types: [{ id: 'walkthrough', name: 'Walk-through', isActive: true }],
    })
    const body = { ...good(), schoolId: app.beta.north, educatorIds: [app.beta.people.teacher] }
    expect((await app.call('/api/v1/coaching/interactions', { token, body })).status).toBe(422)
    expect(
      (await app.call('/api/v1/coaching/interactions', { token, body: { ...body, typeId: 'walkthrough' } })).status,
    ).toBe(201)
  })
})

describe('an interaction', () => {
  it('of another coach, of another district and of nobody are the same answer, byte for byte', async () => {
    const mine = idOf(await log())
    const answers = [
      await get(`/api/v1/coaching/interactions/${mine}`, app.bearerOf(app.alpha, 'southCoach')),
      await get(`/api/v1/coaching/interactions/${mine}`, app.bearerOf(app.beta, 'districtAdmin')),
      await get('/api/v1/coaching/interactions/999999999', coach),
      await get('/api/v1/coaching/interactions/not-a-number', coach),
    ]
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
    const headers = answers.map((answer) =>
      [...answer.headers].filter(([name]) => !/^(x-request-id|date|content-security-policy|ratelimit)/.test(name)),
    )
    expect(new Set(headers.map((each) => JSON.stringify(each))).size).toBe(1)
  })

  it('is in its author’s list and in the administrator’s, and in no other coach’s', async () => {
    const id = idOf(await log())
    expect(await idsIn('', coach)).toContain(id)
    expect(await idsIn('?by=all&pageSize=100', app.bearerOf(app.alpha, 'districtAdmin'))).toContain(id)
    expect(await idsIn('', app.bearerOf(app.alpha, 'districtAdmin'))).toEqual([])
    expect(await idsIn('?by=all', app.bearerOf(app.alpha, 'southCoach'))).toEqual([])
  })

  it('opened by its author is no news; opened by an administrator it is on the audit log', async () => {
    const id = idOf(await log())
    await get(`/api/v1/coaching/interactions/${id}`)
    expect(await auditOf(`interaction:${id}`)).toHaveLength(1)
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const seen = await get(`/api/v1/coaching/interactions/${id}`, token)
    expect(seen.json).toMatchObject({ notes: null, closed: 'reason' })
    const path = `/api/v1/coaching/interactions/${id}/notes`
    const opened = await app.call(path, { token, body: { reason: 'A question of the board' } })
    expect(opened.json).toMatchObject({ notes: NOTE })
    expect(await auditOf(`interaction:${id}`)).toContainEqual({
      actor: `person:${app.alpha.people.districtAdmin}`,
      action: 'interaction.open_notes',
    })
  })

  it('about oneself is closed even to a district administrator (P000-24)', async () => {
    const { id, people } = app.alpha
    await inDistrict(app.world.database, { districtId: id, actor: 'system' }, (client) =>
      client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ($1, $2, 'district_admin', 'district', 0, 'manual')`,
        [id, people.otherTeacher],
      ),
    )
    const about = idOf(await log({ educatorIds: [people.teacher, people.otherTeacher] }))
    const notAbout = idOf(await log())
    const token = app.bearerOf(app.alpha, 'otherTeacher')
    expect((await get(`/api/v1/coaching/interactions/${about}`, token)).status).toBe(404)
    expect((await get(`/api/v1/coaching/interactions/${notAbout}`, token)).status).toBe(200)
    const list = await get('/api/v1/coaching/interactions?by=all&pageSize=100', token)
    expect(list.text).toContain(`"id":"${notAbout}"`)
    expect(list.text).not.toContain(`"id":"${about}"`)
  })
})

describe('notes', () => {
  it('are in no list, in no log line and nowhere in the database in clear', async () => {
    await log()
    await keep({ notes: DRAFT_NOTE })
    for (const name of ['coach', 'districtAdmin'] as const) {
      const list = await get('/api/v1/coaching/interactions?by=all&pageSize=100', app.bearerOf(app.alpha, name))
      expect(list.status).toBe(200)
      expect(list.text).not.toContain(NOTE)
      expect(list.text).not.toContain('sealed')
    }
    expect(app.logLines.length).toBeGreaterThan(0)
    expect(app.logLines.filter((line) => line.includes('canary') || line.includes('Teacher'))).toEqual([])
    expect(await tablesWith('North School')).toContain('org')
    expect(await tablesWith('canary-note')).toEqual([])
    expect(await tablesWith('canary-draft')).toEqual([])
  })
})

describe('drafts', () => {
  it('are kept side by side, come back newest first, and are forgotten one by one', async () => {
    const token = app.bearerOf(app.beta, 'southCoach')
    const draft = { date: '2026-11', minutes: null, notes: DRAFT_NOTE }
    expect(await drafts(token)).toEqual([])
    await keep(draft, { token, id: 'draft-one' })
    await keep({ minutes: 5 }, { token, id: 'draft-two' })
    await keep({ ...draft, minutes: 10 }, { token, id: 'draft-one' })
    expect(await drafts(token)).toEqual([
      { id: 'draft-one', draft: { ...draft, minutes: 10 }, savedAt: '2026-11-22T18:00:00.000Z' },
      { id: 'draft-two', draft: { minutes: 5 }, savedAt: '2026-11-22T18:00:00.000Z' },
    ])
    expect(await drafts(app.bearerOf(app.beta, 'coach'))).toEqual([])
    const gone = () => app.call('/api/v1/coaching/drafts/draft-one', { method: 'DELETE', token })
    expect((await gone()).status).toBe(204)
    expect((await gone()).status).toBe(404)
    expect(await drafts(token)).toMatchObject([{ id: 'draft-two' }])
  })

  it('are forgotten when the interaction is logged that was typed in them, and no other', async () => {
    await keep({ minutes: 5 }, { id: 'logged-now' })
    await keep({ minutes: 6 }, { id: 'still-open' })
    await log({ draftId: 'logged-now' })
    expect((await drafts()).map(({ id }) => id)).toContain('still-open')
    expect((await drafts()).map(({ id }) => id)).not.toContain('logged-now')
  })

  it('are twenty of one coach at most: the next one is refused, none is thrown away', async () => {
    const token = app.bearerOf(app.alpha, 'southCoach')
    for (let n = 0; n < 20; n += 1)
      expect((await keep({ minutes: n }, { token, id: `draft-no-${n}` })).status).toBe(200)
    const refused = await keep({}, { token, id: 'draft-no-20' })
    expect(refused).toMatchObject({ status: 422, json: { error: { code: 'drafts_too_many' } } })
    expect((await keep({ minutes: 3 }, { token, id: 'draft-no-3' })).status).toBe(200)
    expect(await drafts(token)).toHaveLength(20)
  })
})

function keep(draft: object, o: { readonly token?: string; readonly id?: string } = {}) {
  const { token = coach, id = 'draft-of-a-test' } = o
  return app.call('/api/v1/coaching/drafts', { method: 'PUT', token, body: { id, draft } })
}

async function drafts(token = coach): Promise<readonly { readonly id: string }[]> {
  const { json } = await get('/api/v1/coaching/drafts', token)
  return (json as { drafts: { id: string }[] }).drafts
}

async function idsIn(query: string, token: string): Promise<readonly string[]> {
  const { json } = await get(`/api/v1/coaching/interactions${query}`, token)
  return (json as { items: { id: string }[] }).items.map((item) => item.id)
}

async function namesOf(query: string, token = coach): Promise<readonly string[]> {
  const { json } = await get(`/api/v1/coaching/educators${query}`, token)
  return (json as { items: { familyName: string }[] }).items.map((item) => item.familyName)
}

function idOf(answer: { readonly json: unknown; readonly status: number }): string {
  expect(answer.status).toBe(201)
  return (answer.json as { id: string }).id
}

async function auditOf(object: string): Promise<readonly object[]> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query<{ actor: string; action: string }>(
      'select actor, action from audit_entry where object = $1 order by id',
      [object],
    )
    return rows
  })
}

async function countRows(): Promise<unknown> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query(
      'select (select count(*) from interaction) as interactions, (select count(*) from audit_entry) as entries',
    )
    return rows[0] as unknown
  })
}

/** Every table that has the word in some column, read past row-level security as a thief of the disk would. */
async function tablesWith(word: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: app.database.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    )
    const found: string[] = []
    for (const district of ['alpha', 'beta']) {
      await client.query("select set_config('app.district_id', $1, false)", [district])
      for (const { name } of rows) {
        const hit = await client.query(`select from "${name}" t where strpos(t::text, $1) > 0 limit 1`, [word])
        if (hit.rowCount !== 0) found.push(name)
      }
    }
    return found
  } finally {
    await client.end()
  }
}
