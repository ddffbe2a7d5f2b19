/** The educator database for the fake backend: names, schools, last contact and next step of the same 132 educators. */

import type { KnownEducator } from '../../src/http/contract/educator-database.ts'
import type { Persona } from './personas.ts'
import * as given from './district.ts'
import { pageOf } from './fake-answers.ts'

interface Asked {
  readonly who: Persona
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

const known = given.educators.map((one, index): KnownEducator => ({
  id: one.id,
  givenName: one.givenName,
  familyName: one.familyName,
  schools: one.schools,
  lastContactOn: one.lastSeenOn,
  nextStep: index % 5 === 0 ? { dueOn: index % 10 === 0 ? null : '2026-12-04' } : null,
  inCycle: index % 7 === 0,
}))

export const educatorHandlers = {
  'GET /api/v1/coaching/educator-database': ({ query, who }: Asked) =>
    pageOf(who === 'coach-new' ? [] : matching(query), query),
  'GET /api/v1/coaching/educator-database/export': ({ query }: Asked) =>
    ['family name,given name', ...matching(query).map((one) => `${one.familyName},${one.givenName}`), ''].join('\r\n'),
  'GET /api/v1/coaching/educator-choices': () => ({
    groups: [{ id: '71', name: 'Elementary schools' }],
    grades: ['07', '08', '09'],
    subjects: ['Mathematics', 'Science'],
    capacity: { places: 150, used: 132, waiting: 3 },
    mayAdd: true,
  }),
  'GET /api/v1/coaching/educator-doubles': ({ query }: Asked) => ({
    doubles: doublesOf(query.get('familyName') ?? ''),
  }),
  'POST /api/v1/coaching/educators': ({ body }: Pick<Asked, 'body'>) => ({
    personId: '4711',
    isWaiting: body['familyName'] === 'Waits',
  }),
}

function doublesOf(familyName: string) {
  return known
    .filter((one) => one.familyName === familyName)
    .slice(0, 2)
    .map(({ id, givenName, familyName: name }) => ({
      id,
      givenName,
      familyName: name,
      because: 'name' as const,
      isActive: true,
    }))
}

function matching(query: URLSearchParams): readonly KnownEducator[] {
  const [q, schoolId, cycle] = ['q', 'schoolId', 'cycle'].map((name) => query.get(name))
  const found = known.filter(
    (one) =>
      `${one.givenName} ${one.familyName}`.toLowerCase().includes((q ?? '').toLowerCase()) &&
      (!schoolId || one.schools.some(({ id }) => id === schoolId)) &&
      (!cycle || one.inCycle === (cycle === 'open')),
  )
  const sort = query.get('sort')
  if (sort === null) return found
  const sign = sort.startsWith('-') ? -1 : 1
  return found.toSorted((a, b) => sign * (a.lastContactOn ?? '9').localeCompare(b.lastContactOn ?? '9'))
}
