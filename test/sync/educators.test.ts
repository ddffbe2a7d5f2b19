/** A list of educators beside a feed: one person each, at the feed's schools, there until the last day that was entered. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { writeDistrictIdentity, writeDistrictRoleMap } from '../../src/sync/district-rules.ts'
import { retireExpired } from '../../src/sync/expiry.ts'
import type { RunReport } from '../../src/sync/report.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { useBench } from '../support/fresh-bench.ts'
import { openListBench } from '../support/list-bench.ts'
import { feedRole, org, person } from '../support/literal-feed.ts'
import { undo } from '../support/undoing.ts'

const HEADER = 'First name,Last name,Email,Staff ID,School,Role,Expires,Status'
const signal = new AbortController().signal

let folder: string
const clock = { now: new Date('2026-11-22T12:00:00Z') }
const bench = useBench(({ sync }, districtId) => openListBench(sync, districtId, { now: () => clock.now }))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'educators-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  clock.now = new Date('2026-11-22T12:00:00Z')
  await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, async (client) => {
    await writeDistrictRoleMap(client, bench.districtId, {
      rules: [{ when: { role: ['ext:coach'] }, grant: [{ role: 'coach', scope: 'org' }] }],
    })
  })
  await bench.buySeats(5)
  await sis()
})

/** What the SIS knows: two schools and 40 people. */
async function sis(...more: readonly RosterRecord[]): Promise<RunReport> {
  const crowd = Array.from({ length: 40 }, (_, index) => person(`p${index}`))
  const places = [org('d', { type: 'district' }), org('s1', { name: 'Lincoln' }), org('s2', { name: 'Oak Hill' })]
  bench.feed.current = { records: [...places, ...crowd, ...more] }
  return bench.sync()
}

async function upload(
  lines: readonly string[],
  { whole = false, dryRun = false }: { whole?: boolean; dryRun?: boolean } = {},
): Promise<RunReport> {
  const file = join(folder, 'list.csv')
  await writeFile(file, `${[HEADER, ...lines].join('\r\n')}\r\n`)
  const { districtId } = bench
  const asked = { districtId, sourceId: 'list', trigger: 'manual', dryRun, requestedBy: 'test' } as const
  const runId = await requestRun(bench.world, asked)
  return executeRun(bench.world, { districtId, runId, file, whole, signal })
}

const expire = (at: string): Promise<boolean> => {
  clock.now = new Date(at)
  return retireExpired(bench.world, bench.districtId, signal)
}

const listed = async (): Promise<string[]> => {
  const rows = await bench.query<{ sourced_id: string }>(
    `select s.sourced_id from person_source s join person p on p.district_id = s.district_id and p.id = s.person_id
     where s.source_id = 'list' and s.status = 'active' and p.status = 'active' order by 1`,
  )
  return rows.map((row) => row.sourced_id)
}
const roles = async (): Promise<string[]> => {
  const rows = await bench.query<{ said: string }>(
    `select concat_ws(' ', g.person_sourced_id, g.role, o.sourced_id) as said from role_grant g
     left join org o on g.scope_type = 'school' and o.district_id = g.district_id and o.id = g.scope_id
     where g.source_id = 'list' and g.status = 'active' order by 1`,
  )
  return rows.map(({ said }) => said)
}
const educatorsAt = async (school: string): Promise<number> => {
  const rows = await bench.query(
    `select from affiliation a join org o on o.district_id = a.district_id and o.id = a.org_id
     where a.source_id = 'list' and o.sourced_id = $1`,
    [school],
  )
  return rows.length
}
const seats = async (): Promise<string[]> => {
  const rows = await bench.query<{ state: string }>(`select state from seat where kind = 'coaching-seats' order by 1`)
  return rows.map(({ state }) => state)
}

const many = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `G${index},F${index},e${index}@x.org,${100 + index},Lincoln,,,`)

const setPolicy = (match: 'email' | 'identifier') =>
  inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    writeDistrictIdentity(client, bench.districtId, { match }),
  )
const peopleOf = (email: string) =>
  bench.query<{ id: string }>(`select id from person where lower(email) = $1 and status = 'active'`, [email])

describe('a list beside a feed', () => {
  it('puts its people at the schools of the feed, and makes none', async () => {
    const report = await upload(['Ada,Byron,ada@x.org,1,Lincoln,coach,,', 'Kei,Ito,kei@x.org,2,Oak Hill,,,'])
    expect(report).toMatchObject({ state: 'reported', tables: { people: { added: 2, quarantined: 0 } } })
    expect(await roles()).toEqual(['1 coach s1'])
    expect([await educatorsAt('s1'), await educatorsAt('s2')]).toEqual([1, 1])
    expect(await bench.query(`select from org where source_id = 'list'`)).toEqual([])
    expect(await seats()).toEqual(['assigned'])
  })

  it('counts educators without a role for what they are: nothing is missing in the role map', async () => {
    expect((await upload(['Kei,Ito,kei@x.org,2,Oak Hill,,,'])).roles.unmapped).toBe(0)
  })

  it('adds and changes, and leaves everybody else where they are', async () => {
    await upload(many(30))
    const report = await upload(['G0,Changed,e0@x.org,100,Oak Hill,,,', 'New,Person,n@x.org,999,Lincoln,,,'])
    expect(report).toMatchObject({
      state: 'reported',
      hold: null,
      tables: { people: { added: 1, changed: 1, retired: 0 } },
    })
    expect(await listed()).toHaveLength(31)
    expect(await educatorsAt('s2')).toBe(1)
  })

  it('takes a role that a row no longer has, and none of anybody who isn’t named', async () => {
    await upload(['A,B,a@x.org,1,Lincoln,coach,,', 'C,D,c@x.org,2,Lincoln; Oak Hill,coach,,'])
    await upload(['C,D,c@x.org,2,Oak Hill,coach,,'])
    expect(await roles()).toEqual(['1 coach s1', '2 coach s2'])
  })

  it('as the whole set lets those leave who aren’t in it: held, where they are many, and applied as it was shown', async () => {
    await upload([...many(30), 'A,B,a@x.org,1,Oak Hill,coach,,'])
    const held = await upload(['G29,F29,e29@x.org,129,Lincoln,,,'], { whole: true })
    expect(held).toMatchObject({ state: 'held', tables: { people: { retired: 30 } } })
    expect(await listed()).toHaveLength(31)
    const approved = await approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'test' })
    expect(approved.state).toBe('reported')
    expect(await listed()).toEqual(['129'])
    expect(await roles()).toEqual([])
    expect(await seats()).toEqual(['grace'])
  })

  it('lets go of whom it calls inactive', async () => {
    await upload(many(10))
    expect((await upload(['G1,F1,e1@x.org,101,Lincoln,,,inactive'])).tables.people.retired).toBe(1)
    expect(await listed()).not.toContain('101')
  })

  it('is taken back whole, with roles at schools that are another source’s', async () => {
    await upload(['A,B,a@x.org,1,Lincoln,coach,,', 'E,F,e@x.org,3,Lincoln,coach,,'])
    const second = await upload(['A,B,a@x.org,1,Oak Hill,coach,,', 'C,D,c@x.org,2,Oak Hill,coach,,'])
    expect(await roles()).toEqual(['1 coach s2', '2 coach s2', '3 coach s1'])
    expect((await undo(bench, second.runId)).state).toBe('reported')
    expect(await roles()).toEqual(['1 coach s1', '3 coach s1'])
    expect(await listed()).toEqual(['1', '3'])
  })

  it('shows what it would do without doing it', async () => {
    const report = await upload(['A,B,a@x.org,1,Lincoln,coach,,'], { dryRun: true })
    expect(report).toMatchObject({ state: 'previewed', tables: { people: { added: 1 } }, roles: { granted: 1 } })
    expect(await listed()).toEqual([])
  })

  it('never leaves a role at a school that has left, once it is read again', async () => {
    await upload(['A,B,a@x.org,1,Oak Hill,coach,,', 'E,F,e@x.org,3,Lincoln,coach,,'])
    await bench.query(`update org set status = 'retired' where sourced_id = 's2'`)
    const report = await upload(['A,B,a@x.org,1,Oak Hill,coach,,'])
    expect(report).toMatchObject({ state: 'reported', tables: { people: { quarantined: 1 } } })
    expect(await roles()).toEqual(['3 coach s1'])
  })
})

describe('somebody who is in the feed and in a list', () => {
  const ada = { givenName: 'Ada', familyName: 'Byron', email: 'ada@x.org', identifier: '1' }
  const line = 'ADA,Byron,Ada@x.org,1,Oak Hill,coach,,'
  const teacher = person('t1', { ...ada, feedRoles: [feedRole('teacher', 's1')] })
  it.each(['email', 'identifier'] as const)(
    'is one person by the district’s policy (%s), with one seat',
    async (match) => {
      await setPolicy(match)
      await sis(teacher)
      const report = await upload([line])
      expect(report.identities).toMatchObject({ joined: 1, ambiguous: 0 })
      expect(await peopleOf('ada@x.org')).toHaveLength(1)
      expect(await seats()).toEqual(['assigned'])
    },
  )

  it('is one person also where the list came first', async () => {
    await setPolicy('email')
    await upload([line])
    await sis(teacher)
    expect(await peopleOf('ada@x.org')).toHaveLength(1)
  })

  it('is kept apart and told where the name is another: a shared address is no proof', async () => {
    await setPolicy('email')
    await sis(teacher)
    const report = await upload(['Grace,Hopper,ada@x.org,9,Oak Hill,coach,,'])
    expect(report.identities).toMatchObject({ joined: 0, ambiguous: 1 })
    expect(report.diagnostics).toMatchObject([{ code: 'identity_ambiguous', count: 1 }])
    expect(await peopleOf('ada@x.org')).toHaveLength(2)
  })

  it('stays, when the list’s last day has passed: the feed still has them', async () => {
    await setPolicy('email')
    await sis(teacher)
    await upload(['Ada,Byron,ada@x.org,1,Oak Hill,coach,2026-11-30,'])
    expect(await expire('2026-12-01T06:30:00Z')).toBe(false)
    expect(await peopleOf('ada@x.org')).toHaveLength(1)
    expect(await listed()).toEqual([])
    expect(await roles()).toEqual([])
  })
})

describe('a last day', () => {
  const coach = 'Ada,Byron,ada@x.org,1,Lincoln,coach,2026-11-30,'

  it('counts in the district’s zone: the worker lets them go when it is over there, and the seat goes into grace', async () => {
    await upload([coach, 'Kei,Ito,kei@x.org,2,Oak Hill,,,'])
    // Chicago is six hours behind: on 1 December 05:59 UTC it is still 30 November there.
    await expire('2026-12-01T05:59:00Z')
    expect(await listed()).toEqual(['1', '2'])
    await expire('2026-12-01T06:00:00Z')
    expect(await listed()).toEqual(['2'])
    expect(await roles()).toEqual([])
    expect(await seats()).toEqual(['grace'])
  })

  it('is an applied run of its own, which can be taken back; then the source rests and nobody is let go again', async () => {
    await upload([coach])
    await expire('2026-12-01T06:00:00Z')
    const [run] = await bench.query<{ id: string; state: string; requested_by: string }>(
      `select id::text, state, requested_by from run where requested_by like 'expiry:%'`,
    )
    expect(run).toMatchObject({ state: 'reported', requested_by: 'expiry:2026-12-01' })
    expect((await undo(bench, run?.id ?? '')).state).toBe('reported')
    expect(await listed()).toEqual(['1'])
    expect(await expire('2026-12-01T07:00:00Z')).toBe(false)
    expect(await listed()).toEqual(['1'])
  })

  it('needs nobody’s approval, however many it is for: it was entered long before', async () => {
    await upload(many(30).map((line) => line.replace(',,,', ',,2026-11-30,')))
    expect(await listed()).toHaveLength(30)
    await expire('2026-12-01T12:00:00Z')
    expect(await listed()).toEqual([])
  })

  it('sticks: an old list brings nobody back, a new last day does', async () => {
    await upload([coach])
    await expire('2026-12-01T06:00:00Z')
    expect((await upload([coach])).tables.people).toMatchObject({ added: 0, retired: 0 })
    expect(await listed()).toEqual([])
    await upload([coach.replace('2026-11-30', '2027-06-30')])
    expect(await listed()).toEqual(['1'])
    expect(await seats()).toEqual(['assigned'])
  })

  it('is not passed by whoever has another role that goes on', async () => {
    await upload([coach, coach.replace('Lincoln', 'Oak Hill').replace('2026-11-30', '')])
    await expire('2026-12-01T06:00:00Z')
    expect(await listed()).toEqual(['1'])
  })

  it('leaves a held upload, the quarantine and the source’s own affairs as they are', async () => {
    await upload([coach, ...many(30)])
    const bad = await upload(['X,Y,x@x.org,5,Nowhere,,,'])
    expect(bad.tables.people.quarantined).toBe(1)
    const held = await upload(['G29,F29,e29@x.org,129,Lincoln,,,'], { whole: true })
    const affairs = `select last_success_at from source_schedule where source_id = 'list'`
    const before = await bench.query(affairs)
    const faults = await bench.query(`select from quarantine_entry where source_id = 'list'`)
    await expire('2026-12-01T06:00:00Z')
    expect(await listed()).not.toContain('1')
    expect(await bench.query(affairs)).toEqual(before)
    expect(await bench.query(`select from quarantine_entry where source_id = 'list'`)).toEqual(faults)
    const [run] = await bench.query<{ state: string }>('select state from run where id = $1', [held.runId])
    expect(run?.state).toBe('held')
  })
})
