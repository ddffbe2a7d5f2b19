/** Surveys for the fake backend: one that is open to students, and the schedule of the class that a teacher leads. */

import type { SurveyGradebook } from '../../src/http/contract/survey-gradebook.ts'
import type { EndedClasses } from '../../src/http/contract/survey-report.ts'
import type { Participant, Survey, SurveyCycle, SurveyScheduleBody } from '../../src/http/contract/survey.ts'
import type {
  CommunitySurveyPlan,
  SurveyDefaultBody,
  SurveySchedulesBody,
} from '../../src/http/contract/survey-plan.ts'
import { optionsOf } from '../../src/community/question-set.ts'
import { SET } from '../support/question-sets.ts'
import { reportOf } from './fake-report.ts'
import { found, Refused } from './fake-answers.ts'

/** A last day that the server refuses. */
export const REFUSED_DAY = '2020-01-01'

export interface FakeSurveys {
  readonly surveys: Survey[]
  cycles: SurveyCycle[]
  /** Since when participation is entered in the gradebook. */
  gradebookSince: string | null
  plan: SurveyDefaultBody['plan']
  ended: EndedClasses['classes']
  readonly sent: Readonly<Record<string, unknown>>[]
}

const open = (id: string, classTitle: string, over: Partial<Survey> = {}): Survey => ({
  id,
  classTitle,
  title: SET.title,
  says: SET.says,
  minutes: SET.minutes,
  languages: [...SET.languages],
  endsOn: '2026-11-27',
  lastDay: '2026-11-27',
  isLate: false,
  completed: false,
  begun: false,
  questions: SET.questions.map((question) => ({
    id: question.id,
    kind: question.kind,
    text: question.text,
    options: optionsOf(SET, question)?.map(({ id: option, text }) => ({ id: option, text })) ?? null,
    lengthMax: question.kind === 'open' ? question.lengthMax : null,
    when: question.when ?? null,
  })),
  draft: {},
  ...over,
})
const cycle = (id: string, startsOn: string, endsOn: string, over: Partial<SurveyCycle> = {}): SurveyCycle => ({
  id,
  startsOn,
  endsOn,
  extendedTo: null,
  questionSet: SET.id,
  state: 'planned',
  namesRemovedOn: null,
  completed: 0,
  expected: 27,
  ...over,
})

export function openFakeSurveys(): FakeSurveys {
  return {
    surveys: [
      open('701', 'Algebra I, period 3'),
      open('702', 'Biology', { begun: true, draft: { 'care-notices': 'mostly' } }),
      open('703', 'World History and Geography of the Americas, honours', { completed: true, isLate: true }),
    ],
    gradebookSince: null,
    cycles: [
      cycle('801', '2026-10-05', '2026-10-16', { state: 'closed', completed: 24 }),
      cycle('802', '2026-11-16', '2026-11-27', { state: 'open', completed: 11, extendedTo: '2026-12-04' }),
      cycle('803', '2027-01-11', '2027-01-22'),
    ],
    plan: null,
    ended: [],
    sent: [],
  }
}

const participant = (name: readonly [string, string, string], over: Partial<Participant> = {}): Participant => {
  const [id, givenName, familyName] = name
  return {
    id,
    byCode: false,
    givenName,
    familyName,
    completedOn: null,
    isLate: false,
    joined: false,
    left: false,
    ...over,
  }
}
const PARTICIPANTS: readonly Participant[] = [
  participant(['61', 'María-José', 'Etxeberria-Quintana'], { completedOn: '2026-11-17' }),
  participant(['62', 'Li', 'Wu']),
  participant(['63', 'Amara', 'Okonkwo'], { joined: true }),
  participant(['64', 'Jo', 'Park'], { completedOn: '2026-11-18', left: true }),
  participant(['91', 'Lena from the afternoon group', ''], { byCode: true, joined: true }),
]

interface Asked {
  readonly backend: { readonly surveys: FakeSurveys }
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

const refusedField = (status: number, field: string, message: string, code = 'code_not_open') =>
  new Refused(status, code, message, [{ field, code, message }])
const surveyOf = ({ backend, params }: Asked): Survey =>
  found(backend.surveys.surveys.find(({ id }) => id === params['surveyId']))
const schedule = ({ backend }: Asked) => ({
  cycles: backend.surveys.cycles,
  target: 0.8,
  questionSets: [{ id: SET.id, title: SET.title, minutes: SET.minutes, retired: false }],
})

const PLANNED: CommunitySurveyPlan['classes'] = [
  { id: '801', title: 'Science 7, period 4', cycles: [] },
  {
    id: '802',
    title: 'World History and Geography of the Americas, honours',
    cycles: [{ startsOn: '2027-01-11', endsOn: '2027-01-22', extendedTo: null, state: 'planned' }],
  },
]
const csv = () => '\uFEFFFrom,To\r\n'
const pdf = () => new Blob(['%PDF-1.7'], { type: 'application/pdf' })
/** The code of the one class that has a survey. */
export const OPEN_CODE = 'K7MQ-4XPD'
/** Whom the class knows. */
export const KNOWN_NAME = 'Li Wu'

/** One page with a column that is filled and one that the LMS refuses; one whose LMS offers no gradebook. */
const gradebook = ({ backend }: Asked): SurveyGradebook => ({
  since: backend.surveys.gradebookSince,
  pages: [
    {
      id: '71',
      title: 'Science 7, period 4',
      platform: 'https://canvas.instructure.com',
      isOffered: true,
      isOn: true,
      columns:
        backend.surveys.gradebookSince === null
          ? []
          : [
              {
                cycleId: '702',
                startsOn: '2026-11-16',
                endsOn: '2026-11-27',
                isThere: true,
                problem: null,
                nextTryAt: null,
                told: 9,
                waiting: 2,
                unknown: 1,
                refused: 1,
              },
              {
                cycleId: '701',
                startsOn: '2026-09-14',
                endsOn: '2026-09-25',
                isThere: false,
                problem: {
                  code: 'service_scope_refused',
                  meaning: 'The LMS doesn’t let Staffroom use this service.',
                  remedy: 'Give Staffroom the scope in the LMS (names and roles; grades), then try again.',
                },
                nextTryAt: '2026-11-22T15:00:00.000Z',
                told: 0,
                waiting: 0,
                unknown: 0,
                refused: 0,
              },
            ],
    },
    {
      id: '72',
      title: null,
      platform: 'https://moodle.riverside.example',
      isOffered: false,
      isOn: true,
      columns: [],
    },
  ],
})

const names = (on: string) => ({
  on,
  next: { on: `2027-${on}`, cycles: 14, participations: 350 },
  now: { on: `2026-${on}`, cycles: 0, participations: 0 },
  version: 'v1',
})

export const surveyHandlers = {
  'GET /api/v1/settings/survey-names': ({ query }: { readonly query: URLSearchParams }) =>
    names(query.get('on') ?? '07-31'),
  'PUT /api/v1/settings/survey-names': ({ body }: Asked) => names(String(body['on'])),
  'POST /api/v1/participation/codes': ({ body }: Pick<Asked, 'body'>) => {
    if (body['code'] !== OPEN_CODE) throw refusedField(422, 'code', 'This code opens no survey today.')
    return { classTitle: 'Science 7, period 2' }
  },
  'POST /api/v1/participation/devices': ({ body }: Pick<Asked, 'body'>) => {
    if (body['name'] !== KNOWN_NAME && body['joins'] !== true)
      throw refusedField(422, 'name', 'Nobody of this class is called so.', 'name_not_listed')
    return null
  },
  'DELETE /api/v1/participation/devices': () => null,
  'GET /api/v1/participation/survey': ({ backend }: Pick<Asked, 'backend'>) => found(backend.surveys.surveys[0]),
  'PUT /api/v1/participation/survey/draft': () => null,
  'POST /api/v1/participation/survey/answers': ({ backend, body }: Pick<Asked, 'backend' | 'body'>) => {
    backend.surveys.sent.push(body['answers'] as Record<string, unknown>)
    return null
  },
  'GET /api/v1/classes/{classId}/report': () => reportOf('Science 7, period 4', false),
  'GET /api/v1/classes/{classId}/report/export': csv,
  'GET /api/v1/classes/{classId}/report/pdf': pdf,
  'GET /api/v1/classes/ended': ({ backend }: Asked) => ({ classes: backend.surveys.ended }),
  'GET /api/v1/classes/led/reports': () => reportOf('', false),
  'GET /api/v1/classes/led/reports/export': csv,
  'GET /api/v1/classes/led/reports/pdf': pdf,
  'GET /api/v1/communities/{communityId}/report': () => reportOf('Sixth grade team', true),
  'GET /api/v1/communities/{communityId}/report/export': csv,
  'GET /api/v1/communities/{communityId}/report/pdf': pdf,
  'GET /api/v1/communities/reports': () => ({
    reports: [
      { id: '901', ...reportOf('Sixth grade team', true) },
      { id: '902', ...reportOf('Mathematics of the northern schools, grades seven and eight', false) },
    ],
  }),
  'GET /api/v1/communities/{communityId}/survey-plan': ({ backend }: Asked) => ({
    name: 'Sixth grade team',
    plan: backend.surveys.plan,
    questionSets: [{ id: SET.id, title: SET.title, retired: false }],
    classes: PLANNED,
  }),
  'PUT /api/v1/communities/{communityId}/survey-default': ({ backend, body }: Asked) => {
    backend.surveys.plan = (body as SurveyDefaultBody).plan
    return null
  },
  'PUT /api/v1/communities/{communityId}/survey-schedules': ({ body }: Asked) => {
    const { classIds } = body as unknown as SurveySchedulesBody
    return {
      classes: PLANNED.filter(({ id }) => classIds.includes(id)).map(({ id, title, cycles }, at) => ({
        id,
        title,
        outcome: at === 0 ? ('changes' as const) : ('refused' as const),
        reasons: at === 0 ? [] : ['Two cycles share a day.'],
        cycles: cycles.map(({ startsOn, endsOn, extendedTo }) => ({ startsOn, endsOn, extendedTo })),
      })),
    }
  },
  'GET /api/v1/communities/reports/export': csv,
  'GET /api/v1/communities/reports/pdf': pdf,
  'GET /api/v1/surveys': ({ backend }: Asked) => ({
    surveys: backend.surveys.surveys.map(
      ({ id, classTitle, title, minutes, languages, endsOn, lastDay, isLate, completed, begun }) => {
        const days = { endsOn, lastDay, isLate }
        return { id, classTitle, title, minutes, languages, ...days, completed, begun }
      },
    ),
  }),
  'GET /api/v1/surveys/{surveyId}': (asked: Asked) => surveyOf(asked),
  'PUT /api/v1/surveys/{surveyId}/draft': (asked: Asked) => {
    const survey = surveyOf(asked)
    survey.draft = asked.body['answers'] as Survey['draft']
    survey.begun = true
    return null
  },
  'POST /api/v1/surveys/{surveyId}/answers': (asked: Asked) => {
    const survey = surveyOf(asked)
    if (survey.completed) throw new Refused(409, 'answered_already', 'You have answered this survey already.')
    survey.completed = true
    asked.backend.surveys.sent.push(asked.body['answers'] as Record<string, unknown>)
    return null
  },
  'GET /api/v1/classes/{classId}/survey-schedule': schedule,
  'PUT /api/v1/classes/{classId}/survey-schedule': (asked: Asked) => {
    const wanted = asked.body['cycles'] as SurveyScheduleBody['cycles']
    if (wanted.some(({ endsOn }) => endsOn === REFUSED_DAY))
      throw new Refused(422, 'schedule_invalid', 'The schedule was not changed: some days can’t be so.')
    asked.backend.surveys.cycles = wanted.map(({ id, ...days }, at) => ({
      ...cycle(id ?? String(900 + at), days.startsOn, days.endsOn),
      ...asked.backend.surveys.cycles.find((known) => known.id === id),
      ...days,
    }))
    return schedule(asked)
  },
  'GET /api/v1/classes/led/{classId}/survey-gradebook': gradebook,
  'PUT /api/v1/classes/led/{classId}/survey-gradebook': (asked: Asked) => {
    asked.backend.surveys.gradebookSince = asked.body['isOn'] === true ? '2026-11-22' : null
    return gradebook(asked)
  },
  'GET /api/v1/classes/{classId}/survey-cycles/{surveyId}/participants': () => ({ participants: [...PARTICIPANTS] }),
}
