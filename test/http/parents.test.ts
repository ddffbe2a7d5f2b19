/** The parent portal: open to everybody, and no more than its page; its logo and registrations for administrators. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonName } from './school-district.ts'
import { codeOf } from './callers.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const PARENT = {
  givenName: ' Ana ',
  familyName: 'Rivera',
  email: 'ana@mail.example',
  studentName: 'Leo Rivera',
  studentNumber: '00413',
}
const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const register = (body: object, district = 'alpha') =>
  app.call(`/api/v1/parents/${district}/registrations`, { body: { ...PARENT, ...body } })
const portal = async (district = 'alpha') => (await app.call(`/api/v1/parents/${district}`)).json
const logo = (name: PersonName, content: string | null) =>
  app.call('/api/v1/parent-portal/logo', { method: 'PUT', token: as(name), body: { content } })
async function setRule(name: string, value: unknown): Promise<void> {
  const token = as('districtAdmin')
  const { json } = await app.call('/api/v1/rules', { token })
  const rule = (json as { rules: { name: string; version: string }[] }).rules.find((each) => each.name === name)
  const body = { value, locked: false, version: rule?.version }
  expect((await app.call(`/api/v1/rules/${name}`, { method: 'PUT', token, body })).status).toBe(200)
}
const listed = async (name: PersonName = 'districtAdmin') =>
  (await app.call('/api/v1/parent-registrations', { token: as(name) })).json as { total: number; items: object[] }

describe('registering as a parent', () => {
  it('is refused until the district opens it, and where there is no such district', async () => {
    expect(await portal()).toEqual({ name: 'District alpha', logo: null, isOpen: false })
    expect(codeOf(await register({}))).toEqual([409, 'registration_closed'])
    expect(codeOf(await register({}, 'nowhere'))).toEqual([404, 'not_found'])
    expect((await app.call('/api/v1/parents/nowhere')).status).toBe(404)
    expect((await listed()).total).toBe(0)
  })

  it('is refused with a number that the district’s rules don’t take', async () => {
    await setRule('parentSelfRegistration', true)
    await setRule('studentNumberRequired', true)
    await setRule('studentNumberMinLength', 5)
    await setRule('studentNumberNumeric', true)
    for (const studentNumber of [null, '', '0413', 'A0413'])
      expect(codeOf(await register({ studentNumber })), String(studentNumber)).toEqual([422, 'number_wrong'])
    for (const wrong of [{ email: 'nobody' }, { givenName: ' ' }, { more: 1 }])
      expect((await register(wrong)).status).toBe(400)
    expect((await listed()).total).toBe(0)
  })

  it('keeps it once a day, in its own district only, and gives nobody an account', async () => {
    expect((await register({})).status).toBe(204)
    expect((await register({ email: 'ANA@mail.example' })).status).toBe(204)
    expect(codeOf(await register({}, 'beta'))).toEqual([409, 'registration_closed'])
    const { items, total } = await listed()
    expect(total).toBe(1)
    expect(items).toMatchObject([{ ...PARENT, givenName: 'Ana' }])
  })

  it('waits where very many come at once', async () => {
    const answers: number[] = []
    for (let at = 0; at < 502; at += 1) answers.push((await register({ email: `p${at}@mail.example` })).status)
    expect(answers.filter((status) => status === 204)).toHaveLength(499)
    expect(answers.at(-1)).toBe(429)
  })
})

describe('the registrations', () => {
  it('are for administrators of the district alone', async () => {
    for (const who of ['schoolAdmin', 'teacher', 'itAdmin', 'coach', 'billing'] as const)
      expect((await app.call('/api/v1/parent-registrations', { token: as(who) })).status, who).toBe(403)
  })
})

describe('the logo', () => {
  it('is refused to everybody but administrators of the district, and where it is no picture', async () => {
    for (const who of ['schoolAdmin', 'teacher', 'itAdmin'] as const)
      expect(codeOf(await logo(who, PNG)), who).toEqual([403, 'forbidden'])
    const svg = Buffer.from('<svg onload="x"/>').toString('base64')
    for (const [content, code] of [
      [svg, 'no_picture'],
      ['%%%%', 'not_base64'],
      [`${PNG.slice(0, 12)}${'A'.repeat(349_528)}`, 'too_large'],
    ] as const)
      expect(codeOf(await logo('districtAdmin', content)), code).toEqual([422, code])
    expect(await portal()).toMatchObject({ logo: null })
  })

  it('is shown to everybody, and goes again', async () => {
    expect((await logo('districtAdmin', PNG)).status).toBe(204)
    expect(await portal()).toMatchObject({ logo: `data:image/png;base64,${PNG}` })
    expect(await portal('beta')).toMatchObject({ logo: null })
    expect((await logo('districtAdmin', null)).status).toBe(204)
    expect(await portal()).toMatchObject({ logo: null })
  })
})
