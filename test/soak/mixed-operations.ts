/**
 * Mixed operations of many districts at once over a small pool of connections: reading, writing, refused and foreign.
 * Every district's rows carry its mark, and its coaching notes a second one, so that one row of another district, or one
 * note before the wrong eyes, shows in whatever comes out: answers, files, log lines.
 */

import { randomFrom } from './seeded-district.ts'
import { globally, inDistrict } from '../../src/store/database.ts'
import type { PersonName, SchoolDistrict } from '../http/school-district.ts'
import { plantDistrict } from '../http/school-district.ts'
import type { TestApp } from '../http/test-app.ts'
import { openTestApp } from '../http/test-app.ts'

export interface MixedOptions {
  readonly seed: number
  readonly operations: number
  readonly districts: number
  /** Connections that all of them share. */
  readonly poolMax: number
  /** Requests under way at a time. */
  readonly atATime: number
  /** Hears now and then how many are done. */
  readonly say?: (done: number) => void
}

export interface MixedReport {
  readonly operations: number
  /** Answers by status. */
  readonly statuses: Readonly<Record<number, number>>
  /** Answers, files and log lines with another district's mark in them, in words. */
  readonly leaks: readonly string[]
  /** Answers with notes in them that whoever asked may not open, and log lines with any. */
  readonly notesSeen: readonly string[]
  readonly notesRead: number
  /** Answers of 500 and above, and what the log says of them. */
  readonly faults: readonly string[]
}

const markOf = (districtId: string): string => `mark-${districtId}-mark`
const MARK = /mark-([a-z0-9]+)-mark/g
const noteOf = (districtId: string): string => `note-${districtId}-note`
const NOTE = /note-[a-z0-9]+-note/
/** Who may open coaching notes: their coach, and the district's administrator. */
const OPENS_NOTES: ReadonlySet<PersonName> = new Set(['coach', 'southCoach', 'districtAdmin'])

interface Place extends SchoolDistrict {
  /** Interactions, cycles and communities that were made meanwhile. */
  readonly interactions: string[]
  readonly cycles: string[]
  readonly communities: string[]
}

interface Operation {
  readonly who: PersonName
  readonly path: string
  readonly method?: string
  readonly body?: unknown
}

const SAY_EVERY = 25_000

/** Runs them and looks at everything that came out. */
export async function runMixed(options: MixedOptions): Promise<MixedReport> {
  const app = await openTestApp(undefined, { poolMax: options.poolMax })
  try {
    const places = await plantPlaces(app, options.districts)
    const seen = watch(app)
    const next = randomFrom(options.seed)
    let left = options.operations
    const work = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        if (left % SAY_EVERY === 0) options.say?.(options.operations - left)
        await operate(app, { places, next, seen })
      }
    }
    await Promise.all(Array.from({ length: options.atATime }, work))
    seen.lines(app.logLines)
    return { operations: options.operations, ...seen.report() }
  } finally {
    await app.close()
  }
}

async function plantPlaces(app: TestApp, count: number): Promise<readonly Place[]> {
  const databases = { web: app.database.open('web'), sync: app.database.open('sync') }
  const places: Place[] = []
  for (let number = 0; number < count; number += 1) {
    const district = await plantDistrict(databases, `m${number}`)
    await mark(app, district)
    places.push({ ...district, interactions: [], cycles: [], communities: [] })
  }
  return places
}

/** Writes the district's mark into every name that anybody is ever shown. */
async function mark(app: TestApp, { id }: SchoolDistrict): Promise<void> {
  const owner = app.database.open('owner')
  await globally(owner, (client) => client.query('update district set name = $2 where id = $1', [id, markOf(id)]))
  await inDistrict(owner, { districtId: id, actor: 'test' }, async (client) => {
    const values = [id, markOf(id)]
    await client.query("update person set family_name = family_name || ' ' || $2 where district_id = $1", values)
    await client.query("update org set name = name || ' ' || $2 where district_id = $1", values)
    await client.query("update class set title = title || ' ' || $2 where district_id = $1", values)
  })
}

interface Run {
  readonly places: readonly Place[]
  readonly next: () => number
  readonly seen: ReturnType<typeof watch>
}

async function operate(app: TestApp, { places, next, seen }: Run): Promise<void> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const here = pick(places)
  // One of three names things of another district.
  const there = next() < 0.33 ? pick(places) : here
  const { who, path, method, body } = pick(OPERATIONS)(here, there, pick)
  const token = app.bearerOf(here, who)
  const answer = await app.call(path, {
    token,
    ...(method === undefined ? {} : { method }),
    ...(body === undefined ? {} : { body }),
  })
  seen.answer({ here, who, path, status: answer.status, text: answer.text })
  if (answer.status !== 201) return
  const { id } = answer.json as { readonly id: string }
  if (path === '/api/v1/coaching/interactions') keep(here.interactions, id)
  if (path === '/api/v1/coaching/cycles') keep(here.cycles, id)
  if (path === '/api/v1/communities') keep(here.communities, id)
}

/** The newest few are enough to ask about. */
function keep(list: string[], id: string): void {
  list.push(id)
  if (list.length > 20) list.shift()
}

type MakeOperation = (here: Place, there: Place, pick: <T>(list: readonly T[]) => T) => Operation

const READERS: readonly (readonly [PersonName, string])[] = [
  ['coach', '/api/v1/coaching/educators?pageSize=100'],
  ['coach', '/api/v1/coaching/interactions?pageSize=50'],
  ['districtAdmin', '/api/v1/coaching/interactions?by=all&pageSize=50'],
  ['coach', '/api/v1/coaching/cycles'],
  ['districtAdmin', '/api/v1/coaching/cycles'],
  ['principal', '/api/v1/coaching/figures'],
  ['districtAdmin', '/api/v1/products'],
  ['districtAdmin', '/api/v1/communities/all'],
  ['teacher', '/api/v1/communities'],
  ['teacher', '/api/v1/classes/led'],
  ['student', '/api/v1/student/home'],
  ['schoolAdmin', '/api/v1/people?pageSize=100'],
  ['schoolAdmin', '/api/v1/schools'],
  ['itAdmin', '/api/v1/runs'],
  ['itAdmin', '/api/v1/sources'],
  ['itAdmin', '/api/v1/lti'],
  ['billing', '/api/v1/licences'],
  ['principal', '/api/v1/me'],
  ['districtAdmin', '/api/v1/audit?pageSize=50'],
  ['districtAdmin', '/api/v1/match-proposals'],
  ['districtAdmin', '/api/v1/district/sessions'],
  ['districtAdmin', '/api/v1/staff?pageSize=100'],
  ['districtAdmin', '/api/v1/coaching/reports/all/not-seen?days=30'],
  ['coach', '/api/v1/coaching/today'],
  ['coach', '/api/v1/coaching/note-openings'],
  ['teacher', '/api/v1/classes/led/reports'],
  ['teacher', '/api/v1/communities/reports'],
  ['student', '/api/v1/surveys'],
]

const OPERATIONS: readonly MakeOperation[] = [
  ...READERS.map(([who, path]): MakeOperation => () => ({ who, path })),
  // The whole log is taken now and then only, or its length would be all that is measured.
  (_here, _there, pick) => ({
    who: 'districtAdmin',
    path: `/api/v1/audit${pick(['/export', ...Array.from({ length: 9 }, () => '?pageSize=100')])}`,
  }),
  (_here, there, pick) => ({
    who: pick(['coach', 'districtAdmin', 'teacher', 'schoolAdmin'] as const),
    path: `/api/v1/coaching/interactions/${pick([...there.interactions, '999999999'])}`,
  }),
  (_here, there, pick) => ({
    who: pick(['districtAdmin', 'schoolAdmin', 'itAdmin', 'billing'] as const),
    path: `/api/v1/people/${there.people[pick(['teacher', 'southTeacher', 'student', 'coach'] as const)]}/why`,
  }),
  (_here, there, pick) => ({
    who: pick(['districtAdmin', 'schoolAdmin', 'teacher'] as const),
    path: `/api/v1/roster/people/${there.people[pick(['teacher', 'southTeacher'] as const)]}`,
  }),
  (_here, there, pick) => ({
    who: pick(['teacher', 'otherTeacher'] as const),
    path: `/api/v1/classes/led/${there.classes[pick(['algebra', 'biology'] as const)]}`,
  }),
  (_here, there, pick) => ({
    who: pick(['itAdmin', 'schoolAdmin', 'coach'] as const),
    path: `/api/v1/runs/${there.run}`,
  }),
  (here, there, pick) => ({
    who: pick(['coach', 'principal'] as const),
    path: '/api/v1/coaching/interactions',
    body: {
      date: '2026-11-20',
      minutes: 20,
      typeId: 'meeting',
      schoolId: here.north,
      educatorIds: [there.people.teacher],
      notes: `Talked. ${noteOf(here.id)}`,
    },
  }),
  (_here, there, pick) => ({
    who: pick(['coach', 'southCoach', 'districtAdmin', 'teacher'] as const),
    path: `/api/v1/coaching/cycles/${pick([...there.cycles, '999999999'])}${pick(['', '/loose-interactions'])}`,
  }),
  (here, there, pick) => ({
    who: pick(['coach', 'teacher'] as const),
    path: '/api/v1/coaching/cycles',
    body: {
      educators: [{ id: there.people.teacher, ratingStart: null, ratingEnd: null }],
      focusId: null,
      scaleId: null,
      focus: 'Asking',
      goal: `Ask more. ${noteOf(here.id)}`,
      stays: [{ phaseId: 'phase-plan', from: '2026-11-02' }],
    },
  }),
  (here, _there, pick) => {
    const who = pick(['teacher', 'otherTeacher', 'student'] as const)
    // Some are enough: lists of thousands would be all that is measured.
    if (here.communities.length >= 20) return { who, path: '/api/v1/communities' }
    return { who, path: '/api/v1/communities', body: { name: `Readers ${markOf(here.id)}` } }
  },
  (here, there, pick) => ({
    who: 'teacher',
    path: `/api/v1/communities/${pick([...there.communities, '999999999'])}/classes`,
    body: { classId: pick([here, there]).classes.algebra },
  }),
]

interface Came {
  readonly here: Place
  readonly who: PersonName
  readonly path: string
  readonly status: number
  readonly text: string
}

const isFault = (line: string): boolean => line.includes('http.failed')

function watch(app: TestApp) {
  const statuses: Record<number, number> = {}
  const leaks: string[] = []
  const notesSeen: string[] = []
  const faults: string[] = []
  let notesRead = 0
  const start = app.logLines.length
  return {
    answer({ here, who, path, status, text }: Came): void {
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status >= 500) faults.push(`${who} at ${path}: ${text}`, ...app.logLines.slice(-50).filter(isFault))
      const foreign = [...text.matchAll(MARK)].find(([, id]) => id !== here.id)
      if (foreign !== undefined) leaks.push(`${who} of ${here.id} at ${path}: ${foreign[0]}`)
      const [note] = NOTE.exec(text) ?? []
      if (note === undefined) return
      notesRead += 1
      if (note !== noteOf(here.id) || !OPENS_NOTES.has(who)) notesSeen.push(`${who} of ${here.id} at ${path}: ${note}`)
    },
    /** No personal value and no note is ever in the log. */
    lines(all: readonly string[]): void {
      for (const line of all.slice(start)) {
        if (line.match(MARK) !== null) leaks.push(`log: ${line}`)
        if (NOTE.test(line)) notesSeen.push(`log: ${line}`)
      }
    },
    report: () => ({ statuses, leaks, notesSeen, notesRead, faults }),
  }
}
