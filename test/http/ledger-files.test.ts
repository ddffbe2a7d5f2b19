/** The ledger of a licence and the history of credits as whole files: every entry, once, to nobody who may not read the page. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CreditHistory, LedgerPage } from '../../src/http/contract/licences.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const LEDGER = '/api/v1/licences/coaching-seats/ledger'
const CREDITS = '/api/v1/export-credits/history'
/** More than are read at a time, and not a whole number of these. */
const MANY = 10_500
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const inside = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(statement, [...values]),
  )
const call = (path: string, name: PersonName) => app.call(path, { token: app.bearerOf(app.alpha, name) })
const linesOf = async (path: string, name: PersonName = 'districtAdmin') => {
  const { status, text, headers } = await call(path, name)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  return text.trimEnd().split('\r\n')
}

const buyerOf = async (name: PersonName) => {
  const lines = await linesOf(`${LEDGER}/export`, name)
  return lines
    .find((line) => line.includes(',PO 7,'))
    ?.split(',')
    .at(-1)
}

describe('the file of a ledger', () => {
  it('has every entry once, the newest first, however many there are, and says what the page says', async () => {
    const before = ((await call(LEDGER, 'districtAdmin')).json as LedgerPage).total
    await inside(
      `insert into seat_ledger (district_id, kind, seq, at, move, person_id, reason, actor)
       select 'alpha', 'coaching-seats', $2::bigint + n, now(), case when n % 2 = 0 then 'wait' else 'withdraw' end, $1, 'role_lost', 'cli'
       from generate_series(1, ${MANY}) n`,
      [app.alpha.people.coach, before],
    )
    const [head, ...lines] = await linesOf(`${LEDGER}/export`)
    expect(head).toBe('entry,at,family name,given name,person,what happened,number,purchase,reason,until,by')
    const numbers = lines.map((line) => Number(line.split(',')[0]))
    expect(numbers).toEqual(Array.from({ length: before + MANY }, (_, index) => before + MANY - index))
    const { items } = (await call(`${LEDGER}?pageSize=100`, 'districtAdmin')).json as LedgerPage
    expect(lines.slice(0, 100).map((line) => line.split(',').slice(0, 2))).toEqual(
      items.map(({ seq, at }) => [String(seq), at]),
    )
    expect(lines[0]).toMatch(/,id:\d+,waited,,,the role ended,,somebody at the command line$/)
    expect((await call(`${LEDGER}/export`, 'districtAdmin')).headers.get('content-disposition')).toBe(
      'attachment; filename="coaching-seats-ledger.csv"',
    )
  })

  it('has no cell that a spreadsheet runs', async () => {
    await inside("update person set family_name = '=1+1', given_name = '@b' where id = $1", [app.alpha.people.coach])
    const [, ...lines] = await linesOf(`${LEDGER}/export`)
    expect(lines[0]).toContain(",'=1+1,'@b,")
    expect(lines.filter((line) => /^[=@+-]|,[=@+-]/.test(line))).toEqual([])
    await inside("update person set family_name = 'Coach', given_name = 'Cora' where id = $1", [app.alpha.people.coach])
  })

  it('is for those who read the ledger, and names who did something to those alone who read the audit log', async () => {
    for (const name of ['coach', 'schoolAdmin', 'itAdmin', 'teacher', 'principal'] as const)
      expect([name, (await call(`${LEDGER}/export`, name)).status]).toEqual([name, 403])
    const bought = await app.call('/api/v1/licences/coaching-seats/purchases/PO%207', {
      method: 'PUT',
      token: app.bearerOf(app.alpha, 'districtAdmin'),
      body: { quantity: 40, startsOn: null, endsOn: null },
    })
    expect(bought.status).toBe(204)
    expect(await buyerOf('billing')).toBe('somebody of the district')
    expect(await buyerOf('districtAdmin')).toMatch(/^\S+ \S+$/)
    expect(await buyerOf('districtAdmin')).not.toBe('somebody of the district')
  })

  it('of a product names nobody to who may not give it', async () => {
    await inside(
      "insert into licence (district_id, kind) values ('alpha', 'product-seats:reading') on conflict do nothing",
    )
    await inside(
      `insert into seat_ledger (district_id, kind, seq, at, move, person_id, reason, actor)
       values ('alpha', 'product-seats:reading', 1, now(), 'wait', $1, 'all_in_use', 'cli')`,
      [app.alpha.people.student],
    )
    const path = '/api/v1/licences/product-seats:reading/ledger/export'
    const [, hidden] = await linesOf(path, 'billing')
    expect(hidden).toMatch(/^1,[^,]+,,,,waited,/)
    const [, named] = await linesOf(path)
    expect(named).toContain(`,id:${app.alpha.people.student},waited,`)
  })
})

describe('the file of what was allotted', () => {
  it('has everything in reach, once, the newest first', async () => {
    await inside("update licence set bought = 90000 where kind = 'export-credits'")
    await inside(
      "insert into licence (district_id, kind, bought) values ('alpha', 'export-credits', 90000) on conflict do nothing",
    )
    await inside(
      `insert into seat_ledger (district_id, kind, seq, at, move, person_id, reason, quantity, actor)
       select 'alpha', 'export-credits', n, now(), 'allot', case when n % 3 = 0 then $2::bigint else $1::bigint end, 'allotted', 2, 'cli'
       from generate_series(1, ${MANY}) n`,
      [app.alpha.people.teacher, app.alpha.people.southTeacher],
    )
    const [head, ...lines] = await linesOf(`${CREDITS}/export`)
    expect(head).toBe('at,family name,given name,person,credits,by')
    expect(lines).toHaveLength(MANY)
    const [, ...own] = await linesOf(`${CREDITS}/export`, 'schoolAdmin')
    expect(own).toHaveLength((MANY / 3) * 2)
    expect(new Set(own.map((line) => line.split(',')[3]))).toEqual(new Set([`id:${app.alpha.people.teacher}`]))
    expect(own).toHaveLength(((await call(CREDITS, 'schoolAdmin')).json as CreditHistory).total)
    for (const name of ['coach', 'teacher', 'billing', 'itAdmin'] as const)
      expect([name, (await call(`${CREDITS}/export`, name)).status]).toEqual([name, 403])
  })
})
