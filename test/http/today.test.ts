/** What waits for a coach today, through the API. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Today {
  readonly cadenceDays: number
  readonly cycles: readonly { readonly id: string; readonly standing: string; readonly dueOn: string }[]
  readonly open: number
  readonly unseen: readonly { readonly id: string; readonly lastSeenOn: string }[]
  readonly unseenTotal: number
}

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const call = (who: PersonName, method: string, path: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1/coaching${path}`, {
    method,
    token: app.bearerOf(app.alpha, who),
    ...(body === undefined ? {} : { body }),
  })
const today = async (who: PersonName = 'coach') => (await call(who, 'GET', '/today')).json as Today
const log = (date: string, ...educatorIds: readonly string[]) =>
  call('coach', 'POST', '/interactions', {
    date,
    minutes: 20,
    typeId: 'meeting',
    schoolId: app.alpha.north,
    educatorIds,
  })
const begin = async (from: string, personId: string): Promise<string> => {
  const { json } = await call('coach', 'POST', '/cycles', {
    educators: [{ id: personId, ratingStart: null, ratingEnd: null }],
    focusId: null,
    scaleId: null,
    focus: null,
    goal: null,
    stays: [{ phaseId: 'phase-plan', from }],
  })
  return (json as { id: string }).id
}

describe('what waits for a coach today', () => {
  it('is for coaches alone', async () => {
    for (const who of ['districtAdmin', 'schoolAdmin', 'principal', 'teacher', 'billing', 'itAdmin'] as const)
      expect((await call(who, 'GET', '/today')).status, who).toBe(403)
  })

  it('is nothing for who begins', async () => {
    expect(await today()).toEqual({
      cadenceDays: 14,
      cycles: [],
      handedSteps: [],
      handedStepsTotal: 0,
      handovers: [],
      open: 0,
      steps: [],
      stepsTotal: 0,
      unseen: [],
      unseenTotal: 0,
      unseenOfCaseload: false,
    })
  })

  it('has the educators not seen for longer than the cadence, the longest first; not who was seen since, nor who has left', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    await log('2026-10-01', teacher, otherTeacher)
    await log('2026-10-20', otherTeacher)
    expect((await today()).unseen.map(({ id, lastSeenOn }) => [id, lastSeenOn])).toEqual([
      [teacher, '2026-10-01'],
      [otherTeacher, '2026-10-20'],
    ])
    await log('2026-11-08', teacher)
    expect((await today()).unseen.map(({ id }) => id)).toEqual([otherTeacher])
    expect((await today('southCoach')).unseen).toEqual([])
    await suspend(otherTeacher, true)
    expect((await today()).unseenTotal).toBe(0)
    await suspend(otherTeacher, false)
  })

  it('has the next steps that are due soon or since long and are not done, for who wrote them alone', async () => {
    for (const [text, dueOn] of [
      ['Far', '2026-11-26'],
      ['Soon', '2026-11-25'],
      ['Late', '2026-11-20'],
      ['Some day', null],
    ] as const)
      expect((await call('coach', 'POST', '/interactions', step(text, dueOn))).status).toBe(201)
    const { json } = await call('coach', 'GET', '/today')
    expect((json as { steps: { text: string; dueOn: string }[] }).steps.map(({ text }) => text)).toEqual([
      'Late',
      'Soon',
    ])
    expect((await call('southCoach', 'GET', '/today')).json).toMatchObject({ steps: [] })
  })

  it('has the open cycles that are due or overdue, what has waited longest first; who is in one is due by it', async () => {
    const { teacher, otherTeacher } = app.alpha.people
    const [fresh, due, overdue] = [
      await begin('2026-11-20', teacher),
      await begin('2026-11-10', teacher),
      await begin('2026-10-01', otherTeacher),
    ]
    const found = await today()
    expect(found.cycles.map(({ id, standing, dueOn }) => [id, standing, dueOn])).toEqual([
      [overdue, 'overdue', '2026-10-15'],
      [due, 'due', '2026-11-24'],
    ])
    expect([found.open, found.cycles.some(({ id }) => id === fresh), found.unseen]).toEqual([3, false, []])
  })
})

describe('next steps that are more than one look takes in', () => {
  interface Steps {
    readonly items: readonly { readonly id: string; readonly text: string; readonly version: string }[]
    readonly total: number
  }
  const steps = async (query: string, who: PersonName = 'southCoach') =>
    (await call(who, 'GET', `/next-steps?${query}`)).json as Steps

  it('are counted, and reached to the last one, each once; later and undated ones where all are asked for', async () => {
    for (let at = 0; at < 15; at += 1)
      expect((await call('southCoach', 'POST', '/interactions', south(`Step ${at}`, '2026-11-20'))).status).toBe(201)
    await call('southCoach', 'POST', '/interactions', south('Later', '2026-12-24'))
    await call('southCoach', 'POST', '/interactions', south('Some day', null))
    const first = (await today('southCoach')) as Today & {
      readonly steps: readonly object[]
      readonly stepsTotal: number
    }
    expect([first.steps.length, first.stepsTotal]).toEqual([12, 15])
    const [one, two] = [await steps('pageSize=12'), await steps('pageSize=12&page=2')]
    expect(one.items).toEqual(first.steps)
    expect([one.total, two.total, two.items.length]).toEqual([15, 15, 3])
    expect(new Set([...one.items, ...two.items].map(({ text }) => text)).size).toBe(15)
    const all = await steps('when=open&pageSize=100')
    expect([all.total, all.items.slice(-2).map(({ text }) => text)]).toEqual([17, ['Later', 'Some day']])
  })

  it('go one by one as they are done, by what the list says of them', async () => {
    const [one] = (await steps('')).items
    const done = await call('southCoach', 'POST', `/interactions/${one?.id ?? ''}/next-step`, {
      done: true,
      version: one?.version,
    })
    expect([done.status, (await steps('')).total]).toEqual([200, 14])
  })

  it('are of their coach alone', async () => {
    expect((await steps('when=open&pageSize=100', 'coach')).items.map(({ text }) => text)).not.toContain('Step 3')
    for (const who of ['districtAdmin', 'principal', 'teacher', 'southTeacher'] as const)
      for (const path of ['/next-steps', '/handed-steps'])
        expect((await call(who, 'GET', path)).status, `${who} ${path}`).toBe(403)
    expect((await call('southCoach', 'GET', '/handed-steps')).json).toMatchObject({ items: [], total: 0 })
  })
})

function south(text: string, dueOn: string | null) {
  return { ...step(text, dueOn), schoolId: app.alpha.south, educatorIds: [app.alpha.people.southTeacher] }
}

function step(text: string, dueOn: string | null) {
  return {
    date: '2026-11-18',
    minutes: 5,
    typeId: 'meeting',
    schoolId: app.alpha.north,
    educatorIds: [app.alpha.people.teacher],
    nextStep: { text, dueOn },
  }
}

async function suspend(personId: string, isOut: boolean): Promise<void> {
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(
      `update person set suspended_at = case when $2 then now() end, suspended_by = case when $2 then 'test' end
       where district_id = 'alpha' and id = $1`,
      [personId, isOut],
    ),
  )
}
