/** What an undo leaves as it is, because a later run or a person has decided since; and that references stay whole. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, org, person, schoolClass, smallDistrict } from '../support/literal-feed.ts'
import { readExport, readGrants, readState } from '../support/roster-state.ts'
import { pause, syncOf, undo } from '../support/undoing.ts'

const bench = useSyncBench()

beforeEach(async () => {
  await syncOf(bench, smallDistrict(20))
})

const withPerson = (sourcedId: string, over: Parameters<typeof person>[1]): RosterRecord[] =>
  smallDistrict(20).map((record) => (record.sourcedId === sourcedId ? person(sourcedId, over) : record))

const nameOf = async (sourcedId: string) => {
  const [row] = await bench.query<{ given_name: string; family_name: string; email: string | null; status: string }>(
    `select p.given_name, p.family_name, p.email, s.status from person p join person_source s on s.person_id = p.id
     where s.sourced_id = $1`,
    [sourcedId],
  )
  return row
}

describe('a field', () => {
  it('that a later run changed stays, is listed, and the others of the record go back', async () => {
    const run = await syncOf(bench, withPerson('p001', { givenName: 'B', email: 'b@example.org' }))
    await syncOf(bench, withPerson('p001', { givenName: 'C', email: 'b@example.org' }))
    const undone = await undo(bench, run.runId)
    expect(undone.undo?.kept).toEqual([{ table: 'people', key: 'p001', field: 'given_name', because: 'changed_since' }])
    expect(await nameOf('p001')).toMatchObject({ given_name: 'C', email: null })
  })

  it('that a person changed stays, and a redo does not touch it either', async () => {
    const run = await syncOf(bench, withPerson('p001', { givenName: 'B', familyName: 'B' }))
    await bench.query(`update person set given_name = 'By hand' where given_name = 'B'`)
    const undone = await undo(bench, run.runId)
    expect(await nameOf('p001')).toMatchObject({ given_name: 'By hand', family_name: 'Family p001' })
    await undo(bench, undone.runId)
    expect(await nameOf('p001')).toMatchObject({ given_name: 'By hand', family_name: 'B' })
  })

  it('that a later run has put back already is nothing to keep', async () => {
    const run = await syncOf(bench, withPerson('p001', { givenName: 'B' }))
    await syncOf(bench, smallDistrict(20))
    const undone = await undo(bench, run.runId)
    expect(undone).toMatchObject({ tables: { people: { changed: 0 } }, undo: { keptCount: 0 } })
  })

  it('of a record that is only partly back is compared anew with the next feed', async () => {
    const both = withPerson('p001', { givenName: 'B', familyName: 'B' })
    const run = await syncOf(bench, both)
    await bench.query(`update person set given_name = 'By hand' where given_name = 'B'`)
    await undo(bench, run.runId)
    await pause(bench, false)
    expect((await syncOf(bench, both)).tables.people.changed).toBe(1)
    expect(await nameOf('p001')).toMatchObject({ family_name: 'B' })
  })
})

const without = (...ids: readonly string[]): RosterRecord[] =>
  smallDistrict(20).filter(({ sourcedId }) => !ids.some((id) => sourcedId.endsWith(id)))

describe('somebody', () => {
  it('who came with the run, left and was brought again by a later one stays', async () => {
    const run = await syncOf(bench, smallDistrict(21))
    await syncOf(bench, smallDistrict(20))
    await syncOf(bench, smallDistrict(21))
    const undone = await undo(bench, run.runId)
    expect(undone.tables.people.retired).toBe(0)
    expect(undone.undo?.kept).toContainEqual({ table: 'people', key: 'p021', field: null, because: 'brought_since' })
    expect((await nameOf('p021'))?.status).toBe('active')
  })

  it('whom the run retired and a later one brought and retired again stays away', async () => {
    const run = await syncOf(bench, without('p001'))
    await syncOf(bench, smallDistrict(20))
    await syncOf(bench, without('p001'))
    const undone = await undo(bench, run.runId)
    expect(undone.undo?.kept).toContainEqual({ table: 'people', key: 'p001', field: null, because: 'gone_since' })
    expect((await nameOf('p001'))?.status).toBe('retired')
  })

  it('whom a held plan wanted to retire, of which only the additions were approved, goes with the run that brought them', async () => {
    const run = await syncOf(bench, smallDistrict(21))
    const held = await syncOf(bench, smallDistrict(10))
    const decision = { districtId: bench.districtId, runId: held.runId, by: 'test', additionsOnly: true }
    await approveRun(bench.world, decision)
    const left = await bench.query(`select distinct skipped_because from run_change where run_id = $1`, [held.runId])
    expect(left).toEqual([{ skipped_because: 'additions_only' }])
    const undone = await undo(bench, run.runId)
    expect(undone).toMatchObject({ tables: { people: { retired: 1 } }, undo: { keptCount: 0 } })
    expect((await nameOf('p021'))?.status).toBe('retired')
  })

  it('whose later runs were taken back, too, goes the way of the run', async () => {
    const first = await syncOf(bench, smallDistrict(21))
    await syncOf(bench, smallDistrict(20))
    const third = await syncOf(bench, smallDistrict(21))
    await undo(bench, third.runId)
    const [second] = await bench.query<{ id: string }>(`select id from run where applied_no = 3 order by id`)
    await undo(bench, second?.id ?? '')
    expect((await nameOf('p021'))?.status).toBe('active')
    await undo(bench, first.runId)
    expect((await nameOf('p021'))?.status).toBe('retired')
  })

  it('who came with the run takes along the enrolments and roles that later runs gave', async () => {
    const run = await syncOf(bench, [
      ...smallDistrict(20),
      schoolClass('c2'),
      person('new1', { feedRoles: [feedRole('teacher', 's1')] }),
    ])
    const later = [
      ...smallDistrict(20),
      schoolClass('c2'),
      person('new1', { feedRoles: [feedRole('teacher', 's1'), feedRole('teacher', 's2')] }),
      enrolment('c1', 'new1', { role: 'teacher' }),
      enrolment('c2', 'p001'),
    ]
    await syncOf(bench, later)
    const undone = await undo(bench, run.runId)
    expect(undone).toMatchObject({ state: 'reported', undo: { enrolmentsAlong: 2 } })
    expect((await readGrants(bench)).filter((grant) => grant.startsWith('new1'))).toEqual([])
    const roster = await readExport(bench.world.db, bench.districtId)
    expect(roster).not.toContain('new1')
    expect(roster).not.toContain('c2')
  })
})

describe('references', () => {
  it('an enrolment does not come back to a class that a later run retired', async () => {
    const withClass = [...smallDistrict(20), schoolClass('c2'), enrolment('c2', 'p001')]
    await syncOf(bench, withClass)
    const run = await syncOf(bench, [...smallDistrict(20), schoolClass('c2')])
    await syncOf(bench, smallDistrict(20))
    const undone = await undo(bench, run.runId)
    expect(undone.undo?.kept).toEqual([{ table: 'enrolments', key: 'c2-p001', field: null, because: 'reference_gone' }])
    expect(await readExport(bench.world.db, bench.districtId)).not.toContain('c2')
  })

  it('a school that comes back has its people, classes and roles again', async () => {
    const before = await readState(bench)
    const gone = smallDistrict(20).filter(({ sourcedId }) => sourcedId !== 's1')
    const run = await syncOf(bench, [...gone, org('s3')])
    await approveRun(bench.world, { districtId: bench.districtId, runId: run.runId, by: 'test' })
    expect(await readState(bench)).not.toEqual(before)
    await undo(bench, run.runId)
    expect(await readState(bench)).toEqual(before)
    const [row] = await bench.query<{ count: number }>(
      `select count(*)::int as count from affiliation a join org o on o.id = a.org_id and o.status = 'active' and o.sourced_id = 's1'`,
    )
    expect(row?.count).toBe(21)
  })
})
