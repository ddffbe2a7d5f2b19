/** Whoever has retired, was disabled or suspended: their next request is refused within a second, however they came in. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/signin/password.ts'
import { inDistrict } from '../../src/store/database.ts'
import { saveAccount } from '../../src/store/signin/account.ts'
import { saveSsoProvider, ssoSecretPlace } from '../../src/store/signin/sso.ts'
import { startIdp } from '../fakes/idp/idp.ts'
import type { Idp } from '../fakes/idp/idp.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { signInParts } from '../signin/parts.ts'
import { addPerson, change } from '../signin/roster.ts'

const PASSWORD = 'correct horse battery'
const PAGE = { 'x-staffroom-page': 'start', 'sec-fetch-site': 'same-origin' } as const
let tool: ServedTool
let idp: Idp
let hash: string
let people = 0

beforeAll(async () => {
  ;[tool, idp, hash] = await Promise.all([startServedTool(), startIdp(), hashPassword(PASSWORD)])
  const { issuer, clientId, clientSecret } = idp
  const sealed = signInParts.box.seal(clientSecret, ssoSecretPlace('d1'))
  const named = {
    issuer,
    clientId,
    label: 'District',
    claim: 'employee_id',
    field: 'identifier',
    required: null,
  } as const
  await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
    saveSsoProvider(client, 'd1', {
      settings: { ...named, isOn: true, isListed: false },
      sealed,
      isAnother: true,
      now: tool.now(),
    }),
  )
})
afterAll(async () => {
  await idp.stop()
  await tool.stop()
})

interface Somebody {
  readonly id: string
  readonly email: string
  readonly identifier: string
}

/** What a request needs to be theirs, and the same way in once more: null, they are let in. */
interface Way {
  readonly enter: (who: Somebody) => Promise<Readonly<Record<string, string>>>
  readonly again: (who: Somebody) => Promise<string | null>
}

async function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...PAGE }
  return fetch(`${tool.publicUrl}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

const codeOf = async (answer: Response): Promise<string | null> =>
  answer.ok ? null : ((await answer.json()) as { error: { code: string } }).error.code

async function launch({ identifier }: Somebody): Promise<{ readonly token: string } | { readonly refused: string }> {
  const named = { person_sourcedid: identifier }
  const tamper = ({ claims }: { readonly claims: Record<string, unknown> }): void => {
    claims['sub'] = identifier
    claims['https://purl.imsglobal.org/spec/lti/claim/lis'] = named
    claims['https://purl.imsglobal.org/spec/lti/claim/custom'] = named
  }
  return tool.open(await tool.prepare({ person: 'demo-coach', tamper }))
}

/** From the district's link to where it ends, with the cookie of the session. */
async function singleSignOn({ identifier }: Somebody): Promise<{ readonly cookie: string; readonly end: string }> {
  idp.person = { sub: `sub-of-${identifier}`, employee_id: identifier }
  const jar = new Map<string, string>()
  let address = `${tool.publicUrl}/sso/start/d1`
  for (let steps = 0; steps < 4; steps += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    address = answer.headers.get('location') ?? ''
    if (address === `${tool.publicUrl}/` || address.startsWith(`${tool.publicUrl}/#`)) break
  }
  return { cookie: `staffroom=${jar.get('staffroom') ?? ''}`, end: address.slice(tool.publicUrl.length) }
}

const WAYS: Readonly<Record<string, Way>> = {
  'a launch': {
    enter: async (who) => {
      const opened = await launch(who)
      return { authorization: `Bearer ${'token' in opened ? opened.token : ''}` }
    },
    again: async (who) => {
      const opened = await launch(who)
      if ('refused' in opened) return opened.refused
      const answer = await fetch(`${tool.publicUrl}/api/v1/me`, {
        headers: { authorization: `Bearer ${opened.token}` },
      })
      return codeOf(answer)
    },
  },
  'a password, with the cookie of a page': {
    enter: async ({ email }) => {
      const answer = await post('/session', { email, password: PASSWORD, cookie: true })
      return { ...PAGE, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
    },
    again: async ({ email }) => codeOf(await post('/session', { email, password: PASSWORD, cookie: true })),
  },
  'a password, with a token': {
    enter: async ({ email }) => {
      const answer = await post('/session', { email, password: PASSWORD })
      return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` }
    },
    again: async ({ email }) => codeOf(await post('/session', { email, password: PASSWORD })),
  },
  'single sign-on': {
    enter: async (who) => ({ ...PAGE, cookie: (await singleSignOn(who)).cookie }),
    again: async (who) => {
      const { end } = await singleSignOn(who)
      return end === '/' ? null : end
    },
  },
}

const STATES = [
  ['has retired', "update person set status = 'retired', retired_at = now() where id = $1"],
  ['was disabled by the feed', 'update person set enabled = false where id = $1'],
  ['was deactivated', "update person set suspended_at = now(), suspended_by = 'person:1' where id = $1"],
  ['has a suspended account', "update account set status = 'suspended' where person_id = $1"],
] as const

async function addSomebody(): Promise<Somebody> {
  people += 1
  const identifier = `shut-${people}`
  const email = `shut${people}@d1.example`
  const seed = { sourcedId: identifier, identifier, email, roles: ['coach'] }
  const id = await addPerson(tool.database.open('sync'), 'd1', seed)
  await inDistrict(tool.db, { districtId: 'd1', actor: 'test' }, (client) =>
    saveAccount(client, { districtId: 'd1', personId: id, email, passwordHash: hash }),
  )
  return { id, email, identifier }
}

describe.each(Object.entries(WAYS))('somebody who came by %s', (_way, { enter, again }) => {
  it.each(STATES)(
    'and %s is refused at the next request, within a second, and doesn’t come in again',
    async (_state, end) => {
      const who = await addSomebody()
      const headers = await enter(who)
      const statusOf = async (): Promise<number> => (await fetch(`${tool.publicUrl}/api/v1/me`, { headers })).status
      expect(await statusOf()).toBe(200)
      const endedAt = performance.now()
      await change(tool.database.open('sync'), 'd1', end, [who.id])
      expect(await statusOf()).toBe(401)
      expect(performance.now() - endedAt).toBeLessThan(1000)
      expect(await again(who)).not.toBeNull()
      expect(await statusOf()).toBe(401)
    },
  )
})
