/** Licences by the command line: what is refused, and that each act stands on the audit log as a page would write it. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { type CommandLine, makeHome, openCommandLine } from '../support/command-line.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
let staffroom: CommandLine

interface Noted {
  readonly action: string
  readonly object: string
  readonly actor: string
  readonly detail: object
}
let read = 0
/** The entries since they were asked for last. */
const noted = async (): Promise<readonly Noted[]> => {
  const { rows } = await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, (client) =>
    client.query<Noted & { id: string }>(
      `select id::text, action, object, actor, detail from audit_entry where id > $1
         and (object like 'licence:%' or object like 'product:%' or action = 'setting.write') order by audit_entry.id`,
      [read],
    ),
  )
  read = Number(rows.at(-1)?.id ?? read)
  return rows.map(({ action, object, actor, detail }) => ({ action, object, actor, detail }))
}

const PLACE = ['--district', 'east', '--kind', 'coaching-seats'] as const
const set = (...words: readonly string[]) => staffroom.run('licence', 'set', ...PLACE, ...words)
const product = (...words: readonly string[]) => staffroom.run('product', ...words, '--district', 'east')
const capacity = (...words: readonly string[]) => staffroom.run('licence', 'capacity', '--district', 'east', ...words)
const standing = async () => (await staffroom.json('licence', 'show', '--district', 'east')).data

beforeAll(async () => {
  staffroom = openCommandLine({ DATABASE_URL: database.ownerUrl, STAFFROOM_HOME: makeHome() })
  await staffroom.run('district', 'create', '--id', 'east', '--name', 'East', '--timezone', 'America/Chicago')
  await noted()
})

describe('a purchase', () => {
  test('is not entered twice under one name, nor changed where there is none, and nothing is noted of that', async () => {
    const entered = await set('--quantity', '4', '--purchase', 'PO 1', '--from', '2020-01-01')
    expect(entered.code, entered.err).toBe(0)
    await noted()
    const before = await standing()
    const again = await set('--quantity', '9', '--purchase', 'PO 1')
    expect(again.code).not.toBe(0)
    expect(again.err).toContain('There is a purchase "PO 1" of this licence already: 4 from 2020-01-01.')
    const looked = await set('--quantity', '9', '--purchase', 'PO 1', '--dry-run')
    expect(looked.err).toContain('There is a purchase "PO 1" of this licence already')
    const unknown = await set('--quantity', '9', '--purchase', 'PO 01', '--replace')
    expect(unknown.err).toContain('There is no purchase "PO 01" of this licence to change.')
    expect((await set('--quantity', '9', '--replace')).err).toContain('--replace changes one purchase')
    expect(await standing()).toEqual(before)
    expect(await noted()).toEqual([])
  })

  test('is on the audit log as a page writes it, also a total, a change, and one of a time to come', async () => {
    for (const words of [
      ['--quantity', '6', '--purchase', 'PO 1', '--replace'],
      ['--quantity', '10'],
      ['--quantity', '3', '--purchase', 'PO 2', '--from', '2999-08-01', '--until', '3000-06-30'],
      ['--quantity', '1', '--purchase', 'PO 3', '--dry-run'],
    ])
      expect((await set(...words)).code, words.join(' ')).toBe(0)
    const of = { action: 'licence.purchase', object: 'licence:coaching-seats', actor: 'cli' }
    const always = { startsOn: null, endsOn: null }
    expect(await noted()).toEqual([
      { ...of, detail: { name: 'PO 1', quantity: 6, ...always } },
      { ...of, detail: { name: 'standing', quantity: 4, ...always } },
      { ...of, detail: { name: 'PO 2', quantity: 3, startsOn: '2999-08-01', endsOn: '3000-06-30' } },
    ])
    const { data } = await staffroom.json('licence', 'ledger', ...PLACE, '--limit', '1')
    const ahead = { move: 'purchase', purchase: 'PO 2', quantity: 10, reason: 'total_kept', actor: 'cli' }
    expect((data as { entries: readonly object[] }).entries).toEqual([expect.objectContaining(ahead)])
  })
})

test('a kept seat is freed for somebody who has one, and of nobody else', async () => {
  const free = (...words: readonly string[]) => staffroom.run('licence', 'release', ...PLACE, ...words)
  const { rows } = await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, async (client) => {
    const made = await client.query<{ id: string }>(
      "insert into person (district_id, given_name, family_name) values ('east', 'Kim', 'Kept') returning id::text",
    )
    await client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('east', $1, 'coach', 'district', 0, 'manual')`,
      [made.rows[0]?.id],
    )
    return made
  })
  const person = `id:${rows[0]?.id ?? ''}`
  await staffroom.run('licence', 'reconcile', '--district', 'east')
  expect((await free('--person', 'nobody')).err).toContain('They neither hold nor await a seat of this licence.')
  expect((await free('--person', person)).err).toContain('Nothing is kept for them')
  await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, (client) =>
    client.query('delete from role_grant where person_id = $1', [rows[0]?.id]),
  )
  await staffroom.run('licence', 'reconcile', '--district', 'east')
  await noted()
  const before = await standing()
  const looked = await free('--person', person, '--dry-run')
  expect(looked.out).toContain('Nothing was changed. It would be:')
  expect(await standing()).toEqual(before)
  const done = await free('--person', person)
  expect(done.code, done.err).toBe(0)
  const { data } = await staffroom.json('licence', 'ledger', ...PLACE, '--limit', '1')
  const entry = { move: 'release', reason: 'chosen', personId: rows[0]?.id, actor: 'cli' }
  expect((data as { entries: readonly object[] }).entries).toEqual([expect.objectContaining(entry)])
  const detail = { personId: rows[0]?.id }
  const proofs = await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, (client) =>
    replayLedger(client, 'east'),
  )
  expect(proofs.find(({ kind }) => kind === 'coaching-seats')).toMatchObject({ agrees: true, faults: [] })
  expect(await noted()).toEqual([{ action: 'licence.release', object: 'licence:coaching-seats', actor: 'cli', detail }])
})

test('how many educators follow is on the audit log, and a look at it is not', async () => {
  expect((await capacity('--per-seat', '5', '--dry-run')).code).toBe(0)
  expect((await capacity('--tiers', '1:50,10:600')).code).toBe(0)
  expect(await noted()).toEqual([
    {
      action: 'setting.write',
      object: 'setting:licences',
      actor: 'cli',
      detail: {
        licence: 'educator-capacity',
        tiers: [
          { seats: 1, educators: 50 },
          { seats: 10, educators: 600 },
        ],
      },
    },
  ])
})

test('the ledger is written to a file whole, however long it is, each entry once; the screen says that there are more', async () => {
  const many = 10_120
  await inDistrict(database.open('owner'), { districtId: 'east', actor: 'test' }, (client) =>
    client.query(
      `insert into seat_ledger (district_id, kind, seq, at, move, reason, quantity, actor)
       select 'east', 'account-seats', n, now(), 'purchase', 'term_changed', 0, '=1+1' from generate_series(1, $1::int) n`,
      [many],
    ),
  )
  const told = await staffroom.run('licence', 'ledger', '--district', 'east')
  expect(told.out).toContain('ask for more with --limit, or for all with --csv FILE.')
  const { data } = await staffroom.json('licence', 'ledger', '--district', 'east', '--limit', '1')
  const { total } = data as { readonly total: number }
  expect(total).toBeGreaterThan(many)
  const file = join(makeHome(), 'ledger.csv')
  const written = await staffroom.run('licence', 'ledger', '--district', 'east', '--csv', file)
  expect(written.out).toContain(`${total.toLocaleString('en')} entries written to`)
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
  expect(head).toBe('\uFEFFat,licence,entry,move,person,total or quantity,purchase,reason,until,run,by')
  expect(lines).toHaveLength(total)
  const keys = lines.map((line) => line.split(',').slice(1, 3).join(' '))
  expect(new Set(keys).size).toBe(total)
  expect(keys.slice(0, 2)).toEqual([`account-seats ${many}`, `account-seats ${many - 1}`])
  expect(lines[0]?.endsWith(",'=1+1")).toBe(true)
  const one = await staffroom.run('licence', 'ledger', ...PLACE, '--csv', file)
  const of = (await staffroom.json('licence', 'ledger', ...PLACE, '--limit', '1')).data as { readonly total: number }
  expect(of.total).toBeLessThan(total - many)
  expect(one.out).toContain(`${of.total} entries written to`)
})

test('what is done with products is on the audit log as a page writes it, and what is refused or looked at is not', async () => {
  expect((await product('remove', 'reading')).code).not.toBe(0)
  expect((await product('rule', 'reading', '--remove', 'Grade 4')).code).not.toBe(0)
  expect((await product('add', 'reading', '--name', 'Reading')).code).toBe(0)
  expect((await product('assign', 'reading', '--people', 'nobody')).code).not.toBe(0)
  const rule = ['rule', 'reading', '--set', 'Grade 4', '--grades', '04', '--position', '2'] as const
  expect((await product(...rule, '--dry-run')).code).toBe(0)
  expect((await product(...rule)).code).toBe(0)
  expect((await product('rule', 'reading', '--remove', 'Grade 4', '--dry-run')).code).toBe(0)
  expect((await product('rule', 'reading', '--remove', 'Grade 4')).code).toBe(0)
  expect((await product('remove', 'reading')).code).toBe(0)
  const of = { object: 'product:reading', actor: 'cli' }
  expect(await noted()).toEqual([
    { ...of, action: 'product.change', detail: { name: 'Reading', grades: [] } },
    { ...of, action: 'product.rule', detail: { rule: 'Grade 4', position: 2, grades: ['04'], schoolIds: [] } },
    { ...of, action: 'product.rule_removed', detail: { rule: 'Grade 4' } },
    { ...of, action: 'product.withdraw', detail: {} },
  ])
})
