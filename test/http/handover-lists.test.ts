/** The two lists of hand-overs, longer than a page: turned, sorted, searched, and whole as files. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DecidedHandoverPage, HandoverPage } from '../../src/http/contract/handovers.ts'
import { inDistrict } from '../../src/store/database.ts'
import { openTestApp, type TestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/handovers'
const OPEN = 231
const DECIDED = 63
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  const { people, south } = app.alpha
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const run = (statement: string, values: readonly unknown[]) => client.query(statement, [...values])
    await run(
      `with load as (
         insert into caseload (district_id, coach_id, name, changed_at) values ('alpha', $1, 'Mine', now()) returning id
       ), made as (
         insert into person (district_id, given_name, family_name)
         select 'alpha', case when n = 7 then '=Sum' else 'Edu' end, 'Number ' || lpad(n::text, 3, '0')
         from generate_series(1, $3::int) n
         returning id
       ), placed as (
         insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
         select 'alpha', $2, id, 'sis', 'teacher', 'primary' from made
       )
       insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on)
       select 'alpha', load.id, made.id, true, '2026-01-01' from load, made`,
      [people.coach, south, OPEN],
    )
    await run(
      `insert into coach_handover (district_id, educator_id, from_id, to_id, school_ids, decided_by, decided_at)
       select 'alpha', p.id, $1::bigint, case when row_number() over (order by p.id) % 2 = 0 then $2::bigint end,
         array[$3::bigint],
         'person:' || $4::text, timestamptz '2026-01-01' + row_number() over (order by p.id) * interval '1 hour'
       from person p where p.family_name like 'Number %' order by p.id limit $5::int`,
      [people.coach, people.southCoach, app.alpha.north, people.districtAdmin, DECIDED],
    )
  })
})
afterAll(() => app.close())

const ask = (road: string, who: 'districtAdmin' | 'coach' = 'districtAdmin') =>
  app.call(`${PATH}${road}`, { token: app.bearerOf(app.alpha, who) })
const open = async (query: string) => (await ask(`?${query}`)).json as HandoverPage
const decided = async (query: string) => (await ask(`/decided?${query}`)).json as DecidedHandoverPage
const namesOf = ({ items }: HandoverPage | DecidedHandoverPage) => items.map(({ educator }) => educator.familyName)

describe('hand-overs to decide', () => {
  it('are all reached, page after page, without gap or overlap', async () => {
    const names: string[] = []
    for (const page of [1, 2, 3]) {
      const found = await open(`page=${page}&pageSize=100`)
      expect(found).toMatchObject({ total: OPEN, page, pageSize: 100 })
      names.push(...namesOf(found))
    }
    expect(names).toHaveLength(OPEN)
    expect(new Set(names).size).toBe(OPEN)
    expect(names).toEqual(names.toSorted())
    expect((await open('page=9&pageSize=100')).items).toEqual([])
  })

  it('are sorted the other way round, and by coach and school, with the same rows', async () => {
    expect(namesOf(await open('sort=-educator&pageSize=2'))).toEqual(['Number 231', 'Number 230'])
    for (const sort of ['from', '-from', 'schools', '-schools'])
      expect(await open(`sort=${sort}&pageSize=100`)).toMatchObject({ total: OPEN })
    expect((await ask('?sort=minutes')).status).toBe(400)
  })

  it('are searched by educator, coach and school, all words of which match', async () => {
    expect(namesOf(await open('q=number%20231'))).toEqual(['Number 231'])
    expect((await open('q=EDU')).total).toBe(OPEN - 1)
    expect((await open('q=coachman')).total).toBe(OPEN)
    expect((await open('q=south%20042')).total).toBe(1)
    expect(await open('q=nobody')).toMatchObject({ items: [], total: 0 })
    // Words, and no pattern.
    expect((await open('q=%25')).total).toBe(0)
  })

  it('are a file of all that match, without formulas; nobody else has either', async () => {
    const { status, text } = await ask('/export')
    const lines = text.trim().split('\r\n')
    expect([status, lines.length]).toEqual([200, OPEN + 1])
    expect(text).toContain("'=Sum Number 007")
    expect((await ask('/export?q=231')).text.trim().split('\r\n')).toHaveLength(2)
    for (const road of ['', '/export', '/decided', '/decided/export'])
      expect((await ask(road, 'coach')).status, road).toBe(403)
  })
})

describe('decided hand-overs', () => {
  it('are all reached, the latest first', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => decided(`page=${page}&pageSize=25`)))
    const times = pages.flatMap(({ items }) => items.map(({ at }) => at))
    expect(times).toHaveLength(DECIDED)
    expect(times).toEqual(times.toSorted().toReversed())
    expect(new Set(pages.flatMap(namesOf)).size).toBe(DECIDED)
  })

  it('are sorted and searched, by whoever got them and whoever decided, too', async () => {
    expect(namesOf(await decided('sort=educator&pageSize=2'))).toEqual(['Number 001', 'Number 002'])
    // Those that were left come last, whichever the direction.
    for (const sort of ['to', '-to'])
      expect((await decided(`sort=${sort}&pageSize=100`)).items.map(({ to }) => to === null)).toEqual(
        Array.from({ length: DECIDED }, (_, at) => at >= Math.floor(DECIDED / 2)),
      )
    const [given, left] = (await decided('sort=to,educator&pageSize=100')).items.filter(
      (one, at) => at === 0 || one.to === null,
    )
    expect((await decided(`q=${given?.to?.familyName ?? ''}%20${given?.to?.givenName ?? ''}`)).total).toBe(
      Math.floor(DECIDED / 2),
    )
    expect((await decided(`q=${encodeURIComponent(left?.by ?? '?')}`)).total).toBe(DECIDED)
    expect((await decided('q=nobody')).total).toBe(0)
  })

  it('are a file of all that match', async () => {
    const { text } = await ask('/decided/export?sort=educator')
    expect(text.trim().split('\r\n')).toHaveLength(DECIDED + 1)
    expect((await ask('/decided/export?q=number%20001')).text).toMatch(/Edu Number 001,Cora Coachman,,/)
  })
})
