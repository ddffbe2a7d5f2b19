/** The list of coaching cycles through the API: who is in it, narrowed and sorted by the server, page after page, and as a file. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Row {
  readonly id: string
  readonly standing: string
  readonly dueOn: string | null
  readonly lastOn: string | null
  readonly phase: { readonly id: string }
  readonly coach: { readonly id: string; readonly familyName: string }
}

let app: TestApp
/** By name, as planted below. */
const ids: Record<string, string> = {}

const call = (who: PersonName, path: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1/coaching${path}`, {
    token: app.bearerOf(app.alpha, who),
    ...(body === undefined ? {} : { method: 'POST', body }),
  })
const list = async (who: PersonName, query: string) =>
  (await call(who, `/cycles?${query}`)).json as { readonly items: readonly Row[]; readonly total: number }
const namesOf = (rows: readonly Row[]) =>
  rows.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? `unknown ${id}`)
const names = async (who: PersonName, query: string) => namesOf((await list(who, `pageSize=100&${query}`)).items)

const allBy = (query: string) => names('districtAdmin', `by=all&${query}`)
/** Whose cycles they may see, with how many are open. */
const coachesFor = async (who: PersonName) => {
  const { coaches } = (await call(who, '/cycle-coaches')).json as { coaches: { id: string; open: number }[] }
  return new Map(coaches.map(({ id, open }) => [id, open]))
}

async function begin(who: 'coach' | 'southCoach', name: string, cycle: object): Promise<void> {
  const made = await call(who, '/cycles', { focusId: null, scaleId: null, focus: null, goal: null, ...cycle })
  expect([made.status, made.text]).toEqual([201, expect.anything()])
  ids[name] = (made.json as { id: string }).id
}
const plan = (from: string) => [{ phaseId: 'phase-plan', from }]
const rated = (id: string) => ({ id, ratingStart: null, ratingEnd: null })

// Today is 2026-11-23, and an interaction is expected after 14 days.
beforeAll(async () => {
  app = await openTestApp()
  const { teacher, otherTeacher, southTeacher } = app.alpha.people
  const { json } = await app.call('/api/v1/coaching/settings', { token: app.bearerOf(app.alpha, 'districtAdmin') })
  const { version } = (json as { focuses: { version: string } }).focuses
  await app.call('/api/v1/coaching/settings/focuses', {
    method: 'PUT',
    token: app.bearerOf(app.alpha, 'districtAdmin'),
    body: { items: [{ id: null, name: 'Questioning', active: true, levels: [] }], version },
  })
  await begin('coach', 'late', { educators: [rated(teacher)], stays: plan('2026-10-01') })
  await begin('coach', 'soon', { educators: [rated(otherTeacher)], stays: plan('2026-11-11') })
  await begin('coach', 'fine', {
    educators: [rated(teacher)],
    focusId: 'focus-questioning',
    stays: [...plan('2026-11-20'), { phaseId: 'phase-practise', from: '2026-11-22' }],
  })
  await begin('coach', 'later', {
    educators: [rated(teacher)],
    stays: [...plan('2026-12-01'), { phaseId: 'phase-practise', from: '2026-12-10' }],
  })
  await begin('southCoach', 'south', { educators: [rated(southTeacher)], stays: plan('2026-11-01') })
  // Begun long ago, and met since.
  const met = await call('coach', '/interactions', {
    date: '2026-11-19',
    minutes: 35,
    typeId: 'meeting',
    schoolId: app.alpha.north,
    educatorIds: [otherTeacher],
  })
  const { id = '' } = met.json as { readonly id?: string }
  const put = await app.call(`/api/v1/coaching/cycles/${ids['soon'] ?? ''}/interactions/${id}`, {
    method: 'PUT',
    token: app.bearerOf(app.alpha, 'coach'),
    body: { phaseId: null },
  })
  expect([met.status, put.status]).toEqual([201, 200])
})
afterAll(() => app.close())

describe('the list of cycles', () => {
  it('of a coach is their own, whatever coach they ask for', async () => {
    expect(await names('coach', 'by=me')).toEqual(['later', 'fine', 'soon', 'late'])
    expect(await names('coach', `by=me&coachId=${app.alpha.people.southCoach}`)).toEqual([])
    expect(await names('coach', `by=all&coachId=${app.alpha.people.southCoach}`)).toEqual([])
    expect((await list('coach', `coachId=${app.alpha.people.coach}`)).total).toBe(4)
  })

  it('of an administrator has all of them, narrowed by coach, school, phase, focus and where they stand', async () => {
    expect(await allBy('')).toEqual(['later', 'fine', 'soon', 'south', 'late'])
    expect(await allBy(`coachId=${app.alpha.people.southCoach}`)).toEqual(['south'])
    // Whoever is in “soon” works at both.
    expect(await allBy(`schoolId=${app.alpha.south}`)).toEqual(['soon', 'south'])
    expect(await allBy(`schoolId=${app.alpha.north}`)).toEqual(['later', 'fine', 'soon', 'late'])
    expect(await allBy('phaseId=phase-practise')).toEqual(['fine'])
    expect(await allBy('phaseId=phase-plan')).toEqual(['later', 'soon', 'south', 'late'])
    expect(await allBy('focusId=focus-questioning')).toEqual(['fine'])
    expect(await allBy(`coachId=${app.alpha.people.coach}&phaseId=phase-plan&standing=overdue`)).toEqual(['late'])
  })

  it('finds by where a cycle stands exactly those that the page says stand there', async () => {
    const { items } = await list('districtAdmin', 'by=all&pageSize=100')
    for (const standing of ['planned', 'on_track', 'due', 'overdue']) {
      const said = items.filter((row) => row.standing === standing)
      expect([standing, await names('districtAdmin', `by=all&standing=${standing}`)]).toEqual([standing, namesOf(said)])
    }
    expect(items.map(({ standing }) => standing)).toEqual(['planned', 'on_track', 'on_track', 'overdue', 'overdue'])
    expect(await names('districtAdmin', 'by=all&state=ended&standing=overdue')).toEqual([])
  })

  it('is sorted by when the next interaction is due, by the last one, by minutes and by coach', async () => {
    expect(await allBy('sort=dueOn')).toEqual(['late', 'south', 'soon', 'fine', 'later'])
    expect(await allBy('sort=-dueOn')).toEqual(['later', 'fine', 'soon', 'south', 'late'])
    expect((await allBy('sort=lastOn'))[0]).toBe('soon')
    expect((await allBy('sort=-lastOn'))[0]).toBe('soon')
    expect((await allBy('sort=-minutes'))[0]).toBe('soon')
    const { items } = await list('districtAdmin', 'by=all&sort=coach')
    const said = items.map(({ coach }) => coach.familyName.toLowerCase())
    expect(said).toEqual(said.toSorted())
    const due = (await list('districtAdmin', 'by=all&sort=dueOn')).items.map(({ dueOn }) => dueOn ?? '')
    expect(due).toEqual(due.toSorted())
  })

  it('is reached to its last one page by page, each once', async () => {
    const found: string[] = []
    for (let page = 1; page <= 5; page += 1) {
      const { items, total } = await list('districtAdmin', `by=all&sort=dueOn&pageSize=1&page=${page}`)
      expect([items.length, total]).toEqual([1, 5])
      found.push(...namesOf(items))
    }
    expect(found).toEqual(await names('districtAdmin', 'by=all&sort=dueOn'))
  })

  it('is a file of all that match, never with what a coach wrote', async () => {
    const { text, status } = await call('districtAdmin', '/cycles/export?by=all&sort=dueOn')
    const lines = text.trim().split('\r\n')
    expect([status, lines.length]).toEqual([200, 6])
    expect(lines[0]).toBe(
      'educators,coach,focus,phase,state,started,ended,next due,last interaction,interactions,minutes',
    )
    expect(lines[3]).toContain('on_track,2026-11-11,,2026-12-03,2026-11-19,1,35')
    expect((await call('coach', '/cycles/export')).text.trim().split('\r\n')).toHaveLength(5)
  })

  it('names whose cycles there are, to each as far as they see them', async () => {
    const { coach, southCoach } = app.alpha.people
    expect(await coachesFor('districtAdmin')).toEqual(
      new Map([
        [coach, 4],
        [southCoach, 1],
      ]),
    )
    expect(await coachesFor('coach')).toEqual(new Map([[coach, 4]]))
  })

  it('has nothing that is about its reader, by no filter, order, file or name of a coach', async () => {
    const { districtAdmin, southCoach } = app.alpha.people
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('update coaching_cycle_educator set person_id = $2 where cycle_id = $1', [
        ids['south'],
        districtAdmin,
      ]),
    )
    const asked = ['', `coachId=${southCoach}`, 'standing=overdue', 'phaseId=phase-plan', 'sort=dueOn', 'sort=-minutes']
    for (const query of asked) expect(await names('districtAdmin', `by=all&${query}`), query).not.toContain('south')
    expect((await list('districtAdmin', `by=all&coachId=${southCoach}`)).total).toBe(0)
    expect((await call('districtAdmin', '/cycle-coaches')).text).not.toContain(`"${southCoach}"`)
    expect((await call('districtAdmin', '/cycles/export?by=all')).text.trim().split('\r\n')).toHaveLength(5)
  })
})
