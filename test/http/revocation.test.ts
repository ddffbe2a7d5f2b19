/** Somebody who may not come in any more: what they have open, by the API and by a launch, within a second. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { switchDeployment } from '../../src/signin/platform-desk.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson, change } from '../signin/roster.ts'

let tool: ServedTool

beforeAll(async () => {
  tool = await startServedTool()
  const sync = tool.database.open('sync')
  for (const sourcedId of ['demo-teacher', 'demo-coach', 'demo-coach-2', 'demo-principal'])
    await addPerson(sync, 'd1', { sourcedId, roles: [sourcedId.split('-')[1] ?? ''] })
})
afterAll(() => tool.stop())

async function post(person: string): Promise<Response> {
  const { form, cookies } = await tool.prepare({ person })
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`)
  return fetch(`${tool.publicUrl}/lti/launch`, {
    method: 'POST',
    headers: { cookie: cookie.join('; ') },
    body: new URLSearchParams(form as Record<string, string>),
  })
}

const codeIn = (page: string): string => /launch-code" content="([\w-]+)"/.exec(page)?.[1] ?? ''

const exchange = (code: string): Promise<Response> =>
  fetch(`${tool.publicUrl}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })

async function signIn(person: string): Promise<string> {
  const answer = await exchange(codeIn(await (await post(person)).text()))
  return ((await answer.json()) as { token: string }).token
}

const me = (token: string): Promise<Response> =>
  fetch(`${tool.publicUrl}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })

async function refusedWith(code: string): Promise<string> {
  const page = await post('demo-teacher-2')
  const html = await page.text()
  expect([page.status, /id="code">(\w+)</.exec(html)?.[1], codeIn(html)]).toEqual([403, code, ''])
  return html
}

const ENDS = [
  ['has retired', 'demo-teacher', "update person set status = 'retired', retired_at = now()"],
  ['was disabled', 'demo-coach', 'update person set enabled = false'],
] as const

describe('somebody who', () => {
  it.each(ENDS)('%s is out of the API, of a page that has just opened, and of every launch', async (_, person, end) => {
    const token = await signIn(person)
    expect((await me(token)).status).toBe(200)
    const opening = codeIn(await (await post(person)).text())
    const endedAt = performance.now()
    const where = 'id in (select person_id from person_source where sourced_id = $1)'
    await change(tool.database.open('sync'), 'd1', `${end} where ${where}`, [person])
    expect((await me(token)).status).toBe(401)
    const late = await exchange(opening)
    const lateToken = late.ok ? ((await late.json()) as { token: string }).token : ''
    expect((await me(lateToken === '' ? 'x'.repeat(43) : lateToken)).status).toBe(401)
    const page = await post(person)
    expect(page.status).toBe(403)
    expect(await page.text()).toContain('person_inactive')
    expect(performance.now() - endedAt).toBeLessThan(1000)
  })

  it('had their account switched off is told so at the launch, whom to write to, and nothing is made of it', async () => {
    const sync = tool.database.open('sync')
    const web = tool.database.open('web')
    const off = await addPerson(sync, 'd1', { sourcedId: 'demo-teacher-2', roles: ['coach'] })
    await change(
      web,
      'd1',
      `insert into rule_setting (district_id, rule, school_id, value, locked, set_by, set_at)
       values ('d1', 'supportEmail', 0, '"help@d1.example"', false, 'test', now())`,
      [],
    )
    const made = () =>
      inDistrict(sync, { districtId: 'd1', actor: 'test' }, async (client) => {
        const { rows } = await client.query<{ codes: number; links: number; waiting: number }>(
          `select (select count(*)::int from session_code where person_id = $1) as codes,
             (select count(*)::int from lti_user_link where person_id = $1) as links,
             (select count(*)::int from lti_unmatched_launch) as waiting`,
          [off],
        )
        return rows[0]
      })
    const none = { ...(await made()), codes: 0, links: 0 }
    // Before they have ever launched: by the mark of an administrator, and by that of the account they sign in with.
    await change(sync, 'd1', "update person set suspended_at = now(), suspended_by = 'test' where id = $1", [off])
    expect(await refusedWith('account_suspended')).toContain('<a href="mailto:help@d1.example">help@d1.example</a>')
    await change(sync, 'd1', 'update person set suspended_at = null, suspended_by = null where id = $1', [off])
    await change(
      web,
      'd1',
      "insert into account (district_id, person_id, email, password_hash, status) values ('d1', $1, 'off@d1.example', 'x', 'suspended')",
      [off],
    )
    await refusedWith('account_suspended')
    expect(await made()).toEqual(none)
    // Once they are linked, by the way that those who are known go.
    await change(web, 'd1', "update account set status = 'active' where person_id = $1", [off])
    expect((await me(await signIn('demo-teacher-2'))).status).toBe(200)
    await change(web, 'd1', "update account set status = 'suspended' where person_id = $1", [off])
    await refusedWith('account_suspended')
    await change(sync, 'd1', "update person set status = 'retired', retired_at = now() where id = $1", [off])
    await refusedWith('person_inactive')
    // One code is that of the launch that was let in.
    expect(await made()).toEqual({ ...none, codes: 1, links: 1 })
    await change(sync, 'd1', "update person set status = 'active', retired_at = null where id = $1", [off])
    await change(web, 'd1', "update account set status = 'active' where person_id = $1", [off])
    expect((await me(await signIn('demo-teacher-2'))).status).toBe(200)
  })

  it('has lost a role of the district is signed out, and comes back with what is left', async () => {
    const token = await signIn('demo-principal')
    expect((await me(token)).status).toBe(200)
    const endedAt = performance.now()
    await change(
      tool.database.open('sync'),
      'd1',
      `update role_grant set status = 'revoked', revoked_at = now()
       where person_id in (select person_id from person_source where sourced_id = $1)`,
      ['demo-principal'],
    )
    expect((await me(token)).status).toBe(401)
    expect(performance.now() - endedAt).toBeLessThan(1000)
    expect(await (await me(await signIn('demo-principal'))).json()).toMatchObject({ roles: [] })
  })

  it('comes by a deployment that is switched off is out at once, and comes back when it is on', async () => {
    const token = await signIn('demo-coach-2')
    const [registration] = await tool.signIn.ltiWorld.findRegistrations(tool.lms.url)
    const deployment = { registrationId: registration?.id ?? '', deploymentId: 'deployment-1' }
    await switchDeployment(tool, { ...deployment, isOn: false })
    expect((await me(token)).status).toBe(401)
    const page = await post('demo-coach-2')
    expect(page.status).toBe(403)
    expect(await page.text()).toContain('deployment_inactive')
    await switchDeployment(tool, { ...deployment, isOn: true })
    expect((await me(token)).status).toBe(401)
    expect((await me(await signIn('demo-coach-2'))).status).toBe(200)
  })
})
