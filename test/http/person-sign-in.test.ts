/** How one person signs in, for those who look after it: a second factor taken off, a link with single sign-on undone. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAccountLetter } from '../../src/daemon/notices/account-letter.ts'
import { inDistrict } from '../../src/store/database.ts'
import { saveSsoLink } from '../../src/store/signin/sso.ts'
import type { Answer, TestApp } from './test-app.ts'
import { NOW } from './test-app.ts'
import { openWholeApp } from './whole-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openWholeApp()
  await inAlpha(
    `insert into account (district_id, person_id, email, password_hash) values ('alpha', $1, 'coach@alpha.example', 'x')`,
    [app.alpha.people.coach],
  )
})
afterAll(() => app.close())

function inAlpha(statement: string, values: readonly unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> {
  return inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )
}
const ask = (path: string, who: Parameters<TestApp['bearerOf']>[1], method = 'GET'): Promise<Answer> =>
  app.call(`/api/v1/people/${path}`, { token: app.bearerOf(app.alpha, who), method })
const open = async (kind: string): Promise<void> => {
  await inAlpha(
    `insert into session (token_hash, kind, district_id, person_id, idle_expires_at, expires_at)
     values ($1, $2, 'alpha', $3, '2999-01-01', '2999-01-01')`,
    [`${kind} ${Math.random()}`, kind, app.alpha.people.coach],
  )
}
const openKinds = async (): Promise<readonly unknown[]> => {
  const { rows } = await inAlpha(
    "select distinct kind from session where district_id = 'alpha' and person_id = $1 and revoked_at is null order by 1",
    [app.alpha.people.coach],
  )
  return rows.map(({ kind }) => kind)
}
const auditOf = async (action: string): Promise<readonly unknown[]> =>
  (await inAlpha("select actor, object, detail from audit_entry where district_id = 'alpha' and action = $1", [action]))
    .rows

describe('how a person signs in', () => {
  it('is for those who look after sign-in', async () => {
    const { coach } = app.alpha.people
    for (const who of ['schoolAdmin', 'coach', 'teacher', 'student'] as const) {
      expect((await ask(`${coach}/sign-in`, who)).status, who).toBe(403)
      expect((await ask(`${coach}/single-sign-on`, who, 'DELETE')).status, who).toBe(403)
      expect((await ask(`${coach}/second-factor/reset`, who, 'POST')).status, who).toBe(403)
    }
    expect((await ask(`${coach}/second-factor/reset`, 'itAdmin', 'POST')).status).toBe(403)
    expect((await ask(`${coach}/sign-in`, 'itAdmin')).json).toEqual({ hasPassword: true, hasFactor: false, links: [] })
    expect((await ask(`${app.beta.people.coach}/sign-in`, 'districtAdmin')).status).toBe(404)
    expect((await ask('999999/sign-in', 'districtAdmin')).status).toBe(404)
  })

  it('by single sign-on is undone with what it opened, and nothing else', async () => {
    const { coach } = app.alpha.people
    expect((await ask(`${coach}/single-sign-on`, 'itAdmin', 'DELETE')).status).toBe(404)
    const subject = { districtId: 'alpha', issuer: 'https://login.example', sub: 'canary-subject' }
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) =>
      saveSsoLink(client, subject, { personId: coach, now: NOW }),
    )
    for (const kind of ['sso', 'password', 'launch']) await open(kind)
    const seen = await ask(`${coach}/sign-in`, 'itAdmin')
    expect(seen.json).toMatchObject({ links: [{ since: NOW.toISOString(), seenAt: NOW.toISOString() }] })
    expect(seen.text).not.toContain('canary')
    expect((await ask(`${coach}/single-sign-on`, 'itAdmin', 'DELETE')).status).toBe(204)
    expect((await ask(`${coach}/sign-in`, 'itAdmin')).json).toMatchObject({ links: [] })
    expect(await openKinds()).toEqual(['launch', 'password'])
    const actor = `person:${app.alpha.people.itAdmin}`
    expect(await auditOf('sso.unlink')).toEqual([{ actor, object: `person:${coach}`, detail: { links: 1 } }])
  })

  it('with a lost phone is mended by an administrator: signed out, told by mail, on the audit log', async () => {
    const { coach, districtAdmin } = app.alpha.people
    expect((await ask(`${coach}/second-factor/reset`, 'districtAdmin', 'POST')).status).toBe(404)
    await inAlpha(
      `insert into second_factor (district_id, person_id, secret_sealed, confirmed_at, created_at)
       values ('alpha', $1, 'x', now(), now())`,
      [coach],
    )
    expect((await ask(`${coach}/sign-in`, 'districtAdmin')).json).toMatchObject({ hasFactor: true })
    expect((await ask(`${coach}/second-factor/reset`, 'districtAdmin', 'POST')).status).toBe(204)
    expect((await ask(`${coach}/sign-in`, 'districtAdmin')).json).toMatchObject({ hasFactor: false })
    expect(await openKinds()).toEqual([])
    expect(await auditOf('second_factor.reset')).toEqual([
      { actor: `person:${districtAdmin}`, object: `person:${coach}`, detail: {} },
    ])
    const { rows } = await inAlpha(
      `select recipient, message ->> 'account' as account from outbox where event like 'second_factor_reset:%'`,
    )
    expect(rows).toMatchObject([{ recipient: 'coach@alpha.example' }])
    const at = { districtId: 'alpha', now: NOW }
    expect(openAccountLetter(app.world.secrets, String(rows[0]?.['account']), at)?.subject).toContain('second factor')
  })
})
