/** Rules through the API: who may set which, which value counts where and why, the lock, the history. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globally, inDistrict } from '../../src/store/database.ts'
import type { Caller } from './callers.ts'
import { callersOf, codeOf } from './callers.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface RuleBody {
  readonly name: string
  readonly effective: { readonly value: unknown; readonly from: string }
  readonly district: { readonly value: unknown; readonly name: string | null } | null
  readonly school: { readonly value: unknown } | null
  readonly locked: boolean
  readonly mayChange: boolean
  readonly mayLock: boolean
  readonly version: string
}
let app: TestApp
let tokenOf: (who: Caller) => string

beforeAll(async () => {
  app = await openTestApp()
  tokenOf = callersOf(app)
})
afterAll(() => app.close())

const asOwner = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)
const pathOf = (school: string | null) => (school === null ? '/api/v1/rules' : `/api/v1/schools/${school}/rules`)

async function read(who: Caller, name: string, school: string | null = null): Promise<RuleBody> {
  const { status, json } = await app.call(pathOf(school), { token: tokenOf(who) })
  expect(status).toBe(200)
  const rule = (json as { rules: RuleBody[] }).rules.find((one) => one.name === name)
  if (rule === undefined) throw new Error(`There is no rule ${name}.`)
  return rule
}

interface Setting {
  readonly name: string
  readonly value: unknown
  readonly school?: string
  readonly locked?: boolean
  readonly version?: string
}

async function set(who: Caller, { name, value, school, locked, version }: Setting): Promise<Answer> {
  const seen = version ?? (await read('districtAdmin', name, school ?? null)).version
  return app.call(`${pathOf(school ?? null)}/${name}`, {
    method: 'PUT',
    token: tokenOf(who),
    body: { value, version: seen, ...(school === undefined ? { locked: locked === true } : {}) },
  })
}

describe('what is refused', () => {
  it('a rule of the district to whoever is no district administrator, and nothing changes', async () => {
    for (const who of ['schoolAdmin', 'itAdmin', 'coach', 'teacher', 'billing', 'student', 'principal'] as const)
      expect(codeOf(await set(who, { name: 'secondLanguages', value: true })), who).toEqual([403, 'forbidden'])
    expect((await read('districtAdmin', 'secondLanguages')).effective).toEqual({ value: false, from: 'standard' })
  })

  it('“A District Admin is a user who will manage and set up permissions in the platform for Coaches, Principals and Billing Only users.”: they alone', async () => {
    for (const [name, value] of [
      ['coachReports', 'schools'],
      ['principalReports', 'none'],
      ['billingSeesSeats', false],
    ] as const) {
      for (const who of ['customerAdmin', 'schoolAdmin', 'coach', 'principal', 'billing', 'itAdmin'] as const)
        expect(codeOf(await set(who, { name, value })), `${who} ${name}`).toEqual([403, 'forbidden'])
      expect((await set('districtAdmin', { name, value })).status).toBe(200)
      expect((await read('districtAdmin', name)).effective).toEqual({ value, from: 'district' })
      expect((await set('districtAdmin', { name, value: null })).status).toBe(200)
    }
  })

  it('the district’s rules to a school administrator, and another school’s', async () => {
    expect(codeOf(await app.call('/api/v1/rules', { token: tokenOf('schoolAdmin') }))).toEqual([404, 'not_found'])
    const south = await app.call(pathOf(app.alpha.south), { token: tokenOf('schoolAdmin') })
    expect(codeOf(south)).toEqual([404, 'not_found'])
    const other = { name: 'supportEmail', value: 'a@b.org', school: app.alpha.south }
    expect(codeOf(await set('schoolAdmin', other))).toEqual([404, 'not_found'])
  })

  it('another district’s school, and one that is closed', async () => {
    for (const school of [app.beta.north, app.alpha.closed, '999999999']) {
      const body = { value: 'a@b.org', version: '0123456789abcdef' }
      for (const call of [{}, { method: 'PUT', body }]) {
        const path = call.method === undefined ? pathOf(school) : `${pathOf(school)}/supportEmail`
        expect(codeOf(await app.call(path, { ...call, token: tokenOf('districtAdmin') }))).toEqual([404, 'not_found'])
      }
    }
  })

  it('a rule that there isn’t, a value it doesn’t take, a school’s own of what is the district’s, a lock of it', async () => {
    const version = '0123456789abcdef'
    expect(codeOf(await set('districtAdmin', { name: 'toString', value: true, version }))).toEqual([404, 'not_found'])
    const wrong = await set('districtAdmin', { name: 'studentNumberMinLength', value: 21 })
    expect(codeOf(wrong)).toEqual([422, 'value_not_taken'])
    expect(wrong.text).toContain('a whole number from 0 to 20')
    const ofSchool = { name: 'secondLanguages', value: true, school: app.alpha.north }
    expect(codeOf(await set('schoolAdmin', ofSchool))).toEqual([422, 'rule_of_district'])
    const locked = { name: 'secondLanguages', value: true, locked: true }
    expect(codeOf(await set('districtAdmin', locked))).toEqual([422, 'rule_of_district'])
  })

  it('a customer’s administrator sets the switches of students and no default of the district', async () => {
    expect((await set('customerAdmin', { name: 'secondLanguages', value: true })).status).toBe(200)
    expect(codeOf(await set('customerAdmin', { name: 'studentsMayPublish', value: false }))).toEqual([403, 'forbidden'])
    expect((await set('districtAdmin', { name: 'secondLanguages', value: null })).status).toBe(200)
  })

  it('a change of what somebody else has changed meanwhile', async () => {
    const { version } = await read('districtAdmin', 'studentNumberRequired')
    const first = await set('districtAdmin', { name: 'studentNumberRequired', value: true, version })
    expect(first.status).toBe(200)
    const second = await set('districtAdmin', { name: 'studentNumberRequired', value: false, version })
    expect(codeOf(second)).toEqual([409, 'rule_stale'])
    expect((await read('districtAdmin', 'studentNumberRequired')).effective.value).toBe(true)
  })

  it('all but one of many who set the same rule at the same moment', async () => {
    const { version } = await read('districtAdmin', 'studentNumberMinLength')
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((value) => set('districtAdmin', { name: 'studentNumberMinLength', value, version })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409])
  })
})

describe('a school that differs', () => {
  it('has its own value, the others the district’s, and each page says whose it is', async () => {
    const { north, south } = app.alpha
    expect((await set('districtAdmin', { name: 'studentsMayPublish', value: false })).status).toBe(200)
    expect((await set('schoolAdmin', { name: 'studentsMayPublish', value: true, school: north })).status).toBe(200)
    expect((await read('schoolAdmin', 'studentsMayPublish', north)).effective).toEqual({ value: true, from: 'school' })
    const ofSouth = await read('districtAdmin', 'studentsMayPublish', south)
    expect(ofSouth.effective).toEqual({ value: false, from: 'district' })
    expect(ofSouth.district).toMatchObject({ value: false, name: 'Dana Director' })
    expect(await read('schoolAdmin', 'studentsMayPublish', north)).toMatchObject({ mayChange: true, mayLock: false })
  })

  it('differs no more once the district locks the rule, can’t set it then, and has its own back after', async () => {
    const { north } = app.alpha
    expect((await set('districtAdmin', { name: 'studentsMayPublish', value: false, locked: true })).status).toBe(200)
    const under = await read('schoolAdmin', 'studentsMayPublish', north)
    expect(under).toMatchObject({ locked: true, mayChange: false, effective: { value: false, from: 'district' } })
    const tried = await set('schoolAdmin', { name: 'studentsMayPublish', value: false, school: north })
    expect(codeOf(tried)).toEqual([409, 'rule_locked'])
    expect((await set('districtAdmin', { name: 'studentsMayPublish', value: false })).status).toBe(200)
    expect((await read('schoolAdmin', 'studentsMayPublish', north)).effective).toEqual({ value: true, from: 'school' })
  })

  it('goes back to what the district has', async () => {
    const { north } = app.alpha
    expect((await set('schoolAdmin', { name: 'studentsMayPublish', value: null, school: north })).status).toBe(200)
    const back = await read('schoolAdmin', 'studentsMayPublish', north)
    expect(back).toMatchObject({ school: null, effective: { value: false, from: 'district' } })
  })

  it('is set by a district administrator, too, who is one of every school (P001-05)', async () => {
    const address = { name: 'supportEmail', value: 'help@south.example', school: app.alpha.south }
    expect((await set('districtAdmin', address)).status).toBe(200)
    const { json } = await app.call('/api/v1/rules/schools', { token: tokenOf('districtAdmin') })
    expect((json as { schools: { name: string; own: number }[] }).schools.map(({ name, own }) => [name, own])).toEqual([
      ['North School', 0],
      ['South School', 1],
    ])
  })
})

async function historyOf(who: Caller) {
  const { json } = await app.call('/api/v1/rules/history?pageSize=100', { token: tokenOf(who) })
  return (json as { items: { rule: string; school: { name: string } | null; after: unknown; by: string }[] }).items
}

describe('every change', () => {
  it('is in the history with who, from what and to what; a school administrator sees no other school’s', async () => {
    const all = await historyOf('districtAdmin')
    expect(all[0]).toMatchObject({
      rule: 'supportEmail',
      school: { name: 'South School' },
      before: null,
      after: 'help@south.example',
      by: 'Dana Director',
    })
    const seen = await historyOf('schoolAdmin')
    expect(seen.filter(({ school }) => school?.name === 'South School')).toEqual([])
    expect(seen.some(({ school, by }) => school?.name === 'North School' && by === 'Sara Schoolhead')).toBe(true)
  })

  it('is on the audit log, with no value', async () => {
    const rows = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
      const found = await client.query<{ actor: string; object: string; detail: object }>(
        "select actor, object, detail from audit_entry where action = 'rule.set' order by id desc limit 1",
      )
      return found.rows
    })
    expect(rows).toEqual([
      {
        actor: `person:${app.alpha.people.districtAdmin}`,
        object: `org:${app.alpha.south}`,
        detail: { rule: 'supportEmail', locked: false, schoolId: app.alpha.south },
      },
    ])
  })

  it('of the history is kept: nobody changes or removes a line of it', async () => {
    for (const statement of ['delete from rule_change', "update rule_change set rule = 'x'"])
      await expect(
        inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) => client.query(statement)),
      ).rejects.toThrow('permission denied')
  })

  it('that changes nothing is no change', async () => {
    const before = await app.call('/api/v1/rules/history', { token: tokenOf('districtAdmin') })
    const again = { name: 'supportEmail', value: ' help@south.example', school: app.alpha.south }
    expect((await set('districtAdmin', again)).status).toBe(200)
    expect((await app.call('/api/v1/rules/history', { token: tokenOf('districtAdmin') })).text).toBe(before.text)
  })
})

const contactsOf = async (token: string) =>
  ((await app.call('/api/v1/me', { token })).json as { contacts: unknown }).contacts
const unmatched = () => app.bearerFor({ districtId: 'alpha', personId: null, customerId: null, roles: [] })

describe('the addresses that people may write to', () => {
  it('are told to everybody who is signed in: of their school, else of the district', async () => {
    expect(await contactsOf(tokenOf('student'))).toEqual({ support: [], billing: null })
    await set('districtAdmin', { name: 'supportEmail', value: 'help@alpha.example' })
    await set('districtAdmin', { name: 'billingEmail', value: 'pay@alpha.example' })
    await set('schoolAdmin', { name: 'supportEmail', value: 'help@north.example', school: app.alpha.north })
    const billing = 'pay@alpha.example'
    const district = { support: ['help@alpha.example'], billing }
    expect(await contactsOf(tokenOf('student'))).toEqual({ support: ['help@north.example'], billing })
    await set('districtAdmin', { name: 'supportEmail', value: 'help@south.example', school: app.alpha.south })
    expect(await contactsOf(tokenOf('southTeacher'))).toEqual({ support: ['help@south.example'], billing })
    for (const token of [tokenOf('districtAdmin'), tokenOf('customerAdmin'), unmatched()])
      expect(await contactsOf(token)).toEqual(district)
    expect(await contactsOf(app.bearerOf(app.beta, 'student'))).toEqual({ support: [], billing: null })
    const [lock, standard] = [{ value: 'help@alpha.example', locked: true }, { value: null }]
    await set('districtAdmin', { name: 'supportEmail', ...lock })
    expect(await contactsOf(tokenOf('student'))).toEqual(district)
    for (const name of ['supportEmail', 'billingEmail']) await set('districtAdmin', { name, ...standard })
    await set('districtAdmin', { name: 'supportEmail', value: null, school: app.alpha.north })
    expect(await contactsOf(tokenOf('student'))).toEqual({ support: [], billing: null })
  })
})

interface PermissionsBody {
  readonly permissions: readonly { role: string; capability: string; state: string; via: string | null }[]
  readonly rules: readonly {
    name: string
    value: unknown
    changed: boolean
    by: string | null
    at: string | null
    mayChange: boolean
  }[]
  readonly customerReading: string | null
}

async function permissions(who: Caller): Promise<PermissionsBody> {
  const { status, json } = await app.call('/api/v1/permissions', { token: tokenOf(who) })
  expect(status, who).toBe(200)
  return json as PermissionsBody
}
const stateOf = ({ permissions: lines }: PermissionsBody, role: string, capability: string) =>
  lines.find((line) => line.role === role && line.capability === capability)?.state
const ruleOf = ({ rules }: PermissionsBody, name: string) => rules.find((rule) => rule.name === name)
const readStrictly = (isStrict: boolean) =>
  globally(app.world.database, (client) =>
    client.query("update customer set reads_chart_strictly = $1 where id = 'acme'", [isStrict]),
  )

describe('the table of permissions', () => {
  it('is closed to whoever may not see the rules', async () => {
    for (const who of ['coach', 'teacher', 'principal', 'billing', 'itAdmin', 'student'] as const)
      expect(codeOf(await app.call('/api/v1/permissions', { token: tokenOf(who) })), who).toEqual([403, 'forbidden'])
  })

  it('says at once what a rule has opened, who set it and when, and who may change it', async () => {
    const before = await permissions('districtAdmin')
    expect(stateOf(before, 'coach', 'view:data_report')).toBe('closed')
    expect(ruleOf(before, 'coachReports')).toMatchObject({ changed: false, by: null, at: null, mayChange: true })
    expect((await set('districtAdmin', { name: 'coachReports', value: 'schools' })).status).toBe(200)
    const after = await permissions('schoolAdmin')
    expect(stateOf(after, 'coach', 'view:data_report')).toBe('given')
    expect(stateOf(after, 'coach', 'view:district_data_report')).toBe('closed')
    expect(ruleOf(after, 'coachReports')).toMatchObject({
      value: 'schools',
      changed: true,
      by: 'Dana Director',
      at: '2026-11-22T18:00:00.000Z',
      mayChange: false,
    })
    expect((await set('districtAdmin', { name: 'coachReports', value: null })).status).toBe(200)
    expect(stateOf(await permissions('districtAdmin'), 'coach', 'view:data_report')).toBe('closed')
  })

  it('says how the customer reads the chart, and what that closes', async () => {
    const wide = await permissions('customerAdmin')
    expect([wide.customerReading, stateOf(wide, 'customer_admin', 'upload:parent_portal_logo')]).toEqual([
      'wide',
      'given',
    ])
    await readStrictly(true)
    const strict = await permissions('customerAdmin')
    expect([strict.customerReading, stateOf(strict, 'customer_admin', 'upload:parent_portal_logo')]).toEqual([
      'strict',
      'closed',
    ])
    await readStrictly(false)
  })
})

const offered = async (who: Caller) => {
  const { json } = await app.call('/api/v1/me', { token: tokenOf(who) })
  return (json as { may: string[] }).may.filter((one) => one === 'view:licence_state' || one === 'view:ledger')
}

describe('billing users and seats', () => {
  const PATHS = [
    '/api/v1/licences',
    '/api/v1/licences/coaching-seats',
    '/api/v1/licences/coaching-seats/seats',
    '/api/v1/licences/coaching-seats/history',
    '/api/v1/licences/coaching-seats/ledger',
    '/api/v1/licences/coaching-seats/ledger/export',
  ]
  const shown = async (who: Caller) =>
    Promise.all(PATHS.map(async (path) => (await app.call(path, { token: tokenOf(who) })).status))

  it('see them, until the district keeps them from them: then they are refused, offered nothing, and the table says so', async () => {
    expect(await shown('billing')).toEqual([200, 200, 200, 200, 200, 200])
    expect(await offered('billing')).toEqual(['view:licence_state', 'view:ledger'])
    expect((await set('districtAdmin', { name: 'billingSeesSeats', value: false })).status).toBe(200)
    expect(await shown('billing')).toEqual([403, 403, 403, 403, 403, 403])
    expect(await offered('billing')).toEqual([])
    const table = await permissions('districtAdmin')
    expect(stateOf(table, 'billing_only', 'view:licence_state')).toBe('closed')
    expect(stateOf(table, 'billing_only', 'view:ledger')).toBe('closed')
    expect(await shown('districtAdmin')).toEqual([200, 200, 200, 200, 200, 200])
    expect((await set('districtAdmin', { name: 'billingSeesSeats', value: null })).status).toBe(200)
    expect(await shown('billing')).toEqual([200, 200, 200, 200, 200, 200])
  })

  it('see by another role what that one gives, and no more', async () => {
    const { billing } = app.alpha.people
    const give = () =>
      asOwner((client) =>
        client.query(
          `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
           values ('alpha', $1, 'school_admin', 'school', $2, 'manual')`,
          [billing, app.alpha.north],
        ),
      )
    await give()
    await set('districtAdmin', { name: 'billingSeesSeats', value: false })
    const { status, json } = await app.call(PATHS[1] ?? '', { token: tokenOf('billing') })
    expect([status, json]).toMatchObject([200, { bought: null, district: null }])
    expect(await offered('billing')).toEqual(['view:licence_state'])
    await set('districtAdmin', { name: 'billingSeesSeats', value: null })
    await asOwner((client) =>
      client.query("delete from role_grant where person_id = $1 and role = 'school_admin'", [billing]),
    )
  })
})
