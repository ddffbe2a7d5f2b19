/** Very many logins and launches at once: who waits, who doesn't, and what a page says that waits. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'

const BURST = 4
const SCHOOL = '192.0.2.10'
const ELSEWHERE = '198.51.100.7'

let tool: ServedTool
let second: Lms

beforeAll(async () => {
  tool = await startServedTool({ flood: { perSecond: 1, burst: BURST, keysMax: 1000 }, proxies: 1 })
  const place = { port: 0, toolUrl: tool.publicUrl, now: tool.now }
  second = await startLms({ ...place, clientId: 'client-2', deploymentId: 'deployment-2' })
  await tool.register(second, 'deployment-2', 'd2')
})
afterAll(async () => {
  await second.stop()
  await tool.stop()
})
// Every bucket is full again.
afterEach(() => {
  tool.clock.offsetMs += 60_000
})

const from = (address: string) => ({ 'x-forwarded-for': address })

function login(address: string, lms: Lms = tool.lms): Promise<Response> {
  return fetch(lms.startLaunch('demo-teacher'), { redirect: 'manual', headers: from(address) })
}

async function formOf(begun: Response, lms: Lms = tool.lms) {
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return { cookie, form: await lms.authorise(begun.headers.get('location') ?? '') }
}

function launch(address: string, { cookie, form }: Awaited<ReturnType<typeof formOf>>): Promise<Response> {
  return fetch(`${tool.publicUrl}/lti/launch`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { ...from(address), cookie },
  })
}

async function exhaust(address: string): Promise<void> {
  for (let at = 0; at < BURST; at += 1) expect((await login(address)).status).toBe(302)
}

const repeatOf = (page: string): string =>
  (/http-equiv="refresh" content="\d+;url=([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&')

const countLogins = async () => (await tool.db.pool.query('select from lti_login_state')).rowCount ?? 0

const strange = (address: string) =>
  fetch(`${tool.publicUrl}/lti/login?iss=https://nobody.example&login_hint=1&target_link_uri=${tool.publicUrl}`, {
    headers: from(address),
  })

describe('a flood of logins from one address', () => {
  it('is answered with a page that tries again by itself, and works then', async () => {
    await exhaust(SCHOOL)
    const refused = await login(SCHOOL)
    const page = await refused.text()
    expect(refused.status).toBe(429)
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBeGreaterThanOrEqual(1)
    expect(seconds).toBeLessThanOrEqual(10)
    expect(page).toContain('One moment, please')
    expect(page).toContain('<code id="code">too_many</code>')
    expect(page).toContain(`content="${seconds};url=`)
    expect(refused.headers.get('content-security-policy')).toContain(`frame-ancestors 'self' ${tool.lms.url}`)
    tool.clock.offsetMs += seconds * 1000
    const again = await fetch(`${tool.publicUrl}${repeatOf(page)}`, { redirect: 'manual', headers: from(SCHOOL) })
    expect(again.status).toBe(302)
    expect((await launch(SCHOOL, await formOf(again))).status).toBe(200)
  })

  it('that come by a form tries again too', async () => {
    await exhaust(SCHOOL)
    const begin = new URL(tool.lms.startLaunch('demo-teacher'))
    const body = new URLSearchParams(begin.searchParams)
    begin.search = ''
    const refused = await fetch(begin, { method: 'POST', body, headers: from(SCHOOL) })
    expect(refused.status).toBe(429)
    expect(new URL(repeatOf(await refused.text()), tool.publicUrl).searchParams.get('login_hint')).toBe(
      'lms-demo-teacher',
    )
  })

  it('keeps nothing of itself: no login is stored', async () => {
    await exhaust(SCHOOL)
    const before = await countLogins()
    for (let at = 0; at < 20; at += 1) expect((await login(SCHOOL)).status).toBe(429)
    expect(await countLogins()).toBe(before)
  })

  it('keeps nobody else out: not the same LMS from elsewhere, not another one from the same address', async () => {
    await exhaust(SCHOOL)
    expect((await login(SCHOOL)).status).toBe(429)
    expect((await login(ELSEWHERE)).status).toBe(302)
    expect((await login(SCHOOL, second)).status).toBe(302)
  })

  it('is not passed by another address of the same IPv6 network, nor by a made-up one before the proxy’s', async () => {
    await exhaust('2001:db8:1:2::1')
    expect((await login('2001:db8:1:2::ffff')).status).toBe(429)
    expect((await login('2001:db8:9:9::1')).status).toBe(302)
    await exhaust(SCHOOL)
    expect((await login(`203.0.113.${BURST}, ${SCHOOL}`)).status).toBe(429)
  })
})

describe('a launch that has to wait', () => {
  it('is not used up by it: the same one works a moment later', async () => {
    const begun = await formOf(await login(SCHOOL))
    for (let at = 1; at < BURST; at += 1) await login(SCHOOL)
    const refused = await launch(SCHOOL, begun)
    const page = await refused.text()
    expect(refused.status).toBe(429)
    expect(page).not.toContain(begun.form['id_token'])
    expect(repeatOf(page)).toMatch(/^\/lti\/login\?/)
    tool.clock.offsetMs += 2000
    expect((await launch(SCHOOL, begun)).status).toBe(200)
  })
})

describe('requests that belong to no registration', () => {
  it('are counted by themselves, and never keep a school out that shares their address', async () => {
    for (let at = 0; at < BURST; at += 1) expect((await strange(SCHOOL)).status).toBe(403)
    expect((await strange(SCHOOL)).status).toBe(429)
    const state = { state: 'made-up', id_token: 'x' }
    expect((await launch(SCHOOL, { cookie: '', form: state })).status).toBe(429)
    expect((await launch(ELSEWHERE, { cookie: '', form: state })).status).toBe(401)
    const begun = await login(SCHOOL)
    expect(begun.status).toBe(302)
    expect((await launch(SCHOOL, await formOf(begun))).status).toBe(200)
  })
})
