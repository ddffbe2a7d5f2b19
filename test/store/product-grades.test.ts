/** A product for certain grades goes to students of these and to nobody else; what is given until a day ends with it. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { areSeatsDue } from '../../src/store/seats/seat-rules.ts'
import { changeProductStudents } from '../../src/store/seats/product-students.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { useDatabase } from '../support/database.ts'
import { EVERYWHERE, KIND, makeProductDistrict, type ProductDistrict } from './product-district.ts'
import { days, NOW, shippedKinds } from './seat-district.ts'
import { readComingFree, readQueue } from '../../src/store/seats/seat-people.ts'
import { seatKinds, withProductKinds } from '../../src/seats/kind.ts'

const kinds = shippedKinds()
const seatKindOf = () =>
  seatKinds(withProductKinds(kinds, [{ id: 'reading', name: 'Reading' }])).find(({ id }) => id === KIND) ??
  expect.fail('no kind')
const database = useDatabase()
let owner: Database
let db: Database
let count = 0

beforeAll(() => {
  owner = database.open('owner')
  db = openDatabase({ url: database.ownerUrl, role: 'web', poolMax: 4 })
})
afterAll(() => db.close())

/** The odd ones of grade 04, the others of 05. */
const start = async (students: number): Promise<ProductDistrict> => {
  count += 1
  const district = await makeProductDistrict({ owner, db }, `grades${count}`, students)
  await district.buy(students, KIND)
  return district
}
const agrees = async (district: ProductDistrict) =>
  (await district.work((client) => replayLedger(client, district.id))).every((proof) => proof.agrees)
const grade = (district: ProductDistrict, name: string, grades: string) =>
  district.as(`update person set grades = '{${grades}}' where id = ${district.idOf(name)}`)
const day = (after: number) => days(after).toISOString().slice(0, 10)
const handsOf = (district: ProductDistrict) =>
  district.work(async (client) => {
    const { rows } = await client.query<{ person_id: string }>(
      'select person_id from product_assignment where district_id = $1 order by person_id',
      [district.id],
    )
    return rows.map(({ person_id }) => person_id)
  })

describe('a product for certain grades', () => {
  it('is given by hand to no student of another grade, or of none: all of them or none, and the answer says why', async () => {
    const district = await start(4)
    await district.madeFor(['4'])
    await grade(district, 's3', '')
    expect(await district.give(['s1', 's2', 's3'])).toEqual({ problem: 'other_grade', madeFor: ['04'], count: 2 })
    expect(await handsOf(district)).toEqual([])
    expect(await district.give(['s1'])).toMatchObject({ assigned: 1, leftOut: [] })
    // However the roster writes it, and whoever is in two grades.
    await grade(district, 's3', '4')
    await grade(district, 's4', '05,04')
    expect(await district.give(['s3', 's4'])).toMatchObject({ assigned: 2 })
    expect(await agrees(district)).toBe(true)
  })

  it('is given to those of a class for whom it is made, and says whom it leaves out', async () => {
    const district = await start(3)
    await district.madeFor(['04'])
    const ids = ['s1', 's2', 's3'].map(district.idOf)
    await district.as(
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_id, school_sourced_id)
       values ('${district.id}', 'sis', 'c1', 'Reading', 'homeroom', ${district.schools[0]}, 'North')`,
    )
    for (const id of ids)
      await district.as(
        `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
         select '${district.id}', 'sis', 'e${id}', id, ${id}, 'student', true from class where district_id = '${district.id}'`,
      )
    const give = (classId: string) =>
      district.work((client) =>
        changeProductStudents(client, {
          districtId: district.id,
          product: 'reading',
          reach: EVERYWHERE,
          kinds,
          now: NOW,
          actor: 'cli',
          to: { classId },
          give: true,
        }),
      )
    const classId = await district.work(
      async (client) =>
        (await client.query<{ id: string }>('select id::text from class where district_id = $1', [district.id])).rows[0]
          ?.id ?? expect.fail('no class'),
    )
    const outcome = await give(classId)
    expect(outcome).toMatchObject({
      assigned: 2,
      leftOut: [{ person: { id: district.idOf('s2') }, grades: ['05'] }],
    })
    expect(await district.inState('assigned', KIND)).toEqual(['s1', 's3'])
    await district.madeFor(['07'])
    expect(await give(classId)).toEqual({ problem: 'other_grade', madeFor: ['07'], count: 3 })
  })

  it('is given by a rule to students of its grades only, whatever grades the rule names', async () => {
    const district = await start(4)
    await district.rule({ name: 'All' })
    await district.madeFor(['4'])
    expect(await district.inState('assigned', KIND)).toEqual(['s1', 's3'])
    await district.rule({ name: 'Fifth', grades: ['05'] })
    await district.reconcile()
    expect(await district.inState('assigned', KIND)).toEqual(['s1', 's3'])
    await district.madeFor([])
    expect([...(await district.inState('assigned', KIND))].toSorted()).toEqual(['s1', 's2', 's3', 's4'])
  })

  it('is kept through grace, with the reason, for who moves up out of its grades, and had again by who comes back', async () => {
    const district = await start(2)
    await district.madeFor(['04'])
    await district.give(['s1'])
    await grade(district, 's1', '05')
    await district.reconcile()
    expect(await district.lastOf('s1')).toBe('leave grade_left')
    await grade(district, 's1', '04')
    await district.reconcile(days(1))
    expect(await district.lastOf('s1')).toBe('return needed_again')
    await grade(district, 's1', '05')
    await district.reconcile(days(2))
    await district.reconcile(days(40))
    expect(await district.lastOf('s1')).toBe('release grace_ended')
    // Years later, in a grade for which it is made by then, they don't have it again.
    expect(await handsOf(district)).toEqual([])
    await district.madeFor(['05'], days(41))
    expect(await district.inState('assigned', KIND)).toEqual([])
    expect(await agrees(district)).toBe(true)
  })

  it('takes nothing that a hand gave from a student whose grade the roster knows no more: that is no evidence', async () => {
    const district = await start(2)
    await district.madeFor(['04'])
    await district.give(['s1'])
    await grade(district, 's1', '')
    await district.reconcile()
    expect(await district.inState('assigned', KIND)).toEqual(['s1'])
  })

  it('takes no seat that a rule gave from a student whose grade the roster knows no more, and gives no other such student one', async () => {
    const district = await start(4)
    await district.madeFor(['04'])
    await district.rule({ name: 'All' })
    await district.reconcile()
    for (const name of ['s1', 's2']) await grade(district, name, '')
    await district.reconcile()
    expect(await district.inState('assigned', KIND)).toEqual(['s1', 's3'])
    expect(await district.inState('grace', KIND)).toEqual([])
    // As soon as it is known again, that counts.
    await grade(district, 's1', '05')
    await district.reconcile(days(1))
    expect(await district.lastOf('s1')).toBe('leave grade_left')
    // Who has left it comes back with a grade, and not with none.
    await grade(district, 's1', '')
    await district.reconcile(days(2))
    expect(await district.inState('grace', KIND)).toEqual(['s1'])
    expect(await agrees(district)).toBe(true)
  })

  it('does so with a rule that names grades, as long as one is of the student’s school', async () => {
    const district = await start(4)
    await district.buy(1, KIND)
    await district.rule({ name: 'Fourth', grades: ['04'] })
    await district.reconcile()
    expect(await district.inState('waiting', KIND)).toEqual(['s3'])
    for (const name of ['s1', 's3']) await grade(district, name, '')
    await district.reconcile()
    expect(await district.inState('assigned', KIND)).toEqual(['s1'])
    // Who waits has no seat to keep.
    expect(await district.lastOf('s3')).toBe('withdraw rule_left')
    await district.dropRule('Fourth')
    await district.rule({ name: 'Fourth', grades: ['04'], schoolIds: [district.schools[1]] })
    await district.reconcile()
    expect(await district.lastOf('s1')).toBe('leave rule_left')
    expect(await agrees(district)).toBe(true)
  })

  it('remembers that a hand took it back from a student without a grade, for when the roster has it again', async () => {
    const district = await start(2)
    await district.rule({ name: 'Fourth', grades: ['04'] })
    await district.reconcile()
    await grade(district, 's1', '')
    await district.reconcile()
    expect(await district.give(['s1'], { back: true })).toMatchObject({ freed: 1 })
    await grade(district, 's1', '04')
    await district.reconcile(days(1))
    expect(await district.inState('assigned', KIND)).toEqual([])
  })

  it('is given anew, until another day or for good, to who has it by hand and no grade on record; to no others without one', async () => {
    const district = await start(4)
    await district.madeFor(['04'])
    await district.give(['s1'], { until: day(2) })
    for (const name of ['s1', 's3']) await grade(district, name, '')
    const anew = await district.give(['s1'], { until: day(9) })
    expect(anew).toMatchObject({ assigned: 0, leftOut: [], students: [{ had: 'assigned', has: 'assigned' }] })
    expect(await district.give(['s1', 's3'])).toEqual({ problem: 'other_grade', madeFor: ['04'], count: 1 })
    await district.reconcile(days(5))
    expect(await district.inState('assigned', KIND)).toEqual(['s1'])
    // When the day has passed nothing says any more that they are of such a grade.
    const late = { problem: 'other_grade', madeFor: ['04'], count: 1 }
    expect(await district.give(['s1'], { now: days(10) })).toEqual(late)
    await district.reconcile(days(10))
    expect(await district.lastOf('s1')).toBe('leave hand_ended')
    expect(await district.give(['s1'], { now: days(10) })).toEqual(late)
    // Nor that who has it by hand may have it in a grade that is another one.
    await district.give(['s1'], { back: true, now: days(10) })
    await grade(district, 's1', '04')
    await district.give(['s1'], { now: days(10) })
    await grade(district, 's1', '05')
    expect(await district.give(['s1'], { now: days(10) })).toEqual(late)
  })

  it('that comes to be for fewer grades keeps what others have through grace', async () => {
    const district = await start(4)
    await district.give(['s1', 's2'])
    await district.rule({ name: 'All' })
    await district.madeFor(['04'])
    expect(await district.inState('grace', KIND)).toEqual(['s2'])
    expect(await district.lastOf('s2')).toBe('leave grade_left')
    expect(await district.inState('assigned', KIND)).toEqual(['s1', 's3'])
    await district.madeFor(['04', '05'], days(1))
    expect(await district.lastOf('s2')).toBe('return needed_again')
  })
})

const isDue = (district: ProductDistrict, now: Date) =>
  district.work((client) => areSeatsDue(client, { districtId: district.id, kinds, now }))

describe('a product given until a day', () => {
  it('is had on that day, and from the next one on kept for a while, then free', async () => {
    const district = await start(2)
    await district.give(['s1'], { until: day(3) })
    expect(await isDue(district, days(3))).toBe(false)
    await district.reconcile(days(3))
    expect(await district.inState('assigned', KIND)).toEqual(['s1'])
    expect(await isDue(district, days(4))).toBe(true)
    await district.reconcile(days(4))
    expect(await district.lastOf('s1')).toBe('leave hand_ended')
    expect(await handsOf(district)).toEqual([])
    // It isn't asked about again and again.
    expect(await isDue(district, days(5))).toBe(false)
    await district.reconcile(days(35))
    expect(await district.lastOf('s1')).toBe('release grace_ended')
    expect(await agrees(district)).toBe(true)
  })

  it('ends at once for who only waited for it', async () => {
    const district = await start(2)
    await district.buy(1, KIND)
    await district.give(['s1'])
    await district.give(['s2'], { until: day(2) })
    await district.reconcile(days(3))
    expect(await district.lastOf('s2')).toBe('withdraw hand_ended')
  })

  it('stays with whom a rule names by then', async () => {
    const district = await start(2)
    await district.give(['s1'], { until: day(2) })
    await district.rule({ name: 'Fourth', grades: ['04'] })
    await district.reconcile(days(3))
    expect(await district.inState('assigned', KIND)).toEqual(['s1'])
    expect(await district.lastOf('s1')).toBe('assign seat_free')
  })

  it('ends for whom no rule is known to name by then: of a student without a grade none is', async () => {
    const district = await start(1)
    await district.give(['s1'], { until: day(2) })
    await district.rule({ name: 'Fourth', grades: ['04'] })
    await grade(district, 's1', '')
    await district.reconcile(days(3))
    expect(await district.lastOf('s1')).toBe('leave hand_ended')
  })

  it('is given for longer, for good, or anew by giving it again', async () => {
    const district = await start(1)
    await district.give(['s1'], { until: day(2) })
    await district.give(['s1'], { until: day(5) })
    await district.reconcile(days(3))
    expect(await district.inState('assigned', KIND)).toEqual(['s1'])
    await district.give(['s1'], { now: days(3) })
    await district.reconcile(days(9))
    expect(await district.inState('assigned', KIND)).toEqual(['s1'])
    await district.give(['s1'], { now: days(9), until: day(9) })
    await district.reconcile(days(10))
    expect(await district.lastOf('s1')).toBe('leave hand_ended')
    await district.give(['s1'], { now: days(11) })
    expect(await district.lastOf('s1')).toBe('return needed_again')
  })

  it('comes free to who waits, who is told the day: the last one, and the grace after it; not where a rule names the student', async () => {
    const district = await start(3)
    await district.buy(2, KIND)
    await district.give(['s1'], { until: day(3) })
    await district.give(['s2'])
    await district.give(['s3'])
    const kind = seatKindOf()
    const looked = () =>
      district.work(async (client) => {
        const place = { districtId: district.id, kind: KIND }
        const licence = { waiting: 1, grace: 0 }
        const { waits } = await readQueue(client, place, { kind, now: NOW })
        return [...waits.values(), await readComingFree(client, place, { kind, now: NOW, licence })]
      })
    // The last day, the next one on which grace begins, and its days.
    const free = day(4 + kind.graceDays)
    const [wait, coming] = await looked()
    expect(wait).toMatchObject({ reason: 'all_in_use' })
    expect(coming).toEqual({ count: 1, by: free })
    await district.rule({ name: 'Fourth', grades: ['04'] })
    expect(await looked()).toEqual([{ reason: 'all_in_use', until: null }, null])
  })

  it('is given until no day that is over, and nothing is taken back until a day', async () => {
    const district = await start(1)
    expect(await district.give(['s1'], { until: day(-1) })).toEqual({ problem: 'until_past' })
    expect(await district.give(['s1'], { until: day(1), back: true })).toEqual({ problem: 'until_of_nothing' })
    expect(await handsOf(district)).toEqual([])
  })
})
