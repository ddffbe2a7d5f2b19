/** The look at a file of staff or students says what it does to licences: who gets a seat, who waits and why. */

import { expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { saveProduct, saveProductRule } from '../../src/store/seats/products.ts'
import { reconcileSeats, setLicence } from '../../src/store/seats/seats.ts'
import { shippedKinds } from '../store/seat-district.ts'
import { bench, fileOf, look, people, rows, take, useImportBench } from './roster-import-bench.ts'

useImportBench()

const kinds = shippedKinds()
const cause = () => ({ districtId: 'alpha', actor: 'test', kinds, now: bench.now })
const inside = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(bench.owner, { districtId: 'alpha', actor: 'test' }, work)
const buy = (kind: string, quantity: number) => inside((client) => setLicence(client, { ...cause(), kind, quantity }))
/** One seat more than is used. */
const leaveOne = async () => {
  Object.assign(bench.app.world.settings, { licenceKinds: kinds })
  await rows("delete from seat where district_id = 'alpha'")
  await buy('coaching-seats', 500)
  const [used] = await rows<{ count: number }>(
    "select count(*)::int as count from seat where district_id = 'alpha' and kind = 'coaching-seats'",
  )
  await buy('coaching-seats', (used?.count ?? 0) + 1)
}
const movesOf = (name: string) =>
  rows<{ move: string; reason: string }>(
    `select l.move, l.reason from seat_ledger l join person p on p.district_id = l.district_id and p.id = l.person_id
     where p.district_id = 'alpha' and p.family_name = $1 order by l.seq`,
    [name],
  )

const ledger = () => rows("select count(*)::int as count from seat_ledger where district_id = 'alpha'")

it('says of staff who gets a seat, who waits and why, and how many more are needed; and that is what then happens', async () => {
  await leaveOne()
  const file = fileOf(
    'staff',
    'Ann,Firstcoach,ann@new.example,coach,North School',
    'Bea,Secondcoach,bea@new.example,coach,South School',
    'Tim,Newteacher,tim@new.example,teacher,North School',
  )
  const before = await people()
  const written = await ledger()
  const { seats } = await look(file)
  expect(seats).toEqual([
    {
      kind: 'coaching-seats',
      name: 'Coaching seats',
      moveCounts: expect.arrayContaining([
        { move: 'assign', count: 1 },
        { move: 'wait', count: 1 },
      ]) as unknown,
      short: 1,
      waiting: [{ name: expect.stringMatching(/^(Ann Firstcoach|Bea Secondcoach)$/) as unknown, reason: 'all_in_use' }],
    },
  ])
  expect(await people()).toEqual(before)
  expect(await ledger()).toEqual(written)
  await take(file)
  const [first, second] = [await movesOf('Firstcoach'), await movesOf('Secondcoach')]
  expect([...first, ...second].map(({ move }) => move).toSorted()).toEqual(['assign', 'wait'])
  expect((await look(file)).seats).toEqual([])
  // One more seat would go to whoever waited before.
  const next = fileOf('staff', 'Cal,Thirdcoach,cal@new.example,coach,North School')
  expect((await look(next)).seats).toMatchObject([{ moveCounts: [{ move: 'wait', count: 1 }], short: 2 }])
})

it('says nothing of licences where no seat changes hands', async () => {
  expect((await look(fileOf('staff', 'Una,Onlyteacher,una@new.example,teacher,North School'))).seats).toEqual([])
  expect((await look(fileOf('students', 'Nil,Nobody,,04,No such school,'))).seats).toEqual([])
})

it('says of students who comes to a product by its rules, to a teacher of their own file alone', async () => {
  await inside(async (client) => {
    const { now } = cause()
    const by = { districtId: 'alpha', actor: 'test', now }
    await saveProduct(client, by, { id: 'reading', name: 'Reading', grades: [], category: '' })
    const rule = { name: 'Fourth', position: 1, grades: ['04'], schoolIds: [] }
    await saveProductRule(client, { ...by, product: 'reading' }, rule)
    await setLicence(client, { ...cause(), kind: 'product-seats:reading', quantity: 1 })
  })
  // Whoever a rule names already is squared before: they are none of the file's.
  await inside((client) => reconcileSeats(client, { ...cause(), runId: null }))
  const file = fileOf(
    'students',
    'Ivo,Fourthgrader,,04,North School,',
    'Jan,Fourthgrader,,04,North School,',
    'Kai,Fifth,,05,North School,',
  )
  const { seats } = await look(file, 'schoolAdmin')
  expect(seats).toMatchObject([{ kind: 'product-seats:reading', name: 'Reading' }])
  const [reading] = seats as readonly { moveCounts: readonly { move: string; count: number }[]; waiting: object[] }[]
  expect(reading?.moveCounts.reduce((sum, { count }) => sum + count, 0)).toBe(2)
  expect(JSON.stringify(seats)).not.toContain('Fifth')
  expect(await rows("select 1 from person where family_name = 'Fourthgrader'")).toEqual([])
})
