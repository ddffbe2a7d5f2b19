/** Surveys: answering them, the schedule of a class, who has taken part. */

import { answerSurvey, draftSurvey } from '../../../actions/community/answer-survey.ts'
import { type ScheduleOutcome, setSurveySchedule } from '../../../actions/community/set-survey-schedule.ts'
import { viewSetForClass } from '../../../views/community/question-sets.ts'
import { viewOpenSurveys, viewParticipation, viewSurvey, viewSurveySchedule } from '../../../views/community/surveys.ts'
import { ClassQuestionSetParams, QuestionSetAsked } from '../../contract/question-sets.ts'
import {
  AnswersBody,
  ClassSurveyParams,
  OpenSurveys,
  Participants,
  ParticipantsParams,
  Survey,
  SurveyParams,
  SurveySchedule,
  SurveyScheduleBody,
} from '../../contract/survey.ts'
import { type HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { refuseAnswers } from './answer-refusals.ts'
import { SCHEDULE_REFUSALS } from '../../../actions/community/schedule-refusals.ts'
import { surveyShown } from './survey-shown.ts'

/** `/api/v1/surveys…` for students; `/api/v1/classes/{classId}/survey-…` for whoever leads the class. */
export function addSurveyRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  addAnsweringRoutes(table, world)
  addScheduleRoutes(table, world)
  addSetRoute(table, world)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/surveys',
    access: { capability: 'answer:survey' },
    summary: 'The surveys that I may answer today.',
    response: OpenSurveys,
    handle: async ({ grant }) => ({
      status: 200,
      body: { surveys: (await viewOpenSurveys(world, grant)).map(surveyShown) },
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/surveys/:surveyId',
    access: { capability: 'answer:survey' },
    summary: 'A survey to answer, with what I have answered so far.',
    params: SurveyParams,
    response: Survey,
    handle: async ({ grant, params }) => {
      const found = orNotFound(await viewSurvey(world, grant, params.surveyId))
      const { set, questions, draft } = found
      return { status: 200, body: { ...surveyShown(found), says: set.says, questions, draft } }
    },
  })
}

function addAnsweringRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/surveys/:surveyId/draft',
    access: { capability: 'answer:survey' },
    summary: 'Keeps what I have answered so far, for me alone.',
    params: SurveyParams,
    body: AnswersBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      if (!(await draftSurvey(world, grant, { cycleId: params.surveyId, ...body }))) throw notFound()
      return { status: 204 }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/surveys/:surveyId/answers',
    access: { capability: 'answer:survey' },
    summary: 'Answers the survey, once. From then on nobody knows which answer is mine.',
    params: SurveyParams,
    body: AnswersBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      refuseAnswers(await answerSurvey(world, grant, { cycleId: params.surveyId, ...body }))
      return { status: 204 }
    },
  })
}

function addSetRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/question-sets/:setName',
    access: { capability: 'edit:class_survey_schedule' },
    summary: 'What a question set asks that I can choose for a class that I lead, as students see it.',
    params: ClassQuestionSetParams,
    response: QuestionSetAsked,
    handle: async ({ grant, params: { classId, setName } }) => ({
      status: 200,
      body: orNotFound(await viewSetForClass(world, grant, { classId, setId: setName })),
    }),
  })
}

function addScheduleRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/survey-schedule',
    access: { capability: 'edit:class_survey_schedule' },
    summary: 'When a class that I lead answers its survey, and how many have.',
    params: ClassSurveyParams,
    response: SurveySchedule,
    handle: async ({ grant, params }) => {
      const found = orNotFound(await viewSurveySchedule(world, grant, params.classId))
      return { status: 200, body: found }
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/classes/:classId/survey-schedule',
    seen: '/api/v1/classes/:classId/survey-schedule',
    access: { capability: 'edit:class_survey_schedule' },
    summary: 'Changes when a class that I lead answers its survey.',
    params: ClassSurveyParams,
    body: SurveyScheduleBody,
    response: SurveySchedule,
    handle: async ({ grant, params, body }) => {
      const outcome = await setSurveySchedule(world, grant, { ...params, ...body })
      if (!('cycles' in outcome)) throw refusalOf(outcome)
      return { status: 200, body: orNotFound(await viewSurveySchedule(world, grant, params.classId)) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/survey-cycles/:surveyId/participants',
    access: { capability: 'view:participation_by_name' },
    summary: 'Who of a class that I lead has taken part; never what they answered.',
    params: ParticipantsParams,
    response: Participants,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: {
        participants: orNotFound(
          await viewParticipation(world, grant, { classId: params.classId, cycleId: params.surveyId }),
        ),
      },
    }),
  })
}

function refusalOf(outcome: Exclude<ScheduleOutcome, { readonly cycles: unknown }>): HttpError {
  if ('problem' in outcome) {
    if (outcome.problem === 'class_unknown') return notFound()
    const message = 'There is no such question set, or it was retired. Choose one of the list.'
    return unprocessable(outcome.problem, message, [{ field: `cycles/${outcome.at}`, code: outcome.problem, message }])
  }
  const fields = outcome.problems.map(({ at, code }) => ({
    field: `cycles/${at}`,
    code,
    message: SCHEDULE_REFUSALS[code],
  }))
  return unprocessable('schedule_invalid', 'The schedule was not changed: some days can’t be so.', fields)
}
