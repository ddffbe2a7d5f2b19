/** Random feeds with random doubles against a model that knows nothing of SQL. */

import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { PersonRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { writeDistrictIdentity } from '../../src/sync/district-rules.ts'
import { useDatabase } from '../support/database.ts'
import { feedRole, org, person } from '../support/literal-feed.ts'
import { type SyncBench, openSyncBench } from '../support/sync-world.ts'

const database = useDatabase()
let first: SyncBench
let district = 0

beforeAll(async () => {
  first = await openSyncBench(database.open('sync'), 'first')
})

type Kind = 'student' | 'staff' | 'guardian' | 'mixed' | 'none'

interface Row {
  readonly identifier: string | null
  /** Two spellings of each of two names. */
  readonly name: 'Ada' | 'ÁDA' | 'Bo' | 'b o'
  readonly kind: Kind
}

const ROLES: Readonly<Record<Kind, PersonRecord['feedRoles']>> = {
  student: [feedRole('student', 's1')],
  staff: [feedRole('counselor', 's1')],
  guardian: [feedRole('parent', 's1')],
  mixed: [feedRole('aide', 's1'), feedRole('student', 's1')],
  none: [],
}

/** There every night, so that neither the people nor the coaches fall to none. */
const ALWAYS = [
  person('always-student', { givenName: 'Zed' }),
  person('always-coach', { givenName: 'Zoe', feedRoles: ROLES.staff }),
]

const rows = fc.array(
  fc.record<Row>({
    identifier: fc.constantFrom('1', '1', '2', null),
    name: fc.constantFrom('Ada', 'Ada', 'Ada', 'ÁDA', 'Bo', 'b o'),
    kind: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Kind>('student') },
      { weight: 9, arbitrary: fc.constant<Kind>('staff') },
      { weight: 1, arbitrary: fc.constantFrom<Kind>('guardian', 'mixed', 'none') },
    ),
  }),
  { minLength: 2, maxLength: 7 },
)
/** Which rows each night's feed has. */
const nights = fc.array(fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), { minLength: 3, maxLength: 5 })

interface Night {
  readonly feed: readonly string[]
  readonly off: boolean
}

/** Who is whose: by record, and which records are active. */
interface Model {
  readonly personOf: Map<string, number>
  active: ReadonlySet<string>
  people: number
}

const nameOf = ({ name }: Row): string => (name === 'Ada' || name === 'ÁDA' ? 'ada' : 'bo')

/** One night by the words of the policy. Off: every record that comes is a person. */
function playNight(model: Model, known: ReadonlyMap<string, Row>, { feed, off }: Night): void {
  const arriving = feed.filter((id) => !model.personOf.has(id))
  const back = feed.filter((id) => model.personOf.has(id) && !model.active.has(id))
  const before = [...new Set([...model.active, ...back])]
  for (const id of arriving.toSorted()) {
    const row = known.get(id)
    if (row === undefined || model.personOf.has(id)) continue
    const alikeIn = (ids: readonly string[]): string[] =>
      row.identifier === null ? [] : ids.filter((other) => known.get(other)?.identifier === row.identifier)
    const [together, here] = [alikeIn(arriving), alikeIn(before)]
    const everybody = [...together, ...here].flatMap((other) => known.get(other) ?? [])
    const people = new Set(here.map((other) => model.personOf.get(other)))
    const sure =
      !off &&
      row.identifier !== null &&
      people.size <= 1 &&
      new Set(everybody.map(nameOf)).size === 1 &&
      (everybody.every(({ kind }) => kind === 'student') || everybody.every(({ kind }) => kind === 'staff'))
    const [owner] = people
    if (!sure) model.personOf.set(id, (model.people += 1))
    else {
      const one = owner ?? (model.people += 1)
      for (const other of together) model.personOf.set(other, one)
    }
  }
  model.active = new Set(feed)
}

const groupsOf = (entries: readonly (readonly [string, unknown])[]): string[] =>
  Object.values(Object.groupBy(entries, ([, who]) => String(who)))
    .map((group) =>
      (group ?? [])
        .map(([id]) => id)
        .toSorted()
        .join(' '),
    )
    .toSorted()

async function openDistrict(): Promise<SyncBench> {
  district += 1
  const bench = await openSyncBench(first.world.db, `random-${district}`)
  const { districtId } = bench
  await inDistrict(bench.world.db, { districtId, actor: 'test' }, async (client) => {
    const lenient = {
      retireRowsMax: 99,
      schoolRetireRowsMax: 99,
      changeRowsMin: 99,
      rekeyRowsMax: 99,
      roleLossRowsMax: 99,
    }
    const map = { rules: [{ when: { role: ['counselor'] }, grant: [{ role: 'coach', scope: 'org' }] }] }
    const statement = 'insert into district_setting (district_id, key, value) values ($1, $2, $3)'
    await client.query(statement, [districtId, 'guard', lenient])
    await client.query(statement, [districtId, 'role_map', map])
  })
  await bench.buySeats(50)
  return bench
}

function switchOn({ world, districtId }: SyncBench): Promise<void> {
  return inDistrict(world.db, { districtId, actor: 'test' }, (client) =>
    writeDistrictIdentity(client, districtId, { match: 'identifier' }),
  )
}

async function syncNight(bench: SyncBench, known: ReadonlyMap<string, Row>, feed: readonly string[]): Promise<void> {
  const people = feed.flatMap((id) => {
    const row = known.get(id)
    if (row === undefined) return []
    return [
      person(id, { givenName: row.name, familyName: 'Same', identifier: row.identifier, feedRoles: ROLES[row.kind] }),
    ]
  })
  bench.feed.current = { records: [org('s1'), ...ALWAYS, ...people] }
  const preview = await bench.sync({ dryRun: true })
  const report = await bench.sync()
  expect(report.state).toBe('reported')
  expect(preview.planHash).toBe(report.planHash)
  const staff = await bench.query<{ people: number }>(
    "select count(distinct s.person_id)::int as people from person_source s where s.status = 'active' and person_kind(s.feed_roles) = 'staff'",
  )
  expect(report.seats['coaching-seats']?.needed ?? 0).toBe(staff[0]?.people)
  expect(preview.seats['coaching-seats']?.needed ?? 0).toBe(staff[0]?.people)
}

async function compare(bench: SyncBench, model: Model): Promise<void> {
  const told = await bench.query<{
    id: string
    person: string
    status: string
    alive: string
    speaks: boolean
    kind: string
  }>(
    `select s.sourced_id as id, s.person_id::text as person, s.status, p.status as alive, s.speaks, person_kind(s.feed_roles) as kind
     from person_source s join person p on p.district_id = s.district_id and p.id = s.person_id where s.sourced_id not like 'always%'`,
  )
  expect(groupsOf(told.map(({ id, person: who }) => [id, who]))).toEqual(groupsOf([...model.personOf]))
  expect(told.flatMap(({ id, status }) => (status === 'active' ? [id] : [])).toSorted()).toEqual(
    [...model.active].toSorted(),
  )
  const byPerson = Object.values(Object.groupBy(told, ({ person: who }) => who))
  for (const records of byPerson) {
    const active = (records ?? []).filter(({ status }) => status === 'active')
    // Nobody retires while a record of theirs is active, and nobody stays without one.
    expect(new Set(records?.map(({ alive }) => alive))).toEqual(new Set([active.length > 0 ? 'active' : 'retired']))
    expect(new Set(records?.map(({ kind }) => kind)).size).toBe(1)
    if (active.length > 0)
      expect(active.filter(({ speaks }) => speaks).map(({ id }) => id)).toEqual([
        active.map(({ id }) => id).toSorted()[0],
      ])
  }
  const roles = await bench.query<{ id: string }>(
    "select distinct person_sourced_id as id from role_grant where status = 'active' and person_sourced_id not like 'always%'",
  )
  const granted = told.filter(({ status, kind }) => status === 'active' && kind !== 'none')
  expect(roles.map(({ id }) => id).toSorted()).toEqual(granted.map(({ id }) => id).toSorted())
}

it('makes as many people as the model says, night after night, and shares none wrongly', async () => {
  await fc.assert(
    fc.asyncProperty(rows, nights, fc.integer({ min: 0, max: 2 }), async (given, presence, nightsOff) => {
      const known = new Map(given.map((row, index) => [`r${index}`, row]))
      const bench = await openDistrict()
      const model: Model = { personOf: new Map(), active: new Set(), people: 0 }
      for (const [night, present] of presence.entries()) {
        if (night === nightsOff) await switchOn(bench)
        const feed = [...known.keys()].filter((_, index) => present[index] === true)
        playNight(model, known, { feed, off: night < nightsOff })
        await syncNight(bench, known, feed)
        await compare(bench, model)
      }
    }),
    { numRuns: 8, endOnFailure: true },
  )
}, 300_000)
