/** Invitations through the API: what became of each, sending again, taking back, by mail and by hand. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAccountLetter } from '../../src/daemon/notices/account-letter.ts'
import { consumeInvitation } from '../../src/store/signin/account.ts'
import type { Database } from '../../src/store/database.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { Caller } from './callers.ts'
import { callersOf, codeOf, makeAccountsBy } from './callers.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'
import { addAccountRoutes } from '../../src/http/routes/signin/accounts.ts'
import { createLog } from '../../src/http/log.ts'
import { signInOver } from './whole-app.ts'

interface Listed {
  readonly id: string
  readonly email: string
  readonly state: string
  readonly personId: string | null
  readonly invitedBy: string | null
  readonly mailedAt: string | null
}
interface Link {
  readonly url: string | null
  readonly mailedTo: string | null
}

let app: TestApp
let mailing: TestApp
let owner: Database
let tokenOf: (who: Caller) => string
let count = 0

const open = (sendsMail: boolean) =>
  openTestApp(
    (table, web, world) => {
      const log = createLog({ level: 'silent', stream: process.stderr })
      addAccountRoutes(table, {
        signIn: signInOver(web, { now: () => NOW }),
        publicUrl: 'http://localhost',
        sendsMail,
        world,
        log,
      })
    },
    { sendsMail },
  )

beforeAll(async () => {
  ;[app, mailing] = await Promise.all([open(false), open(true)])
  await Promise.all([app, mailing].map((each) => makeAccountsBy(each, 'manual')))
  owner = app.database.open('owner')
  tokenOf = callersOf(app)
})
afterAll(() => Promise.all([app.close(), mailing.close()]))

const list = async (who: Caller, query = ''): Promise<readonly Listed[]> => {
  const { status, json, text } = await app.call(`/api/v1/staff/invitations?pageSize=100${query}`, {
    token: tokenOf(who),
  })
  expect(status, text).toBe(200)
  return (json as { readonly items: readonly Listed[] }).items
}
const idsOf = async (query: string) => (await list('districtAdmin', query)).map(({ id }) => id)
const act = (who: Caller, id: string, what: 'renewal' | 'revocation', body?: object): Promise<Answer> =>
  app.call(`/api/v1/staff/invitations/${id}/${what}`, {
    method: 'POST',
    token: tokenOf(who),
    ...(what === 'renewal' ? { body: body ?? {} } : {}),
  })
const tokenIn = (url: string | null): string => (url ?? '').split('#/invitation/')[1] ?? ''
const opens = async (url: string | null): Promise<boolean> =>
  (await app.call('/api/v1/invitations/look', { body: { token: tokenIn(url) } })).status === 200

async function addTo(place: TestApp, over: object = {}): Promise<Answer> {
  count += 1
  const account = { givenName: 'Nia', familyName: `New${count}`, email: `nia${count}@alpha.example` }
  const token = place.bearerOf(place.alpha, 'districtAdmin')
  const body = { ...account, role: 'teacher', schoolId: place.alpha.north, invite: true, ...over }
  return place.call('/api/v1/staff', { token, body })
}
async function invited(over: object = {}): Promise<{ readonly listed: Listed; readonly url: string | null }> {
  const { status, json, text } = await addTo(app, over)
  expect(status, text).toBe(201)
  const { personId, invitation } = json as { readonly personId: string; readonly invitation: Link }
  const listed = (await list('districtAdmin')).find((each) => each.personId === personId)
  return { listed: listed as Listed, url: invitation.url }
}

describe('what is refused', () => {
  it('to whoever makes no accounts; of another school and another district it is as if there were none', async () => {
    const { listed } = await invited({ schoolId: app.alpha.south })
    for (const who of ['teacher', 'coach', 'principal', 'itAdmin', 'billing', 'student'] as const) {
      expect(codeOf(await app.call('/api/v1/staff/invitations', { token: tokenOf(who) })), who).toEqual([
        403,
        'forbidden',
      ])
      for (const what of ['renewal', 'revocation'] as const)
        expect(codeOf(await act(who, listed.id, what)), who).toEqual([403, 'forbidden'])
    }
    const others = app.bearerOf(app.beta, 'districtAdmin')
    for (const what of ['renewal', 'revocation'] as const) {
      expect(codeOf(await act('schoolAdmin', listed.id, what))).toEqual([404, 'not_found'])
      const path = `/api/v1/staff/invitations/${listed.id}/${what}`
      const body = what === 'renewal' ? { body: {} } : {}
      expect(codeOf(await app.call(path, { method: 'POST', token: others, ...body }))).toEqual([404, 'not_found'])
    }
    expect((await list('schoolAdmin')).map(({ id }) => id)).not.toContain(listed.id)
    expect((await list('districtAdmin')).find(({ id }) => id === listed.id)?.state).toBe('open')
  })

  it('a link for somebody who was used, removed, or whom a feed knows by now', async () => {
    const used = await invited()
    const accepted = await app.call('/api/v1/invitations/accept', {
      body: { token: tokenIn(used.url), givenName: 'Nia', familyName: 'New', password: 'nine violet lanterns hum' },
    })
    expect(accepted.status, accepted.text).toBe(201)
    expect(codeOf(await act('districtAdmin', used.listed.id, 'renewal'))).toEqual([409, 'account_there'])
    expect(codeOf(await act('districtAdmin', used.listed.id, 'revocation'))).toEqual([409, 'account_there'])
    const removed = await invited()
    const path = `/api/v1/staff/${removed.listed.personId}/removal`
    expect((await app.call(path, { method: 'POST', token: tokenOf('districtAdmin') })).status).toBe(200)
    expect(codeOf(await act('districtAdmin', removed.listed.id, 'renewal'))).toEqual([409, 'is_removed'])
    const fed = await invited()
    await planted(
      "insert into person_source (district_id, source_id, sourced_id, person_id) values ('alpha', 'sis', 'fed-now', $1)",
      [fed.listed.personId],
    )
    expect(codeOf(await act('districtAdmin', fed.listed.id, 'renewal'))).toEqual([409, 'feed_owns_person'])
  })

  it('an invitation by the command line to a role that whoever renews it may not give', async () => {
    const id = await invitedByCommand('principal', 'school', app.alpha.north)
    expect(codeOf(await act('schoolAdmin', id, 'renewal'))).toEqual([403, 'forbidden'])
  })

  it('mail, where this installation sends none', async () => {
    const { listed } = await invited()
    expect(codeOf(await act('districtAdmin', listed.id, 'renewal', { handOver: 'mail' }))).toEqual([
      422,
      'mail_not_set_up',
    ])
    expect(codeOf(await addTo(app, { handOver: 'mail' }))).toEqual([422, 'mail_not_set_up'])
  })
})

describe('an invitation', () => {
  it('that is sent again ends the link before it; one that is taken back opens nothing; each is on record', async () => {
    const { listed, url } = await invited()
    expect(listed).toMatchObject({ state: 'open', invitedBy: 'Dana Director', mailedAt: null })
    expect(await opens(url)).toBe(true)
    const renewed = (await act('schoolAdmin', listed.id, 'renewal')).json as Link
    expect([await opens(url), await opens(renewed.url)]).toEqual([false, true])
    const both = (await list('districtAdmin')).filter(({ personId }) => personId === listed.personId)
    expect(both.map(({ state, invitedBy }) => [state, invitedBy])).toEqual([
      ['open', 'Sara Schoolhead'],
      ['revoked', 'Dana Director'],
    ])
    const newest = both[0]?.id ?? ''
    expect((await act('schoolAdmin', newest, 'revocation')).status).toBe(204)
    expect(await opens(renewed.url)).toBe(false)
    // Also where somebody has looked at the link a moment before it was taken back.
    const secret = tokenIn(renewed.url).split('.')[1] ?? ''
    const place = { districtId: 'alpha', actor: 'test' }
    expect(
      await inDistrict(owner, place, (client) => consumeInvitation(client, { ...place, token: secret }, NOW)),
    ).toBeNull()
    expect(codeOf(await act('schoolAdmin', newest, 'revocation'))).toEqual([409, 'already_so'])
    expect(await audited(`invitation:${newest}`)).toEqual(['account.invite', 'account.uninvite'])
  })

  it('is found by state, by name and by address; over is not the same as taken back', async () => {
    const { listed } = await invited()
    await planted('update invitation set expires_at = $2 where id = $1', [listed.id, NOW])
    expect(await idsOf('&state=expired')).toContain(listed.id)
    expect(await idsOf('&state=open')).not.toContain(listed.id)
    expect(await idsOf(`&q=${encodeURIComponent(listed.email.toUpperCase())}`)).toEqual([listed.id])
    expect(await idsOf('&q=nobody-of-this-name')).toEqual([])
    expect((await act('districtAdmin', listed.id, 'renewal')).status).toBe(201)
  })

  it('that the command line made is renewed by who may give its role, unless somebody has the address by now', async () => {
    const id = await invitedByCommand('coach', 'district', '0')
    expect((await list('schoolAdmin')).map((each) => each.id)).not.toContain(id)
    const renewed = (await act('districtAdmin', id, 'renewal')).json as Link
    expect(await opens(renewed.url)).toBe(true)
    const again = (await list('districtAdmin')).find(({ email }) => email === 'by-command@alpha.example')
    expect(again).toMatchObject({ state: 'open', personId: null, invitedBy: 'Dana Director' })
    await addTo(app, { email: 'by-command@alpha.example' })
    expect(codeOf(await act('districtAdmin', again?.id ?? '', 'renewal'))).toEqual([409, 'address_taken'])
  })
})

describe('where mail is set up', () => {
  it('the link goes to the address alone, sealed in the outbox; by hand only where that is asked for', async () => {
    const { json, text } = await addTo(mailing, { email: 'Mia@alpha.example' })
    const { invitation } = json as { readonly invitation: Link }
    expect(invitation).toMatchObject({ url: null, mailedTo: 'Mia@alpha.example' })
    expect(text).not.toContain('#/invitation/')
    const letters = await outbox()
    expect(letters.map(({ recipient }) => recipient)).toEqual(['Mia@alpha.example'])
    expect(JSON.stringify(letters)).not.toContain('#/invitation/')
    const sealed = letters[0]?.message.account ?? ''
    const letter = openAccountLetter(mailing.world.secrets, sealed, { districtId: 'alpha', now: NOW })
    const [link = ''] = /https:\S+#\/invitation\/\S+/.exec(letter?.text ?? '') ?? []
    const looked = await mailing.call('/api/v1/invitations/look', { body: { token: tokenIn(link) } })
    expect(looked.json).toMatchObject({ email: 'Mia@alpha.example', role: 'teacher' })
    const byHand = (await addTo(mailing, { handOver: 'link' })).json as { readonly invitation: Link }
    expect(byHand.invitation).toMatchObject({ mailedTo: null })
    expect(byHand.invitation.url).toContain('#/invitation/')
    expect((await outbox()).length).toBe(1)
  })

  it('each of several teachers gets a letter of their own', async () => {
    const before = (await outbox()).length
    const teachers = ['ann', 'bea'].map((name) => ({
      givenName: name,
      familyName: 'Bulk',
      email: `${name}@alpha.example`,
    }))
    const token = mailing.bearerOf(mailing.alpha, 'schoolAdmin')
    const { status, text } = await mailing.call('/api/v1/staff/teachers', {
      token,
      body: { schoolId: mailing.alpha.north, teachers },
    })
    expect(status, text).toBe(201)
    expect(text).not.toContain('#/invitation/')
    expect((await outbox()).length).toBe(before + 2)
  })
})

async function outbox() {
  return inDistrict(mailing.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ recipient: string; message: { readonly account: string } }>(
      'select recipient, message from outbox order by id',
    )
    return rows
  })
}

function planted(statement: string, values: readonly unknown[]) {
  return inDistrict(owner, { districtId: 'alpha', actor: 'cli' }, async (client) => {
    const { rows } = await client.query<{ id: string; action: string }>(statement, [...values])
    return rows
  })
}

async function audited(object: string): Promise<readonly string[]> {
  const rows = await planted('select action from audit_entry where object = $1 order by id', [object])
  return rows.map(({ action }) => action)
}

async function invitedByCommand(role: string, scopeType: string, scopeId: string): Promise<string> {
  count += 1
  const [row] = await planted(
    `insert into invitation (district_id, token_hash, email, role, scope_type, scope_id, invited_by, expires_at)
     values ('alpha', $1, 'by-command@alpha.example', $2, $3, $4, 'cli', '2999-01-01') returning id::text`,
    [`hash${count}`, role, scopeType, scopeId],
  )
  return row?.id ?? ''
}
