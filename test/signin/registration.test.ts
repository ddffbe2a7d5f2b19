/** Registering platforms and binding deployments. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import { listRegistrations, registerPlatform } from '../../src/signin/registration.ts'
import type { PlatformRegistration } from '../../src/signin/registration.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'

let tool: TestTool

beforeAll(async () => {
  tool = await startTool()
})
afterAll(() => tool.stop())

const MOODLE: PlatformRegistration = {
  issuer: 'https://moodle.example',
  clientId: 'abc',
  authUrl: 'https://moodle.example/mod/lti/auth.php',
  tokenUrl: 'https://moodle.example/mod/lti/token.php',
  jwksUrl: 'https://moodle.example/mod/lti/certs.php',
}

function register(change: Partial<PlatformRegistration> = {}): Promise<{ registrationId: string }> {
  return registerPlatform({ db: tool.db, allowPrivateNetwork: false, frameOriginsOf }, { ...MOODLE, ...change })
}

async function registered(issuer: string): Promise<unknown> {
  return (await listRegistrations(tool.db)).filter((registration) => registration.issuer === issuer)
}

describe('registering a platform', () => {
  it('twice changes nothing, and with another address brings it up to date', async () => {
    const first = await register({ deploymentId: '1', districtId: 'd1' })
    const again = await register({ deploymentId: '1', districtId: 'd1', tokenUrl: 'https://moodle.example/token' })
    expect(again).toEqual(first)
    expect(await registered('https://moodle.example')).toMatchObject([
      {
        id: first.registrationId,
        tokenUrl: 'https://moodle.example/token',
        personIdField: 'sourcedId',
        frameOrigins: ['https://moodle.example'],
        deployments: [{ deploymentId: '1', districtId: 'd1', status: 'active' }],
      },
    ])
  })

  it('binds a deployment that was waiting, and never moves one to another district', async () => {
    const site = { issuer: 'https://second.example' }
    await register({ ...site, deploymentId: '7' })
    expect(await registered(site.issuer)).toMatchObject([{ deployments: [{ districtId: null, status: 'pending' }] }])
    await register({ ...site, deploymentId: '7', districtId: 'd2' })
    await expect(register({ ...site, deploymentId: '7', districtId: 'd1' })).rejects.toMatchObject({
      code: 'LTI_DEPLOYMENT_TAKEN',
    })
    expect(await registered(site.issuer)).toMatchObject([{ deployments: [{ districtId: 'd2', status: 'active' }] }])
  })

  it.each([
    ['an http address', { jwksUrl: 'http://moodle.example/certs' }, 'LTI_ADDRESS'],
    ['an address with a user part', { authUrl: 'https://a:b@moodle.example/' }, 'LTI_ADDRESS'],
    ['no address', { tokenUrl: 'token' }, 'LTI_ADDRESS'],
    ['an empty client id', { clientId: '' }, 'LTI_ADDRESS'],
    ['any page as a frame', { frameOrigins: ['*'] }, 'LTI_FRAME_ORIGIN'],
    [
      'another rule in a frame origin',
      { frameOrigins: ["https://a.example; script-src 'unsafe-inline'"] },
      'LTI_FRAME_ORIGIN',
    ],
    ['an unknown district', { deploymentId: '1', districtId: 'nowhere' }, 'DISTRICT_UNKNOWN'],
    ['a district without a deployment', { districtId: 'd1' }, 'LTI_DEPLOYMENT'],
    ['a deployment id over 255', { deploymentId: 'x'.repeat(256) }, 'LTI_DEPLOYMENT'],
  ])('is refused with %s', async (_name, change, code) => {
    await expect(register({ issuer: 'https://third.example', ...change })).rejects.toMatchObject({ code })
    expect(await registered('https://third.example')).toEqual([])
  })
})
