/** People who may be one: who sees which pair, and what comes of a decision. */

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Database, globally, inDistrict } from '../../src/store/database.ts'
import { linkAsked } from '../../src/sync/link-asked.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
let sync: Database

beforeAll(async () => {
  app = await openTestApp()
  sync = app.database.open('sync')
})
afterAll(() => app.close())

const inside = <T extends object>(district: SchoolDistrict, text: string, values: readonly unknown[] = []) =>
  inDistrict(sync, { districtId: district.id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<T>(text, [...values])
    return rows
  })

async function propose(district: SchoolDistrict, one: PersonName, other: PersonName): Promise<string> {
  const [row] = await inside<{ id: string }>(
    district,
    `insert into person_match_proposal (district_id, person_id, other_id, because) values ($1, $2, $3, 'identifier')
     returning id::text`,
    [district.id, district.people[one], district.people[other]],
  )
  return row?.id ?? ''
}

let proposal = ''
let foreign = ''

beforeEach(async () => {
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query('delete from person_match_proposal'),
  )
  await inDistrict(app.database.open('owner'), { districtId: 'beta', actor: 'test' }, (client) =>
    client.query('delete from person_match_proposal'),
  )
  proposal = await propose(app.alpha, 'teacher', 'southTeacher')
  foreign = await propose(app.beta, 'teacher', 'southTeacher')
})

const get = (path: string, name: PersonName = 'itAdmin') =>
  app.call(`/api/v1/${path}`, { token: app.bearerOf(app.alpha, name) })
const post = (path: string, body?: unknown, name: PersonName = 'itAdmin') =>
  app.call(`/api/v1/match-proposals/${path}`, {
    method: 'POST',
    token: app.bearerOf(app.alpha, name),
    ...(body === undefined ? {} : { body }),
  })
const rowOf = async (id: string) => {
  const text = `select status, decided_by as "decidedBy", asked_by as "askedBy", asked_stays::text as stays
    from person_match_proposal where id = $1`
  const [row] = await inside<Record<string, unknown>>(app.alpha, text, [id])
  return row
}
/** Starts each once the one before waits for the row of the pair, and lets them go on together. */
const whileLocked = (id: string, starts: readonly (() => ReturnType<typeof post>)[]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    await client.query('select from person_match_proposal where id = $1 for update', [id])
    const under: ReturnType<typeof post>[] = []
    for (const start of starts) {
      under.push(start())
      await vi.waitFor(async () => {
        await client.query('select pg_stat_clear_snapshot()')
        const { rows } = await client.query<{ waiting: number }>(
          "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        )
        expect(rows[0]?.waiting).toBe(under.length)
      })
    }
    return { answers: () => Promise.all(under) }
  }).then(({ answers }) => answers())
// Nobody's seat is the matter here: the seats of this district were planted without their ledger.
const link = () => linkAsked({ db: sync, settings: { licenceKinds: [] }, now: () => NOW }, 'alpha')
const lastEntry = async () => {
  const text = 'select actor, action, object, detail from audit_entry order by id desc limit 1'
  const [row] = await inside<Record<string, unknown>>(app.alpha, text)
  return row
}

describe('the pairs', () => {
  it('are shown side by side with what each is known by, of the own district only', async () => {
    const { status, json } = await get('match-proposals')
    expect(status).toBe(200)
    const { people } = app.alpha
    expect(json).toMatchObject({
      total: 1,
      items: [
        {
          id: proposal,
          because: 'identifier',
          isAsked: false,
          refused: null,
          person: {
            id: people.teacher,
            givenName: 'Tara',
            email: 'teacher@alpha.example',
            schools: ['North School'],
            roles: ['class_lead', 'teacher'],
            records: [{ sourceId: 'sis', sourcedId: 'sis-teacher', active: true }],
          },
          other: { id: people.southTeacher, familyName: 'Under', schools: ['South School'] },
        },
      ],
    })
  })

  it('are no business of a school administrator, a coach or a teacher (OWN-16)', async () => {
    for (const name of ['schoolAdmin', 'coach', 'teacher', 'principal', 'billing'] as const)
      expect((await get('match-proposals', name)).status, name).toBe(403)
  })
})

describe('a decision is refused', () => {
  it('about a pair of another district as about none', async () => {
    const stays = app.beta.people.teacher
    const answers = [
      await post(`${foreign}/link`, { stays }),
      await post('999999999/link', { stays }),
      await post(`${foreign}/dismissal`),
      await post('999999999/dismissal'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })

  it('for somebody to stay who is none of the two', async () => {
    const answer = await post(`${proposal}/link`, { stays: app.alpha.people.coach })
    expect(answer.status).toBe(422)
    expect(await rowOf(proposal)).toMatchObject({ status: 'open', askedBy: null })
  })

  it('by IT where the link makes somebody an administrator, whichever of the two stays (OWN-06-C)', async () => {
    const { people } = app.alpha
    for (const [one, other] of [
      ['itAdmin', 'districtAdmin'],
      ['teacher', 'billing'],
      ['schoolAdmin', 'otherTeacher'],
    ] as const) {
      const raising = await propose(app.alpha, one, other)
      for (const stays of [people[one], people[other]]) {
        const answer = await post(`${raising}/link`, { stays })
        expect(answer.status, `${one} and ${other}`).toBe(403)
        expect(answer.json).toMatchObject({ error: { code: 'rise_forbidden' } })
      }
      expect(await rowOf(raising)).toMatchObject({ status: 'open', askedBy: null })
      expect((await post(`${raising}/link`, { stays: people[one] }, 'districtAdmin')).status).toBe(202)
    }
  })

  it('by the worker where the link has come to make somebody an administrator since IT asked for it (OWN-06-C)', async () => {
    const { people, north } = app.alpha
    const pair = await propose(app.alpha, 'otherTeacher', 'southTeacher')
    expect((await post(`${pair}/link`, { stays: people.otherTeacher })).status).toBe(202)
    const rise = `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
      values ('alpha', $1, 'school_admin', 'school', $2, 'manual') returning id::text`
    const given = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, async (client) => {
      const { rows } = await client.query<{ id: string }>(rise, [people.otherTeacher, north])
      return rows[0]?.id
    })
    expect(await link()).toEqual({ linked: 0, refused: 1, more: false })
    const { items } = (await get('match-proposals')).json as { items: { id: string; refused: string | null }[] }
    expect(items.find(({ id }) => id === pair)?.refused).toContain('an administrator of the district has to link them')
    expect(await inside(app.alpha, 'select status from person where id = $1', [people.southTeacher])).toEqual([
      { status: 'active' },
    ])
    expect((await post(`${pair}/link`, { stays: people.otherTeacher })).status).toBe(403)
    expect((await post(`${pair}/link`, { stays: people.otherTeacher }, 'districtAdmin')).status).toBe(202)
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('delete from role_grant where id = $1', [given]),
    )
  })

  it('after somebody else’s: one of two at once is told so', async () => {
    const stays = app.alpha.people.teacher
    // Both find the pair open, and only then does either write.
    const [linked, apart] = await whileLocked(proposal, [
      () => post(`${proposal}/link`, { stays }),
      () => post(`${proposal}/dismissal`),
    ])
    const row = await rowOf(proposal)
    if (row?.['status'] === 'open') expect([linked?.status, apart?.status]).toEqual([202, 409])
    else expect([linked?.status, apart?.status, row?.['askedBy']]).toEqual([409, 200, null])
    expect((await post(`${proposal}/dismissal`)).json).toMatchObject({ error: { code: 'match_decided' } })
  })
})

describe('two people', () => {
  it('are kept apart at once, in the name of who said so, and not listed again', async () => {
    expect((await post(`${proposal}/dismissal`)).status).toBe(200)
    const actor = `person:${app.alpha.people.itAdmin}`
    expect(await rowOf(proposal)).toMatchObject({ status: 'dismissed', decidedBy: actor })
    expect((await get('match-proposals')).json).toMatchObject({ items: [], total: 0 })
    expect(await lastEntry()).toEqual({
      actor,
      action: 'person.keep_apart',
      object: `person:${app.alpha.people.teacher}`,
      detail: { other: app.alpha.people.southTeacher },
    })
  })
})

describe('one person', () => {
  it('is asked for by IT where both are the same kind of administrator in the same place', async () => {
    const { people, north } = app.alpha
    const grants = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         values ('alpha', $1, 'school_admin', 'school', $2, 'manual')`,
        [people.southTeacher, north],
      ),
    )
    expect(grants.rowCount).toBe(1)
    const same = await propose(app.alpha, 'schoolAdmin', 'southTeacher')
    expect((await post(`${same}/link`, { stays: people.schoolAdmin })).status).toBe(202)
  })

  it('is asked for by the page and made by the worker, the one staying who was chosen', async () => {
    const { people } = app.alpha
    const answer = await post(`${proposal}/link`, { stays: people.southTeacher }, 'districtAdmin')
    expect(answer.status).toBe(202)
    const actor = `person:${people.districtAdmin}`
    expect(await rowOf(proposal)).toEqual({
      status: 'open',
      decidedBy: null,
      askedBy: actor,
      stays: people.southTeacher,
    })
    expect((await get('match-proposals')).json).toMatchObject({ items: [{ id: proposal, isAsked: true }] })
    expect(await lastEntry()).toMatchObject({ actor, action: 'person.link_ask', detail: { other: people.teacher } })
    const due = await globally(sync, async (client) => {
      const { rows } = await client.query<{ due_at: Date }>(
        "select due_at from chore where district_id = 'alpha' and kind = 'link'",
      )
      return rows[0]?.due_at
    })
    expect(due?.getTime()).toBeLessThanOrEqual(NOW.getTime())
    expect(await link()).toEqual({ linked: 1, refused: 0, more: false })
    expect(await rowOf(proposal)).toMatchObject({ status: 'linked', decidedBy: actor })
    expect(
      await inside(app.alpha, 'select status, merged_into::text as into from person where id = $1', [people.teacher]),
    ).toEqual([{ status: 'retired', into: people.southTeacher }])
    expect(await lastEntry()).toMatchObject({ actor, action: 'person.link', object: `person:${people.southTeacher}` })
    expect(await link()).toEqual({ linked: 0, refused: 0, more: false })
  })

  it('is not made of a student and a teacher: the pair is there again, with the reason', async () => {
    const { people } = app.alpha
    const odd = await propose(app.alpha, 'otherTeacher', 'student')
    await inside(
      app.alpha,
      `update person_source set feed_roles = case sourced_id when 'sis-student' then '[{"role":"student"}]'::jsonb
         else '[{"role":"teacher"}]'::jsonb end where sourced_id in ('sis-student', 'sis-otherTeacher')`,
    )
    expect((await post(`${odd}/link`, { stays: people.otherTeacher })).status).toBe(202)
    expect(await link()).toEqual({ linked: 0, refused: 1, more: false })
    const { items } = (await get('match-proposals')).json as { items: { id: string; refused: string | null }[] }
    const again = items.find(({ id }) => id === odd)
    expect(again).toMatchObject({ isAsked: false })
    expect(again?.refused).toContain('one is a student and the other is not')
    expect((await post(`${odd}/link`, { stays: people.student })).status).toBe(202)
    expect(await rowOf(odd)).toMatchObject({ stays: people.student })
  })
})

describe('the matches of a held run', () => {
  it('show each person as they are and as the feed has them now, within the district', async () => {
    const { people, run } = app.alpha
    await inside(
      app.alpha,
      `insert into run_match (district_id, run_id, new_sourced_id, old_sourced_id, person_id, because, joined)
       values ('alpha', $1, 'new-1', 'sis-coach', $2, 'login', false)`,
      [run, people.coach],
    )
    await inside(
      app.alpha,
      `insert into run_change (district_id, run_id, kind, op, key, after) values ('alpha', $1, 'people', 'add', 'new-1', $2)`,
      [run, JSON.stringify({ given_name: 'Cora', family_name: 'Married', email: 'new@alpha.example' })],
    )
    const name = { givenName: 'Cora', identifier: null, username: null }
    expect((await get(`runs/${run}/matches`)).json).toEqual({
      items: [
        {
          because: 'login',
          joined: false,
          personId: people.coach,
          leaves: { ...name, sourcedId: 'sis-coach', familyName: 'Coachman', email: 'coach@alpha.example' },
          comes: { ...name, sourcedId: 'new-1', familyName: 'Married', email: 'new@alpha.example' },
        },
      ],
      total: 1,
      page: 1,
      pageSize: 25,
    })
    expect((await get(`runs/${app.beta.run}/matches`)).json).toMatchObject({ items: [], total: 0 })
    expect((await get(`runs/${run}/matches`, 'schoolAdmin')).status).toBe(403)
  })
})
