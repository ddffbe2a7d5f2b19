/** A customer's administrators: each of them is somebody of their own, and can be kept out by the others, in every district at once. */

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AuditPage } from '../../src/http/contract/audit.ts'
import type { CustomerAdmins } from '../../src/http/contract/customer-admins.ts'
import type { InvitationPage } from '../../src/http/contract/invitations.ts'
import type { Rules } from '../../src/http/contract/rules.ts'
import type { StaffPerson } from '../../src/http/contract/staff.ts'
import { createLog } from '../../src/http/log.ts'
import { addAccountRoutes } from '../../src/http/routes/signin/accounts.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { globally } from '../../src/store/database.ts'
import { hashToken } from '../../src/store/signin/session.ts'
import { codeOf } from './callers.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'
import { signInOver } from './whole-app.ts'

const PATH = '/api/v1/customer/administrators'

let app: TestApp
let signIn: SignIn | null = null
let ids: Readonly<Record<'ada' | 'grace' | 'ines' | 'stranger', string>>
let ada: string
let grace: string

const owner = async (statement: string, values: readonly unknown[] = []) =>
  (await globally(app.database.open('owner'), (client) => client.query<{ id: string }>(statement, [...values]))).rows

async function plant(customerId: string, name: string | null, status: string): Promise<string> {
  const [row] = await owner(
    `insert into customer_admin (customer_id, email, name, password_hash, status)
     values ($1, $2, $3, $4, $5) returning id::text`,
    [customerId, `${name ?? 'ines'}@acme.example`, name, status === 'invited' ? null : 'x', status],
  )
  return row?.id ?? ''
}

/** As if they had signed in. */
async function sessionOf(customerAdminId: string, districtId = 'alpha'): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await owner(
    `insert into session (token_hash, kind, district_id, customer_id, customer_admin_id, idle_expires_at, expires_at)
     values ($1, 'password', $2, 'acme', $3, '2999-01-01', '2999-01-01')`,
    [hashToken(token), districtId, customerAdminId],
  )
  return token
}

beforeAll(async () => {
  app = await openTestApp(
    (table, web, world) => {
      signIn = signInOver(web, { box: world.secrets })
      const log = createLog({ level: 'silent', stream: process.stderr })
      addAccountRoutes(table, { signIn, publicUrl: 'http://localhost', sendsMail: false, world, log })
    },
    { findPrincipal: () => async (token) => (await signIn?.findPrincipal(token)) ?? null },
  )
  await owner("insert into customer (id, name) values ('other', 'Other')")
  ids = {
    ada: await plant('acme', 'Ada', 'active'),
    grace: await plant('acme', 'Grace', 'active'),
    ines: await plant('acme', null, 'invited'),
    stranger: await plant('other', 'Sly', 'active'),
  }
})
afterAll(() => app.close())
beforeEach(async () => {
  await owner("update customer_admin set status = 'active' where name is not null")
  ;[ada, grace] = [await sessionOf(ids.ada), await sessionOf(ids.grace)]
})

const act = (token: string, id: string, what: 'suspension' | 'activation') =>
  app.call(`${PATH}/${id}/${what}`, { token, method: 'POST' })
const statuses = async () => {
  const rows = await owner('select id::text as id, status from customer_admin order by id')
  return rows as unknown as readonly { readonly id: string; readonly status: string }[]
}
const isIn = async (token: string) => (await app.call('/api/v1/me', { token })).status === 200

describe('an administrator of a customer is kept out', () => {
  it('by nobody who is none of the same customer, and they see none of them', async () => {
    const before = await statuses()
    for (const who of ['districtAdmin', 'schoolAdmin'] as const satisfies readonly PersonName[]) {
      const token = app.bearerOf(app.alpha, who)
      expect((await app.call(PATH, { token })).json).toEqual({ administrators: [] })
      for (const what of ['suspension', 'activation'] as const)
        expect([who, (await act(token, ids.grace, what)).status]).toEqual([who, 404])
    }
    for (const who of ['teacher', 'coach', 'principal', 'billing', 'itAdmin', 'student', 'roleless'] as const) {
      const token = app.bearerOf(app.alpha, who)
      expect([who, (await app.call(PATH, { token })).status]).toEqual([who, 403])
      expect([who, (await act(token, ids.grace, 'suspension')).status]).toEqual([who, 403])
    }
    expect((await act(ada, ids.stranger, 'suspension')).status).toBe(404)
    expect((await act(ada, '999999999', 'suspension')).status).toBe(404)
    expect(await statuses()).toEqual(before)
  })

  it('not by themself, not before they have come, and not twice', async () => {
    expect(codeOf(await act(ada, ids.ada, 'suspension'))).toEqual([403, 'yourself'])
    expect(codeOf(await act(ada, ids.ines, 'suspension'))).toEqual([409, 'not_active'])
    expect(codeOf(await act(ada, ids.grace, 'activation'))).toEqual([409, 'not_suspended'])
    expect((await act(ada, ids.grace, 'suspension')).status).toBe(200)
    expect(codeOf(await act(ada, ids.grace, 'suspension'))).toEqual([409, 'not_active'])
  })

  it('never by each other at the same moment: one of them stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([act(ada, ids.grace, 'suspension'), act(grace, ids.ada, 'suspension')])
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const left = (await statuses()).filter(
        ({ id, status }) => [ids.ada, ids.grace].includes(id) && status === 'active',
      )
      expect(left).toHaveLength(1)
      await owner("update customer_admin set status = 'active' where name is not null")
      ;[ada, grace] = [await sessionOf(ids.ada), await sessionOf(ids.grace)]
    }
  })

  it('in every district from the next request on, and what was open stays over when they are let in again', async () => {
    const elsewhere = await sessionOf(ids.grace, 'beta')
    expect([await isIn(grace), await isIn(elsewhere)]).toEqual([true, true])
    const { json } = await act(ada, ids.grace, 'suspension')
    expect((json as CustomerAdmins).administrators).toContainEqual(
      expect.objectContaining({ id: ids.grace, name: 'Grace', status: 'suspended', isYou: false }),
    )
    expect([await isIn(grace), await isIn(elsewhere)]).toEqual([false, false])
    expect((await act(ada, ids.grace, 'activation')).status).toBe(200)
    expect([await isIn(grace), await isIn(elsewhere)]).toEqual([false, false])
    expect(await isIn(await sessionOf(ids.grace))).toBe(true)
    expect(await isIn(ada)).toBe(true)
  })

  it('with no link left that would let them in', async () => {
    await owner(
      "insert into customer_password_reset (customer_id, token_hash, customer_admin_id, created_at, expires_at) values ('acme', 'h', $1, now(), '2999-01-01')",
      [ids.grace],
    )
    await act(ada, ids.grace, 'suspension')
    expect(await owner('select 1 from customer_password_reset')).toEqual([])
  })
})

/** Makes a group of schools, always by the same key. */
const addGroup = (token: string, name: string) =>
  app.call('/api/v1/school-groups', {
    token,
    body: { name, schoolIds: [app.alpha.north] },
    headers: { 'Idempotency-Key': 'the-same-key-of-both' },
  })

describe('each administrator of a customer', () => {
  it('is seen by the others, and knows which of them they are', async () => {
    const { administrators } = (await app.call(PATH, { token: ada })).json as CustomerAdmins
    expect(administrators.map(({ id, isYou, status }) => [id, isYou, status])).toEqual([
      [ids.ada, true, 'active'],
      [ids.grace, false, 'active'],
      [ids.ines, false, 'invited'],
    ])
  })

  it('is on the audit log of every district by name', async () => {
    await act(ada, ids.grace, 'suspension')
    await act(ada, ids.grace, 'activation')
    for (const district of [app.alpha, app.beta]) {
      const token = app.bearerOf(district, 'districtAdmin')
      const { items } = (await app.call('/api/v1/audit?action=customer_admin.&pageSize=2', { token })).json as AuditPage
      expect(
        items.map(({ actor, actorName, action, object, objectName }) => [actor, actorName, action, object, objectName]),
      ).toEqual(
        ['activate', 'suspend'].map((step) => [
          `customer_admin:${ids.ada}`,
          'Ada',
          `customer_admin.${step}`,
          `customer_admin:${ids.grace}`,
          'Grace',
        ]),
      )
    }
    const mine = (await app.call(`/api/v1/audit?actor=customer_admin:${ids.grace}`, { token: ada })).json as AuditPage
    expect(mine.items.every(({ actorName }) => actorName === 'Grace')).toBe(true)
  })

  it('reads on the audit log what was done, and nothing of coaching', async () => {
    const { people, north } = app.alpha
    const body = {
      date: '2026-11-20',
      minutes: 25,
      typeId: 'observation',
      schoolId: north,
      educatorIds: [people.teacher],
    }
    const logged = await app.call('/api/v1/coaching/interactions', { token: app.bearerOf(app.alpha, 'coach'), body })
    const { id } = logged.json as { readonly id: string }
    const looked = await app.call(`/api/v1/coaching/educators/${people.teacher}`, { token: ada })
    expect(looked.status).toBe(404)
    const read = async (token: string, path: string) => (await app.call(`/api/v1/audit${path}`, { token })).text
    for (const path of [`?object=interaction:${id}`, '?action=interaction.', '/export']) {
      expect(await read(app.bearerOf(app.alpha, 'districtAdmin'), path), path).toContain(`interaction:${id}`)
      expect(await read(ada, path), path).not.toContain(`interaction:${id}`)
    }
    expect(await read(ada, '?action=customer_admin.')).toContain('customer_admin.suspend')
    expect(await read(ada, '?action=access.denied&pageSize=100')).not.toContain('/coaching/')
  })

  it('is named wherever it is said who did something: to a person, by an invitation, to a rule', async () => {
    const { otherTeacher } = app.alpha.people
    for (const what of ['deactivation', 'activation'])
      expect((await app.call(`/api/v1/staff/${otherTeacher}/${what}`, { token: ada, method: 'POST' })).status).toBe(200)
    const invited = { givenName: 'Nia', familyName: 'New', email: 'nia@alpha.example', role: 'principal', invite: true }
    const added = await app.call('/api/v1/staff', { token: grace, body: { ...invited, schoolId: app.alpha.north } })
    expect([added.status, added.text]).toEqual([201, added.text])
    const { rules } = (await app.call('/api/v1/rules', { token: ada })).json as Rules
    const version = rules.find(({ name }) => name === 'secondLanguages')?.version
    const body = { value: true, locked: false, version }
    const set = await app.call('/api/v1/rules/secondLanguages', { method: 'PUT', token: ada, body })
    expect([set.status, set.text]).toEqual([200, set.text])
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const { history } = (await app.call(`/api/v1/staff/${otherTeacher}`, { token })).json as StaffPerson
    expect(history?.slice(0, 2).map(({ by }) => by)).toEqual(['Ada', 'Ada'])
    const { items } = (await app.call('/api/v1/staff/invitations', { token })).json as InvitationPage
    expect(items[0]).toMatchObject({ email: 'nia@alpha.example', invitedBy: 'Grace' })
    const changes = await app.call('/api/v1/rules/history', { token })
    expect(changes.text).toContain('"by":"Ada"')
  })

  it('is named among the open sessions of the district', async () => {
    const { json } = await app.call('/api/v1/district/sessions?pageSize=100', {
      token: app.bearerOf(app.alpha, 'districtAdmin'),
    })
    const { items } = json as {
      readonly items: readonly { readonly who: string; readonly customerAdminName: string | null }[]
    }
    const names = items.filter(({ who }) => who === 'customer_admin').map(({ customerAdminName }) => customerAdminName)
    expect(new Set(names)).toEqual(new Set(['Ada', 'Grace']))
  })

  it('has keys of requests of their own: the answer of one is not given to the other', async () => {
    const [first, second] = [await addGroup(ada, 'Of Ada'), await addGroup(grace, 'Of Grace')]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toContain('Of Grace')
    expect((await addGroup(ada, 'Of Ada')).text).toBe(first.text)
  })
})
