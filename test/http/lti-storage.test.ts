/** Launches bound by the platform's storage, over HTTP: the two pages that talk to it, and who may frame them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STORED_FIELD } from '../../src/lti/platform-storage.ts'
import { startLms } from '../fakes/lms/lms.ts'
import type { Lms } from '../fakes/lms/lms.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'

let tool: ServedTool
let canvas: Lms

beforeAll(async () => {
  tool = await startServedTool()
  const place = { port: 0, toolUrl: tool.publicUrl, clientId: 'canvas', deploymentId: 'canvas-1', now: tool.now }
  canvas = await startLms({ ...place, profile: 'canvas' })
  await tool.register(canvas, 'canvas-1', 'd1')
})
afterAll(async () => {
  await canvas.stop()
  await tool.stop()
})

interface Page {
  readonly status: number
  readonly html: string
  readonly policy: string
  readonly cookie: string
}

async function read(response: Response): Promise<Page> {
  return {
    status: response.status,
    html: await response.text(),
    policy: response.headers.get('content-security-policy') ?? '',
    cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  }
}

async function begin(
  method: 'GET' | 'POST',
  change: (query: URLSearchParams) => void = () => undefined,
): Promise<Page> {
  const url = new URL(canvas.startLaunch('demo-teacher'))
  change(url.searchParams)
  if (method === 'GET') return read(await fetch(url, { redirect: 'manual' }))
  const login = new URL('/lti/login', tool.publicUrl)
  return read(await fetch(login, { method: 'POST', body: url.searchParams, redirect: 'manual' }))
}

async function post(form: Readonly<Record<string, string>>, cookie = ''): Promise<Page> {
  const address = `${tool.publicUrl}/lti/launch`
  return read(await fetch(address, { method: 'POST', body: new URLSearchParams(form), headers: { cookie } }))
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const dataOf = ({ html }: Page, name: string): string =>
  unescaped(new RegExp(` data-${name}="([^"]*)"`).exec(html)?.[1] ?? '')
const codes = async (): Promise<number> => {
  const { rows } = await tool.db.pool.query<{ count: number }>('select count(*)::int as count from session_code')
  return rows[0]?.count ?? 0
}
const FRAMED =
  /frame-ancestors 'self' https:\/\/canvas\.instructure\.com http:\/\/127\.0\.0\.1:\d+ https:\/\/\*\.instructure\.com$/

describe('the answer to a login that names a storage', () => {
  it.each(['GET', 'POST'] as const)(
    'by %s is a page that keeps the cookie’s secret there and goes on',
    async (method) => {
      const page = await begin(method)
      expect(page.status).toBe(200)
      expect(page.cookie).toContain(dataOf(page, 'secret'))
      expect(dataOf(page, 'secret')).toMatch(/^[\w-]{43}$/)
      expect(dataOf(page, 'next').startsWith(`${canvas.registration.authUrl}?`)).toBe(true)
      expect([dataOf(page, 'target'), dataOf(page, 'origin')]).toEqual(['post_message_forwarding', canvas.url])
      expect(dataOf(page, 'key')).toMatch(/^staffroom-login-[0-9a-f]{16}$/)
      expect(page.policy).toMatch(FRAMED)
    },
  )

  it('writes whatever frame it names as a text', async () => {
    const name = `"><script>alert(1)</script>`
    const page = await begin('GET', (query) => query.set('lti_storage_target', name))
    expect(page.html).not.toContain('<script>alert')
    expect(dataOf(page, 'target')).toBe(name)
  })

  it('is a refusal where the name comes twice or is too long', async () => {
    for (const change of [
      (query: URLSearchParams) => query.append('lti_storage_target', '_parent'),
      (query: URLSearchParams) => query.set('lti_storage_target', 'x'.repeat(5000)),
    ]) {
      const page = await begin('GET', change)
      expect([page.status, page.cookie, page.html.includes('login_parameter_invalid')]).toEqual([400, '', true])
    }
  })
})

describe('a launch without the cookie', () => {
  it('is answered by a page that asks the storage, once, and decides nothing', async () => {
    const begun = await begin('GET')
    const form = await canvas.authorise(dataOf(begun, 'next'))
    const before = await codes()
    const asked = await post(form)
    expect(asked.status).toBe(200)
    expect(asked.policy).toMatch(FRAMED)
    expect(asked.html).not.toContain(dataOf(begun, 'secret'))
    expect(await codes()).toBe(before)
    const stored = { ...form, [STORED_FIELD]: dataOf(begun, 'secret') }
    const launched = await post(stored)
    expect(launched.html).toMatch(/staffroom-launch-code" content="[\w-]{43}"/)
    expect(launched.policy).toMatch(FRAMED)
    expect(await codes()).toBe(before + 1)
    expect((await post(stored)).html).toContain('launch_replayed')
    expect(await codes()).toBe(before + 1)
  })

  it('whose storage gave nothing is refused with a window of its own, and without its token', async () => {
    const form = await canvas.authorise(dataOf(await begin('GET'), 'next'))
    const refused = await post({ ...form, [STORED_FIELD]: '' })
    expect(refused.status).toBe(401)
    expect(refused.html).toContain('browser_unbound')
    expect(refused.html).toContain('Open Staffroom in a new window')
    expect(refused.html).not.toContain(form['id_token'])
  })

  it('that belongs to no login, or to one that is used, never sees its token again', async () => {
    const begun = await begin('GET')
    const form = await canvas.authorise(dataOf(begun, 'next'))
    const unknown = await post({ ...form, state: 'made-up' })
    expect([unknown.status, unknown.html.includes(form['id_token'] ?? '')]).toEqual([401, false])
    expect((await post(form, begun.cookie)).status).toBe(200)
    const used = await post(form)
    expect([used.status, used.html.includes('launch_replayed'), used.html.includes(form['id_token'] ?? '')]).toEqual([
      401,
      true,
      false,
    ])
  })
})
