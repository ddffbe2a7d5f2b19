/** Who gets a seat of what was bought, by the command line: purchases out, reservations, the order, numbers, who gives back. */

import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine
const ids = new Map<string, string>()

const PLACE = ['--district', 'east', '--kind', 'coaching-seats'] as const
const licence = (...words: readonly string[]) => staffroom.run('licence', ...words)
const change = (name: string, ...words: readonly string[]) => licence(name, ...PLACE, ...words)
const inside = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, work)
const seats = async (): Promise<Readonly<Record<string, string>>> => {
  const { data } = await staffroom.json('licence', 'seats', ...PLACE)
  const { seats: found } = data as { seats: readonly { personId: string; state: string }[] }
  const nameOf = new Map([...ids].map(([name, id]) => [id, name]))
  return Object.fromEntries(found.map(({ personId, state }) => [nameOf.get(personId) ?? personId, state]))
}
const done = async (outcome: ReturnType<typeof licence>): Promise<string> => {
  const { code, out, err } = await outcome
  expect(code, err).toBe(0)
  return out
}
const state = async () => ({
  seats: await seats(),
  shown: (await staffroom.json('licence', 'show', '--district', 'east')).data,
})

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  await inside(async (client) => {
    await client.query(
      `insert into org (district_id, source_id, sourced_id, name, type)
       values ('east', 'sis', 'north', 'North School', 'school'), ('east', 'sis', 'south', 'South School', 'school')`,
    )
    for (const [index, name] of ['Ada', 'Ben', 'Cleo'].entries()) {
      const { rows } = await client.query<{ id: string }>(
        `with made as (insert into person (district_id, given_name, family_name) values ('east', $1, 'Adams') returning id)
         insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         select 'east', made.id, 'coach', 'school', o.id, 'manual'
         from made, org o where o.district_id = 'east' and o.sourced_id = $2 returning person_id::text as id`,
        [name, index === 2 ? 'south' : 'north'],
      )
      ids.set(name, rows[0]?.id ?? expect.fail(name))
    }
  })
  await done(licence('set', ...PLACE, '--quantity', '1'))
  await done(licence('set', ...PLACE, '--quantity', '1', '--purchase', 'PO 1'))
})

const who = (name: string): string => `id:${ids.get(name)}`

describe('every change', () => {
  const changes = [
    ['a purchase taken out', ['remove', '--purchase', 'PO 1']],
    ['seats kept for a school', ['reserve', '--school', 'south', '--quantity', '1']],
    ['another order', ['order', '--by', 'school,seniority', '--schools', 'south,north', '--grace-days', '3']],
  ] as const
  test.each(changes)('%s: is looked at first, and that changes nothing', async (_title, [name, ...words]) => {
    const before = await state()
    const looked = await done(change(name, ...words, '--dry-run'))
    expect(looked).toContain('Nothing was changed. It would be:')
    expect(await state()).toEqual(before)
  })

  test('says by name and key how the licences stand', async () => {
    const shown = await done(licence('show', '--district', 'east'))
    expect(shown).toMatch(/^licence .* name$/m)
    expect(shown).toMatch(/^coaching-seats .* Coaching seats$/m)
    // The document that other tools rely on has no more than it had.
    const { data } = await staffroom.json('licence', 'show', '--district', 'east')
    const { licences } = data as { licences: readonly object[] }
    expect(Object.keys(licences[0] ?? {}).toSorted()).toEqual(
      ['bought', 'grace', 'kind', 'needed', 'over', 'used', 'waiting'].toSorted(),
    )
  })
})

test('who waits, and gets the next seat, follows numbers by hand, the order and what a school has reserved', async () => {
  expect(await seats()).toMatchObject({ Ada: 'assigned', Ben: 'assigned', Cleo: 'waiting' })
  await done(change('number', '--person', who('Cleo'), '--number', '1'))
  expect(await done(change('order'))).toContain('Next is: who came first.')
  await done(change('order', '--by', 'manual', '--over-days', '9'))
  const shown = await staffroom.json('licence', 'order', ...PLACE)
  expect(shown.data).toMatchObject({ order: { by: ['manual'], overDays: 9, graceDays: null } })
  // What isn't named stays.
  await done(change('order', '--grace-days', '3'))
  expect((await staffroom.json('licence', 'order', ...PLACE)).data).toMatchObject({
    order: { by: ['manual'], overDays: 9, graceDays: 3 },
  })
  await done(change('reserve', '--school', 'south', '--quantity', '1'))
  expect(await done(change('order'))).toMatch(/South School +1/)
  await done(licence('set', ...PLACE, '--quantity', '3'))
  expect(await seats()).toMatchObject({ Ada: 'assigned', Ben: 'assigned', Cleo: 'assigned' })
  await done(change('order', '--standard'))
  expect((await staffroom.json('licence', 'order', ...PLACE)).data).toMatchObject({ order: { by: [], overDays: null } })
})

test('a purchase that is taken out leaves the surplus over, and the named holder gives a seat back', async () => {
  const early = await change('yield', '--person', who('Ada'))
  expect([early.code, early.err]).toEqual([1, expect.stringContaining('Nobody has to give one back')])
  await done(change('remove', '--purchase', 'PO 1'))
  expect(Object.values(await seats()).toSorted()).toEqual(['assigned', 'assigned', 'over'])
  const looked = await done(change('yield', '--person', who('Ada'), '--dry-run'))
  expect(looked).toContain(who('Ada'))
  expect(Object.values(await seats())).not.toContain('waiting')
  await done(change('yield', '--person', who('Ada')))
  expect(await seats()).toMatchObject({ Ada: 'waiting', Ben: 'assigned', Cleo: 'assigned' })
})

test('seats are squared with the people who need one after a look at what that does', async () => {
  await inside((client) => client.query('delete from role_grant where person_id = $1', [ids.get('Cleo')]))
  const looked = await staffroom.json('licence', 'reconcile', '--district', 'east', '--dry-run')
  const { previews } = looked.data as { previews: readonly { kind: string; moves: readonly object[] }[] }
  expect(previews.find(({ kind }) => kind === 'coaching-seats')?.moves).toMatchObject([
    { move: 'leave', personId: ids.get('Cleo'), reason: 'role_lost' },
  ])
  expect(await seats()).toMatchObject({ Cleo: 'assigned' })
  await done(licence('reconcile', '--district', 'east'))
  expect(await seats()).toMatchObject({ Cleo: 'grace' })
  const proofs = await inside((client) => replayLedger(client, 'east'))
  expect(proofs.every(({ agrees }) => agrees)).toBe(true)
})

test('each is on the audit log as a page writes it, and looks are not', async () => {
  const { rows } = await inside((client) =>
    client.query<{ action: string; actor: string }>(
      `select distinct action, actor from audit_entry
       where action in ('licence.reserve', 'licence.priority', 'licence.yield', 'setting.write') order by action`,
    ),
  )
  expect(rows).toEqual(
    ['licence.priority', 'licence.reserve', 'licence.yield', 'setting.write'].map((action) => ({
      action,
      actor: 'cli',
    })),
  )
  const reserved = await inside((client) =>
    client.query("select from audit_entry where action in ('licence.reserve', 'licence.yield')"),
  )
  expect(reserved.rowCount).toBe(2)
})

test.each([
  [['remove', '--purchase', 'nothing'], 'There is no purchase "nothing" of it'],
  [['reserve', '--school', 'nowhere', '--quantity', '1'], 'is named nowhere'],
  [['reserve', '--school', 'south', '--quantity', '-1'], '--quantity takes a whole number'],
  [['order', '--by', 'age'], '--by takes manual, school and seniority'],
  [['order', '--grace-days', '4000'], 'from 0 to 3650'],
  [['number', '--person', 'id:999999999', '--number', '1'], 'neither hold nor await'],
  [['number', '--person', 'id:1'], 'Give one of --number and --none'],
  [['yield', '--person', 'nobody'], 'neither hold nor await'],
])('%j is refused with what would do', async ([name = '', ...words], says) => {
  const { code, err } = await change(name, ...words)
  expect([code !== 0, err]).toEqual([true, expect.stringContaining(says)])
})

test('a licence that is no seats has no order, and a day has to be one of the calendar', async () => {
  const credits = await licence('order', '--district', 'east', '--kind', 'export-credits', '--by', 'manual')
  expect([credits.code, credits.err]).toEqual([1, expect.stringContaining('no such licence whose seats')])
  const forecast = await licence('forecast', '--district', 'east', '--until', '2027-02-31')
  expect([forecast.code, forecast.err]).toEqual([2, expect.stringContaining('There is no day 2027-02-31')])
})
