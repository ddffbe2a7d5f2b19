/** The record that a feed brings of an educator whom somebody had added by hand: theirs, and nobody new. */

import { beforeEach, expect, it } from 'vitest'
import type { PersonRecord, RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { listProposals, renewProposals } from '../../src/store/sync/identity-match.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { feedRole, org, person } from '../support/literal-feed.ts'
import { undo } from '../support/undoing.ts'

const bench = useSyncBench()
const base: readonly RosterRecord[] = [
  org('d', { type: 'district' }),
  org('s1', { parentSourcedId: 'd' }),
  ...Array.from({ length: 6 }, (_, index) => person(`f${index}`)),
]
const teacher = (sourcedId: string, over: Partial<PersonRecord> = {}): PersonRecord =>
  person(sourcedId, {
    givenName: 'Nora',
    familyName: 'Ångström',
    email: 'NORA@d.example',
    feedRoles: [feedRole('teacher', 's1')],
    ...over,
  })

beforeEach(async () => {
  await sync(...base)
})

async function sync(...records: readonly RosterRecord[]) {
  bench.feed.current = { records }
  const report = await bench.sync()
  expect(report.state).toBe('reported')
  return report
}

/** As the page does. */
async function addByHand(email: string | null = 'nora@d.example'): Promise<string> {
  return inDistrict(
    bench.database.open('owner'),
    { districtId: bench.districtId, actor: 'person:1' },
    async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `with made as (
         insert into person (district_id, given_name, family_name, email) values ($1, 'Nora', 'Angstrom', $2) returning id),
       noted as (
         insert into educator_by_hand (district_id, person_id, added_by, added_at) select $1, id, 'person:1', now() from made)
       insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       select $1, o.id, made.id, '', 'teacher', 'primary' from made, org o where o.district_id = $1 and o.sourced_id = 's1'
       returning person_id::text as id`,
        [bench.districtId, email],
      )
      return rows[0]?.id ?? ''
    },
  )
}

const idOf = async (sourcedId: string) => {
  const [row] = await bench.query<{ id: string }>(
    'select person_id::text as id from person_source where sourced_id = $1',
    [sourcedId],
  )
  return row?.id
}

it('is joined by address and name, however they are written, and its values become theirs', async () => {
  const id = await addByHand()
  const report = await sync(...base, teacher('t1'))
  expect(await idOf('t1')).toBe(id)
  expect(report.tables.people).toMatchObject({ added: 1 })
  expect(await bench.query('select family_name as name, status from person where id = $1', [id])).toEqual([
    { name: 'Ångström', status: 'active' },
  ])
  const again = await sync(...base, teacher('t1'))
  expect(again.tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
  await undo(bench, report.runId)
  expect(await bench.query("select from person_source where sourced_id = 't1' and status = 'active'")).toEqual([])
})

it.each([
  ['of another name', { familyName: 'Berg' }],
  ['of another address', { email: 'other@d.example' }],
  ['of a student', { feedRoles: [feedRole('student', 's1')] }],
] satisfies [string, Partial<PersonRecord>][])('is somebody new %s', async (_what, over) => {
  const id = await addByHand()
  await sync(...base, teacher('t1', over))
  expect(await idOf('t1')).not.toBe(id)
})

it('is somebody new where two of the feed, or two added by hand, are alike: somebody decides', async () => {
  const id = await addByHand()
  await sync(...base, teacher('t1'), teacher('t2'))
  expect([await idOf('t1'), await idOf('t2')]).not.toContain(id)
  const second = await addByHand()
  await sync(...base, teacher('t1'), teacher('t2'), teacher('t3'))
  expect([id, second]).not.toContain(await idOf('t3'))
})

it('is proposed to somebody where only name and school agree, and not again once kept apart', async () => {
  const id = await addByHand(null)
  await sync(...base, teacher('t1'))
  const fed = await idOf('t1')
  expect(fed).not.toBe(id)
  const open = () =>
    inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, async (client) => {
      await renewProposals(client, bench.districtId, { match: 'off' })
      return listProposals(client, bench.districtId, 10)
    })
  expect(await open()).toMatchObject([{ personId: id, otherId: fed, because: 'school' }])
  await bench.query("update person_match_proposal set status = 'dismissed', decided_by = 'x', decided_at = now()")
  expect(await open()).toEqual([])
})
