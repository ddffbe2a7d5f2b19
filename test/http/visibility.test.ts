/** "Who can see what about me" over the real application: what each switch of the district makes of it. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Visibility } from '../../src/http/contract/visibility.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

async function lines(name: 'teacher' | 'districtAdmin' = 'teacher', of = app.alpha): Promise<Visibility['lines']> {
  const { status, json } = await app.call('/api/v1/coaching/visibility', { token: app.bearerOf(of, name) })
  expect(status).toBe(200)
  return (json as Visibility).lines
}

const has = (of: Visibility['lines'], words: string) => of.some(({ says }) => says.includes(words))

it('is the same for an educator and for the administrator who shows it to them, and names nobody', async () => {
  expect(await lines()).toEqual(await lines('districtAdmin'))
  const text = JSON.stringify(await lines())
  expect(text).not.toMatch(/Teacher|Coachman|Director|"id"/)
  expect((await app.call('/api/v1/coaching/visibility', {})).status).toBe(401)
})

it.each([
  [
    'coachesSeeEachOther',
    true,
    'Coaches do not see what other coaches logged',
    'Coaches see what other coaches logged',
  ],
  ['privateNotes', true, 'has to give a reason first', 'What a coach wrote is private'],
  ['coachReports', 'district', 'and of nobody else’s', 'what all coaches did in the district'],
  ['principalMinimum', 17, 'fewer than 10 educators', 'fewer than 17 educators'],
  ['principalReports', 'none', 'Principals see totals', 'Principals see nothing of coaching'],
])('follows the switch %s, and says whose value it is', async (name, value, before, after) => {
  const [was, foreign] = [await lines(), await lines('teacher', app.beta)]
  expect(has(was, before)).toBe(true)
  expect(was.filter(({ rule }) => rule?.name === name).every(({ rule }) => rule?.from === 'standard')).toBe(true)
  expect((await setRule(app, name, value)).status).toBe(200)
  const is = await lines()
  expect([has(is, before), has(is, after)]).toEqual([false, true])
  expect(is.find(({ rule }) => rule?.name === name)?.rule).toMatchObject({ value, from: 'district' })
  expect(is.filter(({ says }) => !was.some((one) => one.says === says))).toHaveLength(1)
  expect(await lines('teacher', app.beta)).toEqual(foreign)
})
