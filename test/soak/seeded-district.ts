/** Tiny districts made of a seed: a first feed, one with changes of every kind below the guard's limits, and one that is held. */

import type { RosterRecord } from '../../src/roster/model.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'

export interface SeededFeeds {
  readonly first: readonly RosterRecord[]
  readonly changed: readonly RosterRecord[]
  /** So many leave that a person has to decide. */
  readonly held: readonly RosterRecord[]
}

export function seededFeeds(seed: number): SeededFeeds {
  const next = randomFrom(seed)
  const students = 14 + below(next, 10)
  const coaches = 2 + below(next, 4)
  const first = [
    org('d', { type: 'district' }),
    org('s1', { parentSourcedId: 'd' }),
    org('s2', { parentSourcedId: 'd' }),
    schoolClass('c1'),
    schoolClass('c2', { schoolSourcedId: 's2' }),
    ...Array.from({ length: coaches }, (_, at) => coach(`k${at}`, next)),
    ...Array.from({ length: students }, (_, at) =>
      person(`p${at}`, { feedRoles: [feedRole('student', school(next))] }),
    ),
    ...Array.from({ length: students }, (_, at) => enrolment(below(next, 2) === 0 ? 'c1' : 'c2', `p${at}`)),
    enrolment('c1', 'k0', { role: 'teacher', primary: true }),
  ]
  return { first, changed: changeSome(first, next), held: first.filter(({ sourcedId }) => !/p\d$/.test(sourcedId)) }
}

/** At most four leave, a third of the others change, some come: a student, a coach, a class. */
function changeSome(records: readonly RosterRecord[], next: () => number): RosterRecord[] {
  const leaving = new Set(Array.from({ length: 1 + below(next, 4) }, () => `p${below(next, 14)}`))
  if (below(next, 2) === 0) leaving.add('k1')
  const stays = records.filter(
    (record) =>
      !leaving.has(record.sourcedId) && !(record.table === 'enrolments' && leaving.has(record.personSourcedId)),
  )
  return [
    ...stays.map((record) => {
      if (record.table !== 'people' || below(next, 3) > 0) return record
      return person(record.sourcedId, { ...record, givenName: `Other ${below(next, 9)}`, email: 'x@example.org' })
    }),
    schoolClass('c3'),
    coach('k8', next),
    coach('k9', next),
    person('new1'),
    enrolment('c3', 'new1'),
    enrolment('c3', 'k8', { role: 'teacher' }),
  ]
}

function coach(sourcedId: string, next: () => number): RosterRecord {
  return person(sourcedId, { feedRoles: [feedRole('teacher', school(next))], metadata: { jobTitle: 'Coach' } })
}

function school(next: () => number): string {
  return below(next, 2) === 0 ? 's1' : 's2'
}

function below(next: () => number, limit: number): number {
  return Math.floor(next() * limit)
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
