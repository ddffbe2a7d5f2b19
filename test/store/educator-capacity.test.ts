/** The educator database takes as many as follow from the coaching seats bought: over it new educators wait, nobody is dropped (P000-28). */

import { beforeAll, describe, expect, it } from 'vitest'
import { seatKinds } from '../../src/seats/kind.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { previewCapacity, setCapacity } from '../../src/store/seats/educator-capacity.ts'
import { forecastLicences } from '../../src/store/seats/licence-forecast.ts'
import { FIRST_PEOPLE, lookAtPage } from '../../src/store/seats/licence-preview.ts'
import type { NewPurchase } from '../../src/store/seats/licence-purchase.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { listSeatFile, listSeatPeople, WHOLE_DISTRICT } from '../../src/store/seats/seat-people.ts'
import { areSeatsDue, countSchoolSeats } from '../../src/store/seats/seat-rules.ts'
import { enterPurchase, showLicences } from '../../src/store/seats/seats.ts'
import { useDatabase } from '../support/database.ts'
import { days, makeDistrict, NOW, type SeatDistrict, shippedKinds } from './seat-district.ts'

const kinds = shippedKinds()
const kind = 'educator-capacity'
const database = useDatabase()
let owner: Database
let db: Database
let count = 0

beforeAll(() => {
  owner = database.open('owner')
  db = database.open('web')
})

async function newDistrict() {
  count += 1
  const district = await makeDistrict(owner, db, `capacity${count}`)
  const school = await inDistrict(owner, { districtId: district.id, actor: 'cli' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into org (district_id, source_id, sourced_id, name, type)
       values ($1, 'sis', 's1', 'Oak', 'school') returning id`,
      [district.id],
    )
    return rows[0]?.id ?? expect.fail('no school')
  })
  const employ = (feedRole: string, ...names: readonly string[]) => employUntil(null, feedRole, ...names)
  const employUntil = async (endsOn: string | null, feedRole: string, ...names: readonly string[]) => {
    const people = await district.addPeople(...names)
    await inDistrict(owner, { districtId: district.id, actor: 'cli' }, async (client) => {
      for (const id of people.values())
        await client.query(
          `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type, end_date)
           values ($1, $2, $3, 'sis', $4, 'primary', $5)`,
          [district.id, school, id, feedRole, endsOn],
        )
    })
    return people
  }
  return { district, employ, employUntil }
}

const setRule = (district: SeatDistrict, rule: Parameters<typeof setCapacity>[1]['rule']) =>
  district.work((client) => setCapacity(client, { districtId: district.id, rule, actor: 'cli', kinds, now: NOW }))
const stateOf = async (district: SeatDistrict) => {
  const { licences } = await district.work((client) => showLicences(client, { districtId: district.id, kinds }))
  return licences.find((licence) => licence.kind === kind) ?? null
}

describe('the educator database', () => {
  it('has no limit where no rule is set: the documents name no numbers', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b', 'c')
    await district.buy(1)
    await district.reconcile()
    expect(await stateOf(district)).toBeNull()
  })

  it('takes so many for each seat bought; who comes later waits in order, and gets in when more is bought', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b')
    await employ('student', 'pupil')
    for (const family of ['guardian', 'parent', 'relative']) await employ(family, family)
    await district.buy(1)
    await setRule(district, { perSeat: 2 })
    expect(await stateOf(district)).toMatchObject({ bought: 2, used: 2, waiting: 0 })
    await employ('aide', 'd')
    await employ('teacher', 'c')
    await district.reconcile()
    await employ('teacher', 'e')
    await district.reconcile()
    expect(await district.inState('waiting', kind)).toEqual(['c', 'd', 'e'])
    await district.buy(2)
    expect(await district.inState('assigned', kind)).toEqual(['a', 'b', 'c', 'd'])
    expect(await district.inState('waiting', kind)).toEqual(['e'])
  })

  it('is of the schools that there are: of one that was closed nobody is in it, nor waits', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b')
    await district.buy(1)
    await setRule(district, { perSeat: 1 })
    await employ('teacher', 'c')
    await district.reconcile()
    expect(await stateOf(district)).toMatchObject({ used: 2, waiting: 1 })
    await inDistrict(owner, { districtId: district.id, actor: 'cli' }, (client) =>
      client.query("update org set status = 'retired'"),
    )
    await district.reconcile()
    expect(await stateOf(district)).toMatchObject({ used: 0, waiting: 0 })
  })

  it('keeps those who are in when the licence ends, lets nobody in and keeps the queue; bought again it takes the first of it', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b', 'c')
    await term(district, { quantity: 2, startsOn: null, endsOn: '2026-12-31' })
    await setRule(district, { perSeat: 1 })
    await employ('teacher', 'd')
    await district.reconcile()
    expect(await stateOf(district)).toMatchObject({ bought: 2, used: 3, over: 1, waiting: 1 })
    await district.reconcile(days(60))
    expect(await stateOf(district)).toMatchObject({ bought: 0, used: 3, over: 3, waiting: 1 })
    await employ('teacher', 'e')
    await district.reconcile(days(61))
    expect(await district.inState('over', kind)).toEqual(['a', 'b', 'c'])
    expect(await district.inState('waiting', kind)).toEqual(['d', 'e'])
    const people = await district.work((client) =>
      listSeatPeople(
        client,
        { districtId: district.id, kind },
        {
          kind: seatKinds(kinds).find(({ id }) => id === kind) ?? expect.fail('no capacity'),
          states: ['waiting'],
          reach: WHOLE_DISTRICT,
          now: days(61),
          page: 1,
          pageSize: 10,
        },
      ),
    )
    expect(people.items.map(({ reason }) => reason)).toEqual(['none_bought', 'none_bought'])
    await term(district, { quantity: 4, startsOn: '2027-02-01', endsOn: null }, days(62))
    await employ('aide', 'f')
    await district.reconcile(days(80))
    expect(await district.inState('assigned', kind)).toEqual(['a', 'b', 'c', 'd'])
    expect(await district.inState('waiting', kind)).toEqual(['e', 'f'])
    const proofs = await district.work((client) => replayLedger(client, district.id))
    const proof = proofs.find((one) => one.kind === kind)
    expect(proof).toMatchObject({ agrees: true })
  })

  it('takes in all who are there where its first rule is set after the licence ended, and nobody after them', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b')
    await term(district, { quantity: 2, startsOn: null, endsOn: '2026-11-01' })
    await setRule(district, { perSeat: 1 })
    expect(await stateOf(district)).toMatchObject({ bought: 0, used: 2, over: 2, waiting: 0 })
    await employ('teacher', 'c')
    await district.reconcile()
    expect(await district.inState('waiting', kind)).toEqual(['c'])
  })

  it('has no limit while the first purchase is ahead, and from its first day on takes in all who are there then', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b')
    await setRule(district, { perSeat: 1 })
    await term(district, { quantity: 1, startsOn: '2026-12-01', endsOn: null })
    expect(await stateOf(district)).toBeNull()
    await employ('teacher', 'c')
    await district.reconcile(days(12))
    expect(await stateOf(district)).toMatchObject({ bought: 1, used: 3, over: 2, waiting: 0 })
    await employ('teacher', 'd')
    await district.reconcile(days(13))
    expect(await district.inState('waiting', kind)).toEqual(['d'])
  })

  it('drops nobody when fewer are bought, and lets whoever leaves make room at once', async () => {
    const { district, employ } = await newDistrict()
    const people = await employ('teacher', 'a', 'b', 'c')
    await district.buy(3)
    await setRule(district, { perSeat: 1 })
    await district.buy(2)
    await employ('teacher', 'd')
    await district.reconcile()
    expect(await stateOf(district)).toMatchObject({ bought: 2, used: 3, over: 1, waiting: 1 })
    await district.work((client) => district.setStatus(client, people.get('a') ?? '', 'retired'))
    await district.work((client) => district.setStatus(client, people.get('b') ?? '', 'retired'))
    await district.reconcile()
    expect(await stateOf(district)).toMatchObject({ bought: 2, used: 2, over: 0, waiting: 0 })
    const proofs = await district.work((client) => replayLedger(client, district.id))
    expect(proofs.every(({ agrees }) => agrees)).toBe(true)
  })

  it('drops nobody who is there when a rule begins to hold: the surplus is over, and only who comes later waits', async () => {
    const { district, employ } = await newDistrict()
    const people = await employ('teacher', 'a', 'b', 'c', 'd')
    await district.buy(1)
    await setRule(district, { perSeat: 1 })
    expect(await stateOf(district)).toMatchObject({ bought: 1, used: 4, over: 3, waiting: 0 })
    expect(await district.inState('assigned', kind)).toEqual(['a'])
    expect(await district.inState('over', kind)).toEqual(['b', 'c', 'd'])
    await employ('teacher', '0 is new')
    await district.reconcile()
    expect(await district.inState('waiting', kind)).toEqual(['0 is new'])
    // Room is made only below what follows from the rule.
    for (const name of ['a', 'b', 'c'])
      await district.work((client) => district.setStatus(client, people.get(name) ?? '', 'retired'))
    await district.reconcile()
    expect(await stateOf(district)).toMatchObject({ bought: 1, used: 1, over: 0, waiting: 1 })
  })

  it('says beforehand what a rule would do, and changes nothing', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b', 'c')
    await district.buy(1)
    const by = { districtId: district.id, actor: 'cli', kinds, now: NOW }
    const preview = await district.work((client) =>
      previewCapacity(client, { ...by, rule: { perSeat: 2 }, look: lookAtPage(FIRST_PEOPLE) }),
    )
    expect(preview).toMatchObject({ kind, bought: 2, used: 3, over: 1, waiting: 0, short: 1, moveCount: 4 })
    expect(preview.moves.map(({ move }) => move)).toEqual(['over', 'assign', 'assign', 'assign'])
    expect(await stateOf(district)).toBeNull()
  })

  it('is counted by the school where people work, and lists and files say which', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b')
    await district.buy(1)
    await setRule(district, { perSeat: 2 })
    await employ('aide', 'c')
    await district.reconcile()
    const place = { districtId: district.id, kind }
    const seatKind = seatKinds(kinds).find(({ id }) => id === kind)
    if (seatKind === undefined) expect.fail('no kind')
    const of = { kind: seatKind, states: ['assigned', 'waiting'], reach: WHOLE_DISTRICT, now: NOW } as const
    const found = await district.work(async (client) => ({
      schools: await countSchoolSeats(client, place, seatKind),
      list: await listSeatPeople(client, place, { ...of, page: 1, pageSize: 10 }),
      file: await listSeatFile(client, place, of),
    }))
    expect(found.schools).toMatchObject([{ held: 2, waiting: 1 }])
    expect(found.list.items.map(({ schools }) => schools)).toEqual([['Oak'], ['Oak'], ['Oak']])
    expect(found.file.map(({ schools }) => schools)).toEqual([['Oak'], ['Oak'], ['Oak']])
  })

  it('begins to hold with the first seats bought as well', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b')
    await setRule(district, { perSeat: 1 })
    expect(await stateOf(district)).toBeNull()
    await district.buy(1)
    expect(await stateOf(district)).toMatchObject({ bought: 1, used: 2, over: 1, waiting: 0 })
    const proofs = await district.work((client) => replayLedger(client, district.id))
    expect(proofs.every(({ agrees }) => agrees)).toBe(true)
  })

  it('keeps the order of everybody where a rule is taken back and set again', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'x', 'y')
    await district.buy(3)
    await setRule(district, { perSeat: 1 })
    await employ('teacher', 'w')
    await district.reconcile()
    await employ('teacher', 'b', 'c')
    await district.reconcile()
    await employ('teacher', 'a')
    await district.reconcile()
    expect(await district.inState('assigned', kind)).toEqual(['x', 'y', 'w'])
    expect(await district.inState('waiting', kind)).toEqual(['b', 'c', 'a'])
    await setRule(district, {})
    await setRule(district, { perSeat: 1 })
    expect(await district.inState('assigned', kind)).toEqual(['x', 'y', 'w'])
    expect(await district.inState('over', kind)).toEqual(['b', 'c', 'a'])
  })

  it('follows a table of tiers, and lets everybody in when the rule is taken back', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b', 'c', 'd')
    await district.buy(4)
    const tiers = [
      { seats: 1, educators: 1 },
      { seats: 5, educators: 3 },
    ]
    await setRule(district, { tiers })
    await employ('teacher', 'e')
    await district.reconcile()
    expect(await stateOf(district)).toMatchObject({ bought: 1, used: 4, over: 3, waiting: 1 })
    await district.buy(5)
    expect(await stateOf(district)).toMatchObject({ bought: 3, used: 4, over: 1, waiting: 1 })
    await setRule(district, {})
    expect(await district.inState('waiting', kind)).toEqual([])
    expect(await stateOf(district)).toBeNull()
  })

  it('asks for nothing while only time passes, and takes whatever the rule makes', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a')
    await district.buy(40_000)
    await setRule(district, { perSeat: 100_000 })
    expect(await stateOf(district)).toMatchObject({ bought: 2_147_483_647, used: 1, waiting: 0 })
    expect(await district.work((client) => areSeatsDue(client, { districtId: district.id, kinds, now: NOW }))).toBe(
      false,
    )
  })
})

const forecast = async (district: SeatDistrict) => {
  const o = { districtId: district.id, until: '2027-06-30', defaultRoleMap: { rules: [] }, kinds, now: NOW }
  const forecasts = await district.work((client) => forecastLicences(client, o))
  const found = forecasts.find((one) => one.kind === kind)
  return found?.days.map(({ day, bought, used, over, needed, waiting, short }) =>
    [day, bought, used, over, needed, waiting, short].join(' '),
  )
}
const term = (district: SeatDistrict, purchase: Omit<NewPurchase, 'name'>, now = NOW) =>
  district.work((client) => {
    const by = { districtId: district.id, kind: 'coaching-seats', actor: 'cli', kinds, now }
    return enterPurchase(client, { ...by, name: `term ${purchase.quantity}`, ...purchase })
  })

describe('until the end of the term', () => {
  it('says when educators leave by the roster’s dates, and who waits then gets the place', async () => {
    const { district, employ, employUntil } = await newDistrict()
    await employUntil('2026-12-18', 'teacher', 'a')
    await employUntil('2027-01-29', 'aide', 'b')
    await employ('teacher', 'c')
    await district.buy(3)
    await setRule(district, { perSeat: 1 })
    await employ('teacher', 'd', 'e')
    await employUntil('2027-03-01', 'teacher', 'f')
    await employUntil('2027-03-01', 'student', 'pupil')
    const left = await employUntil('2026-12-18', 'teacher', 'left')
    await district.work((client) => district.setStatus(client, left.get('left') ?? '', 'retired'))
    await district.reconcile()
    expect(await forecast(district)).toEqual([
      '2026-11-22 3 3 0 6 3 3',
      '2026-12-19 3 3 0 5 2 2',
      '2027-01-30 3 3 0 4 1 1',
      '2027-03-02 3 3 0 3 0 0',
    ])
  })

  it('is what happens: on the day after their last one, and not before, they make room', async () => {
    const { district, employ, employUntil } = await newDistrict()
    await employUntil('2026-11-23', 'teacher', 'a')
    await district.buy(1)
    await setRule(district, { perSeat: 1 })
    await employ('teacher', 'b')
    await district.reconcile()
    expect(await forecast(district)).toEqual(['2026-11-22 1 1 0 2 1 1', '2026-11-24 1 1 0 1 0 0'])
    await district.reconcile(days(1))
    expect(await district.inState('waiting', kind)).toEqual(['b'])
    await district.reconcile(days(2))
    expect(await district.inState('assigned', kind)).toEqual(['b'])
    expect(await district.inState('waiting', kind)).toEqual([])
  })

  it('is foretold with whoever begins later from their first day on, and without them before', async () => {
    const { district, employ, employUntil } = await newDistrict()
    await employUntil('2026-12-18', 'teacher', 'a')
    const later = await employ('teacher', 'later', 'last')
    await inDistrict(owner, { districtId: district.id, actor: 'cli' }, async (client) => {
      const begin = 'update affiliation set begin_date = $2 where person_id = $1'
      await client.query(begin, [later.get('later'), '2026-12-01'])
      await client.query(begin, [later.get('last'), '2027-01-11'])
    })
    await district.buy(1)
    await setRule(district, { perSeat: 1 })
    expect(await forecast(district)).toEqual([
      '2026-11-22 1 1 0 1 0 0',
      '2026-12-01 1 1 0 2 1 1',
      '2026-12-19 1 1 0 1 0 0',
      '2027-01-11 1 1 0 2 1 1',
    ])
  })

  it('has room for whoever begins later only from their first day on, and time alone brings them in and out', async () => {
    const { district, employ, employUntil } = await newDistrict()
    await employUntil('2026-11-23', 'teacher', 'a')
    const later = await employ('teacher', 'later')
    await inDistrict(owner, { districtId: district.id, actor: 'cli' }, (client) =>
      client.query("update affiliation set begin_date = '2026-11-25' where person_id = $1", [later.get('later')]),
    )
    await district.buy(2)
    await setRule(district, { perSeat: 1 })
    const due = (day: number) =>
      district.work((client) => areSeatsDue(client, { districtId: district.id, kinds, now: days(day) }))
    expect(await district.inState('assigned', kind)).toEqual(['a'])
    expect([await due(0), await due(1)]).toEqual([false, false])
    expect(await due(2)).toBe(true)
    await district.reconcile(days(2))
    expect(await district.inState('assigned', kind)).toEqual([])
    expect(await due(2)).toBe(false)
    expect(await due(3)).toBe(true)
    await district.reconcile(days(3))
    expect(await district.inState('assigned', kind)).toEqual(['later'])
    expect(await due(3)).toBe(false)
  })

  it('keeps who has one more affiliation without an end, by hand or by another record', async () => {
    const { district, employUntil } = await newDistrict()
    const people = await employUntil('2026-12-18', 'teacher', 'a')
    await district.buy(1)
    await setRule(district, { perSeat: 1 })
    await inDistrict(owner, { districtId: district.id, actor: 'cli' }, (client) =>
      client.query(
        `insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
         select district_id, org_id, person_id, '', 'aide', 'primary' from affiliation where person_id = $1`,
        [people.get('a')],
      ),
    )
    expect(await forecast(district)).toEqual(['2026-11-22 1 1 0 1 0 0'])
  })

  it('follows what is bought of coaching seats, by tiers, and says that all of them are over once nothing is bought', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a', 'b', 'c')
    await term(district, { quantity: 4, startsOn: null, endsOn: '2026-12-31' })
    await term(district, { quantity: 1, startsOn: null, endsOn: '2027-04-30' })
    const tiers = [
      { seats: 1, educators: 1 },
      { seats: 5, educators: 2 },
    ]
    await setRule(district, { tiers })
    expect(await forecast(district)).toEqual([
      '2026-11-22 2 3 1 3 0 1',
      '2027-01-01 1 3 2 3 0 2',
      '2027-05-01 0 3 3 3 0 3',
    ])
  })

  it('counts those who will need a place on the day on which the first seats are bought', async () => {
    const { district, employ, employUntil } = await newDistrict()
    await employ('teacher', 'a', 'b')
    await employUntil('2026-12-18', 'teacher', 'gone-by-then')
    await setRule(district, { perSeat: 1 })
    await term(district, { quantity: 1, startsOn: '2027-01-01', endsOn: null })
    expect(await forecast(district)).toEqual(['2026-11-22 0 0 0 0 0 0', '2027-01-01 1 2 1 2 0 1'])
  })

  it('is silent where nothing limits the educators', async () => {
    const { district, employ } = await newDistrict()
    await employ('teacher', 'a')
    await district.buy(1)
    await setRule(district, { perSeat: 1 })
    await setRule(district, {})
    expect(await forecast(district)).toBeUndefined()
  })
})
