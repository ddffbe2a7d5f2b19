/** What the client's document on coaching says of cycles, educators and settings: each sentence asked of the running API. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let cycleId: string
beforeAll(async () => {
  app = await openTestApp()
  cycleId = idOf(await startWith('coach', app.alpha.people.teacher))
})
afterAll(() => app.close())

const call = (who: PersonName, method: string, path: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1${path}`, {
    method,
    token: app.bearerOf(app.alpha, who),
    ...(body === undefined ? {} : { body }),
  })
const startWith = (who: PersonName, personId: string) =>
  call(who, 'POST', '/coaching/cycles', {
    educators: [{ id: personId, ratingStart: null, ratingEnd: null }],
    focusId: null,
    scaleId: null,
    focus: null,
    goal: 'sentence-canary',
    stays: [{ phaseId: 'phase-plan', from: '2026-11-02' }],
  })
const idOf = ({ json }: Answer) => (json as { id: string }).id
const OTHERS: readonly PersonName[] = ['schoolAdmin', 'itAdmin', 'principal', 'billing', 'teacher', 'student']

describe('the document on licences says', () => {
  it('“A district administrator can see everything in Connecthub.io”', async () => {
    const texts = await call('districtAdmin', 'POST', `/coaching/cycles/${cycleId}/texts`, {
      reason: 'To see how it is going',
    })
    expect(texts.json).toEqual({ focus: null, goal: 'sentence-canary' })
    const all = (await call('districtAdmin', 'GET', '/coaching/cycles?by=all')).json as { items: { id: string }[] }
    expect(all.items.map(({ id }) => id)).toEqual([cycleId])
  })

  it('“and is the only user type that can PERMANENTLY delete educators”', async () => {
    const { retiredTeacher } = app.alpha.people
    for (const who of [...OTHERS, 'coach'] as const)
      for (const [method, body] of [
        ['GET', undefined],
        ['POST', { word: 'Rita Retired' }],
      ] as const)
        expect((await call(who, method, `/staff/${retiredTeacher}/deletion`, body)).status, who).toBe(403)
  })

  it('“It is important to only give this access to key users”: the settings of coaching are nobody else’s', async () => {
    for (const who of [...OTHERS, 'coach'] as const)
      expect((await call(who, 'GET', '/coaching/settings')).status, who).toBe(403)
    expect((await call('districtAdmin', 'GET', '/coaching/settings')).status).toBe(200)
  })

  it('“A Coach is a user who will be entering interactions and coaching cycles while working with educators.”', async () => {
    for (const who of [...OTHERS, 'districtAdmin'] as const)
      expect((await startWith(who, app.alpha.people.otherTeacher)).status, who).toBe(403)
    expect((await startWith('southCoach', app.alpha.people.southTeacher)).status).toBe(201)
  })

  it('“Connecthub was designed as a platform for coaches only.”: nobody else writes in it, nor finds a page of it', async () => {
    const interaction = {
      date: '2026-11-20',
      minutes: 10,
      typeId: 'observation',
      schoolId: app.alpha.north,
      educatorIds: [app.alpha.people.teacher],
    }
    for (const who of [...OTHERS, 'districtAdmin'] as const) {
      expect((await call(who, 'POST', '/coaching/interactions', interaction)).status, who).toBe(403)
      const { home, may } = (await call(who, 'GET', '/me')).json as { home: string; may: readonly string[] }
      expect(
        [home === 'coach', may.includes('create:interaction'), may.includes('create:coaching_cycle')],
        who,
      ).toEqual([false, false, false])
    }
    const pages = ['/interactions', '/log', '/today', '/cycles?by=mine', '/reports/mine', '/drafts', '/choices']
    for (const who of OTHERS)
      for (const path of [...pages, `/time-lines/${app.alpha.people.teacher}`])
        expect((await call(who, 'GET', `/coaching${path}`)).status, `${who} ${path}`).toBe(403)
    const logged = await call('coach', 'POST', '/coaching/interactions', interaction)
    expect(logged.status, logged.text).toBe(201)
    expect((await call('coach', 'GET', '/me')).json).toMatchObject({ home: 'coach' })
  })

  it('“A Principal is an account type that can view very limited data.”: of a cycle nothing', async () => {
    for (const path of ['/cycles?by=all', `/cycles/${cycleId}`, '/today', '/educators'])
      expect((await call('principal', 'GET', `/coaching${path}`)).status, path).toBe(403)
    const texts = await call('principal', 'POST', `/coaching/cycles/${cycleId}/texts`, { reason: 'I lead the school' })
    expect(texts.status).toBe(403)
  })

  it('“They cannot access their profile or notes within Connecthub.”: by no road is there a cycle about themself', async () => {
    const roads = [`/cycles/${cycleId}`, '/cycles?by=all', '/today', '/educators', '/choices']
    const { teacher } = app.alpha.people
    const texts = await call('teacher', 'POST', `/coaching/cycles/${cycleId}/texts`, { reason: 'It is about me' })
    expect([texts.status, texts.text.includes('sentence-canary')]).toEqual([403, false])
    for (const path of [...roads, `/cycles?educatorId=${teacher}`, `/cycles/${cycleId}/loose-interactions`]) {
      const { status, text } = await call('teacher', 'GET', `/coaching${path}`)
      expect([status, text.includes('sentence-canary')], path).toEqual([403, false])
    }
  })

  it('“Educators will never be alerted”: no mail comes of a cycle, whatever is done with it', async () => {
    const { teacher } = app.alpha.people
    const seen = (await call('coach', 'GET', `/coaching/cycles/${cycleId}`)).json as { version: string }
    const to = { phaseId: 'phase-reflect', from: '2026-11-10', version: seen.version }
    expect((await call('coach', 'POST', `/coaching/cycles/${cycleId}/phase`, to)).status).toBe(200)
    const end = {
      educators: [{ id: teacher, ratingStart: null, ratingEnd: null }],
      focusId: null,
      scaleId: null,
      focus: null,
      goal: 'sentence-canary',
      stays: [{ phaseId: 'phase-plan', from: '2026-11-02' }],
      endedOn: '2026-11-20',
      version: String(Number(seen.version) + 1),
    }
    expect((await call('coach', 'PUT', `/coaching/cycles/${cycleId}`, end)).status).toBe(200)
    expect(await count("select count(*)::int as found from outbox where district_id = 'alpha'")).toBe(0)
  })

  it('“Educators do not receive logins.”: who is added has no account, no link, no mail, and comes in by no door', async () => {
    const email = 'edna.educator@alpha.example'
    const given = { givenName: 'Edna', familyName: 'Educator', email, schoolId: app.alpha.north, despite: false }
    const added = await call('districtAdmin', 'POST', '/coaching/educators', given)
    expect(added.status).toBe(201)
    const { personId } = added.json as { personId: string }
    for (const table of ['account', 'account_locator', 'invitation', 'role_grant'])
      expect(await count(`select count(*)::int as found from ${table} t where t::text like '%${email}%'`), table).toBe(
        0,
      )
    for (const table of ['account', 'role_grant', 'session'])
      expect(
        await count(
          `select count(*)::int as found from ${table} where district_id = 'alpha' and person_id = ${personId}`,
        ),
        table,
      ).toBe(0)
    expect(await count("select count(*)::int as found from outbox where district_id = 'alpha'")).toBe(0)
    // As somebody of the roster without a role: no page of coaching opens, nor one of their own.
    const token = app.bearerFor({ districtId: 'alpha', personId, customerId: null, roles: [] })
    for (const path of [
      '/coaching/interactions',
      '/coaching/educator-database',
      `/coaching/time-lines/${personId}`,
      '/licences',
    ])
      expect((await app.call(`/api/v1${path}`, { token })).status, path).toBe(403)
  })

  it('“a place to keep track of their work supporting the educators”: the cycles with one educator, ended ones too', async () => {
    const { teacher } = app.alpha.people
    const { json } = await call('coach', 'GET', `/coaching/cycles?educatorId=${teacher}`)
    expect(json).toMatchObject({ items: [{ id: cycleId, standing: 'ended' }], total: 1 })
  })

  it('“The size of the educator database is determined by how many licenses you purchase.”: who waits for a place is in no cycle', async () => {
    const { otherTeacher } = app.alpha.people
    await change(`insert into licence (district_id, kind, bought) values ('alpha', 'educator-capacity', 0)`)
    await change(
      `insert into seat (district_id, kind, person_id, state, since, place)
       values ('alpha', 'educator-capacity', ${otherTeacher}, 'waiting', now(), 2001)`,
    )
    const refused = await startWith('coach', otherTeacher)
    expect([refused.status, refused.text.includes('educator_unknown')]).toEqual([422, true])
  })
})

async function count(statement: string): Promise<number> {
  const { rows } = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<{ found: number }>(statement),
  )
  return rows[0]?.found ?? -1
}

async function change(statement: string): Promise<void> {
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(statement),
  )
}
