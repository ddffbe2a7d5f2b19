/** Taking back a run that was approved with its matches: everybody is known by the old sourcedId again, and is who they were. */

import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { approveRun } from '../../src/sync/decide.ts'
import type { RunReport } from '../../src/sync/report.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { pause, syncOf, undo } from '../support/undoing.ts'

const bench = useSyncBench()

beforeEach(async () => {
  await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query(`insert into district_setting (district_id, key, value) values ($1, 'role_map', $2)`, [
      bench.districtId,
      { rules: [{ when: { role: ['principal'] }, grant: [{ role: 'coach', scope: 'org' }] }] },
    ]),
  )
  await syncOf(bench, school('old'))
  await bench.buySeats(2)
})

const COUNT = 8

/** A teacher who coaches and eight students in one class; one student's name is spelt as it is asked. */
function school(prefix: string, nameOf: (index: number) => string = (index) => `Given ${index}`): RosterRecord[] {
  const students = Array.from({ length: COUNT }, (_, index) => index)
  return [
    org('d', { type: 'district' }),
    org('s1', { parentSourcedId: 'd' }),
    schoolClass('c1'),
    person(`${prefix}-99`, {
      givenName: 'Tess',
      familyName: 'Teacher',
      identifier: 'T1',
      feedRoles: [feedRole('principal', 's1'), feedRole('teacher', 's1')],
    }),
    ...students.map((index) =>
      person(`${prefix}-${index}`, {
        givenName: nameOf(index),
        familyName: `Family ${index}`,
        identifier: `n${index}`,
      }),
    ),
    enrolment('c1', `${prefix}-99`, { role: 'teacher', sourcedId: 'e99' }),
    ...students.map((index) => enrolment('c1', `${prefix}-${index}`, { sourcedId: `e${index}` })),
  ]
}

async function rekey(nameOf?: (index: number) => string): Promise<RunReport> {
  const held = await syncOf(bench, school('new', nameOf))
  expect(held.hold?.reasons.map(({ code }) => code)).toEqual(['rekeyed'])
  const { districtId } = bench
  const applied = await approveRun(bench.world, { districtId, runId: held.runId, by: 'cli', match: true })
  expect(applied.state).toBe('reported')
  return applied
}

const read = (text: string) => bench.query(text)

/** Everything that somebody would notice, in words: who is here, by which record, with which roles, classes and seats. */
async function state(): Promise<Record<string, unknown>> {
  return {
    people: await read(`select id, given_name, family_name, status from person order by id`),
    records: await read(
      `select sourced_id, person_id, speaks from person_source where status = 'active' order by sourced_id`,
    ),
    roles: await read(
      `select person_id, person_sourced_id, role, scope_type, scope_id from role_grant where status = 'active'
       order by 1, 2, 3, 4, 5`,
    ),
    enrolments: await read(
      `select sourced_id, person_id, person_sourced_id, role from enrolment where status = 'active' order by 1`,
    ),
    places: await read(`select person_id, org_id, feed_role from affiliation order by 1, 2, 3`),
    seats: await read(`select kind, person_id, state from seat order by 1, 2`),
    proposals: await read(`select person_id, other_id from person_match_proposal where status = 'open' order by 1`),
  }
}

describe('an undo of an approval with matches', () => {
  it('leaves everybody one person, with roles, classes and seat, under the old sourcedId', async () => {
    const before = await state()
    const applied = await rekey()
    expect(await state()).not.toEqual(before)
    const undone = await undo(bench, applied.runId)
    expect(undone).toMatchObject({ state: 'reported', undo: { kept: [], keptCount: 0, enrolmentsAlong: 0 } })
    expect(await state()).toEqual(before)
  })

  it('shows beforehand what it does', async () => {
    const applied = await rekey()
    const preview = await undo(bench, applied.runId, true)
    const undone = await undo(bench, applied.runId)
    expect(undone.planHash).toBe(preview.planHash)
    expect(undone.tables).toEqual(preview.tables)
    expect(preview.seats['coaching-seats']).toMatchObject({ used: 1, waiting: 0, grace: 0 })
  })

  it('is itself taken back: the new sourcedIds stand again, for the same people', async () => {
    const applied = await rekey()
    const after = await state()
    const undone = await undo(bench, applied.runId)
    await undo(bench, undone.runId)
    expect(await state()).toEqual(after)
    const again = await bench.sync()
    expect(again.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(again.roles).toMatchObject({ granted: 0, revoked: 0 })
  })

  it('gives back the names that came with the new sourcedIds', async () => {
    const before = await state()
    const applied = await rekey((index) => `Given ${index} Renamed`)
    await undo(bench, applied.runId)
    expect(await state()).toEqual(before)
  })

  it('lets the old feed go on as if nothing had been', async () => {
    const before = await state()
    await undo(bench, (await rekey()).runId)
    await pause(bench, false)
    const report = await syncOf(bench, school('old'))
    expect(report.state).toBe('reported')
    expect(report.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
    expect(await state()).toEqual(before)
  })

  it.each([true, false])(
    'and the new feed is held as re-keyed again, and keeps everybody (matched: %s)',
    async (match) => {
      const applied = await rekey()
      const after = await state()
      await undo(bench, applied.runId)
      const before = await state()
      await pause(bench, false)
      const held = await syncOf(bench, school('new'))
      expect(held.hold?.reasons.map(({ code }) => code)).toEqual(['rekeyed'])
      expect(held.identities).toEqual({ joined: 0, ambiguous: 0, matched: COUNT + 1 })
      expect(await state()).toEqual(before)
      const { districtId } = bench
      await approveRun(bench.world, { districtId, runId: held.runId, by: 'cli', match })
      expect(await state()).toEqual(after)
    },
  )
})
