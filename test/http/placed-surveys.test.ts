/** Links in an LMS to the survey and to the report of a class: who may place them, and what they open for whom. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { DEEP_LINKING, placingOf } from '../fakes/lms/deep-linking.ts'
import { callApi, walkLaunch } from '../lti/launch-walk.ts'
import type { Begun } from '../lti/launch-walk.ts'
import { addLedClass } from '../lti/led-class.ts'
import type { LedClass } from '../lti/led-class.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson } from '../signin/roster.ts'
import { addCycle } from '../support/survey-bench.ts'

const ITEMS = 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items'
const DAY_MS = 86_400_000

let tool: ServedTool
/** Led by demo-teacher; demo-student is in it. */
let own: LedClass
/** Led by demo-teacher-2. */
let other: LedClass
/** Of the other district. */
let foreign: LedClass
let surveys: Record<'open' | 'planned' | 'over' | 'other' | 'foreign', string>

const day = (offset: number) => new Date(tool.now().getTime() + offset * DAY_MS).toISOString().slice(0, 10)

beforeAll(async () => {
  tool = await startServedTool()
  const sync = tool.database.open('sync')
  for (const [name, role] of [
    ['demo-teacher', 'teacher'],
    ['demo-teacher-2', 'teacher'],
    ['demo-coach', 'coach'],
    ['demo-student', 'student'],
  ] as const)
    await addPerson(sync, 'd1', { sourcedId: name, roles: [role] })
  await addPerson(sync, 'd2', { sourcedId: 'elsewhere', roles: ['teacher'] })
  own = await addLedClass(tool, 'd1', { sourcedId: 'c-1', leads: ['demo-teacher'], students: ['demo-student'] })
  other = await addLedClass(tool, 'd1', { sourcedId: 'c-2', leads: ['demo-teacher-2'], students: [] })
  foreign = await addLedClass(tool, 'd2', { sourcedId: 'c-1', leads: ['elsewhere'], students: [] })
  const cycle = (at: LedClass, startsOn: number, endsOn: number) =>
    inDistrict(tool.database.open('owner'), { districtId: at.districtId, actor: 'test' }, (client) =>
      addCycle(client, at, { startsOn: day(startsOn), endsOn: day(endsOn) }),
    )
  surveys = {
    open: await cycle(own, -3, 4),
    planned: await cycle(own, 30, 40),
    over: await cycle(own, -40, -30),
    other: await cycle(other, -3, 4),
    foreign: await cycle(foreign, -3, 4),
  }
})
afterAll(() => tool.stop())

const place = (person: string) => walkLaunch(tool, person, { messageType: DEEP_LINKING })
const answer = ({ token, launch }: Begun, items: readonly string[]) =>
  callApi(tool, token, `placements/${launch.opens?.id}/answer`, { body: { items } })
const open = async (person: string, path: string) =>
  (await walkLaunch(tool, person, { targetLinkUri: `${tool.publicUrl}${path}` })).launch.opens
const listed = async (person: string) => {
  const begun = await place(person)
  const { json } = await callApi(tool, begun.token, `placements/${begun.launch.opens?.id}`)
  return (json as { items: { key: string }[] }).items.map(({ key }) => key)
}

const setStatus = (status: string) =>
  inDistrict(tool.database.open('owner'), { districtId: 'd1', actor: 'test' }, (client) =>
    client.query('update class set status = $2 where id = $1', [own.classId, status]),
  )

describe('the report and the surveys of a class', () => {
  it('are not offered to who does not lead it, and not taken from them either', async () => {
    expect(await listed('demo-coach')).toEqual(['start', 'coach'])
    expect(await listed('demo-student')).toEqual([])
    expect(await listed('demo-teacher-2')).toEqual([
      'start',
      `survey:${surveys.other}`,
      `class-report:${other.classId}`,
    ])
    const foreignKeys = [`class-report:${foreign.classId}`, `survey:${surveys.foreign}`]
    for (const key of [`class-report:${own.classId}`, `survey:${surveys.open}`, ...foreignKeys])
      for (const person of ['demo-coach', 'demo-student', 'demo-teacher-2'])
        expect((await answer(await place(person), [key])).status, `${person} ${key}`).toBe(422)
    expect((await answer(await place('demo-teacher'), ['survey:$Course.id'])).status).toBe(400)
    // Over: there is nothing left to answer.
    expect((await answer(await place('demo-teacher'), [`survey:${surveys.over}`])).status).toBe(422)
    expect(placingOf(tool.lms.platform).answers).toEqual([])
  })

  it('are placed by who leads it, with names that tell them apart', async () => {
    const keys = [`survey:${surveys.open}`, `survey:${surveys.planned}`, `class-report:${own.classId}`]
    expect(await listed('demo-teacher')).toEqual(['start', ...keys])
    const { status, json } = await answer(await place('demo-teacher'), keys)
    expect(status).toBe(200)
    const { returnUrl, jwt } = json as { returnUrl: string; jwt: string }
    await fetch(returnUrl, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) })
    const items = placingOf(tool.lms.platform).answers.at(-1)?.[ITEMS] as { title: string; url: string }[]
    expect(items.map(({ url }) => url)).toEqual([
      `${tool.publicUrl}/open/surveys/${surveys.open}`,
      `${tool.publicUrl}/open/surveys/${surveys.planned}`,
      `${tool.publicUrl}/open/classes/${own.classId}/report`,
    ])
    const titles = items.map(({ title }) => title)
    expect(new Set(titles).size).toBe(3)
    expect(titles[0]).toMatch(/^Survey: Class c-1, \w{3} \d[\w, –]+$/)
    expect(titles[2]).toBe('Survey report: Class c-1')
  })
})

describe('a placed survey', () => {
  it('is the survey for a student of the class and the report for its lead; others read that it is not for them', async () => {
    const path = `/open/surveys/${surveys.open}`
    expect(await open('demo-student', path)).toEqual({ kind: 'survey', id: surveys.open })
    expect(await open('demo-teacher', path)).toEqual({ kind: 'class-report', id: own.classId })
    for (const person of ['demo-teacher-2', 'demo-coach'])
      expect(await open(person, path), person).toEqual({ kind: 'no-survey', id: null })
    expect(await open('demo-unknown', path)).toBeNull()
  })

  it('opens no answering before it begins, after it is over, and of another class or district', async () => {
    const none = { kind: 'no-survey', id: null }
    for (const which of ['planned', 'over', 'other', 'foreign'] as const)
      expect(await open('demo-student', `/open/surveys/${surveys[which]}`), which).toEqual(none)
    for (const which of ['other', 'foreign'] as const)
      expect(await open('demo-teacher', `/open/surveys/${surveys[which]}`), which).toEqual(none)
    expect(await open('demo-teacher', `/open/surveys/${surveys.over}`)).toEqual({
      kind: 'class-report',
      id: own.classId,
    })
    // One that was deleted, and one that never was.
    expect(await open('demo-teacher', '/open/surveys/999999')).toEqual(none)
  })

  it('that is not open says the same, whether or not there is such a survey', async () => {
    const asked = await open('demo-student', `/open/surveys/${surveys.other}`)
    expect(asked).toEqual(await open('demo-student', '/open/surveys/999999'))
  })
})

describe('a placed report', () => {
  it('is for who leads the class now; a launch gives nobody anything', async () => {
    const path = `/open/classes/${own.classId}/report`
    expect(await open('demo-teacher', path)).toEqual({ kind: 'class-report', id: own.classId })
    for (const person of ['demo-student', 'demo-teacher-2', 'demo-coach']) {
      const begun = await walkLaunch(tool, person, { targetLinkUri: `${tool.publicUrl}${path}` })
      expect(begun.launch.opens, person).toEqual({ kind: 'no-class-report', id: null })
      const asked = await callApi(tool, begun.token, `classes/${own.classId}/report`)
      expect([403, 404], person).toContain(asked.status)
    }
    for (const id of [foreign.classId, '999999'])
      expect(await open('demo-teacher', `/open/classes/${id}/report`), id).toEqual({
        kind: 'no-class-report',
        id: null,
      })
  })

  it('follows neither custom parameters nor variables that the LMS left as they were', async () => {
    const custom = { survey: surveys.open, class_report: own.classId, target: `/open/surveys/${surveys.open}` }
    expect((await walkLaunch(tool, 'demo-student', { custom })).launch.opens).toBeNull()
    expect(await open('demo-student', '/open/surveys/$Canvas.course.id')).toBeNull()
    expect(await open('demo-teacher', '/open/classes/$CourseSection.sourcedId/report')).toBeNull()
  })

  it('opens nothing once the class has left the roster', async () => {
    await setStatus('retired')
    try {
      expect(await open('demo-teacher', `/open/classes/${own.classId}/report`)).toMatchObject({ id: null })
      expect(await open('demo-teacher', `/open/surveys/${surveys.open}`)).toMatchObject({ id: null })
      expect(await open('demo-student', `/open/surveys/${surveys.open}`)).toMatchObject({ kind: 'no-survey' })
    } finally {
      await setStatus('active')
    }
  })
})
