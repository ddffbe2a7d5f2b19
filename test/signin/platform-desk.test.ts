/** What the operator does about registrations: whose one is, what counts for it, and switching deployments. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frameOriginsOf } from '../../src/lti/platforms.ts'
import { setRegistration, switchDeployment } from '../../src/signin/platform-desk.ts'
import { listRegistrations, registerPlatform } from '../../src/signin/registration.ts'
import type { PlatformRegistration } from '../../src/signin/registration.ts'
import { inDistrict } from '../../src/store/database.ts'
import { startTool } from '../lti/tool.ts'
import type { TestTool } from '../lti/tool.ts'

let tool: TestTool
let own: string
let shared: string

const addressesAt = (host: string) => ({
  issuer: `https://${host}`,
  authUrl: `https://${host}/auth`,
  tokenUrl: `https://${host}/token`,
  jwksUrl: `https://${host}/jwks`,
})

beforeAll(async () => {
  tool = await startTool()
  const ofOne = { ...addressesAt('one.example'), clientId: 'own', districtId: 'd1', alone: true }
  own = await register({ ...ofOne, deploymentId: '1' })
  const ofMany = { ...addressesAt('many.example'), clientId: 'shared' }
  shared = await register({ ...ofMany, deploymentId: 'a', districtId: 'd1' })
  await register({ ...ofMany, deploymentId: 'b', districtId: 'd2' })
  await register({ ...ofMany, deploymentId: 'waits' })
})
afterAll(() => tool.stop())

async function register(platform: PlatformRegistration): Promise<string> {
  const settings = { db: tool.db, allowPrivateNetwork: false, frameOriginsOf }
  return (await registerPlatform(settings, platform)).registrationId
}

const find = async (id: string) => (await listRegistrations(tool.db)).find((one) => one.id === id)
const entriesOf = (districtId: string) =>
  inDistrict(tool.db, { districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ actor: string; action: string; object: string }>(
      "select actor, action, object from audit_entry where action like 'lti.%' order by id desc limit 1",
    )
    return rows[0]
  })

const turn = (deploymentId: string, isOn: boolean) =>
  switchDeployment(tool, { registrationId: shared, deploymentId, isOn })

describe('a registration', () => {
  it('that serves one district gets no deployment of another', async () => {
    const more = { ...addressesAt('one.example'), clientId: 'own', deploymentId: '2', districtId: 'd2' }
    await expect(register(more)).rejects.toMatchObject({ code: 'LTI_SERVES_ANOTHER' })
    expect((await find(own))?.deployments).toHaveLength(1)
  })

  it('that others have deployments of can’t be given to one', async () => {
    await expect(setRegistration(tool.db, shared, { onlyDistrictId: 'd1' })).rejects.toMatchObject({
      code: 'LTI_SERVES_ANOTHER',
    })
    const again = {
      ...addressesAt('many.example'),
      clientId: 'shared',
      deploymentId: 'a',
      districtId: 'd1',
      alone: true,
    }
    await expect(register(again)).rejects.toMatchObject({ code: 'LTI_SERVES_ANOTHER' })
    expect(await find(shared)).toMatchObject({ onlyDistrictId: null })
  })

  it('of one district can be shared, and be given back while nobody else has a deployment of it', async () => {
    await setRegistration(tool.db, own, { onlyDistrictId: null })
    expect(await find(own)).toMatchObject({ onlyDistrictId: null })
    await setRegistration(tool.db, own, { onlyDistrictId: 'd1', personIdField: 'identifier' })
    expect(await find(own)).toMatchObject({
      onlyDistrictId: 'd1',
      personIdField: 'identifier',
      frameOrigins: ['https://one.example'],
    })
    expect(await entriesOf('d1')).toEqual({ actor: 'cli', action: 'lti.change', object: `lti_registration:${own}` })
  })

  it.each([
    ['an unknown one', '999', {}, 'LTI_REGISTRATION_UNKNOWN'],
    ['something that is no id', 'x', {}, 'LTI_REGISTRATION_UNKNOWN'],
    ['a district that is none', null, { onlyDistrictId: 'nowhere' }, 'DISTRICT_UNKNOWN'],
    ['frames of everybody', null, { frameOrigins: ['*'] }, 'LTI_FRAME_ORIGIN'],
  ])('is not changed: %s', async (_name, id, change, code) => {
    const before = await listRegistrations(tool.db)
    await expect(setRegistration(tool.db, id ?? own, change)).rejects.toMatchObject({ code })
    expect(await listRegistrations(tool.db)).toEqual(before)
  })
})

describe('a deployment', () => {
  it('is switched off and on, on record in its own district', async () => {
    await turn('b', false)
    expect((await find(shared))?.deployments.map(({ status }) => status)).toEqual(['active', 'inactive', 'pending'])
    expect(await entriesOf('d2')).toMatchObject({ actor: 'cli', action: 'lti.switch_off' })
    await turn('b', true)
    expect((await find(shared))?.deployments.map(({ status }) => status)).toEqual(['active', 'active', 'pending'])
  })

  it.each(['nothing', 'waits'])('that is %s is not switched', async (deploymentId) => {
    await expect(turn(deploymentId, true)).rejects.toMatchObject({ code: 'LTI_DEPLOYMENT_UNKNOWN' })
    expect((await find(shared))?.deployments[2]).toMatchObject({ status: 'pending', districtId: null })
  })
})
