/** The fake's launches: who is nobody in the roster, who is linked, and a class that somebody came from. */

import type { LedClassPage, SessionLaunch } from '../../src/http/contract/launch.ts'
import type { CoursePage, MembershipCheck } from '../../src/http/contract/course-pages.ts'
import type { EmailChoice, LinkablePerson, LtiLink, UnmatchedLaunch } from '../../src/http/contract/launches.ts'
import * as given from './district.ts'
import { found, pageOf, Refused } from './fake-answers.ts'
import type { Persona } from './personas.ts'

export interface FakeLaunches {
  readonly unmatched: UnmatchedLaunch[]
  readonly links: LtiLink[]
  readonly emailChoices: EmailChoice[]
  readonly pages: CoursePage[]
}

interface Asked {
  readonly backend: { readonly launches: FakeLaunches }
  readonly who: Persona
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

interface Asked {
  readonly backend: { readonly launches: FakeLaunches }
  readonly who: Persona
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

const ines = { id: '917', givenName: 'Inés', familyName: 'Álvarez-Montgomery' }
const LMS = 'https://schoology.schoology.com'

export function openFakeLaunches(): FakeLaunches {
  return {
    unmatched: [
      {
        id: '41',
        reason: 'no_person_id',
        name: 'Ines Alvarez-Montgomery',
        email: 'ines.alvarez-montgomery@riverside-unified.example',
        lmsPersonId: null,
        launches: 3,
        lastAt: '2026-11-22T13:05:00.000Z',
        platform: LMS,
        course: 'Science 7, period 4',
        className: 'Science 7',
        proposals: [
          {
            ...ines,
            because: ['email', 'name'],
            inClass: true,
            holdsMore: false,
            schools: ['Lincoln Middle School'],
          },
          {
            ...ines,
            id: '701',
            givenName: 'Pat',
            familyName: 'Nguyen',
            because: ['name'],
            inClass: false,
            holdsMore: true,
            schools: [],
          },
        ],
      },
      {
        id: '42',
        reason: 'person_unknown',
        name: null,
        email: null,
        lmsPersonId: '00471100',
        launches: 1,
        lastAt: '2026-11-22T08:00:00.000Z',
        platform: LMS,
        course: null,
        className: null,
        proposals: [],
      },
    ],
    links: [
      {
        id: '51',
        person: ines,
        platform: LMS,
        linkedBy: 'email',
        linkedAt: '2026-11-20T13:05:00.000Z',
        holdsMore: false,
      },
      {
        id: '52',
        person: { id: '701', givenName: 'Pat', familyName: 'Nguyen' },
        platform: 'https://canvas.instructure.com',
        linkedBy: 'sourcedId',
        linkedAt: '2026-11-19T13:05:00.000Z',
        holdsMore: true,
      },
    ],
    pages: openPages(),
    emailChoices: [
      { registrationId: '3', platform: LMS, clientId: '7002', servesOne: true, enabled: false },
      {
        registrationId: '4',
        platform: 'https://canvas.instructure.com',
        clientId: '10000000000007',
        servesOne: false,
        enabled: false,
      },
    ],
  }
}

const linkable: readonly LinkablePerson[] = [
  { ...ines, schools: ['Lincoln Middle School'] },
  { id: '905', givenName: 'Robin', familyName: 'Marsh', schools: ['Lincoln Middle School', 'Riverside High School'] },
]

/** False: it was decided already. */
function decideFakeLaunch({ unmatched }: FakeLaunches, id: string): boolean {
  const place = unmatched.findIndex((one) => one.id === id)
  if (place < 0) return false
  unmatched.splice(place, 1)
  return true
}

/** False: it is gone. */
function unlinkFake({ links }: FakeLaunches, id: string): boolean {
  const place = links.findIndex((one) => one.id === id)
  if (place < 0) return false
  links.splice(place, 1)
  return true
}

const LED: LedClassPage = {
  id: '801',
  title: 'Science 7, period 4',
  classCode: 'SCI7-4',
  school: { id: '11', name: 'Lincoln Middle School' },
  communities: [{ id: '61', name: 'Science of the seventh grade' }],
  people: [
    { ...given.teacher, role: 'teacher' },
    { ...ines, role: 'student' },
    { id: '905', givenName: 'Robin', familyName: 'Marsh', role: 'student' },
  ],
}

function fakeLedClass(id: string): LedClassPage | undefined {
  return id === LED.id ? LED : undefined
}

function launchOf(who: Persona): SessionLaunch {
  const unmatched = { unmatched: 'no_person_id', 'unmatched-anonymous': 'anonymous' } as const
  return {
    unmatched: who in unmatched ? unmatched[who as keyof typeof unmatched] : null,
    opens: who === 'teacher-placing' ? { kind: 'placement', id: '81' } : null,
    class: who === 'teacher-in-class' ? { id: LED.id, title: LED.title, page: 'led' } : null,
  }
}

function openPages(): CoursePage[] {
  const page = { platform: LMS, seenAt: '2026-11-22T13:05:00.000Z', canCompare: true, linkedBy: null, class: null }
  return [
    { ...page, id: '71', title: 'Science 7, period 4', proposals: [] },
    { ...page, id: '72', title: null, canCompare: false, proposals: [] },
    {
      ...page,
      id: '73',
      title: 'Last year’s art',
      linkedBy: 'sourcedId',
      class: { id: '802', title: 'Art 6', active: false },
      proposals: [],
    },
  ]
}

function stateOf(page: CoursePage): string {
  return page.class === null ? 'open' : 'linked'
}

/** The first course page has a difference of every kind, the second can’t be asked. */
const CHECKED: MembershipCheck = {
  pages: [
    {
      id: '71',
      title: 'Science 7, period 4',
      platform: LMS,
      problem: null,
      difference: {
        both: 21,
        inCourse: 24,
        inClass: 23,
        notInClass: [{ name: 'Kai Lund', role: 'student' }],
        unknown: [
          { name: null, role: 'student' },
          { name: 'A. Parent with a very long name indeed', role: 'other' },
        ],
        notInCourse: [
          { ...ines, role: 'student' },
          { id: '905', givenName: 'Robin', familyName: 'Marsh', role: 'teacher' },
        ],
        otherRole: [{ person: { ...given.teacher, role: 'teacher' }, inCourse: 'student' }],
      },
    },
    {
      id: '74',
      title: 'Science 7, again',
      platform: 'https://canvas.instructure.com',
      problem: {
        code: 'service_scope_refused',
        meaning: 'The LMS doesn’t let Staffroom use this service.',
        remedy: 'Give Staffroom the scope in the LMS (names and roles; grades), then try again.',
      },
      difference: null,
    },
  ],
}

/** Its operations. */
export const launchHandlers = {
  'GET /api/v1/session/launch': ({ who }: Asked) => launchOf(who),
  'GET /api/v1/classes/led/{classId}': ({ params }: Asked) => found(fakeLedClass(params['classId'] ?? '')),
  'GET /api/v1/lti/unmatched': ({ backend, who, query }: Asked) =>
    pageOf(who === 'admin-new' ? [] : backend.launches.unmatched, query),
  'GET /api/v1/lti/links': ({ backend, who, query }: Asked) =>
    pageOf(who === 'admin-new' ? [] : backend.launches.links, query),
  'GET /api/v1/lti/people': ({ query }: Asked) => {
    const words = (query.get('q') ?? '').toLowerCase().split(' ')
    const named = linkable.filter((one) =>
      words.every((word) => `${one.givenName} ${one.familyName}`.toLowerCase().includes(word)),
    )
    return pageOf(named, query)
  },
  'POST /api/v1/lti/unmatched/{launchId}/link': ({ backend, params }: Asked) => {
    if (!decideFakeLaunch(backend.launches, params['launchId'] ?? ''))
      throw new Refused(409, 'launch_decided', 'Somebody has decided about this launch already.')
    return { isLinked: true as const }
  },
  'POST /api/v1/lti/unmatched/{launchId}/dismissal': ({ backend, params }: Asked) => {
    if (!decideFakeLaunch(backend.launches, params['launchId'] ?? ''))
      throw new Refused(409, 'launch_decided', 'Somebody has decided about this launch already.')
    return { isDismissed: true as const }
  },
  'DELETE /api/v1/lti/links/{linkId}': ({ backend, params }: Asked) => {
    if (!unlinkFake(backend.launches, params['linkId'] ?? '')) throw new Refused(404, 'not_found', 'It is gone.')
    return null
  },
  'GET /api/v1/placements/{placementId}': ({ params }: Asked) => ({
    id: params['placementId'] ?? '',
    platform: LMS,
    acceptsMultiple: true,
    items: [
      { key: 'start', name: null, days: null },
      { key: 'coach', name: null, days: null },
      { key: 'community:61', name: 'Science of the seventh grade', days: null },
      { key: 'survey:88', name: LED.title, days: { startsOn: '2026-11-16', endsOn: '2026-11-27' } },
      { key: `class-report:${LED.id}`, name: LED.title, days: null },
    ],
  }),
  'POST /api/v1/placements/{placementId}/answer': () => ({
    returnUrl: '/lti/launch?code=teacher-in-class',
    jwt: 'signed',
  }),
  'GET /api/v1/lti/course-pages': ({ backend, who, query }: Asked) => {
    const state = query.get('state') ?? 'open'
    return pageOf(who === 'admin-new' ? [] : backend.launches.pages.filter((page) => stateOf(page) === state), query)
  },
  'GET /api/v1/lti/classes': ({ query }: Asked) =>
    pageOf(
      [{ id: '801', title: 'Science 7, period 4', classCode: 'SCI7-4', school: 'Lincoln Middle School' }].filter(
        ({ title }) => title.toLowerCase().includes((query.get('q') ?? '').toLowerCase()),
      ),
      query,
    ),
  'POST /api/v1/lti/course-pages/{pageId}/comparison': ({ backend, params }: Asked) => {
    const place = backend.launches.pages.findIndex(({ id }) => id === params['pageId'])
    const page = found(backend.launches.pages[place])
    const proposals = [
      {
        id: '801',
        title: 'Science 7, period 4',
        school: 'Lincoln Middle School',
        shared: 21,
        members: 22,
        enrolled: 23,
      },
      { id: '803', title: 'Advisory', school: null, shared: 4, members: 22, enrolled: 12 },
    ]
    backend.launches.pages[place] = { ...page, proposals }
    return { isDone: true as const }
  },
  'POST /api/v1/lti/course-pages/{pageId}/link': ({ backend, params, body }: Asked) => {
    const place = backend.launches.pages.findIndex(({ id }) => id === params['pageId'])
    const one = { id: String(body['classId']), title: 'Science 7, period 4', active: true }
    backend.launches.pages[place] = { ...found(backend.launches.pages[place]), linkedBy: 'admin', class: one }
    return { isDone: true as const }
  },
  'POST /api/v1/lti/course-pages/{pageId}/dismissal': ({ backend, params }: Asked) => {
    const place = backend.launches.pages.findIndex(({ id }) => id === params['pageId'])
    if (place >= 0) backend.launches.pages.splice(place, 1)
    return { isDone: true as const }
  },
  'POST /api/v1/classes/led/{classId}/membership-check': () => CHECKED,
  'POST /api/v1/classes/{classId}/membership-check': () => CHECKED,
  'GET /api/v1/lti/email-links': ({ backend, who }: Asked) => ({
    registrations: who === 'admin-new' ? [] : [...backend.launches.emailChoices],
  }),
  'PUT /api/v1/lti/email-links/{registrationId}': ({ backend, params, body }: Asked) => {
    const choice = found(
      backend.launches.emailChoices.find(({ registrationId }) => registrationId === params['registrationId']),
    )
    choice.enabled = body['enabled'] === true
    return { registrations: [...backend.launches.emailChoices] }
  },
}
