/** Since when somebody has needed a seat: through changes of role and school, and not through a real gap. */

import type pg from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { suspendStaff } from '../../src/store/people/staff-write.ts'
import { saveLicenceRules } from '../../src/store/seats/licence-rules.ts'
import { sql } from '../../src/store/sql.ts'
import { useDatabase } from '../support/database.ts'
import { makeDistrict } from './seat-district.ts'

const database = useDatabase()
let owner: Database
let db: Database
let count = 0

beforeAll(() => {
  owner = database.open('owner')
  db = database.open('web')
})

/** A role at a school (0: in the district) from when to when; null: still. */
type Had = readonly [role: string, school: number, from: string, until: string | null]

const MOVED: readonly Had[] = [
  ['coach', 1, '2020-08-01', '2026-11-21T10:00Z'],
  ['coach', 2, '2026-11-21T10:00Z', null],
]
const ANEW: readonly Had[] = [
  ['coach', 0, '2020-08-01', '2026-11-20T02:00Z'],
  ['coach', 0, '2026-11-20T14:00Z', null],
]
const RAISED: readonly Had[] = [
  ['coach', 1, '2020-08-01', '2025-08-01'],
  ['district_admin', 0, '2025-08-01', null],
]
const BOTH: readonly Had[] = [
  ['coach', 1, '2020-08-01', '2025-08-01'],
  ['district_admin', 0, '2023-08-01', null],
]
const AWAY: readonly Had[] = [
  ['coach', 0, '2020-08-01', '2026-06-01'],
  ['coach', 0, '2026-06-20', null],
]
const AWAY_LONG: readonly Had[] = [
  ['coach', 0, '2020-08-01', '2026-06-01'],
  ['coach', 0, '2026-07-20', null],
]
const TAUGHT: readonly Had[] = [
  ['teacher', 1, '2020-08-01', '2026-07-01'],
  ['coach', 1, '2026-07-01', null],
]

it.each([
  ['moved to another school goes first', MOVED, {}, true],
  ['got the role anew within a day goes first, also where nothing is kept for leavers', ANEW, { graceDays: 0 }, true],
  ['became a district administrator goes first', RAISED, {}, true],
  ['was both for a while goes first', BOTH, {}, true],
  ['was away for less than a leaver’s seat is kept goes first', AWAY, {}, true],
  ['was away for longer than that begins anew', AWAY_LONG, {}, false],
  ['was away for longer than their district keeps one begins anew', AWAY, { graceDays: 7 }, false],
  ['was a teacher before, who needs none, begins with the role that does', TAUGHT, {}, false],
] as const)('who %s', async (_what, roles, times, isFirst) => {
  count += 1
  const district = await makeDistrict(owner, db, `senior${count}`)
  const people = await district.addPeople('since2024', 'asked')
  const had: readonly (readonly [string, Had])[] = [
    ['since2024', ['coach', 0, '2024-08-01', null]],
    ...roles.map((one) => ['asked', one] as const),
  ]
  await inDistrict(owner, { districtId: district.id, actor: 'cli' }, async (client) => {
    for (const [name, [role, school, from, until]] of had)
      await client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, granted_at, revoked_at, status)
         values ($1, $2, $3, $4, $5, 'manual', $6, $7, $8)`,
        [
          district.id,
          people.get(name),
          role,
          school === 0 ? 'district' : 'school',
          school,
          from,
          until,
          until === null ? 'active' : 'revoked',
        ],
      )
  })
  const place = { districtId: district.id, kind: 'coaching-seats' }
  await district.work((client) => saveLicenceRules(client, place, { order: ['seniority'], ...times }))
  await district.reconcile()
  await district.buy(1)
  expect(await district.inState('assigned')).toEqual([isFirst ? 'asked' : 'since2024'])
})

/** What `asked`, with a role since 2020, has had happen to them; `since2024` is the other one who waits. */
async function isAskedFirst(
  happened: (o: {
    readonly client: pg.PoolClient
    readonly at: { readonly districtId: string; readonly personId: string }
  }) => Promise<void>,
): Promise<boolean> {
  count += 1
  const district = await makeDistrict(owner, db, `senior${count}`)
  const people = await district.addPeople('since2024', 'asked')
  const at = { districtId: district.id, personId: people.get('asked') ?? '' }
  await inDistrict(owner, { districtId: district.id, actor: 'cli' }, async (client) => {
    await giveRole(client, { ...at, personId: people.get('since2024') ?? '' }, { from: '2024-08-01' })
    await happened({ client, at })
  })
  await district.work((client) =>
    saveLicenceRules(client, { districtId: district.id, kind: 'coaching-seats' }, { order: ['seniority'] }),
  )
  await district.reconcile()
  await district.buy(1)
  const [first] = await district.inState('assigned')
  return first === 'asked'
}

interface Given {
  readonly from: string
  readonly until?: string
  readonly by?: string
  readonly takenBy?: string
}

async function giveRole(
  client: pg.PoolClient,
  { districtId, personId }: { readonly districtId: string; readonly personId: string },
  { from, until, by, takenBy }: Given,
): Promise<void> {
  await client.query(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, granted_at, revoked_at, status,
       granted_run_id, revoked_run_id)
     values ($1, $2, 'coach', 'district', 0, 'manual', $3, $4::timestamptz, case when $4::timestamptz is null then 'active' else 'revoked' end, $5, $6)`,
    [districtId, personId, from, until ?? null, by ?? null, takenBy ?? null],
  )
}

/** Two runs, the first of them taken back by the second. */
async function takeBack(
  client: pg.PoolClient,
  districtId: string,
): Promise<{ readonly run: string; readonly undo: string }> {
  await client.query("insert into source_schedule (district_id, source_id) values ($1, 'sis')", [districtId])
  await client.query("insert into source (district_id, id, connector, config) values ($1, 'sis', 'x', '{}')", [
    districtId,
  ])
  const { rows } = await client.query<{ id: string }>(
    "insert into run (district_id, source_id, trigger, state) values ($1, 'sis', 'manual', 'reported') returning id",
    [districtId],
  )
  const run = rows[0]?.id ?? ''
  const undone = await client.query<{ id: string }>(
    "insert into run (district_id, source_id, trigger, state, undo_of) values ($1, 'sis', 'undo', 'reported', $2) returning id",
    [districtId, run],
  )
  const undo = undone.rows[0]?.id ?? ''
  await client.query(sql('mark_undone'), [districtId, run, undo])
  return { run, undo }
}

it.each([
  ['for longer than a leaver’s seat is kept begins anew', '2026-06-01', '2026-07-20', false],
  ['for less than that goes first', '2026-06-01', '2026-06-20', true],
  ['before they had the role goes first', '2019-01-01', '2019-12-01', true],
] as const)('who was deactivated %s', async (_what, from, until, isFirst) => {
  const first = await isAskedFirst(async ({ client, at }) => {
    await giveRole(client, at, { from: '2020-08-01' })
    expect(await suspendStaff(client, at, { active: false, now: new Date(from) })).toBe(true)
    expect(await suspendStaff(client, at, { active: true, now: new Date(until) })).toBe(true)
  })
  expect(first).toBe(isFirst)
})

it('who was deactivated twice has neither time counted', async () => {
  const spells = [
    ['2020-10-01', '2023-01-01'],
    ['2023-01-05', '2025-01-01'],
  ] as const
  const first = await isAskedFirst(async ({ client, at }) => {
    await giveRole(client, at, { from: '2020-08-01' })
    for (const [from, until] of spells) {
      await suspendStaff(client, at, { active: false, now: new Date(from) })
      await suspendStaff(client, at, { active: true, now: new Date(until) })
    }
  })
  expect(first).toBe(false)
})

it('what a run gave that was taken back is no seniority, and what a later one gives begins with that one', async () => {
  const first = await isAskedFirst(async ({ client, at }) => {
    const { run, undo } = await takeBack(client, at.districtId)
    await giveRole(client, at, { from: '2020-08-01', until: '2026-10-20', by: run, takenBy: undo })
    await giveRole(client, at, { from: '2026-11-01' })
  })
  expect(first).toBe(false)
})

it('what a run took that was taken back goes on, however long that took', async () => {
  const first = await isAskedFirst(async ({ client, at }) => {
    const { run, undo } = await takeBack(client, at.districtId)
    await giveRole(client, at, { from: '2020-08-01', until: '2026-03-01', takenBy: run })
    await giveRole(client, at, { from: '2026-06-01', by: undo })
  })
  expect(first).toBe(true)
})

it('what a run took that was taken back ends where it didn’t come back with it', async () => {
  const first = await isAskedFirst(async ({ client, at }) => {
    const { run } = await takeBack(client, at.districtId)
    await giveRole(client, at, { from: '2020-08-01', until: '2026-03-01', takenBy: run })
    await giveRole(client, at, { from: '2026-06-01' })
  })
  expect(first).toBe(false)
})

it('the times for which somebody was deactivated go with whoever is deleted', async () => {
  count += 1
  const district = await makeDistrict(owner, db, `senior${count}`)
  const people = await district.addPeople('gone', 'there')
  const times = () =>
    inDistrict(owner, { districtId: district.id, actor: 'cli' }, async (client) => {
      const { rows } = await client.query<{ empty: boolean }>(
        'select isempty(suspended_times) as empty from person where district_id = $1 order by id',
        [district.id],
      )
      return rows.map(({ empty }) => empty)
    })
  await district.work(async (client) => {
    for (const personId of people.values()) {
      const at = { districtId: district.id, personId }
      await suspendStaff(client, at, { active: false, now: new Date('2026-01-01') })
      await suspendStaff(client, at, { active: true, now: new Date('2026-02-01') })
    }
  })
  expect(await times()).toEqual([false, false])
  const gone = people.get('gone') ?? ''
  await inDistrict(owner, { districtId: district.id, actor: 'cli' }, (client) =>
    district.setStatus(client, gone, 'retired'),
  )
  await district.work((client) => client.query(sql('erase_person_traces'), [district.id, gone, new Date('2026-03-01')]))
  expect(await times()).toEqual([true, false])
})
