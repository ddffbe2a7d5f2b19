/** A coach who is an educator, too, takes over somebody's open work: what they were part of themself is none of it (P000-24). */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let owners: Database
const steps = { withTaker: '', alone: '' }

const call = (who: PersonName, path: string, body?: object): Promise<Answer> =>
  app.call(`/api/v1/coaching${path}`, {
    token: app.bearerOf(app.alpha, who),
    ...(body === undefined ? {} : { body }),
  })
const owner = (statement: string, values: readonly unknown[]) =>
  inDistrict(owners, { districtId: 'alpha', actor: 'test' }, (client) => client.query(statement, [...values]))
const idOf = ({ status, text, json }: Answer): string => {
  expect(status, text).toBe(201)
  return (json as { readonly id: string }).id
}
const logWith = async (educatorIds: readonly string[], dueOn: string): Promise<string> =>
  idOf(
    await call('coach', '/interactions', {
      date: '2026-11-12',
      minutes: 30,
      typeId: 'meeting',
      schoolId: app.alpha.north,
      educatorIds,
      nextStep: { text: 'Try it again', dueOn },
    }),
  )
const handedTo = async (who: PersonName) =>
  ((await call(who, '/today')).json as { readonly handedSteps: readonly { readonly interactionId: string }[] })
    .handedSteps
const stepsOf = async (who: PersonName) =>
  ((await call(who, '/today')).json as { readonly steps: readonly { readonly id: string }[] }).steps.map(({ id }) => id)
const tagTaker = (interactionId: string) =>
  owner("insert into interaction_educator (district_id, interaction_id, person_id) values ('alpha', $1, $2)", [
    interactionId,
    app.alpha.people.southCoach,
  ])
const proposed = async () =>
  ((await call('districtAdmin', '/handovers')).json as { readonly items: readonly unknown[] }).items
const order = () => {
  const { teacher, coach, southCoach } = app.alpha.people
  return { educatorId: teacher, fromId: coach, toId: southCoach, caseloadId: null }
}

let handoverId: string
const tick = (id: string) => call('southCoach', `/handovers/${handoverId}/steps/${id}`, { done: true })

beforeAll(async () => {
  app = await openTestApp()
  owners = app.database.open('owner')
  const { people, north, south } = app.alpha
  steps.withTaker = await logWith([people.teacher], '2026-11-21')
  await tagTaker(steps.withTaker)
  steps.alone = await logWith([people.teacher], '2026-11-22')
  await owner('update affiliation set org_id = $1 where org_id = $2 and person_id = $3', [south, north, people.teacher])
  expect(await proposed()).toMatchObject([{ steps: 2 }])
  handoverId = idOf(await call('districtAdmin', '/handovers', order()))
})
afterAll(() => app.close())

describe('a coach who takes over somebody’s open work', () => {
  it('takes over no step of an interaction with themself: it stays with its author', async () => {
    expect((await handedTo('southCoach')).map(({ interactionId }) => interactionId)).toEqual([steps.alone])
    expect(await stepsOf('coach')).toEqual([steps.withTaker])
    const { rows } = await owner('select interaction_id::text as id from coach_handover_step', [])
    expect(rows).toEqual([{ id: steps.alone }])
  })

  it('isn’t proposed again for what stays, and can’t be decided again', async () => {
    expect(await proposed()).toEqual([])
    expect((await call('districtAdmin', '/handovers', order())).status).toBe(409)
    const { rows } = await owner('select count(*)::int as count from coach_handover', [])
    expect(rows).toEqual([{ count: 1 }])
  })

  it('ticks none such, as if there were none', async () => {
    expect((await tick(steps.withTaker)).status).toBe(404)
    expect((await tick('999999999')).status).toBe(404)
  })

  it('meets one no more once they are tagged in it, and ticks it no more', async () => {
    await tagTaker(steps.alone)
    expect(await handedTo('southCoach')).toEqual([])
    expect((await tick(steps.alone)).status).toBe(404)
    await owner('delete from interaction_educator where interaction_id = $1 and person_id = $2', [
      steps.alone,
      app.alpha.people.southCoach,
    ])
    expect((await handedTo('southCoach')).map(({ interactionId }) => interactionId)).toEqual([steps.alone])
    expect((await tick(steps.alone)).status).toBe(204)
  })

  it('is proposed with all of it again once it is taken back', async () => {
    expect((await call('southCoach', `/handovers/${handoverId}/steps/${steps.alone}`, { done: false })).status).toBe(
      204,
    )
    expect((await call('districtAdmin', `/handovers/${handoverId}/undo`, {})).status).toBe(200)
    expect(await proposed()).toMatchObject([{ steps: 2 }])
  })
})
