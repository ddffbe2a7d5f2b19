/** Participation in surveys in the gradebook of the LMS: who turns it on, what is sent and when, and what never is. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ParticipationWorld, reportParticipation } from '../../src/daemon/participation.ts'
import { createGradebook } from '../../src/lti/gradebook.ts'
import { signWith } from '../../src/lti/sign.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { readActiveKey } from '../../src/signin/signing-key.ts'
import type { Database } from '../../src/store/database.ts'
import { inDistrict } from '../../src/store/database.ts'
import { gradebookOf, GRADES } from '../fakes/lms/gradebook.ts'
import type { LmsPerson } from '../fakes/lms/people.ts'
import { tokenDeskOf } from '../fakes/lms/service-tokens.ts'
import { callApi, walkLaunch } from '../lti/launch-walk.ts'
import { addLedClass } from '../lti/led-class.ts'
import type { LedClass } from '../lti/led-class.ts'
import { startServedTool } from '../lti/served-tool.ts'
import type { ServedTool } from '../lti/served-tool.ts'
import { addPerson } from '../signin/roster.ts'
import { addCycle } from '../support/survey-bench.ts'

const MEMBERS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'
const ENDPOINT = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const PUPILS = Array.from({ length: 25 }, (_, at) => `pupil-${at + 1}`)

let tool: ServedTool
let owner: Database
let world: ParticipationWorld
let led: LedClass
let cycle: string
const people = new Map<string, string>()

const book = () => gradebookOf(tool.lms.platform)
const installed = () => {
  const [only] = tool.lms.platform.tools.values()
  if (only === undefined) throw new Error('No tool is installed.')
  return only
}
/** The district's day, so many days from now. */
const day = (offset: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(tool.now().getTime() + offset * DAY_MS)

const query = <Row extends object>(statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  inDistrict(owner, { districtId: 'd1', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Row>(statement, [...values])
    return rows
  })
const takePart = (names: readonly string[], offset = -1) =>
  query(
    `insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
     select 'd1', $1, id, $3, false from unnest($2::bigint[]) id`,
    [cycle, names.map((name) => people.get(name)), day(offset)],
  )
/** As a launch of theirs would. */
const link = (names: readonly string[]) =>
  query(
    `insert into lti_user_link (district_id, registration_id, sub, person_id, linked_by, vouched)
     select 'd1', 1, 'lms-' || name, id, 'sourcedId', true from unnest($1::text[], $2::bigint[]) as t (name, id)
     on conflict do nothing`,
    [names, names.map((name) => people.get(name))],
  )
const report = (over: Partial<ParticipationWorld> = {}) =>
  reportParticipation({ ...world, ...over }, 'd1', new AbortController().signal)
const token = async (person: string) => (await walkLaunch(tool, person)).token
const path = () => `classes/led/${led.classId}/survey-gradebook`
const turn = async (isOn: boolean, person = 'demo-teacher') =>
  callApi(tool, await token(person), path(), { method: 'PUT', body: { isOn } })
const see = async () => (await callApi(tool, await token('demo-teacher'), path())).json as Shown
const told = () => book().scores.map(({ score }) => score.userId)
const inGradebook = (names: readonly string[]) => names.map((name) => `lms-${name}`).toSorted()

interface Shown {
  readonly since: string | null
  readonly pages: readonly {
    readonly isOffered: boolean
    readonly columns: readonly {
      readonly problem: { readonly code: string } | null
      readonly told: number
      readonly waiting: number
      readonly unknown: number
      readonly refused: number
    }[]
  }[]
}

beforeAll(async () => {
  tool = await startServedTool()
  owner = tool.database.open('owner')
  const sync = tool.database.open('sync')
  for (const [name, role] of [
    ['demo-teacher', 'teacher'],
    ['demo-teacher-2', 'teacher'],
    ['demo-coach', 'coach'],
    ['demo-student', 'student'],
    ...PUPILS.map((pupil) => [pupil, 'student'] as const),
  ] as const)
    people.set(name, await addPerson(sync, 'd1', { sourcedId: name, roles: [role] }))
  led = await addLedClass(tool, 'd1', {
    sourcedId: 'c-1',
    leads: ['demo-teacher'],
    students: ['demo-student', ...PUPILS],
  })
  await addLedClass(tool, 'd1', { sourcedId: 'c-2', leads: ['demo-teacher-2'], students: [] })
  const learner = tool.lms.platform.people.find(({ key }) => key === 'demo-student')
  if (learner === undefined) throw new Error('The demo LMS has no student.')
  const pupils = PUPILS.map((key): LmsPerson => ({ ...learner, key, sub: `lms-${key}`, sourcedId: key }))
  Object.assign(tool.lms.platform, { people: [...tool.lms.platform.people, ...pupils] })
  world = { db: sync, now: tool.now, gradebook: openGradebook(true) }
})
afterAll(() => tool.stop())

function openGradebook(allowPrivateNetwork: boolean) {
  return createGradebook({
    findRegistration: tool.signIn.findRegistration,
    fetch: createGuardedFetch({ allowPrivateNetwork, userAgent: 'Staffroom test' }),
    sign: signWith(() => readActiveKey(tool.signingKeys)),
    now: tool.now,
  })
}

beforeEach(async () => {
  // It never goes back: who launches is counted by it.
  installed().scopes = [MEMBERS, ...GRADES]
  Object.assign(book(), { asked: 0, instead: null })
  book().items.length = 0
  book().scores.length = 0
  tokenDeskOf(tool.lms.platform).instead = null
  for (const table of [
    'survey_line_item',
    'survey_gradebook',
    'survey_participation',
    'survey_cycle',
    'lti_context_link',
    'lti_user_link',
  ])
    await query(`delete from ${table}`)
  await query(`update enrolment set status = 'active'`)
  cycle = await inDistrict(owner, { districtId: 'd1', actor: 'test' }, (client) =>
    addCycle(client, led, { startsOn: day(-5), endsOn: day(5) }),
  )
})

/** The class's course page as launches have told of it, linked to the class. */
async function linkPage(): Promise<void> {
  await token('demo-teacher')
  await query(`update lti_context_link set class_id = $1, linked_by = 'admin'`, [led.classId])
}

describe('participation in the gradebook is not turned on', () => {
  it('by whoever does not lead the class', async () => {
    await linkPage()
    // A lead, and of another class.
    expect((await turn(true, 'demo-teacher-2')).status).toBe(404)
    expect((await callApi(tool, await token('demo-teacher-2'), path())).status).toBe(404)
    expect((await turn(true, 'demo-coach')).status).toBe(403)
    expect((await turn(true, 'demo-student')).status).toBe(403)
    expect((await callApi(tool, await token('demo-student'), path())).status).toBe(403)
    expect(await query('select from survey_gradebook')).toEqual([])
  })

  it('for a class that no course page opens', async () => {
    expect(await turn(true)).toMatchObject({ status: 409, json: { error: { code: 'no_course_page' } } })
  })

  it.each([
    ['none of the service', []],
    ['line items without scores', GRADES.slice(0, 1)],
  ])('where the LMS offers %s, and says what to switch on', async (_what, scopes) => {
    installed().scopes = [MEMBERS, ...scopes]
    await linkPage()
    const refused = await turn(true)
    expect(refused).toMatchObject({ status: 409, json: { error: { code: 'gradebook_not_offered' } } })
    expect(JSON.stringify(refused.json)).toContain('line items and scores')
    expect((await see()).pages).toMatchObject([{ isOffered: false }])
    // Switched on in the LMS, and opened from the course once more.
    installed().scopes = [MEMBERS, ...GRADES]
    expect((await turn(true)).status).toBe(200)
  })

  it('and nothing is asked of the LMS while it is off', async () => {
    await linkPage()
    await link(PUPILS.slice(0, 3))
    await takePart(PUPILS.slice(0, 3))
    expect(await report()).toEqual({ told: 0, failed: 0, more: false })
    expect(book().asked).toBe(0)
  })
})

describe('turned on by a lead of the class', () => {
  beforeEach(linkPage)

  it('makes the column at once, and says of nobody before their day is over that they have taken part', async () => {
    await link(PUPILS)
    await takePart(PUPILS.slice(0, 2), 0)
    expect(await turn(true)).toMatchObject({ status: 200, json: { since: day(0) } })
    expect(await query(`select from chore where kind = 'gradebook' and due_at <= $1`, [tool.now()])).toHaveLength(1)
    await report()
    expect(book().items[0]?.label).toMatch(/^Survey \w{3} \d[\w, –]+: took part$/)
    expect(book().items).toMatchObject([{ scoreMaximum: 1, resourceId: `survey:${cycle}`, tag: 'participation' }])
    expect(told()).toEqual([])
    expect((await see()).pages[0]?.columns).toMatchObject([{ told: 0, waiting: 2 }])
    tool.clock.offsetMs += DAY_MS
    expect(await report()).toMatchObject({ told: 2, failed: 0 })
    expect(told()).toEqual(inGradebook(PUPILS.slice(0, 2)))
    expect((await see()).pages[0]?.columns).toMatchObject([{ told: 2, waiting: 0, problem: null }])
  })

  it('tells that they have taken part and nothing more, with one time for all: the midnight before', async () => {
    await link(PUPILS)
    await takePart(PUPILS.slice(0, 3), -2)
    await takePart(PUPILS.slice(3, 6), -1)
    await turn(true)
    await report()
    const scores = book().scores.map(({ score }) => score)
    expect(scores).toHaveLength(6)
    for (const score of scores)
      expect(Object.keys(score).toSorted()).toEqual(
        ['activityProgress', 'gradingProgress', 'scoreGiven', 'scoreMaximum', 'timestamp', 'userId'].toSorted(),
      )
    const [first] = scores
    expect(new Set(scores.map(({ timestamp }) => timestamp)).size).toBe(1)
    const at = new Date(first?.timestamp ?? '')
    const clock = { timeZone: 'America/Chicago', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
    expect(new Intl.DateTimeFormat('en-GB', clock).format(at)).toBe('00:00:00')
    expect(new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(at)).toBe(day(0))
    expect(at.getTime()).toBeLessThanOrEqual(tool.now().getTime())
  })

  it('tells of each once, however often and by however many workers at once it is done', async () => {
    await link(PUPILS)
    await takePart(PUPILS)
    await turn(true)
    await report()
    await Promise.all([report(), report(), report()])
    expect(told().toSorted()).toEqual(inGradebook(PUPILS))
    expect(book().items).toHaveLength(1)
    const asked = book().asked
    await report()
    expect(book().asked).toBe(asked)
  })

  it('asks for one token for the columns and one for the scores', async () => {
    await link(PUPILS)
    await takePart(PUPILS.slice(0, 5))
    await turn(true)
    const { asked } = tokenDeskOf(tool.lms.platform)
    const gradebook = openGradebook(true)
    await report({ gradebook })
    await takePart(PUPILS.slice(5, 9))
    await report({ gradebook })
    expect(told()).toHaveLength(9)
    expect(tokenDeskOf(tool.lms.platform).asked - asked).toBe(2)
  })

  it('tells of nobody who has left the class, and of who comes later or is first seen by the LMS later', async () => {
    const [moved = '', unseen = '', late = ''] = PUPILS
    await link([moved, late])
    await takePart([moved, unseen])
    await query(`update enrolment set status = 'retired' where person_id = any ($1::bigint[])`, [
      [people.get(moved), people.get(late)],
    ])
    await turn(true)
    await report()
    expect(told()).toEqual([])
    expect((await see()).pages[0]?.columns).toMatchObject([{ told: 0, unknown: 1 }])
    await query(`update enrolment set status = 'active' where person_id = $1`, [people.get(late)])
    await takePart([late])
    expect((await walkLaunch(tool, unseen)).token).not.toBe('')
    await report()
    expect(told().toSorted()).toEqual(inGradebook([unseen, late]))
  })

  it('tells nothing of who joined by the code, be they called as somebody the LMS knows; and of a student who came late as of all', async () => {
    const [known = '', late = ''] = PUPILS
    await link([known, late])
    await query(
      `with j as (insert into late_joiner (district_id, class_id, name, joined_at)
         select 'd1', $1, concat_ws(' ', given_name, family_name), $3::timestamptz from person where id = $2 returning id)
       insert into joiner_participation (district_id, cycle_id, joiner_id, completed_on, is_late)
       select 'd1', $4, id, $5, true from j`,
      [led.classId, people.get(known), tool.now(), cycle, day(-1)],
    )
    await query('update enrolment set begin_date = $2 where person_id = $1', [people.get(late), day(-1)])
    await takePart([late])
    await query('update survey_participation set is_late = true where person_id = $1', [people.get(late)])
    await turn(true)
    await report()
    expect(told()).toEqual(inGradebook([late]))
    expect(book().scores.map(({ score }) => [score.scoreGiven, score.scoreMaximum])).toEqual([[1, 1]])
    expect((await see()).pages[0]?.columns).toMatchObject([{ told: 1, unknown: 0, refused: 0 }])
    await query('delete from joiner_participation')
    await query('update enrolment set begin_date = null where person_id = $1', [people.get(late)])
  })

  it('lets one whom the LMS does not take alone until another day, and tells of the others', async () => {
    const [first = '', second = ''] = PUPILS
    await link([first, second])
    await takePart([first, second])
    const { people: everybody } = tool.lms.platform
    Object.assign(tool.lms.platform, { people: everybody.filter(({ key }) => key !== first) })
    try {
      await turn(true)
      expect(await report()).toMatchObject({ told: 1, failed: 0 })
      expect((await see()).pages[0]?.columns).toMatchObject([{ told: 1, refused: 1, problem: null }])
      const { asked } = book()
      await report()
      expect(book().asked).toBe(asked)
    } finally {
      Object.assign(tool.lms.platform, { people: everybody })
    }
    tool.clock.offsetMs += DAY_MS
    await report()
    expect(told().toSorted()).toEqual(inGradebook([first, second]))
  })

  it('stops in the middle where it is turned off, and begins nothing new', async () => {
    await link(PUPILS)
    await takePart(PUPILS)
    await turn(true)
    let isOff = false
    const { ensure, post } = openGradebook(true)
    const gradebook = {
      ensure,
      post: async (...asked: Parameters<typeof post>) => {
        if (!isOff) expect((await turn(false)).status).toBe(200)
        isOff = true
        return post(...asked)
      },
    }
    await report({ gradebook })
    const sent = told().length
    expect(sent).toBeLessThan(PUPILS.length)
    await report()
    expect(told()).toHaveLength(sent)
    // On again: the rest, and nobody twice.
    await turn(true)
    await report()
    expect(told().toSorted()).toEqual(inGradebook(PUPILS))
  })

  it('makes a column that somebody has deleted in the LMS anew, with everybody in it', async () => {
    await link(PUPILS)
    await takePart(PUPILS.slice(0, 2))
    await turn(true)
    await report()
    book().items.length = 0
    book().scores.length = 0
    await takePart(PUPILS.slice(2, 3))
    await report()
    expect(book().items).toHaveLength(1)
    expect(told().toSorted()).toEqual(inGradebook(PUPILS.slice(0, 3)))
  })

  it('leaves surveys alone that were over before, and those that have not begun', async () => {
    await query('delete from survey_cycle')
    await inDistrict(owner, { districtId: 'd1', actor: 'test' }, async (client) => {
      await addCycle(client, led, { startsOn: day(-20), endsOn: day(-10) })
      await addCycle(client, led, { startsOn: day(1), endsOn: day(10) })
    })
    await turn(true)
    await report()
    expect(book().asked).toBe(0)
  })

  it('sends nothing for a class that has left the roster, or by a connection that is switched off', async () => {
    await link(PUPILS)
    await takePart(PUPILS.slice(0, 2))
    await turn(true)
    await query(`update class set status = 'retired' where id = $1`, [led.classId])
    await report()
    await query(`update class set status = 'active' where id = $1`, [led.classId])
    await query(`update lti_deployment set status = 'inactive'`)
    await report()
    await query(`update lti_deployment set status = 'active'`)
    expect(book().asked).toBe(0)
    await report()
    expect(told()).toHaveLength(2)
  })

  it('stands in the history of the class, with who turned it on and off', async () => {
    await turn(true)
    await turn(true)
    await turn(false)
    const entries = await query<{ action: string; actor: string }>(
      `select action, actor from audit_entry where action like 'class.gradebook%' and object = $1 order by id desc limit 2`,
      [`class:${led.classId}`],
    )
    const actor = `person:${people.get('demo-teacher')}`
    expect(entries).toEqual([
      { action: 'class.gradebook_off', actor },
      { action: 'class.gradebook_on', actor },
    ])
  })
})

describe('where the LMS does not do as it should', () => {
  beforeEach(async () => {
    await linkPage()
    await link(PUPILS)
    await takePart(PUPILS.slice(0, 3))
  })

  it('it is left alone as long as it asks for, then everything is told', async () => {
    await turn(true)
    book().instead = () => ({ status: 429, headers: { 'retry-after': '1800' } })
    expect(await report()).toMatchObject({ told: 0, failed: 1 })
    expect((await see()).pages[0]?.columns).toMatchObject([{ problem: { code: 'service_failing' } }])
    const { asked } = book()
    tool.clock.offsetMs += 29 * MINUTE_MS
    await report()
    expect(book().asked).toBe(asked)
    tool.clock.offsetMs += 2 * MINUTE_MS
    book().instead = null
    expect(await report()).toMatchObject({ told: 3, failed: 0 })
    expect((await see()).pages[0]?.columns).toMatchObject([{ told: 3, problem: null }])
  })

  it('it is asked at growing intervals, and goes on after those whom it has taken', async () => {
    await turn(true)
    let answers = 0
    book().instead = (url) => {
      if (!url.pathname.endsWith('/scores')) return null
      answers += 1
      return answers > 1 ? { status: 503 } : null
    }
    expect(await report()).toMatchObject({ told: 1, failed: 1 })
    const waits: number[] = []
    for (let tries = 0; tries < 4; tries += 1) {
      const [row] = await query<{ next: Date }>('select next_try_at as next from survey_line_item')
      waits.push((row?.next.getTime() ?? 0) - tool.now().getTime())
      tool.clock.offsetMs += waits.at(-1) ?? 0
      await report()
    }
    expect(waits.map((ms) => ms / MINUTE_MS)).toEqual([5, 10, 20, 40])
    book().instead = null
    const [row] = await query<{ next: Date }>('select next_try_at as next from survey_line_item')
    tool.clock.offsetMs += (row?.next.getTime() ?? 0) - tool.now().getTime()
    await report()
    expect(told().toSorted()).toEqual(inGradebook(PUPILS.slice(0, 3)))
    expect(await query('select failures from survey_line_item')).toEqual([{ failures: 0 }])
  })

  it('a scope that was taken away is said with what to do, and nothing is sent', async () => {
    await turn(true)
    installed().scopes = [MEMBERS]
    // The tokens of before are good for an hour, in every LMS.
    expect(await report({ gradebook: openGradebook(true) })).toMatchObject({ told: 0, failed: 1 })
    expect((await see()).pages[0]?.columns).toMatchObject([{ problem: { code: 'service_scope_refused' } }])
    installed().scopes = [MEMBERS, ...GRADES]
    // Turned on again, it is tried at once.
    await turn(false)
    await turn(true)
    expect(await report()).toMatchObject({ told: 3 })
  })

  it('an address that is not the platform’s own, or a private one, gets nothing', async () => {
    const foreign = { scope: GRADES, lineitems: `${tool.publicUrl}/services/items` }
    await walkLaunch(tool, 'demo-teacher', { claims: { [ENDPOINT]: foreign } })
    const on = await walkLaunch(tool, 'demo-teacher', { claims: { [ENDPOINT]: foreign } })
    await callApi(tool, on.token, path(), { method: 'PUT', body: { isOn: true } })
    await report()
    expect(await query('select problem from survey_line_item')).toEqual([{ problem: 'service_foreign' }])
    await turn(false)
    await turn(true)
    await report({ gradebook: openGradebook(false) })
    expect(await query('select problem from survey_line_item')).toEqual([{ problem: 'service_address' }])
    expect(book().asked).toBe(0)
  })
})

describe('what is kept of it', () => {
  it('goes with the participation: of a person who is deleted, and with one who turns out to be another', async () => {
    await linkPage()
    const [first = '', second = '', third = ''] = PUPILS
    await link(PUPILS)
    await takePart([first, second])
    await turn(true)
    await report()
    await query('update survey_participation set person_id = $2 where person_id = $1', [
      people.get(second),
      people.get(third),
    ])
    await query('delete from survey_participation where person_id = $1', [people.get(first)])
    expect(await query('select person_id::text as id, taken from survey_score')).toEqual([
      { id: people.get(third), taken: true },
    ])
  })

  it('has no time in it, and no link to what was answered', async () => {
    const rows = await query<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns where table_name = 'survey_score'`,
    )
    expect(rows.filter(({ type }) => type.startsWith('timestamp'))).toEqual([])
    expect(rows.map(({ name }) => name).toSorted()).toEqual(
      ['cycle_id', 'district_id', 'page_id', 'person_id', 'taken', 'tried_on'].toSorted(),
    )
  })
})
