/** People who leave and come back under another sourcedId: held, matched, and kept whole by whoever approves. */

import { describe, expect, it } from 'vitest'
import type { PersonRecord, RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { listMatches } from '../../src/store/sync/identity-match.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { writeDistrictIdentity } from '../../src/sync/district-rules.ts'
import type { RunReport } from '../../src/sync/report.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'

const bench = useSyncBench()

const PEOPLE = 12

interface Naming {
  /** The sourcedId of the student of this number. */
  readonly id: (index: number) => string
  readonly over?: (index: number) => Partial<PersonRecord>
  readonly count?: number
}

/** Twelve students in one class and their teacher, who is principal besides; named as it is asked. */
const school = ({ id, over = () => ({}), count = PEOPLE }: Naming): RosterRecord[] => {
  const numbers = Array.from({ length: count }, (_, index) => index)
  const teacher = {
    givenName: 'Tess',
    familyName: 'Teacher',
    identifier: 'T1',
    feedRoles: [feedRole('principal', 's1'), feedRole('teacher', 's1')],
  }
  return [
    org('d', { type: 'district' }),
    org('s1', { parentSourcedId: 'd' }),
    schoolClass('c1'),
    person(id(99), teacher),
    ...numbers.map((index) =>
      person(id(index), {
        givenName: `Given ${index}`,
        familyName: `Family ${index}`,
        identifier: `n${index}`,
        ...over(index),
      }),
    ),
    enrolment('c1', id(99), { role: 'teacher', sourcedId: 'e99' }),
    ...numbers.map((index) => enrolment('c1', id(index), { sourcedId: `e${index}` })),
  ]
}

const feed = (naming: Naming): Promise<RunReport> => {
  bench.feed.current = { records: school(naming) }
  return bench.sync()
}

const OLD: Naming = { id: (index) => `old-${index}` }
const NEW: Naming = { id: (index) => `new-${index}` }

const same = (): Partial<PersonRecord> => ({ identifier: null, givenName: 'Sam', familyName: 'Same' })
const partly = (count: number): Naming => ({ id: (index) => (index < count ? `new-${index}` : `old-${index}`) })

const approve = (report: RunReport, match: boolean): Promise<RunReport> =>
  approveRun(bench.world, { districtId: bench.districtId, runId: report.runId, by: 'cli', match })

const matchesOf = (report: RunReport): ReturnType<typeof listMatches> =>
  inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    listMatches(client, { districtId: bench.districtId, runId: report.runId }, 1000),
  )

const idsByName = async (): Promise<unknown[]> =>
  bench.query(
    "select family_name, min(id)::text as id, count(*)::int as rows from person where status = 'active' group by 1 order by 1",
  )

const codes = (report: RunReport): string[] => (report.hold?.reasons ?? []).map(({ code }) => code)

describe('a feed that names everybody anew', () => {
  it('is held as re-keyed and not as a mass departure, and says how many', async () => {
    await feed(OLD)
    const report = await feed(NEW)
    expect(report.state).toBe('held')
    expect(codes(report)).toEqual(['rekeyed'])
    expect(report.hold?.reasons[0]).toMatchObject({ count: PEOPLE + 1, limit: 2, of: PEOPLE + 1, table: 'people' })
    expect(report.identities).toEqual({ joined: 0, ambiguous: 0, matched: PEOPLE + 1 })
    const matches = await matchesOf(report)
    expect(matches).toHaveLength(PEOPLE + 1)
    expect(matches[0]).toMatchObject({
      oldSourcedId: 'old-0',
      newSourcedId: 'new-0',
      because: 'identifier',
      joined: false,
    })
  })

  it('keeps people, roles, seats and classes without a gap where it is approved with its matches', async () => {
    await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
      client.query(`insert into district_setting (district_id, key, value) values ($1, 'role_map', $2)`, [
        bench.districtId,
        { rules: [{ when: { role: ['principal'] }, grant: [{ role: 'coach', scope: 'org' }] }] },
      ]),
    )
    await feed(OLD)
    await bench.buySeats(1)
    const ledger = 'select kind, seq, move, person_id from seat_ledger order by kind, seq'
    const [before, written] = [await idsByName(), await bench.query(ledger)]
    const applied = await approve(await feed(NEW), true)
    expect(applied.state).toBe('reported')
    expect(applied.seats['coaching-seats']).toMatchObject({ used: 1, waiting: 0, grace: 0 })
    expect(await idsByName()).toEqual(before)
    expect(await bench.query(ledger)).toEqual(written)
    expect(
      await bench.query(
        `select count(*)::int as enrolled from enrolment e join person_source s on s.person_id = e.person_id
         where e.status = 'active' and s.sourced_id = e.person_sourced_id and s.sourced_id like 'new-%'`,
      ),
    ).toEqual([{ enrolled: PEOPLE + 1 }])
    expect(
      await bench.query(
        "select distinct person_sourced_id like 'new-%' as new from role_grant where status = 'active'",
      ),
    ).toEqual([{ new: true }])
    const again = await feed(NEW)
    expect(again.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(again.roles).toMatchObject({ granted: 0, revoked: 0 })
  })

  it('makes new people where it is approved without, and proposes each pair', async () => {
    await feed(OLD)
    const before = await idsByName()
    const applied = await approve(await feed(NEW), false)
    expect(applied.tables.people).toMatchObject({ added: PEOPLE + 1, retired: PEOPLE + 1 })
    expect(await idsByName()).not.toEqual(before)
    const [open] = await bench.query(
      "select count(*)::int as open from person_match_proposal where status = 'open' and because = 'identifier'",
    )
    expect(open).toEqual({ open: PEOPLE + 1 })
  })

  it('is told by lost zeros, too', async () => {
    await feed({ id: (index) => `00${index + 1}`, over: () => ({ identifier: null }) })
    const report = await feed({ id: (index) => `${index + 1}`, over: () => ({ identifier: null }) })
    expect(codes(report)).toEqual(['rekeyed'])
    expect(report.hold?.reasons[0]?.says).toContain(`${PEOPLE + 1} sourcedIds differ in leading zeros only`)
  })

  it.each([
    ['username', (index: number) => ({ identifier: null, username: `u${index}` }), 'login'],
    ['address', (index: number) => ({ identifier: null, email: `u${index}@d.example` }), 'login'],
    ['name at the school', () => ({ identifier: null }), 'school'],
  ])('is told by %s', async (_, over, because) => {
    await feed({ ...OLD, over })
    const report = await feed({ ...NEW, over })
    expect(codes(report)).toEqual(['rekeyed'])
    const matches = await matchesOf(report)
    expect(new Set(matches.filter(({ oldSourcedId }) => oldSourcedId !== 'old-99').map((one) => one.because))).toEqual(
      new Set([because]),
    )
  })

  it('holds under a policy that joins them already, and stays one person either way', async () => {
    await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
      writeDistrictIdentity(client, bench.districtId, { match: 'identifier' }),
    )
    await feed(OLD)
    const before = await idsByName()
    const report = await feed(NEW)
    expect(codes(report)).toEqual(['rekeyed'])
    expect(report.identities).toEqual({ joined: PEOPLE + 1, ambiguous: 0, matched: PEOPLE + 1 })
    await approve(report, false)
    expect(await idsByName()).toEqual(before)
    expect(await bench.query('select from person_match_proposal')).toEqual([])
  })
})

describe('nobody is matched', () => {
  it('of another name under the same identifier, and the departure is held as one', async () => {
    await feed(OLD)
    const report = await feed({ ...NEW, over: (index) => ({ givenName: `X${index}`, familyName: `Y${index}` }) })
    expect(codes(report)).toContain('retire')
    expect(report.identities?.matched).toBe(1)
  })

  it('where one name stands for two who left or two who came', async () => {
    await feed({ ...OLD, over: same })
    const report = await feed({ ...NEW, over: same })
    expect(report.identities?.matched).toBe(1)
    expect(codes(report)).toContain('retire')
  })

  it('who left as a student and came as staff', async () => {
    await feed(OLD)
    const report = await feed({ ...NEW, over: () => ({ feedRoles: [feedRole('aide', 's1')] }) })
    expect(report.identities?.matched).toBe(1)
  })

  it('by an approval of a run that has no matches', async () => {
    await feed(OLD)
    const report = await feed({ ...OLD, count: 2 })
    await expect(approve(report, true)).rejects.toMatchObject({ code: 'RUN_WITHOUT_MATCHES' })
  })
})

describe('at the limit', () => {
  it('two of thirteen pass, as a departure, and are proposed person by person', async () => {
    await feed(OLD)
    const report = await feed(partly(2))
    expect(report.state).toBe('reported')
    expect(report.identities?.matched).toBe(2)
    const open = await bench.query('select because from person_match_proposal')
    expect(open).toEqual([{ because: 'identifier' }, { because: 'identifier' }])
  })

  it('three are held', async () => {
    await feed(OLD)
    expect(codes(await feed(partly(3)))).toEqual(['rekeyed'])
  })

  it('a preview has the same hash and the same matches', async () => {
    await feed(OLD)
    bench.feed.current = { records: school(NEW) }
    const preview = await bench.sync({ dryRun: true })
    const held = await bench.sync()
    expect(held.planHash).toBe(preview.planHash)
    expect(await matchesOf(held)).toEqual(await matchesOf(preview))
  })
})
