/** Accounts of people without an LMS: one-time links, passwords, limits. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createInvitation } from '../../src/signin/invitation.ts'
import type { InvitationRequest } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { hashPassword, isPassword } from '../../src/signin/password.ts'
import { createSignIn } from '../../src/signin/sign-in.ts'
import type { SignIn } from '../../src/signin/sign-in.ts'
import { globally, inDistrict } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { createDistrict } from '../../src/store/people/district.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'
import { addPerson, change } from './roster.ts'
import { signInParts } from './parts.ts'

const PASSWORD = 'correct horse battery'
const DAY_MS = 86_400_000

let tool: TestTool
let sync: Database
let signIn: SignIn
const roleChanges: string[] = []

beforeAll(async () => {
  tool = await startTool()
  sync = tool.database.open('sync')
  signIn = createSignIn({
    ...signInParts,
    db: tool.db,
    now: tool.now,
    findPlatformKey: () => Promise.resolve('unreachable'),
    signingKeyRetiredDays: 7,
    afterRoleChange: async (client, { districtId, actor }) => {
      const { rows } = await client.query<{ district: string }>('select app_district() as district')
      roleChanges.push(`${rows[0]?.district} ${districtId} ${actor}`)
    },
  })
  await globally(tool.db, (client) =>
    createDistrict(client, { id: 'd3', name: 'District d3', timezone: 'America/Chicago', customerId: 'acme' }),
  )
})
afterAll(() => tool.stop())
afterEach(() => {
  tool.clock.offsetMs = 0
})

function invite(request: Partial<InvitationRequest>): Promise<{ token: string }> {
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  return createInvitation(world, {
    place: { districtId: 'd1' },
    role: 'district_admin',
    email: 'admin@d1.example',
    by: 'cli',
    ...request,
  })
}

const named = { givenName: 'Grace', familyName: 'Hopper', password: PASSWORD }
const tryPassword = (email: string, password: string, address = '192.0.2.1') =>
  signIn.signInWithPassword({ email, password, address })

async function principalOf(email: string, password = PASSWORD): Promise<unknown> {
  const outcome = await tryPassword(email, password)
  return outcome.ok ? signIn.findPrincipal(outcome.session.token) : outcome.reason
}

describe('a one-time link', () => {
  it('makes person, account and role, once, and squares the ledger in the same transaction', async () => {
    const { token } = await invite({})
    expect(token).toMatch(/^d1\.[\w-]{43}$/)
    expect(await signIn.lookInvitation(token)).toMatchObject({
      email: 'admin@d1.example',
      role: 'district_admin',
      districtName: 'District d1',
    })
    const session = await signIn.acceptInvitation({ token, ...named })
    const principal = await signIn.findPrincipal(session?.token ?? '')
    expect(principal).toMatchObject({
      districtId: 'd1',
      roles: [{ role: 'district_admin', scopeType: 'district', scopeId: 'd1' }],
    })
    expect(roleChanges).toEqual([`d1 d1 person:${principal?.personId}`])
    expect(await signIn.acceptInvitation({ token, ...named })).toBeNull()
    expect(await signIn.lookInvitation(token)).toBeNull()
    expect(await principalOf('Admin@D1.example')).toMatchObject({ districtId: 'd1', personId: principal?.personId })
  })

  it('is used by one of many who use it at once', async () => {
    const { token } = await invite({ email: 'race@d1.example', role: 'coach' })
    const sessions = await Promise.all(Array.from({ length: 8 }, () => signIn.acceptInvitation({ token, ...named })))
    expect(sessions.filter((session) => session !== null)).toHaveLength(1)
  })

  it('is no good after a week, in another district, or made up', async () => {
    const { token } = await invite({ email: 'late@d1.example' })
    for (const wrong of [token.replace('d1.', 'd2.'), `d1.${'x'.repeat(43)}`, 'x', '', `nowhere.${'x'.repeat(43)}`]) {
      expect(await signIn.acceptInvitation({ token: wrong, ...named })).toBeNull()
    }
    tool.clock.offsetMs = 7 * DAY_MS
    expect(await signIn.acceptInvitation({ token, ...named })).toBeNull()
  })

  it('from the command line is for the one person of the roster who has the address', async () => {
    const id = await addPerson(sync, 'd1', { sourcedId: 'super', email: 'super@d1.example' })
    const { token } = await invite({ email: 'Super@d1.example', role: 'it_admin' })
    const session = await signIn.acceptInvitation({ token, ...named })
    expect(await signIn.findPrincipal(session?.token ?? '')).toMatchObject({ personId: id })
  })

  it('from anybody else is never for somebody who is there already', async () => {
    const victim = await addPerson(sync, 'd1', { sourcedId: 'lead', email: 'lead@d1.example', roles: ['teacher'] })
    const { token } = await invite({ email: 'lead@d1.example', role: 'coach', by: 'person:1' })
    const session = await signIn.acceptInvitation({ token, ...named })
    const principal = await signIn.findPrincipal(session?.token ?? '')
    expect(principal?.personId).not.toBe(victim)
    expect(principal?.roles).toEqual([{ role: 'coach', scopeType: 'district', scopeId: 'd1' }])
    await expect(invite({ email: 'lead@d1.example', by: 'person:1' })).rejects.toMatchObject({ code: 'ACCOUNT_EXISTS' })
  })

  it.each([
    ['a role that rosters give', { role: 'teacher' }, 'INVITATION_ROLE'],
    ['a principal without a school', { role: 'principal' }, 'INVITATION_ROLE'],
    [
      'a district’s office of one school',
      { role: 'billing_only', place: { districtId: 'd1', schoolSourcedId: 's' } },
      'INVITATION_ROLE',
    ],
    ['an unknown school', { role: 'principal', place: { districtId: 'd1', schoolSourcedId: 's' } }, 'SCHOOL_UNKNOWN'],
    ['a customer’s administrator in a district', { role: 'customer_admin' }, 'INVITATION_ROLE'],
    ['a district’s role at a customer', { place: { customerId: 'acme' } }, 'INVITATION_ROLE'],
    ['an unknown district', { place: { districtId: 'nowhere' } }, 'DISTRICT_UNKNOWN'],
    ['no address', { email: 'nobody' }, 'INVITATION_EMAIL'],
  ] as const)('is refused for %s', async (_name, request, code) => {
    await expect(invite(request)).rejects.toMatchObject({ code, disposition: 'operator' })
  })

  it('opens a customer’s administrator, who works in a district of that customer', async () => {
    const { token } = await invite({
      place: { customerId: 'acme' },
      role: 'customer_admin',
      email: 'boss@acme.example',
    })
    expect(token).toMatch(/^~acme\./)
    expect(await signIn.lookInvitation(token)).toMatchObject({ role: 'customer_admin', districtName: null })
    expect(await signIn.acceptInvitation({ token, ...named })).not.toBeNull()
    expect(await signIn.acceptInvitation({ token, ...named })).toBeNull()
    expect(await principalOf('boss@acme.example')).toEqual({
      districtId: 'd3',
      personId: null,
      customerId: 'acme',
      customerAdminId: expect.stringMatching(/^[1-9]\d*$/) as string,
      roles: [{ role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' }],
    })
  })
})

describe('a password', () => {
  it('is kept as an argon2id hash that only it opens', async () => {
    const hash = await hashPassword(PASSWORD)
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await isPassword(PASSWORD, hash)).toBe(true)
    expect(await isPassword(`${PASSWORD}x`, hash)).toBe(false)
    expect(await hashPassword(PASSWORD)).not.toBe(hash)
    expect(await isPassword('', 'plain')).toBe(false)
    expect(await isPassword('e\u0301', await hashPassword('\u00E9'))).toBe(true)
  })

  it('answers the same for a wrong one and for an address that nobody has', async () => {
    expect(await tryPassword('admin@d1.example', 'wrong')).toEqual({ ok: false, reason: 'wrong' })
    expect(await tryPassword('nobody@d1.example', 'wrong')).toEqual({ ok: false, reason: 'wrong' })
  })

  it('does not let a suspended account in, nor one of somebody who has retired', async () => {
    const { token } = await invite({ email: 'leaver@d1.example', role: 'billing_only' })
    const session = await signIn.acceptInvitation({ token, ...named })
    const personId = (await signIn.findPrincipal(session?.token ?? ''))?.personId
    const setAccount = 'update account set status = $3 where district_id = $1 and person_id = $2'
    await change(sync, 'd1', setAccount, ['d1', personId, 'suspended'])
    expect(await signIn.findPrincipal(session?.token ?? '')).toBeNull()
    expect(await principalOf('leaver@d1.example')).toBe('wrong')
    await change(sync, 'd1', setAccount, ['d1', personId, 'active'])
    expect(await principalOf('leaver@d1.example')).toMatchObject({ personId })
    await change(sync, 'd1', `update person set status = 'retired' where district_id = $1 and id = $2`, [
      'd1',
      personId,
    ])
    expect(await principalOf('leaver@d1.example')).toBe('wrong')
  })
})

describe('the audit log and the tables', () => {
  it('say who invited and what came of it, without an address; no secret stands in them', async () => {
    const { token } = await invite({ email: 'quiet@d1.example', role: 'coach' })
    await signIn.acceptInvitation({ token, ...named })
    const entries = await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, async (client) => {
      const { rows } = await client.query<{ entry: string }>('select e::text as entry from audit_entry e')
      return rows.map(({ entry }) => entry).join('\n')
    })
    expect(entries).toContain('account.invite')
    expect(entries).toContain('role.grant')
    expect(entries).not.toContain('quiet@')
    const secret = token.split('.')[1] ?? ''
    const { rows } = await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
      client.query<{ text: string }>(
        'select i::text as text from invitation i union all select a::text from account a union all select l::text from account_locator l',
      ),
    )
    const dump = rows.map(({ text }) => text).join('\n')
    expect(dump).not.toContain(secret)
    expect(dump).not.toContain(PASSWORD)
  })
})
