/** A dry run says of products what the sync then does: for whom, why, and how many seats are missing. */

import { beforeAll, describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { forecastLicences } from '../../src/store/seats/licence-forecast.ts'
import { changeProductStudents } from '../../src/store/seats/product-students.ts'
import { saveProduct, saveProductRule } from '../../src/store/seats/products.ts'
import { enterPurchase } from '../../src/store/seats/seats.ts'
import { useDatabase } from '../support/database.ts'
import { feedRole, org, person } from '../support/literal-feed.ts'
import { type SyncBench, openSyncBench, syncSettings } from '../support/sync-world.ts'

const KIND = 'product-seats:reading'
const database = useDatabase()
let bench: SyncBench

/** Nothing of what follows is held. */
const GUARD = { ...syncSettings().guard, retireRowsMax: 1000, schoolRetireRowsMax: 1000, changeShareMax: 1 }

const student = (id: string, grade: string, school = 's1') =>
  person(id, { grades: [grade], feedRoles: [feedRole('student', school)] })
const ungraded = (id: string) => person(id, { grades: [], feedRoles: [feedRole('student', 's1')] })
const dated = (id: string, grade: string, dates: { beginDate?: string; endDate?: string }) =>
  person(id, { grades: [grade], feedRoles: [feedRole('student', 's1', dates)] })
const schools: readonly RosterRecord[] = [org('s1'), org('s2')]

beforeAll(async () => {
  bench = await openSyncBench(database.open('sync'), 'd1', { settings: { ...syncSettings(), guard: GUARD } })
  bench.feed.current = { records: [...schools, student('a', '04'), student('b', '05'), student('c', '04')] }
  await bench.sync()
  await inside(async (client) => {
    const by = { districtId: 'd1', actor: 'test', now: new Date() }
    await saveProduct(client, by, { id: 'reading', name: 'Reading', grades: [], category: '' })
    const schoolId = await idOf('org', 's1')
    const rule = { name: 'fourth', position: 1, grades: ['04'], schoolIds: [schoolId] }
    await saveProductRule(client, { ...by, product: 'reading' }, rule)
    const { licenceKinds: kinds } = bench.world.settings
    const bought = { name: 'standing', quantity: 3, startsOn: null, endsOn: null }
    await enterPurchase(client, { ...by, kind: KIND, kinds, ...bought })
  })
})

const inside = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(bench.world.db, { districtId: 'd1', actor: 'test' }, work)
async function idOf(table: 'org' | 'person_source', sourcedId: string): Promise<string> {
  const id = table === 'org' ? 'id' : 'person_id'
  const [row] = await bench.query<{ id: string }>(`select ${id}::text as id from ${table} where sourced_id = $1`, [
    sourcedId,
  ])
  return row?.id ?? expect.fail(sourcedId)
}
const hand = (sourcedId: string, give: boolean) =>
  inside(async (client) => {
    const reach = { district: true, schoolIds: [], classIds: [] }
    const by = { districtId: 'd1', actor: 'test', now: new Date(), kinds: bench.world.settings.licenceKinds }
    const to = { personIds: [await idOf('person_source', sourcedId)] }
    await changeProductStudents(client, { ...by, product: 'reading', reach, to, give })
  })

/** What the run wrote into the ledger, and by the feed's names. */
const written = (runId: string) =>
  bench
    .query<{ says: string }>(
      `select s.sourced_id || ' ' || l.move || ' ' || l.reason as says
       from seat_ledger l join person_source s on s.person_id = l.person_id
       where l.kind = $1 and l.run_id = $2 order by 1`,
      [KIND, runId],
    )
    .then((rows) => rows.map(({ says }) => says))

type Step = readonly [
  title: string,
  change: (records: readonly RosterRecord[]) => readonly RosterRecord[] | Promise<readonly RosterRecord[]>,
  moves: readonly string[],
  short: number,
]
const without = (records: readonly RosterRecord[], ...ids: readonly string[]) =>
  records.filter(({ sourcedId }) => !ids.includes(sourcedId))
const put = (records: readonly RosterRecord[], ...more: readonly RosterRecord[]) => [
  ...without(records, ...more.map(({ sourcedId }) => sourcedId)),
  ...more,
]

const steps: readonly Step[] = [
  [
    'new students of the grade come, more than there are seats',
    (now) => put(now, student('f', '04'), student('e', '04'), student('d', '05')),
    ['e assign seat_free', 'f wait all_in_use'],
    1,
  ],
  ['a student moves up out of the grade', (now) => put(now, student('a', '05')), ['a leave rule_left'], 1],
  ['another comes into it', (now) => put(now, student('b', '04')), ['b wait all_in_use'], 2],
  ['the first comes back into it', (now) => put(now, student('a', '04')), ['a return needed_again'], 2],
  ['one goes to a school of which no rule is', (now) => put(now, student('c', '04', 's2')), ['c leave rule_left'], 2],
  ['one who waits leaves the roster', (now) => without(now, 'f'), ['f withdraw person_retired'], 1],
  [
    'one who holds a seat leaves, and another comes at once',
    (now) => put(without(now, 'e'), student('g', '04')),
    ['e leave person_retired', 'g wait held_in_grace'],
    2,
  ],
  ['who left comes back', (now) => put(now, student('e', '04')), ['e return needed_again'], 2],
  [
    'the feed leaves out the grades of one who holds a seat by a rule, and of somebody new',
    (now) => put(now, ungraded('e'), ungraded('h')),
    [],
    2,
  ],
  ['it leaves out that of one who waits', (now) => put(now, ungraded('g')), ['g withdraw rule_left'], 1],
  [
    'it has them again',
    (now) => put(without(now, 'h'), student('e', '04'), student('g', '04')),
    ['g wait all_in_use'],
    2,
  ],
  [
    'a student becomes staff',
    (now) => put(now, person('b', { feedRoles: [feedRole('teacher', 's1')] })),
    ['b withdraw role_lost'],
    1,
  ],
  [
    'one whom somebody gave it stays, whatever the grade',
    async (now) => {
      await hand('a', true)
      return put(now, student('a', '09'))
    },
    [],
    1,
  ],
  [
    'one from whom it was taken back gets none, whatever the grade',
    async (now) => {
      await hand('d', true)
      await hand('d', false)
      await hand('g', false)
      return put(now, student('g', '04', 's1'), student('d', '05', 's2'))
    },
    [],
    0,
  ],
  ['nothing changes', (now) => now, [], 0],
]

/** As it is kept of somebody new who would wait. */
const waits = (place: number, sourcedId: string, reason: string) => ({
  op: 'change',
  key: `${KIND} 00000000${place}`,
  after: { licence: KIND, personId: null, sourcedId, move: 'wait', reason },
})

describe('a dry run foretells what the sync then does with the seats of a product', () => {
  it.each(steps)('where %s', async (_title, change, moves, short) => {
    bench.feed.current = { records: await change(bench.feed.current.records) }
    const preview = await bench.sync({ dryRun: true })
    expect(preview.state).toBe('previewed')
    const names = await bench.query<{ id: string; name: string }>(
      'select person_id::text as id, sourced_id as name from person_source',
    )
    const nameOf = (id: string | null) => names.find((one) => one.id === id)?.name
    const foretold = (preview.seatPeople?.[KIND]?.people ?? []).map(
      ({ personId, sourcedId, move, reason }) => `${sourcedId ?? nameOf(personId)} ${move} ${reason}`,
    )
    expect(foretold.toSorted()).toEqual(moves)
    const run = await bench.sync()
    expect(run.state).toBe('reported')
    expect(await written(run.runId)).toEqual(moves)
    expect(run.seats[KIND]).toEqual(preview.seats[KIND])
    const { used = 0, waiting = 0, bought = 0 } = preview.seats[KIND] ?? {}
    expect(Math.max(0, used + waiting - bought)).toBe(short)
  })

  it('and keeps of whom with the plan, by numbers alone', async () => {
    bench.feed.current = { records: put(bench.feed.current.records, student('x', '04'), student('y', '04')) }
    const { runId } = await bench.sync({ dryRun: true })
    const kept = await bench.query<{ op: string; key: string; after: unknown }>(
      "select op, key, after from run_change where run_id = $1 and kind = 'seats' order by key",
      [runId],
    )
    // One seat is in grace: the first of them waits for it.
    expect(kept).toEqual([waits(1, 'x', 'held_in_grace'), waits(2, 'y', 'all_in_use')])
  })
})

describe('the forecast to the end of the term', () => {
  it('counts of a product who comes to fit its rules and who no longer does, by the dates of the roster', async () => {
    const until = '2030-12-31'
    const ofOneDistrict = await openSyncBench(database.open('sync'), 'd2', {
      settings: { ...syncSettings(), guard: GUARD },
      now: () => new Date('2030-09-01T12:00:00Z'),
    })
    const as = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
      inDistrict(ofOneDistrict.world.db, { districtId: 'd2', actor: 'test' }, work)
    const by = { districtId: 'd2', actor: 'test', now: ofOneDistrict.world.now() }
    await as(async (client) => {
      await saveProduct(client, by, { id: 'reading', name: 'Reading', grades: [], category: '' })
      const rule = { name: 'fourth', position: 1, grades: ['04'], schoolIds: [] }
      await saveProductRule(client, { ...by, product: 'reading' }, rule)
      const bought = { name: 'standing', quantity: 2, startsOn: null, endsOn: null }
      await enterPurchase(client, { ...by, kind: KIND, kinds: ofOneDistrict.world.settings.licenceKinds, ...bought })
    })
    ofOneDistrict.feed.current = {
      records: [
        ...schools,
        student('stays', '04'),
        dated('leaves', '04', { endDate: '2030-10-15' }),
        dated('comes', '04', { beginDate: '2030-11-01' }),
        dated('other', '05', { beginDate: '2030-11-01' }),
      ],
    }
    await ofOneDistrict.sync()
    const { defaultRoleMap, licenceKinds: kinds } = ofOneDistrict.world.settings
    const forecasts = await as((client) => forecastLicences(client, { ...by, until, defaultRoleMap, kinds }))
    const days = forecasts.find(({ kind }) => kind === KIND)?.days ?? []
    const shown = days.map(({ day, used, needed, waiting, grace, short }) => [day, used, needed, waiting, grace, short])
    expect(shown).toEqual([
      ['2030-09-01', 2, 2, 0, 0, 0],
      ['2030-10-16', 2, 1, 0, 1, 0],
      ['2030-11-01', 2, 2, 1, 1, 1],
      ['2030-11-15', 2, 2, 0, 0, 0],
    ])
  })

  it('counts the last day of what a hand gave as a day of it, and the seat as kept from the next one on', async () => {
    const now = new Date('2030-09-01T12:00:00Z')
    const handed = await openSyncBench(database.open('sync'), 'd3', {
      settings: { ...syncSettings(), guard: GUARD },
      now: () => now,
    })
    const as = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
      inDistrict(handed.world.db, { districtId: 'd3', actor: 'test' }, work)
    const { defaultRoleMap, licenceKinds: kinds } = handed.world.settings
    const by = { districtId: 'd3', actor: 'test', now, kinds }
    handed.feed.current = { records: [...schools, student('given', '05'), student('waits', '05')] }
    await handed.sync()
    const [given, other] = await Promise.all(
      ['given', 'waits'].map(async (sourcedId) => {
        const asked = "select person_id::text as id from person_source where district_id = 'd3' and sourced_id = $1"
        return (await handed.query<{ id: string }>(asked, [sourcedId]))[0]?.id ?? expect.fail(sourcedId)
      }),
    )
    await as(async (client) => {
      await saveProduct(client, by, { id: 'reading', name: 'Reading', grades: [], category: '' })
      const bought = { name: 'standing', quantity: 1, startsOn: null, endsOn: null }
      await enterPurchase(client, { ...by, kind: KIND, ...bought })
      const change = { ...by, product: 'reading', reach: { district: true, schoolIds: [], classIds: [] }, give: true }
      await changeProductStudents(client, { ...change, to: { personIds: [given ?? ''] }, until: '2030-09-30' })
      await changeProductStudents(client, { ...change, to: { personIds: [other ?? ''] } })
    })
    const forecasts = await as((client) => forecastLicences(client, { ...by, until: '2030-12-31', defaultRoleMap }))
    const days = forecasts.find(({ kind }) => kind === KIND)?.days ?? []
    expect(days.map(({ day, used, waiting, grace }) => [day, used, waiting, grace])).toEqual([
      ['2030-09-01', 1, 1, 0],
      ['2030-10-01', 1, 1, 1],
      ['2030-10-31', 1, 0, 0],
    ])
  })
})
