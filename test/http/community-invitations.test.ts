import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { openAccountLetter } from '../../src/daemon/notices/account-letter.ts'
import type { PersonName } from './school-district.ts'
import { openDesk, codeOf, membersOf, type Desk } from './community-desk.ts'
import type { TestApp } from './test-app.ts'
import { NOW } from './test-app.ts'
import { openWholeApp } from './whole-app.ts'

let app: TestApp
let desk: Desk
let at: string
let made = 0

beforeAll(async () => {
  app = await openWholeApp({ sessions: true })
  desk = openDesk(app)
  for (const name of ['coach', 'student', 'otherTeacher', 'guardian'] as const)
    await desk.run("update person set email = $2 where district_id = 'alpha' and id = $1", [
      app.alpha.people[name],
      `${name.toLowerCase()}@alpha.example`,
    ])
})
afterAll(() => app.close())

beforeEach(async () => {
  made += 1
  at = await desk.create('teacher', `Community ${made}`)
})

const invite = (email: string) => desk.ask('teacher', 'POST', `/communities/${at}/invitations`, { email })
const offeredTo = async (name: PersonName) => {
  const { json } = await desk.ask(name, 'GET', '/community-invitations')
  return (json as { readonly invitations: readonly { readonly id: string; readonly community: { id: string } }[] })
    .invitations
}
const offerOf = async (name: PersonName): Promise<string> =>
  (await offeredTo(name)).find(({ community }) => community.id === at)?.id ?? ''

/** The letters that are waiting to be sent, opened. */
async function letters(): Promise<readonly { readonly to: string; readonly text: string }[]> {
  const rows = await desk.run(
    "select recipient, message from outbox where district_id = 'alpha' and event like 'community_invitation:%' order by id",
  )
  return rows.map(({ recipient, message }) => {
    const { account } = message as { readonly account: string }
    const letter = openAccountLetter(app.world.secrets, account, { districtId: 'alpha', now: NOW })
    return { to: String(recipient), text: letter?.text ?? '' }
  })
}

const tokenTo = async (email: string): Promise<string> => {
  // Links are looked up by the clock of this machine.
  await desk.run("update invitation set expires_at = '2999-01-01' where district_id = 'alpha' and email = $1", [email])
  const letter = (await letters()).findLast(({ to }) => to === email)
  return /#\/invitation\/(\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
}
const accept = (token: string) =>
  app.call('/api/v1/invitations/accept', {
    body: { token, givenName: 'Olga', familyName: 'Outside', password: 'grey herons over the weir' },
  })
const makeLink = async (days = 7): Promise<string> => {
  const { json } = await desk.ask('teacher', 'POST', `/communities/${at}/links`, { days })
  return (json as { readonly url: string }).url.split('/').at(-1) ?? ''
}
const join = (name: PersonName, secret: string) => desk.ask(name, 'POST', '/community-links/join', { secret })

describe('somebody from outside who takes the one-time link up', () => {
  it('waits for whoever is changing the community, and comes in vain where it was taken back meanwhile', async () => {
    await invite('late@else.example')
    const token = await tokenTo('late@else.example')
    const owner = app.database.open('owner')
    // As a lead who takes the invitation back: first the community, then the invitation and its one-time link.
    const { accepted } = await inDistrict(owner, { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query('select from community where id = $1 for update', [at])
      const waiting = accept(token)
      await expect
        .poll(async () => {
          const { rows } = await client.query<{ count: number }>(
            "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
          return rows[0]?.count
        })
        .toBe(1)
      await client.query(
        "update community_invitation set ended_at = now(), ended_by = 'test' where community_id = $1",
        [at],
      )
      await client.query("update invitation set revoked_at = now() where email = 'late@else.example'")
      return { accepted: waiting }
    })
    expect(codeOf(await accepted)).toBe('410 invitation_gone')
    expect(await desk.run("select from community_member where community_id = $1 and role = 'member'", [at])).toEqual([])
    expect(await desk.run("select from person where email = 'late@else.example'")).toEqual([])
  })

  it('comes in vain where the invitation of the mail was used in another way, and the link stays unused', async () => {
    await invite('twice@else.example')
    const token = await tokenTo('twice@else.example')
    await desk.run('update community_invitation set accepted = 1 where community_id = $1', [at])
    expect(codeOf(await accept(token))).toBe('409 invitation_over')
    const unused = "select from invitation where email = 'twice@else.example' and accepted_at is null"
    expect(await desk.run(unused)).toHaveLength(1)
    expect(await desk.run("select from person where email = 'twice@else.example'")).toEqual([])
  })
})

describe('an invitation by mail', () => {
  it('to somebody of the district waits among their communities, and the letter says so', async () => {
    expect((await invite('coach@alpha.example')).status).toBe(201)
    const { to, text } = (await letters()).at(-1) ?? { to: '', text: '' }
    expect(to).toBe('coach@alpha.example')
    expect(text).toContain('https://staffroom.example/#/communities')
    expect(text).not.toContain('invitation/')
    const accepted = await desk.ask('coach', 'POST', `/community-invitations/${await offerOf('coach')}/acceptance`)
    expect(accepted.json).toMatchObject({ community: { id: at } })
    expect(membersOf(await desk.shown('coach', at))).toContain('member Coachman (invited)')
    expect(await offerOf('coach')).toBe('')
    expect((await desk.audit(`community:${at}`)).map(({ action }) => action)).toEqual([
      'community.create',
      'community.invite',
      'community.join',
    ])
  })

  it('is for nobody else', async () => {
    await invite('coach@alpha.example')
    const id = await offerOf('coach')
    for (const name of ['principal', 'districtAdmin', 'otherTeacher'] as const)
      expect(codeOf(await desk.ask(name, 'POST', `/community-invitations/${id}/acceptance`))).toBe(
        '409 invitation_over',
      )
    expect(codeOf(await desk.ask('student', 'POST', `/community-invitations/${id}/acceptance`))).toBe(
      '403 may_not_join',
    )
  })

  it('is answered alike whether the district knows the address, knows a student by it, or nobody', async () => {
    const answers = []
    for (const email of ['otherteacher@alpha.example', 'student@alpha.example', 'nobody@else.example'])
      answers.push(await invite(email))
    const shapes = answers.map(({ status, json }) => {
      const { invitations } = json as { readonly invitations: readonly object[] }
      return [status, Object.keys(invitations[0] ?? {})]
    })
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1)
    expect((await letters()).map(({ to }) => to)).not.toContain('student@alpha.example')
    expect(await offeredTo('student')).toEqual([])
  })

  it('is sent once as long as it is open', async () => {
    await invite('coach@alpha.example')
    expect(codeOf(await invite(' COACH@alpha.example '))).toBe('409 invited_already')
    await desk.ask('coach', 'POST', `/community-invitations/${await offerOf('coach')}/refusal`)
    expect((await desk.shown('teacher', at)).invitations).toEqual([])
    expect(codeOf(await invite('coach@alpha.example'))).toBe('201')
  })

  it('that was taken back leads nowhere', async () => {
    await invite('coach@alpha.example')
    const [open] = (await desk.shown('teacher', at)).invitations ?? []
    const id = await offerOf('coach')
    const revoke = () => desk.ask('teacher', 'DELETE', `/communities/${at}/invitations/${open?.id ?? ''}`)
    expect(codeOf(await revoke())).toBe('200')
    expect(codeOf(await revoke())).toBe('409 invitation_over')
    expect(codeOf(await desk.ask('coach', 'POST', `/community-invitations/${id}/acceptance`))).toBe(
      '409 invitation_over',
    )
  })

  it('to a guardian gives nothing, and what is no address is refused', async () => {
    await invite('guardian@alpha.example')
    expect(await offeredTo('guardian')).toEqual([])
    expect((await invite('no address')).status).toBe(400)
  })
})

describe('a stakeholder from outside', () => {
  it('gets a one-time link, makes an account by it, and is a member and nothing else', async () => {
    await invite('olga@else.example')
    const token = await tokenTo('olga@else.example')
    const look = await app.call('/api/v1/invitations/look', { body: { token } })
    expect(look.json).toMatchObject({ email: 'olga@else.example', role: 'community_member' })
    const { status, json } = await accept(token)
    expect(status).toBe(201)
    const bearer = (json as { readonly token: string }).token
    const me = await app.call('/api/v1/me', { token: bearer })
    expect((me.json as { roles: object[] }).roles).toEqual([
      { role: 'community_member', scopeType: 'community', scopeId: at },
    ])
    const page = await app.call(`/api/v1/communities/${at}`, { token: bearer })
    expect(membersOf(page.json as never)).toEqual(['lead Teacher (invited)', 'member Outside (invited)'])
    expect(
      (await app.call('/api/v1/communities', { method: 'POST', token: bearer, body: { name: 'Mine' } })).status,
    ).toBe(403)
    expect(codeOf(await accept(token))).toBe('410 invitation_gone')
  })

  it('whose invitation was taken back comes in no more', async () => {
    await invite('late@else.example')
    const token = await tokenTo('late@else.example')
    const [open] = (await desk.shown('teacher', at)).invitations ?? []
    await desk.ask('teacher', 'DELETE', `/communities/${at}/invitations/${open?.id ?? ''}`)
    expect((await accept(token)).status).not.toBe(201)
    expect(await desk.run("select 1 from person where district_id = 'alpha' and email = 'late@else.example'")).toEqual(
      [],
    )
  })

  it('whom the roster has learned of meanwhile comes in by that, and is nobody twice', async () => {
    await invite('new@else.example')
    const token = await tokenTo('new@else.example')
    await desk.run("update person set email = 'new@else.example' where district_id = 'alpha' and id = $1", [
      app.alpha.people.principal,
    ])
    expect(codeOf(await accept(token))).toBe('409 address_known')
    expect(await offerOf('principal')).not.toBe('')
  })
})

describe('a link', () => {
  it('brings in whoever works in the district, as often as it is used until it ends', async () => {
    const secret = await makeLink()
    const look = await desk.ask('coach', 'POST', '/community-links/look', { secret })
    expect(look.json).toMatchObject({ community: { id: at }, invitedBy: { familyName: 'Teacher' } })
    expect(codeOf(await join('coach', secret))).toBe('200')
    expect(codeOf(await join('principal', secret))).toBe('200')
    expect(codeOf(await join('coach', secret))).toBe('409 already_so')
    expect((await desk.shown('teacher', at)).invitations).toMatchObject([{ kind: 'link', accepted: 2 }])
  })

  it('brings in no student and no guardian, and shows them nothing', async () => {
    const secret = await makeLink()
    for (const name of ['student', 'guardian'] as const) {
      expect(codeOf(await desk.ask(name, 'POST', '/community-links/look', { secret }))).toBe('403 may_not_join')
      expect(codeOf(await join(name, secret))).toBe('403 may_not_join')
    }
  })

  it('is nothing in another district, and its secret is nowhere in the database', async () => {
    const secret = await makeLink()
    const token = app.bearerOf(app.beta, 'coach')
    expect(codeOf(await app.call('/api/v1/community-links/join', { token, body: { secret } }))).toBe(
      '409 invitation_over',
    )
    const rows = await desk.run(
      "select to_jsonb(i)::text as row from community_invitation i where district_id = 'alpha'",
    )
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('ends at its time, or when it is taken back', async () => {
    const late = await makeLink(1)
    await desk.run(
      "update community_invitation set expires_at = $1 where district_id = 'alpha' and community_id = $2",
      [NOW, at],
    )
    expect(codeOf(await join('coach', late))).toBe('409 invitation_over')
    const secret = await makeLink()
    const [open] = (await desk.shown('teacher', at)).invitations ?? []
    await desk.ask('teacher', 'DELETE', `/communities/${at}/invitations/${open?.id ?? ''}`)
    expect(codeOf(await join('coach', secret))).toBe('409 invitation_over')
  })

  it('lasts a month at most', async () => {
    expect((await desk.ask('teacher', 'POST', `/communities/${at}/links`, { days: 31 })).status).toBe(400)
  })
})
