/** The privacy statement says what runs: the district's times, its rules and the policy. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { CAPABILITIES } from '../../src/access/capability.ts'
import { PRIVACY_TOPICS } from '../../src/access/privacy-topics.ts'
import type { PrivacyStatement } from '../../src/http/contract/privacy.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const PATH = '/api/v1/privacy-statement'

async function read(who: PersonName): Promise<PrivacyStatement> {
  const { status, json, text } = await app.call(PATH, { token: app.bearerOf(app.alpha, who) })
  expect(status, text).toBe(200)
  return json as PrivacyStatement
}

const rolesOf = ({ seenBy }: PrivacyStatement, capability: string): readonly string[] => [
  ...new Set(
    seenBy
      .flatMap(({ permissions }) => permissions.filter((each) => each.capability === capability))
      .map(({ role }) => role),
  ),
]

const daysOf = ({ times }: PrivacyStatement) => times.find(({ name }) => name === 'changesDays')

it('is for those whom the permission files name, and for nobody without a role', async () => {
  const seen = await read('student')
  for (const who of ['teacher', 'coach', 'principal', 'schoolAdmin', 'districtAdmin'] as const)
    expect(await read(who), who).toEqual(seen)
  for (const who of ['itAdmin', 'billing', 'roleless'] as const)
    expect((await app.call(PATH, { token: app.bearerOf(app.alpha, who) })).status, who).toBe(403)
  expect((await app.call(PATH, {})).status).toBe(401)
})

it('tells the district’s own times where it has set some, and another district’s to nobody', async () => {
  const before = daysOf(await read('teacher'))
  expect(before?.isOwn).toBe(false)
  await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, (client) =>
    client.query(
      `insert into district_setting (district_id, key, value)
       values ('alpha', 'retention', '{"changesDays": 123, "runsDays": -1}'), ('alpha', 'survey_names', '{"on": "06-15"}')`,
    ),
  )
  const after = await read('teacher')
  expect(daysOf(after)).toMatchObject({ days: 123, isOwn: true })
  expect(after.times.find(({ name }) => name === 'runsDays')?.isOwn).toBe(false)
  const { json } = await app.call(PATH, { token: app.bearerOf(app.beta, 'teacher') })
  expect(daysOf(json as PrivacyStatement)).toEqual(before)
})

it('names who sees what by the policy as the district’s rules leave it', async () => {
  const before = await read('teacher')
  expect(rolesOf(before, 'view:interaction')).toEqual(expect.arrayContaining(['coach', 'district_admin']))
  expect(rolesOf(before, 'export:person_record')).toEqual(['district_admin', 'customer_admin'])
  expect(rolesOf(before, 'view:colleague_interaction')).not.toContain('coach')
  await setRule(app, 'coachesSeeEachOther', true)
  expect(rolesOf(await read('teacher'), 'view:colleague_interaction')).toContain('coach')
})

it('asks after permissions that there are, each in one topic', () => {
  const asked = Object.values(PRIVACY_TOPICS).flat()
  expect(asked.filter((capability) => !CAPABILITIES.includes(capability))).toEqual([])
  expect(new Set(asked).size).toBe(asked.length)
})
