/** A customer's administrator: several districts, one at a time, and how wide the customer reads the chart. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorise } from '../../src/access/authorise.ts'
import type { Principal } from '../../src/access/principal.ts'
import { setCustomer, showCustomer } from '../../src/daemon/desk/customer.ts'
import { openCustomerDesk } from '../../src/signin/customer-desk.ts'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { globally, inDistrict } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { signInParts } from './parts.ts'
import { addPerson, change } from './roster.ts'

let tool: TestTool
let sync: Database
let signIn: SignIn
let token: string

beforeAll(async () => {
  tool = await startTool()
  sync = tool.database.open('sync')
  signIn = createSignIn({
    ...signInParts,
    db: tool.db,
    now: tool.now,
    findPlatformKey: () => Promise.resolve('unreachable'),
    signingKeyRetiredDays: 7,
    afterRoleChange: () => Promise.resolve(),
  })
  await globally(tool.db, async (client) => {
    for (const [id, customerId] of [
      ['east', 'acme'],
      ['west', 'acme'],
      ['far', 'other'],
    ] as const)
      await createDistrict(client, { id, name: `District ${id}`, timezone: 'America/Chicago', customerId })
  })
  const invited = await createInvitation(
    { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now },
    { place: { customerId: 'acme' }, role: 'customer_admin', email: 'boss@acme.example', by: 'cli' },
  )
  const named = { givenName: 'Grace', familyName: 'Hopper', password: 'correct horse battery' }
  const session = await signIn.acceptInvitation({ token: invited.token, ...named })
  if (session === null) throw new Error('The link was refused.')
  token = session.token
})
afterAll(() => tool.stop())

async function who(): Promise<Principal> {
  const principal = await signIn.findPrincipal(token)
  if (principal === null) throw new Error('The session is over.')
  return principal
}
const enter = async (districtId: string) => signIn.switchDistrict({ token, principal: await who() }, districtId)

/** What the log of a district says of the customer and its administrators, in order. */
const logOf = (districtId: string) =>
  inDistrict(sync, { districtId, actor: 'cli' }, async (client) => {
    const { rows } = await client.query<{ entry: string }>(
      `select concat_ws(' ', actor, action, object, nullif(detail, '{}')) as entry from audit_entry
       where action like 'customer%' order by id`,
    )
    return rows.map(({ entry }) => entry)
  })

const invite = async (email: string) =>
  createInvitation(
    { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now },
    { place: { customerId: 'acme' }, role: 'customer_admin', email, by: 'cli' },
  )
const desk = () => openCustomerDesk({ db: tool.db, now: tool.now })
const second = { givenName: 'Ada', familyName: 'Lovelace', password: 'battery staple correct' }

const comeIn = async (email: string, { password } = second) => {
  const outcome = await signIn.signInWithPassword({ email, password, address: '198.51.100.8' })
  return outcome.ok ? signIn.findPrincipal(outcome.session.token) : null
}

describe('the administrators of a customer', () => {
  it('are on the log of each district when they are invited and when they come, one by one, with no address', async () => {
    const { customerAdminId: boss = '' } = await who()
    const started = [
      `cli customer_admin.invite customer_admin:${boss}`,
      `customer_admin:${boss} customer_admin.join customer_admin:${boss}`,
    ]
    expect([await logOf('east'), await logOf('west'), await logOf('far')]).toEqual([started, started, []])
    const { token: link } = await invite('ada@acme.example')
    await signIn.acceptInvitation({ token: link, ...second })
    const ada = await comeIn('ada@acme.example')
    expect(ada?.customerAdminId).toMatch(/^[1-9]/)
    expect(ada?.customerAdminId).not.toBe(boss)
    const log = await logOf('west')
    expect(log.slice(2)).toEqual([
      `cli customer_admin.invite customer_admin:${ada?.customerAdminId}`,
      `customer_admin:${ada?.customerAdminId} customer_admin.join customer_admin:${ada?.customerAdminId}`,
    ])
    expect(log.join(' ')).not.toContain('@')
  })

  it('are invited to a customer that there is, and not beside an account that they have', async () => {
    await expect(
      createInvitation(
        { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now },
        { place: { customerId: 'nobody' }, role: 'customer_admin', email: 'a@b.example', by: 'cli' },
      ),
    ).rejects.toMatchObject({ code: 'CUSTOMER_UNKNOWN' })
    await expect(invite('Ada@acme.example')).rejects.toMatchObject({ code: 'ACCOUNT_EXISTS' })
  })

  it('come by one of several links once: the others set no other password then', async () => {
    const [one, other] = [await invite('zoe@acme.example'), await invite('zoe@acme.example')]
    expect(await signIn.acceptInvitation({ token: one.token, ...second })).not.toBeNull()
    expect(await signIn.lookInvitation(other.token)).toBeNull()
    expect(
      await signIn.acceptInvitation({ token: other.token, ...second, password: 'a stranger with a link' }),
    ).toBeNull()
    expect(await comeIn('zoe@acme.example')).not.toBeNull()
  })

  it('are suspended, let in again and removed by whoever runs the installation, and stay on the list by name', async () => {
    await expect(desk().list('nobody')).rejects.toMatchObject({ code: 'CUSTOMER_UNKNOWN' })
    for (const nobody of ['who@acme.example', 'id:999999999', ''])
      await expect(desk().change('acme', nobody, 'suspend')).rejects.toMatchObject({ code: 'CUSTOMER_ADMIN_REFUSED' })
    await expect(desk().change('other', 'ada@acme.example', 'suspend')).rejects.toMatchObject({
      code: 'CUSTOMER_ADMIN_REFUSED',
    })
    await expect(desk().change('acme', 'ada@acme.example', 'activate')).rejects.toThrow('Only who is suspended')
    expect(await desk().change('acme', 'ADA@acme.example', 'suspend')).toMatchObject({
      admin: { name: 'Ada Lovelace', status: 'suspended' },
      active: 2,
    })
    expect(await comeIn('ada@acme.example')).toBeNull()
    await expect(invite('ada@acme.example')).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' })
    await desk().change('acme', 'ada@acme.example', 'activate')
    expect(await comeIn('ada@acme.example')).not.toBeNull()
    await desk().change('acme', 'ada@acme.example', 'remove')
    expect(await comeIn('ada@acme.example')).toBeNull()
    await expect(desk().change('acme', 'ada@acme.example', 'remove')).rejects.toThrow('removed already')
    expect((await desk().list('acme')).at(-1)).toMatchObject({ name: 'Ada Lovelace', status: 'removed' })
    expect((await logOf('west')).slice(-3).map((entry) => entry.split(' ')[1])).toEqual([
      'customer_admin.suspend',
      'customer_admin.activate',
      'customer_admin.remove',
    ])
  })

  it('come back after they were removed by a new link alone, as who they were', async () => {
    const before = (await desk().list('acme')).find(({ status }) => status === 'removed')
    const { token: link } = await invite('ada@acme.example')
    expect(await comeIn('ada@acme.example')).toBeNull()
    await signIn.acceptInvitation({ token: link, ...second, password: 'another battery staple' })
    expect(await comeIn('ada@acme.example')).toBeNull()
    const ada = await comeIn('ada@acme.example', { ...second, password: 'another battery staple' })
    expect(ada?.customerAdminId).toBe(before?.id)
  })

  it('can all be taken out at the command line, which says that nobody is left', async () => {
    for (const email of ['zoe@acme.example', 'ada@acme.example']) await desk().change('acme', email, 'suspend')
    expect(await desk().change('acme', 'boss@acme.example', 'suspend')).toMatchObject({ active: 0 })
    expect(await signIn.findPrincipal(token)).toBeNull()
    for (const email of ['zoe@acme.example', 'ada@acme.example', 'boss@acme.example'])
      await desk().change('acme', email, 'activate')
    // What was open is over for good.
    expect(await signIn.findPrincipal(token)).toBeNull()
    const credentials = { email: 'boss@acme.example', password: 'correct horse battery', address: '198.51.100.7' }
    const outcome = await signIn.signInWithPassword(credentials)
    token = outcome.ok ? outcome.session.token : ''
    expect(await who()).toMatchObject({ customerId: 'acme' })
  })
})

describe('the districts of a customer', () => {
  it('are entered one at a time, and no other customer’s, nor one that there isn’t', async () => {
    expect((await who()).districtId).toBe('east')
    expect(await signIn.listDistricts(await who())).toEqual([
      { id: 'east', name: 'District east' },
      { id: 'west', name: 'District west' },
    ])
    for (const district of ['far', 'd1', 'nowhere', '']) expect(await enter(district), district).toBe(false)
    expect((await who()).districtId).toBe('east')
    expect(await enter('west')).toBe(true)
    expect((await who()).districtId).toBe('west')
    const entered = await inDistrict(sync, { districtId: 'west', actor: 'cli' }, async (client) => {
      const { rows } = await client.query<{ actor: string }>(
        "select actor from audit_entry where action = 'session.enter'",
      )
      return rows
    })
    expect(entered).toEqual([{ actor: `customer_admin:${(await who()).customerAdminId ?? ''}` }])
  })

  it('are none of anybody else’s', async () => {
    const person: Principal = { districtId: 'west', personId: '1', customerId: null, roles: [] }
    expect(await signIn.listDistricts(person)).toEqual([])
    expect(await signIn.switchDistrict({ token, principal: person }, 'east')).toBe(false)
  })
})

const sets = (principal: Principal) => authorise(principal, 'configure:second_language_allowed').scope.district
const adds = (principal: Principal) => authorise(principal, 'add:educator_account').scope.district

const enterAnew = async (): Promise<Principal | null> => {
  const credentials = { email: 'boss@acme.example', password: 'correct horse battery', address: '198.51.100.7' }
  const outcome = await signIn.signInWithPassword(credentials)
  return outcome.ok ? signIn.findPrincipal(outcome.session.token) : null
}

describe('the chart of staff permissions', () => {
  it('gives the settings of district administrators, unless the customer reads it strictly, from the next request on', async () => {
    expect(sets(await who())).toBe(true)
    expect(await setCustomer(sync, 'acme', true)).toMatchObject({
      readsChartStrictly: true,
      districts: ['east', 'west'],
    })
    const strict = await who()
    expect(() => sets(strict)).toThrow('No role')
    expect(adds(strict)).toBe(true)
    expect(await setCustomer(sync, 'acme', false)).toMatchObject({ readsChartStrictly: false })
    expect(sets(await who())).toBe(true)
    expect((await logOf('west')).slice(-2)).toEqual([
      'cli customer.chart customer:acme {"chart": "strict"}',
      'cli customer.chart customer:acme {"chart": "wide"}',
    ])
    expect(await logOf('far')).toEqual([])
  })

  it('is read alike by a session that was open, one that is opened then, and in every district of the customer', async () => {
    await setCustomer(sync, 'acme', true)
    expect(await enterAnew()).toMatchObject({ readsChartStrictly: true })
    for (const district of ['west', 'east']) {
      expect(await enter(district)).toBe(true)
      expect(await who()).toMatchObject({ districtId: district, readsChartStrictly: true })
    }
    await setCustomer(sync, 'acme', false)
    for (const principal of [await enterAnew(), await who()]) expect(principal).not.toHaveProperty('readsChartStrictly')
  })

  it('has no part in a launch: no person of a roster can be an administrator of a customer', async () => {
    const id = await addPerson(sync, 'd1', { sourcedId: 'demo-teacher', roles: ['teacher'] })
    const grant = `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id)
      values ('d1', $1, 'customer_admin', 'district', 0, 'feed', 'sis')`
    await expect(change(sync, 'd1', grant, [id])).rejects.toMatchObject({ constraint: 'role_grant_role_check' })
    const opened = await tool.open(await tool.prepare({ person: 'demo-teacher' }))
    const principal = await signIn.findPrincipal('token' in opened ? opened.token : '')
    expect(principal).toMatchObject({ personId: id, customerId: null })
    expect(principal === null ? null : await signIn.listDistricts(principal)).toEqual([])
  })

  it('is read by a customer that there is', async () => {
    await expect(showCustomer(sync, 'nobody')).rejects.toMatchObject({ code: 'CUSTOMER_UNKNOWN' })
    await expect(setCustomer(sync, 'nobody', true)).rejects.toMatchObject({ code: 'CUSTOMER_UNKNOWN' })
    expect((await showCustomer(sync, 'other')).readsChartStrictly).toBe(false)
  })
})
