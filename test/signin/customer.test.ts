/** A customer's administrator: several districts, one at a time, and how wide the customer reads the chart. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorise } from '../../src/access/authorise.ts'
import type { Principal } from '../../src/access/principal.ts'
import { setCustomer, showCustomer } from '../../src/daemon/desk/customer.ts'
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
    expect(entered).toEqual([{ actor: 'customer:acme' }])
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
