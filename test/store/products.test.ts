/** Seats of products: by hand and by rules, the same ledger and the same check as every seat. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { previewLicence, takenBack } from '../../src/store/seats/licence-preview.ts'
import { changeProductStudents, findStudents } from '../../src/store/seats/product-students.ts'
import { listCatalogue, withdrawProduct } from '../../src/store/seats/products.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { reconcileSeats, setLicence, showLicences } from '../../src/store/seats/seats.ts'
import { linkPeople } from '../../src/sync/link-people.ts'
import { useDatabase } from '../support/database.ts'
import { EVERYWHERE, KIND, makeProductDistrict, type ProductDistrict } from './product-district.ts'
import { days, makeDistrict, NOW, shippedKinds } from './seat-district.ts'

const CLAIMS = 200
const kinds = shippedKinds()
const database = useDatabase()
let owner: Database
let db: Database
let count = 0

beforeAll(() => {
  owner = database.open('owner')
  db = openDatabase({ url: database.ownerUrl, role: 'web', poolMax: 20 })
})
afterAll(async () => {
  await db.close()
})

const start = (students: number): Promise<ProductDistrict> => {
  count += 1
  return makeProductDistrict({ owner, db }, `products${count}`, students)
}
const namesOf = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `s${from + index}`)

const agrees = async (district: ProductDistrict) =>
  (await district.work((client) => replayLedger(client, district.id))).every((proof) => proof.agrees)
const reading = async (district: ProductDistrict) =>
  (await district.work((client) => showLicences(client, { districtId: district.id, kinds }))).licences.find(
    ({ kind }) => kind === KIND,
  )

describe('a product given by hand', () => {
  it('takes a seat of what was bought of it, and who finds none free waits with the reason', async () => {
    const district = await start(4)
    await district.buy(2, KIND)
    const outcome = await district.give(['s1', 's2', 's3'])
    expect(outcome).toMatchObject({
      assigned: 2,
      waits: 1,
      short: 1,
      students: expect.arrayContaining([expect.objectContaining({ has: 'waiting', reason: 'all_in_use' })]) as unknown,
    })
    expect(await district.inState('assigned', KIND)).toEqual(['s1', 's2'])
    expect(await district.lastOf('s3')).toBe('wait all_in_use')
    expect(await reading(district)).toMatchObject({ bought: 2, used: 2, waiting: 1, needed: 3 })
    expect(await agrees(district)).toBe(true)
  })

  it('says what the product needs so that nobody waits, whoever waited before among them', async () => {
    const district = await start(18)
    await district.buy(10, KIND)
    expect(await district.give(namesOf(1, 15))).toMatchObject({ assigned: 10, waits: 5, short: 5 })
    expect(await district.give(namesOf(16, 18))).toMatchObject({ assigned: 0, waits: 3, short: 8 })
    // Of a licence that is over what is over has to be bought, too.
    await district.buy(8, KIND)
    expect(await district.give(['s18'])).toMatchObject({ waits: 0, short: 10 })
    await district.buy(18, KIND)
    expect(await reading(district)).toMatchObject({ used: 18, waiting: 0, over: 0 })
  })

  it('waits where nothing was bought, and has the seat the moment that it is', async () => {
    const district = await start(2)
    expect(await district.give(['s2'])).toMatchObject({
      assigned: 0,
      waits: 1,
      students: expect.arrayContaining([expect.objectContaining({ has: 'waiting', reason: 'none_bought' })]) as unknown,
    })
    await district.buy(1, KIND)
    expect(await district.inState('assigned', KIND)).toEqual(['s2'])
  })

  it('is free at once when it is taken back, and goes to the first who waits', async () => {
    const district = await start(3)
    await district.buy(1, KIND)
    await district.give(['s1'])
    await district.give(['s3'])
    await district.give(['s2'])
    expect(await district.give(['s1'], { back: true })).toMatchObject({ freed: 1 })
    expect(await district.lastOf('s1')).toBe('release unassigned')
    expect(await district.inState('assigned', KIND)).toEqual(['s3'])
    expect(await agrees(district)).toBe(true)
  })

  it('given twice or taken back twice changes nothing', async () => {
    const district = await start(2)
    await district.buy(1, KIND)
    await district.give(['s1'])
    const again = await district.give(['s1'])
    expect(again).toMatchObject({ assigned: 0, waits: 0, freed: 0, students: [{ had: 'assigned', has: 'assigned' }] })
    await district.give(['s1'], { back: true })
    expect(await district.give(['s1'], { back: true })).toMatchObject({
      freed: 0,
      students: [{ had: null, has: null }],
    })
  })

  it('goes to nobody who is no student, has left, or doesn’t exist: all of them or none', async () => {
    const district = await start(3)
    await district.buy(9, KIND)
    await district.as(`update person set status = 'retired' where id = ${district.idOf('s2')}`)
    await district.as(`update role_grant set role = 'teacher' where person_id = ${district.idOf('s3')}`)
    for (const wrong of ['s2', 's3']) expect(await district.give(['s1', wrong])).toEqual({ problem: 'student_unknown' })
    expect(await reading(district)).toMatchObject({ used: 0 })
  })
})

describe('a student who leaves', () => {
  it('keeps the seat through grace, has it back when they return, and frees it when grace ends', async () => {
    const district = await start(2)
    await district.buy(1, KIND)
    await district.give(['s1'])
    await district.give(['s2'])
    const gone = (status: string) =>
      district.as(`update person set status = '${status}' where id = ${district.idOf('s1')}`)
    await gone('retired')
    await district.reconcile()
    expect(await district.lastOf('s1')).toBe('leave person_retired')
    expect(await reading(district)).toMatchObject({ used: 1, grace: 1, waiting: 1 })
    await gone('active')
    await district.reconcile(days(3))
    expect(await district.lastOf('s1')).toBe('return needed_again')
    await gone('retired')
    await district.reconcile(days(4))
    await district.reconcile(days(33))
    expect(await district.lastOf('s1')).toBe('leave person_retired')
    await district.reconcile(days(34))
    expect(await district.lastOf('s1')).toBe('release grace_ended')
    expect(await district.inState('assigned', KIND)).toEqual(['s2'])
  })

  it('after grace passes the same check as anybody: with none free they wait', async () => {
    const district = await start(2)
    await district.buy(1, KIND)
    // However it is written: the roster has 04.
    await district.rule({ name: 'Fourth grade', grades: ['4'] })
    await district.reconcile()
    expect(await district.inState('assigned', KIND)).toEqual(['s1'])
    await district.as(`update person set status = 'retired' where id = ${district.idOf('s1')}`)
    await district.reconcile()
    await district.reconcile(days(31))
    await district.give(['s2'], { now: days(32) })
    await district.as(`update person set status = 'active' where id = ${district.idOf('s1')}`)
    await district.reconcile(days(33))
    expect(await district.inState('assigned', KIND)).toEqual(['s2'])
    expect(await district.lastOf('s1')).toBe('wait all_in_use')
    expect(await agrees(district)).toBe(true)
  })
})

describe('a rule', () => {
  it('gives every student who fits the product, and takes it through grace from who fits no more', async () => {
    const district = await start(8)
    await district.buy(10, KIND)
    await district.rule({ name: 'Grade 4 North', grades: ['04'], schoolIds: [district.schools[0]] })
    await district.reconcile()
    expect(await district.inState('assigned', KIND)).toEqual(['s1', 's3'])
    await district.as(`update person set grades = '{05}' where id = ${district.idOf('s3')}`)
    await district.reconcile()
    expect(await district.lastOf('s3')).toBe('leave rule_left')
    await district.as(`update person set grades = '{04,05}' where id = ${district.idOf('s3')}`)
    await district.reconcile(days(1))
    expect(await district.lastOf('s3')).toBe('return needed_again')
  })

  it('without grades and schools names everybody, and its end puts all of them into grace but those given by hand', async () => {
    const district = await start(3)
    await district.buy(3, KIND)
    await district.rule({ name: 'All' })
    await district.give(['s2'])
    await district.reconcile()
    expect(await district.inState('assigned', KIND)).toHaveLength(3)
    await district.dropRule('All')
    await district.reconcile()
    expect(await district.inState('assigned', KIND)).toEqual(['s2'])
    expect(await district.inState('grace', KIND)).toEqual(['s1', 's3'])
  })

  it('comes after what is given by hand and after rules with a lower number', async () => {
    const district = await start(8)
    await district.rule({ name: 'Fifth', position: 2, grades: ['05'] })
    // A later one that names the same students takes none of them back in the line.
    await district.rule({ name: 'Everybody else', position: 3, schoolIds: [district.schools[1]] })
    await district.rule({ name: 'Fourth of the south', position: 1, grades: ['04'], schoolIds: [district.schools[1]] })
    await district.work((client) =>
      client.query(`insert into product_assignment select $1, 'reading', $2, true, now(), 'cli'`, [
        district.id,
        district.idOf('s8'),
      ]),
    )
    await district.reconcile()
    expect(await district.inState('waiting', KIND)).toEqual(['s8', 's5', 's7', 's2', 's4', 's6'])
  })

  it('doesn’t give back what a hand took back, until a hand gives it again', async () => {
    const district = await start(4)
    await district.buy(4, KIND)
    await district.rule({ name: 'All' })
    await district.reconcile()
    await district.give(['s1'], { back: true })
    await district.reconcile(days(1))
    expect(await district.inState('assigned', KIND)).toEqual(['s2', 's3', 's4'])
    await district.give(['s1'])
    expect(await district.inState('assigned', KIND)).toContain('s1')
  })

  it('of a school that isn’t the district’s is refused', async () => {
    const district = await start(1)
    await expect(district.rule({ name: 'Elsewhere', schoolIds: ['999999999'] })).rejects.toThrow()
  })
})

describe('what it would do', () => {
  it('is said student by student, and nothing of it stays', async () => {
    const district = await start(4)
    await district.buy(2, KIND)
    await district.give(['s1'])
    const change = { districtId: district.id, actor: 'cli', now: NOW, product: 'reading', reach: EVERYWHERE, kinds }
    const to = { personIds: ['s1', 's2', 's3', 's4'].map(district.idOf) }
    const outcome = await district.work((client) =>
      takenBack(client, () => changeProductStudents(client, { ...change, to, give: true })),
    )
    expect(outcome).toMatchObject({
      assigned: 1,
      waits: 2,
      short: 2,
      students: expect.arrayContaining([expect.objectContaining({ has: 'waiting', reason: 'all_in_use' })]) as unknown,
    })
    expect(await reading(district)).toMatchObject({ used: 1, waiting: 0 })
    expect(await agrees(district)).toBe(true)
  })

  it('has of each who waits the reason that is theirs: the first waits for a seat in grace, the others for none that is known', async () => {
    const district = await start(5)
    await district.buy(2, KIND)
    await district.give(['s1', 's2'])
    await district.work((client) => district.setStatus(client, district.idOf('s1'), 'retired'))
    await district.reconcile()
    const outcome = await district.give(['s3', 's4', 's5'])
    if ('problem' in outcome) expect.fail(outcome.problem)
    const waits = outcome.students.map(({ person, reason, until }) => [person.id, reason, until !== null])
    expect(waits).toHaveLength(3)
    expect(waits.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [district.idOf('s3'), 'held_in_grace', true],
      [district.idOf('s4'), 'all_in_use', false],
      [district.idOf('s5'), 'all_in_use', false],
    ])
  })

  it('one preview inside another takes back all of it', async () => {
    const district = await start(2)
    await district.work((client) =>
      takenBack(client, async () => {
        await district.as('select 1')
        await client.query("update product set name = 'Other'")
        const cause = { districtId: district.id, kind: KIND, kinds, now: NOW, actor: 'cli' }
        await previewLicence(client, cause, () => setLicence(client, { ...cause, quantity: 9 }))
      }),
    )
    const [product] = await district.work((client) =>
      listCatalogue(client, { districtId: district.id, reach: EVERYWHERE, kinds }),
    )
    expect(product).toMatchObject({ name: 'Reading', bought: 0 })
  })
})

describe('the catalogue', () => {
  it('keeps a product that somebody has, waits for, or a rule gives', async () => {
    const district = await start(1)
    const withdraw = () =>
      district.work((client) =>
        withdrawProduct(client, { districtId: district.id, actor: 'cli', now: NOW }, { id: 'reading', kind: KIND }),
      )
    await district.give(['s1'])
    expect(await withdraw()).toBe(false)
    await district.give(['s1'], { back: true })
    await district.rule({ name: 'Nobody', grades: ['13'] })
    expect(await withdraw()).toBe(false)
    await district.dropRule('Nobody')
    expect(await withdraw()).toBe(true)
    expect(await reading(district)).toBeUndefined()
  })

  it('lets a product go once the grace of a student who left and had it by hand is over; they do not get it again', async () => {
    const district = await start(2)
    await district.buy(2, KIND)
    await district.give(['s1', 's2'])
    const withdraw = () =>
      district.work((client) =>
        withdrawProduct(client, { districtId: district.id, actor: 'cli', now: NOW }, { id: 'reading', kind: KIND }),
      )
    await district.work((client) => district.setStatus(client, district.idOf('s1'), 'retired'))
    await district.reconcile()
    expect(await district.lastOf('s1')).toBe('leave person_retired')
    // Back within grace they have it still.
    await district.work((client) => district.setStatus(client, district.idOf('s1'), 'active'))
    await district.reconcile(days(3))
    expect(await district.inState('assigned', KIND)).toEqual(['s1', 's2'])
    await district.work((client) => district.setStatus(client, district.idOf('s1'), 'retired'))
    await district.reconcile(days(3))
    await district.reconcile(days(34))
    expect(await district.lastOf('s1')).toBe('release grace_ended')
    await district.work((client) => district.setStatus(client, district.idOf('s1'), 'active'))
    await district.reconcile(days(400))
    expect(await district.inState('assigned', KIND)).toEqual(['s2'])
    await district.give(['s2'], { back: true })
    expect(await withdraw()).toBe(true)
  })

  it('lets whoever has it by hand give it back, also once they are no student at work', async () => {
    const district = await start(2)
    await district.buy(1, KIND)
    await district.give(['s1', 's2'])
    for (const name of ['s1', 's2'])
      await district.work((client) => district.setStatus(client, district.idOf(name), 'retired'))
    await district.reconcile()
    // The one has a seat in grace, the other waited.
    expect(await district.give(['s1', 's2'])).toEqual({ problem: 'student_unknown' })
    expect(await district.give(['s1', 's2'], { back: true })).toMatchObject({ freed: 1 })
    expect(await district.inState('grace', KIND)).toEqual([])
    expect(await district.give(['s1'], { back: true })).toEqual({ problem: 'student_unknown' })
  })

  it('counts purchases for one product and refuses one for all products together', async () => {
    const district = await start(1)
    await expect(district.buy(3, 'product-seats')).rejects.toMatchObject({ code: 'LICENCE_PURCHASE' })
    await expect(district.buy(3, 'product-seats:unheard')).rejects.toMatchObject({ code: 'LICENCE_KIND_UNKNOWN' })
    await district.buy(3, KIND)
    expect(await reading(district)).toMatchObject({ bought: 3 })
  })

  it('forgets what somebody was given who is erased', async () => {
    const district = await start(2)
    await district.give(['s1'])
    await district.as(`update person set status = 'retired' where id = ${district.idOf('s1')}`)
    await district.as(`select erase_person_traces('${district.id}', ${district.idOf('s1')}, now())`)
    await district.as(`select erase_person('${district.id}', ${district.idOf('s1')}, now())`)
    const { rows } = await district.work((client) => client.query('select from product_assignment'))
    expect(rows).toEqual([])
  })
})

it('tells of somebody deactivated that this is why their seat is in grace, not that a role was lost', async () => {
  const district = await makeDistrict(owner, db, 'deactivated')
  const people = await district.addPeople('c1')
  const coach = people.get('c1') ?? expect.fail('no coach')
  await district.buy(1)
  await district.work((client) => district.grant(client, coach, 'coach'))
  await district.reconcile()
  await district.work((client) => client.query("update person set suspended_at = now(), suspended_by = 'x'"))
  await district.reconcile()
  const { rows } = await district.work((client) =>
    client.query('select move, reason from seat_ledger order by seq desc limit 1'),
  )
  expect(rows).toEqual([{ move: 'leave', reason: 'person_deactivated' }])
})

it(`gives one of ${CLAIMS} students who are given the last seat at once the seat, and lets the others wait`, async () => {
  const district = await start(CLAIMS)
  await district.buy(1, KIND)
  const names = Array.from({ length: CLAIMS }, (_, index) => `s${index + 1}`)
  const take = async (): Promise<void> => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) await district.give([name])
  }
  await Promise.all(Array.from({ length: 20 }, take))
  expect(await reading(district)).toMatchObject({ bought: 1, used: 1, waiting: CLAIMS - 1 })
  expect(await district.inState('assigned', KIND)).toHaveLength(1)
  expect(await agrees(district)).toBe(true)
})

it('is only there in districts that have products: all others find what they found before', async () => {
  const district = await makeDistrict(owner, db, 'without-products')
  expect(Object.keys(await district.reconcile())).toEqual(['coaching-seats'])
  const cause = { districtId: district.id, runId: null, actor: 'cli', kinds, now: NOW }
  expect(await district.work((client) => reconcileSeats(client, cause))).not.toHaveProperty(KIND)
})

it('reaches only students of the schools and classes of whoever asks', async () => {
  const district = await start(4)
  const reach = { district: false, schoolIds: [district.schools[0]], classIds: [] }
  const to = { personIds: ['s1', 's4'].map(district.idOf) }
  await district.as(
    `insert into affiliation (district_id, source_id, person_id, org_id, feed_role, role_type)
     values ('${district.id}', 'sis', ${district.idOf('s1')}, ${district.schools[0]}, 'student', 'primary')`,
  )
  const people = await district.work((client) => findStudents(client, { districtId: district.id, reach, to }))
  expect(people.map(({ person }) => person.id)).toEqual([district.idOf('s1')])
})

it('passes a product to the one who stays where two students turn out to be one, before anybody who waits', async () => {
  const district = await start(3)
  await district.buy(1, KIND)
  await district.give(['s1'])
  await district.give(['s3'])
  const pair = { districtId: district.id, personId: district.idOf('s2'), otherId: district.idOf('s1') }
  const world = { db: database.open('sync'), settings: { licenceKinds: kinds }, now: () => NOW }
  await linkPeople(world, { ...pair, by: 'cli', mayRaise: false })
  const { rows } = await district.work((client) =>
    client.query<{ person_id: string; state: string }>(
      'select person_id, state from seat where kind = $1 order by state',
      [KIND],
    ),
  )
  expect(rows).toEqual([
    { person_id: district.idOf('s2'), state: 'assigned' },
    { person_id: district.idOf('s3'), state: 'waiting' },
  ])
  const given = await district.work((client) => client.query('select person_id from product_assignment order by 1'))
  expect(given.rows).toEqual([{ person_id: district.idOf('s2') }, { person_id: district.idOf('s3') }])
  expect(await agrees(district)).toBe(true)
})
