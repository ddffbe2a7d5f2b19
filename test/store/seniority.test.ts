/** Since when somebody has needed a seat: through changes of role and school, and not through a real gap. */

import { beforeAll, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { saveLicenceRules } from '../../src/store/seats/licence-rules.ts'
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
