/** Sessions and one-time links over HTTP: what is answered, and that nothing tells who has an account. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInvitation } from '../../src/signin/invitation.ts'
import { DEFAULT_SIGN_IN_LIMITS } from '../../src/signin/limits.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson, change } from '../signin/roster.ts'

const PASSWORD = 'correct horse battery'
const named = { givenName: 'Grace', familyName: 'Hopper', password: PASSWORD }

let tool: ServedTool

beforeAll(async () => {
  tool = await startServedTool()
})
afterAll(() => tool.stop())

interface Answer {
  readonly status: number
  readonly json: unknown
  readonly cache: string | null
}

async function call(path: string, body?: unknown, token?: string): Promise<Answer> {
  const response = await fetch(`${tool.publicUrl}/api/v1${path}`, {
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: response.status, json: await response.json(), cache: response.headers.get('cache-control') }
}

async function invite(email: string, by = 'cli'): Promise<string> {
  const world = { db: tool.db, limits: DEFAULT_SIGN_IN_LIMITS, now: tool.now }
  const place = { districtId: 'd1' }
  const { token } = await createInvitation(world, { place, role: 'district_admin', email, by })
  return token
}

const codeOf = ({ json }: Answer): unknown => (json as { error?: { code?: unknown } }).error?.code
const tokenOf = ({ json }: Answer): string => (json as { token: string }).token

describe('a one-time link', () => {
  it('says what it is for, begins a session once, and is then gone', async () => {
    const token = await invite('one@d1.example')
    expect(await call('/invitations/look', { token })).toMatchObject({
      status: 200,
      json: { email: 'one@d1.example', role: 'district_admin', districtName: 'District d1' },
    })
    const accepted = await call('/invitations/accept', { token, ...named })
    expect(accepted).toMatchObject({ status: 201, cache: 'no-store' })
    expect(await call('/me', undefined, tokenOf(accepted))).toMatchObject({
      status: 200,
      json: { person: { givenName: 'Grace', sourcedId: null }, district: { id: 'd1' }, home: 'sync' },
    })
    const again = await call('/invitations/accept', { token, ...named })
    expect([again.status, codeOf(again)]).toEqual([410, 'invitation_gone'])
    expect((await call('/invitations/look', { token })).status).toBe(410)
  })

  it('wants a password of twelve characters, and takes nothing it wasn’t asked for', async () => {
    const token = await invite('two@d1.example')
    expect((await call('/invitations/accept', { token, ...named, password: 'short' })).status).toBe(400)
    expect((await call('/invitations/accept', { token, ...named, role: 'customer_admin' })).status).toBe(400)
    expect((await call('/invitations/look', { token })).status).toBe(200)
  })

  it('of an address that got an account meanwhile is refused with the reason', async () => {
    const [first, second] = [await invite('same@d1.example', 'person:1'), await invite('same@d1.example', 'person:1')]
    expect((await call('/invitations/accept', { token: first, ...named })).status).toBe(201)
    const refused = await call('/invitations/accept', { token: second, ...named })
    expect([refused.status, codeOf(refused)]).toEqual([409, 'account_exists'])
  })
})

describe('a password', () => {
  it('begins a session', async () => {
    await call('/invitations/accept', { token: await invite('in@d1.example'), ...named })
    const session = await call('/session', { email: ' In@d1.example', password: PASSWORD })
    expect(session).toMatchObject({ status: 200, cache: 'no-store', json: { expiresAt: expect.any(String) as string } })
    expect((await call('/me', undefined, tokenOf(session))).status).toBe(200)
  })

  it('that is wrong and an address that nobody has get the very same answer, up to the limit', async () => {
    await call('/invitations/accept', { token: await invite('known@d1.example'), ...named })
    const guess = (email: string): Promise<Answer> => call('/session', { email, password: 'wrong' })
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const [known, unknown] = [await guess('known@d1.example'), await guess('unknown@d1.example')]
      expect(known).toEqual(unknown)
      expect([known.status, codeOf(known)]).toEqual(attempt < 10 ? [401, 'sign_in_failed'] : [429, 'too_many_attempts'])
    }
  })
})

describe('a session', () => {
  it.each([
    ['nothing', {}],
    ['both ways at once', { code: 'x', email: 'a@b.example', password: 'x' }],
    ['a district of one’s choice', { email: 'a@b.example', password: 'x', districtId: 'd2' }],
    ['a code that is no text', { code: 7 }],
  ])('is not begun with %s', async (_name, body) => {
    expect((await call('/session', body)).status).toBe(400)
  })

  it('is not begun with a made-up code', async () => {
    const refused = await call('/session', { code: 'x'.repeat(43) })
    expect([refused.status, codeOf(refused)]).toEqual([401, 'code_used'])
  })

  it('is over at the next request after its person has retired', async () => {
    const sync = tool.database.open('sync')
    const personId = await addPerson(sync, 'd1', { sourcedId: 'demo-teacher', roles: ['teacher'] })
    const verdict = await tool.launch({ person: 'demo-teacher' })
    const admission = verdict.ok ? await tool.signIn.admitLaunch(verdict.value) : null
    const session = await call('/session', { code: admission?.admitted === true ? admission.code : '' })
    const token = tokenOf(session)
    expect((await call('/me', undefined, token)).status).toBe(200)
    await change(sync, 'd1', `update person set status = 'retired' where district_id = $1 and id = $2`, [
      'd1',
      personId,
    ])
    expect((await call('/me', undefined, token)).status).toBe(401)
  })
})
