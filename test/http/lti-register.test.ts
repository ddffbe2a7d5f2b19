/** The pages of dynamic registration as a browser gets them, and the configuration that Canvas reads. */

import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRegistrationLink } from '../../src/signin/registration-link.ts'
import { openRegistrationDesk } from '../fakes/lms/registration.ts'
import type { RegistrationDesk } from '../fakes/lms/registration.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'

let tool: ServedTool
let server: Server
let desk: RegistrationDesk
let origin: string

beforeAll(async () => {
  tool = await startServedTool()
  server = createServer((request, response) => {
    desk.answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  desk = openRegistrationDesk({ origin: () => origin, product: 'moodle', clientId: 'moodle-1', deploymentId: '5' })
})
afterAll(async () => {
  server.close()
  await tool.stop()
})

const makeLink = async (): Promise<string> => {
  const { token } = await makeRegistrationLink(tool, { districtId: 'd1', actor: 'cli' })
  return `${tool.publicUrl}/lti/register/${token}`
}
const policyOf = (response: Response): string => response.headers.get('content-security-policy') ?? ''

describe('a registration link', () => {
  it('that is opened by a person says where to enter it, and stays good', async () => {
    const link = await makeLink()
    for (let opened = 0; opened < 2; opened += 1) {
      const response = await fetch(link)
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('configuration_missing')])
    }
    expect((await fetch(desk.startRegistration(link))).status).toBe(200)
  })

  it('registers, shows what was made in the LMS’s frame, and closes by the message of the specification', async () => {
    desk = openRegistrationDesk({ origin: () => origin, product: 'moodle', clientId: 'moodle-2', deploymentId: '6' })
    const response = await fetch(desk.startRegistration(await makeLink()))
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain('Staffroom is registered')
    expect(page).toContain('moodle-2')
    expect(page).toContain("{ subject: 'org.imsglobal.lti.close' }")
    expect(policyOf(response)).toContain(`frame-ancestors 'self' ${origin}`)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('that was used says so, in the frame of the LMS that tried it, and neither page nor log has a secret', async () => {
    const link = await makeLink()
    desk = openRegistrationDesk({ origin: () => origin, product: 'moodle', clientId: 'moodle-3', deploymentId: '7' })
    await fetch(desk.startRegistration(link))
    const again = desk.startRegistration(link)
    const response = await fetch(again)
    const page = await response.text()
    expect(response.status).toBe(410)
    expect(page).toContain('link_used')
    expect(policyOf(response)).toContain(`frame-ancestors 'self' ${origin}`)
    const secrets = [link.slice(link.lastIndexOf('.') + 1), new URL(again).searchParams.get('registration_token') ?? '']
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20)
      expect(page).not.toContain(secret)
      expect(tool.logLines.join('\n')).not.toContain(secret)
    }
  })

  it('that is made up is unknown, whatever comes with it, and script in it is only text', async () => {
    const response = await fetch(`${tool.publicUrl}/lti/register/x?openid_configuration=<script>alert(1)</script>`)
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('link_unknown')])
    const long = await fetch(`${tool.publicUrl}/lti/register/${'x'.repeat(300)}`)
    expect(long.status).toBe(404)
  })

  it('refused shows the page to no site but that of the configuration it named', async () => {
    const address = encodeURIComponent('https://evil.example/openid; script-src *')
    const response = await fetch(`${tool.publicUrl}/lti/register/x?openid_configuration=${address}`)
    expect(policyOf(response)).toContain("frame-ancestors 'self' https://evil.example")
    expect(policyOf(response)).not.toContain('script-src *')
  })
})

it('the developer key’s JSON has every address, placements, a public privacy level and no secret', async () => {
  const response = await fetch(`${tool.publicUrl}/lti/canvas.json`)
  const configuration = (await response.json()) as Record<string, unknown>
  expect(response.status).toBe(200)
  expect(configuration).toMatchObject({
    title: 'Staffroom',
    oidc_initiation_url: `${tool.publicUrl}/lti/login`,
    target_link_uri: `${tool.publicUrl}/lti/launch`,
    public_jwk_url: `${tool.publicUrl}/lti/jwks.json`,
    custom_fields: { canvas_user_sissourceid: '$Canvas.user.sisSourceId' },
    extensions: [{ privacy_level: 'public', tool_id: 'staffroom' }],
  })
  const [extension] = configuration['extensions'] as {
    settings: { placements: { placement: string; message_type: string; target_link_uri: string }[] }
  }[]
  const target = `${tool.publicUrl}/lti/launch`
  expect(extension?.settings.placements.map((one) => [one.placement, one.message_type, one.target_link_uri])).toEqual([
    ['course_navigation', 'LtiResourceLinkRequest', target],
    ['account_navigation', 'LtiResourceLinkRequest', target],
    ['user_navigation', 'LtiResourceLinkRequest', target],
    ['link_selection', 'LtiDeepLinkingRequest', target],
  ])
})
