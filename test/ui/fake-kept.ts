/** What is kept of people, for the fake backend: one person under hold, one in a feed, one who has left. */

import type { Holds, KeptPage } from '../../src/http/contract/kept.ts'
import { found, pageOf, Refused } from './fake-answers.ts'

type Listed = KeptPage['items'][number] & { readonly isFed: boolean }

export interface FakeKept {
  readonly people: Listed[]
  readonly holds: Map<string, Holds['holds']>
}

interface Asked {
  readonly backend: { readonly kept: FakeKept }
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

const AT = '2026-11-22T15:00:00.000Z'

function listed(id: string, givenName: string, familyName: string, isFed = false): Listed {
  return { id, givenName, familyName, isActive: isFed, isHeld: id === '902', isFed }
}

export function openFakeKept(): FakeKept {
  return {
    people: [
      listed('901', 'Ada', 'Abernathy'),
      listed('902', 'María-José', 'Etxeberria-Quintana'),
      listed('903', 'Zoe', 'Zimmermann', true),
    ],
    holds: new Map([
      [
        '902',
        [
          {
            id: '2',
            reason: 'Case 2026-CV-1187, asked for by counsel of the district',
            setAt: '2026-10-02T14:00:00.000Z',
            setByName: 'Pat Nguyen',
            liftedAt: null,
            liftedByName: null,
          },
          {
            id: '1',
            reason: 'Case 2024-CV-3',
            setAt: '2024-02-01T14:00:00.000Z',
            setByName: null,
            liftedAt: '2025-02-01T14:00:00.000Z',
            liftedByName: 'Pat Nguyen',
          },
        ],
      ],
    ]),
  }
}

export const keptHandlers = {
  'GET /api/v1/privacy-statement': () => ({
    district: 'Riverside Unified',
    kept: SECTIONS.map(({ section, says }) => ({ section, says })),
    notInTheFile: LEFT_OUT,
    times: [
      { name: 'runsDays', says: 'Runs and their reports.', days: 730, isOwn: false },
      { name: 'changesDays', says: 'What each run changed, record by record.', days: 400, isOwn: true },
    ],
    surveyNamesOn: '07-31',
    seenBy: [
      {
        topic: 'coaching',
        permissions: [
          line('view:interaction', 'coach', 'own_interactions'),
          line('view:interaction', 'district_admin', 'district'),
        ],
      },
      { topic: 'survey', permissions: [] },
    ],
    goesTo: { platforms: ['https://canvas.riverside.example'], gradebookClasses: 3, signInProviders: [] },
  }),
  'GET /api/v1/kept-people': ({ backend, query }: Asked) => {
    const words = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    const items = backend.kept.people
      .filter((each) => words.every((word) => `${each.givenName} ${each.familyName}`.toLowerCase().includes(word)))
      .map(({ isFed: _isFed, ...each }) => each)
    return pageOf(items, query)
  },
  'GET /api/v1/legal-holds': ({ backend, query }: Asked) =>
    pageOf(
      backend.kept.people.flatMap(({ id: personId, givenName, familyName }) =>
        (backend.kept.holds.get(personId) ?? [])
          .filter(({ liftedAt }) => liftedAt === null)
          .map(({ reason, setAt, setByName }) => ({ personId, givenName, familyName, reason, setAt, setByName })),
      ),
      query,
    ),
  'GET /api/v1/people/{personId}/kept': (asked: Asked) => {
    const { isHeld: _isHeld, ...person } = one(asked)
    return { person, sections: SECTIONS, leftOut: LEFT_OUT }
  },
  'GET /api/v1/people/{personId}/record': (asked: Asked) => {
    const { id, givenName, familyName } = one(asked)
    return {
      district: { id: 'riverside', name: 'Riverside Unified' },
      madeAt: AT,
      person: { id, givenName, familyName },
      sections: [{ section: 'roles', says: SECTIONS[1]?.says ?? '', entries: [{ role: 'student' }] }],
      notInThisFile: LEFT_OUT,
    }
  },
  'GET /api/v1/people/{personId}/hold': (asked: Asked) => holdsOf(asked),
  'POST /api/v1/people/{personId}/hold': (asked: Asked) => {
    const { id } = one(asked)
    const { holds } = holdsOf(asked)
    const hold = { setAt: AT, setByName: 'Pat Nguyen', liftedAt: null, liftedByName: null }
    asked.backend.kept.holds.set(id, [
      { id: String(holds.length + 10), reason: String(asked.body['reason']), ...hold },
      ...holds,
    ])
    return holdsOf(asked)
  },
  'DELETE /api/v1/people/{personId}/hold': (asked: Asked) => {
    const { holds } = holdsOf(asked)
    const lifted = holds.map((each) =>
      each.liftedAt === null ? { ...each, liftedAt: AT, liftedByName: 'Pat Nguyen' } : each,
    )
    asked.backend.kept.holds.set(one(asked).id, lifted)
    return holdsOf(asked)
  },
  'GET /api/v1/people/{personId}/erasure': (asked: Asked) => ({
    word: wordOf(one(asked)),
    isFed: one(asked).isFed,
    isHeld: holdsOf(asked).isHeld,
    written: 0,
    alone: 0,
    tagged: 2,
    cycles: 0,
    letters: 1,
    drafts: 0,
    communities: 0,
    files: 0,
    versions: 0,
    caseloads: 0,
    caseloadPlaces: 1,
    handovers: 0,
    filters: 1,
    leadsAlone: 0,
    rest: [
      { section: 'roles', entries: 1 },
      { section: 'enrolments', entries: 6 },
    ],
  }),
  'POST /api/v1/people/{personId}/erasure': (asked: Asked) => {
    if (asked.body['word'] !== wordOf(one(asked))) throw new Refused(422, 'word_wrong', 'That is not the name.')
    const { people } = asked.backend.kept
    people.splice(people.indexOf(one(asked)), 1)
    return null
  },
}

const SECTIONS = [
  { section: 'person', says: 'Names, address, numbers and status.', entries: 1 },
  { section: 'roles', says: 'Roles now and before: where, from when on, and why.', entries: 1 },
  { section: 'enrolments', says: 'Classes that they are or were in, and as what.', entries: 6 },
  { section: 'products', says: 'Products that they were given.', entries: 0 },
]
const LEFT_OUT = [
  'What coaches wrote about them. Nobody opens the coaching record kept about themself, whatever else they hold.',
  'Answers to surveys: they are kept without a name, so nobody can say whose they are.',
]

function line(capability: string, role: string, scope: string) {
  const rest = { subject: 'coaching', via: null, conditions: [], state: 'given' as const, inherited: false, rules: [] }
  return { ...rest, capability, role, scope, rows: ['P000-01'] }
}

function one({ backend, params }: Asked): Listed {
  return found(backend.kept.people.find(({ id }) => id === params['personId']))
}

function holdsOf(asked: Asked): Holds {
  const holds = asked.backend.kept.holds.get(one(asked).id) ?? []
  return { isHeld: holds.some(({ liftedAt }) => liftedAt === null), holds }
}

function wordOf({ givenName, familyName }: Listed): string {
  return `${givenName} ${familyName}`
}
