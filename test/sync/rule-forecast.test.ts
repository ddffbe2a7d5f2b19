/** A dry run says what the sync then does where schools have seats reserved, the district an order, and educators a capacity. */

import { beforeAll, describe, expect, it } from 'vitest'
import { listSeatChanges } from '../../src/daemon/desk/changes.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { roleKinds } from '../../src/seats/kind.ts'
import { inDistrict } from '../../src/store/database.ts'
import { setCapacity } from '../../src/store/seats/educator-capacity.ts'
import { saveLicenceRules, savePriority, saveReservation } from '../../src/store/seats/licence-rules.ts'
import { readShort } from '../../src/store/seats/seat-people.ts'
import { writeDistrictRoleMap } from '../../src/sync/district-rules.ts'
import { useDatabase } from '../support/database.ts'
import { feedRole, org, person } from '../support/literal-feed.ts'
import { type SyncBench, openSyncBench, syncSettings } from '../support/sync-world.ts'

const SEATS = 'coaching-seats'
const CAPACITY = 'educator-capacity'
const database = useDatabase()
let bench: SyncBench
const clock = { now: new Date('2026-11-22T12:00:00Z') }

/** Nothing of what follows is held. */
const GUARD = { ...syncSettings().guard, retireRowsMax: 1000, schoolRetireRowsMax: 1000, changeShareMax: 1 }

const coach = (id: string, ...schools: readonly string[]) =>
  person(id, { feedRoles: schools.map((at) => feedRole('teacher', at)), metadata: { jobTitle: 'Coach' } })
const teacher = (id: string, ...schools: readonly string[]) =>
  person(id, { feedRoles: schools.map((at) => feedRole('teacher', at)) })
const ending = (id: string, endDate: string) => person(id, { feedRoles: [feedRole('teacher', 's1', { endDate })] })
const student = (id: string) => person(id, { feedRoles: [feedRole('student', 's1')] })
const without = (records: readonly RosterRecord[], ...ids: readonly string[]) =>
  records.filter(({ sourcedId }) => !ids.includes(sourcedId))
const put = (records: readonly RosterRecord[], ...more: readonly RosterRecord[]) => [
  ...without(records, ...more.map(({ sourcedId }) => sourcedId)),
  ...more,
]

const inside = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, work)
async function schoolId(sourcedId: string): Promise<string> {
  const [row] = await bench.query<{ id: string }>('select id::text as id from org where sourced_id = $1', [sourcedId])
  return row?.id ?? expect.fail(sourcedId)
}
async function idOfPerson(sourcedId: string): Promise<string> {
  const [row] = await bench.query<{ id: string }>(
    'select person_id::text as id from person_source where sourced_id = $1',
    [sourcedId],
  )
  return row?.id ?? expect.fail(sourcedId)
}
const place = (kind: string) => ({ districtId: bench.districtId, kind })

async function openDistrict(id: string, records: readonly RosterRecord[]): Promise<void> {
  const settings = { ...syncSettings(), guard: GUARD }
  bench = await openSyncBench(database.open('sync'), id, { settings, now: () => clock.now })
  await inside((client) =>
    writeDistrictRoleMap(client, id, {
      rules: [{ when: { metadata: { jobTitle: ['Coach'] } }, grant: [{ role: 'coach', scope: 'org' }] }],
    }),
  )
  bench.feed.current = { records: [...records] }
  await bench.sync()
}

/** What the run wrote into the ledger, by the feed's names. */
const written = (runId: string, kind: string) =>
  bench
    .query<{ says: string }>(
      `select (select min(s.sourced_id) from person_source s where s.person_id = l.person_id)
         || ' ' || l.move || ' ' || l.reason as says
       from seat_ledger l where l.kind = $1 and l.run_id = $2 order by 1`,
      [kind, runId],
    )
    .then((rows) => rows.map(({ says }) => says))

/** Previews what the feed says now, then does it: both must say the same of both kinds. Returns what that is. */
async function foretellAndDo(): Promise<Readonly<Record<typeof SEATS | typeof CAPACITY, readonly string[]>>> {
  const preview = await bench.sync({ dryRun: true })
  expect(preview.state).toBe('previewed')
  const names = await bench.query<{ id: string; name: string }>(
    'select person_id::text as id, min(sourced_id) as name from person_source group by 1',
  )
  const nameOf = (id: string | null) => names.find((one) => one.id === id)?.name
  const foretold = (kind: string) =>
    (preview.seatPeople?.[kind]?.people ?? [])
      .map(({ personId: id, sourcedId, move, reason }) => `${sourcedId ?? nameOf(id)} ${move} ${reason}`)
      .toSorted()
  const run = await bench.sync()
  expect(run.state).toBe('reported')
  expect(preview.seats).toEqual(run.seats)
  expect(preview.seatsShort).toEqual(run.seatsShort)
  const done = { [SEATS]: await written(run.runId, SEATS), [CAPACITY]: await written(run.runId, CAPACITY) }
  expect({ [SEATS]: foretold(SEATS), [CAPACITY]: foretold(CAPACITY) }).toEqual(done)
  return done
}

const schools: readonly RosterRecord[] = [org('s1'), org('s2'), org('s3')]

describe('a dry run with seats reserved for a school', () => {
  beforeAll(async () => {
    await openDistrict('d1', [...schools, coach('a', 's1'), teacher('t', 's1')])
    await bench.buySeats(3)
    await inside(async (client) => {
      await saveReservation(client, place(SEATS), { schoolId: await schoolId('s2'), quantity: 1 })
    })
  })

  type Step = readonly [string, (now: readonly RosterRecord[]) => readonly RosterRecord[], readonly string[]]
  const steps: readonly Step[] = [
    [
      'those who come to other schools leave what is reserved alone',
      (now) => put(now, coach('b', 's1'), coach('c', 's1')),
      ['b assign seat_free', 'c wait reserved_elsewhere'],
    ],
    ['who is new at that school takes it', (now) => put(now, coach('z', 's2')), ['z assign seat_free']],
    [
      'a teacher who is there already and becomes a coach waits like anybody',
      (now) => put(now, coach('t', 's2')),
      ['t wait all_in_use'],
    ],
    [
      'whoever goes from that school to another leaves its seat to be reserved anew',
      (now) => put(without(now, 'c'), coach('z', 's1'), coach('t', 's3')),
      ['c withdraw person_retired'],
    ],
    ['whoever leaves that school’s staff keeps a seat of none', (now) => put(now, coach('z', 's3')), []],
  ]

  it.each(steps)('says that %s', async (_what, change, moves) => {
    bench.feed.current = { records: [...change(bench.feed.current.records)] }
    expect((await foretellAndDo())[SEATS]).toEqual(moves)
  })

  it('puts who is new into the district’s order, with the number that somebody gave by hand', async () => {
    await inside(async (client) => {
      await saveReservation(client, place(SEATS), { schoolId: await schoolId('s2'), quantity: 0 })
      await saveLicenceRules(client, place(SEATS), { order: ['manual', 'school'], schools: [await schoolId('s3')] })
      await savePriority(client, place(SEATS), { personId: await idOfPerson('t'), priority: 5 })
    })
    await bench.buySeats(4)
    // One seat is free now: t, who waits and has a number, has taken it; one more is bought for those who come.
    await bench.buySeats(5)
    bench.feed.current = { records: put(bench.feed.current.records, coach('m', 's1'), coach('n', 's3')) }
    expect((await foretellAndDo())[SEATS]).toEqual(['m wait all_in_use', 'n assign seat_free'])
  })
})

describe('a dry run with educator capacity', () => {
  beforeAll(async () => {
    await openDistrict('d2', [...schools, teacher('a', 's1'), teacher('b', 's2'), student('p')])
    await bench.buySeats(1)
    await inside((client) =>
      setCapacity(client, {
        districtId: bench.districtId,
        rule: { perSeat: 3 },
        actor: 'test',
        kinds: bench.world.settings.licenceKinds,
        now: clock.now,
      }),
    )
  })

  type Step = readonly [string, (now: readonly RosterRecord[]) => readonly RosterRecord[], readonly string[]]
  const steps: readonly Step[] = [
    [
      'new educators beyond it wait, by the feed’s ids',
      (now) => put(now, teacher('e', 's1'), teacher('d', 's2'), teacher('c', 's3')),
      ['c assign seat_free', 'd wait all_in_use', 'e wait all_in_use'],
    ],
    [
      'one who leaves makes room at once',
      (now) => without(now, 'a'),
      ['a release person_retired', 'd assign seat_free'],
    ],
    ['who comes back waits behind the others', (now) => put(now, teacher('a', 's1')), ['a wait all_in_use']],
    [
      'a student who becomes staff is an educator, and staff who becomes a student none',
      (now) => put(now, teacher('p', 's1'), student('b')),
      ['b release role_lost', 'e assign seat_free', 'p wait all_in_use'],
    ],
    [
      'whose only school closes is none any more',
      (now) => without(put(now, teacher('f', 's1')), 's3'),
      ['a assign seat_free', 'c release role_lost', 'f wait all_in_use'],
    ],
    ['who has two schools and leaves one stays', (now) => put(now, teacher('d', 's1', 's2'), teacher('a', 's2')), []],
    ['a school that opens again brings its staff along', (now) => put(now, org('s3')), ['c wait all_in_use']],
    ['nothing changes', (now) => now, []],
    [
      'whose last day has passed makes room, and whose comes is one until then',
      (now) => put(now, ending('d', '2026-11-22'), ending('e', '2026-11-21'), ending('new', '2026-11-21')),
      ['e release role_lost', 'p assign seat_free'],
    ],
  ]

  it.each(steps)('says that %s', async (_what, change, moves) => {
    bench.feed.current = { records: [...change(bench.feed.current.records)] }
    expect((await foretellAndDo())[CAPACITY]).toEqual(moves)
  })

  it('says who makes room with a day that passes, though the feed says what it said', async () => {
    clock.now = new Date('2026-11-23T12:00:00Z')
    expect((await foretellAndDo())[CAPACITY]).toEqual(['d release role_lost', 'f assign seat_free'])
  })
})

describe('more people than a report names', () => {
  it('are all kept with the plan, in the order in which they would wait', async () => {
    await openDistrict('d4', schools)
    await bench.buySeats(1)
    const names = Array.from({ length: 600 }, (_, index) => `k${String(index).padStart(3, '0')}`)
    bench.feed.current = { records: [...schools, ...names.map((name) => coach(name, 's1'))] }
    const { runId, seatPeople } = await bench.sync({ dryRun: true })
    expect(seatPeople?.[SEATS]).toMatchObject({ count: 600 })
    expect(seatPeople?.[SEATS]?.people).toHaveLength(500)
    const lines = []
    for await (const page of listSeatChanges(bench.world.db, { districtId: 'd4', runId })) lines.push(...page)
    const [first, ...others] = names
    const said = lines.map(({ licence, personId, sourcedId, move }) => [licence, personId, sourcedId, move].join(' '))
    expect(said).toEqual([...others, first].map((id) => `${SEATS}  ${id} ${id === first ? 'assign' : 'wait'}`))
  })
})

describe('how many more a sync needs', () => {
  it('is the same for the dry run, the sync and the page, also where free seats are reserved for others', async () => {
    await openDistrict('d5', [...schools, coach('k0', 's1')])
    await bench.buySeats(4)
    await inside(async (client) =>
      saveReservation(client, place(SEATS), { schoolId: await schoolId('s2'), quantity: 3 }),
    )
    bench.feed.current = { records: [...schools, coach('k0', 's1'), coach('k1', 's1'), coach('k2', 's3')] }
    const preview = await bench.sync({ dryRun: true })
    // One used and two that wait are less than what is bought; but three are kept for a school that has nobody.
    expect(preview.seats[SEATS]).toMatchObject({ bought: 4, used: 1, waiting: 2 })
    expect(preview.seatsShort).toEqual({ [SEATS]: 2 })
    const run = await bench.sync()
    expect(run.seatsShort).toEqual({ [SEATS]: 2 })
    const kind = roleKinds(bench.world.settings.licenceKinds).find(({ id }) => id === SEATS) ?? expect.fail('no seats')
    const licence = { bought: 4, used: 1, waiting: 2 }
    expect(await inside((client) => readShort(client, place(SEATS), { kind, now: clock.now, licence }))).toBe(2)
    await bench.buySeats(6)
    expect((await bench.sync()).seatsShort).toEqual({})
  })
})

describe('whatever the feed says next', () => {
  const NIGHTS = 12
  it(`the dry run and the sync agree, over ${NIGHTS} nights with reservations, an order and a capacity`, async () => {
    await openDistrict('d3', [...schools, coach('k0', 's1'), teacher('k1', 's2')])
    await bench.buySeats(4)
    const by = { districtId: 'd3', actor: 'test', kinds: bench.world.settings.licenceKinds, now: clock.now }
    await inside(async (client) => {
      await setCapacity(client, { ...by, rule: { perSeat: 2 } })
      await saveReservation(client, place(SEATS), { schoolId: await schoolId('s2'), quantity: 1 })
      await saveReservation(client, place(SEATS), { schoolId: await schoolId('s3'), quantity: 1 })
      await saveLicenceRules(client, place(SEATS), { order: ['school', 'seniority'], schools: [await schoolId('s3')] })
    })
    let seed = 20_261_122
    const draw = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return Math.floor((seed / 2 ** 32) * below)
    }
    let moved = 0
    for (let night = 1; night <= NIGHTS; night += 1) {
      let records = bench.feed.current.records
      for (let step = 0; step < 5; step += 1) {
        const id = `k${draw(14)}`
        const at = ['s1', 's2', 's3'].filter(() => draw(2) === 1)
        const one = [coach(id, ...at), teacher(id, ...at), student(id)][draw(3)]
        records = draw(4) === 0 || one === undefined ? without(records, id) : put(records, one)
      }
      bench.feed.current = { records: [...records] }
      const done = await foretellAndDo()
      moved += done[SEATS].length + done[CAPACITY].length
      if (night % 3 === 0) await bench.buySeats(3 + draw(4))
    }
    expect(moved).toBeGreaterThan(30)
  })
})
