/** What a community plans for its classes: for its leads. */

import { authoriseMine } from '../../../access/authorise.ts'
import { changeSurveySchedules, setSurveyDefault } from '../../../actions/community/plan-surveys.ts'
import { viewSetForCommunity } from '../../../views/community/question-sets.ts'
import { viewCommunityPlan } from '../../../views/community/survey-plan.ts'
import { CommunityParams } from '../../contract/community.ts'
import { CommunityQuestionSetParams, QuestionSetAsked } from '../../contract/question-sets.ts'
import {
  CommunitySurveyPlan,
  SurveyDefaultBody,
  SurveySchedulesBody,
  SurveySchedulesChanged,
} from '../../contract/survey-plan.ts'
import { notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { done } from './community-refusals.ts'
import { SCHEDULE_REFUSALS } from '../../../actions/community/schedule-refusals.ts'

const SET_UNKNOWN = 'There is no such question set, or it was retired. Choose one of the list.'

/** Under `/api/v1/communities/{communityId}`. */
export function addSurveyPlanRoutes(table: RouteTable, world: DomainWorld): void {
  addDefaultRoutes(table, world)
  addSchedulesRoute(table, world)
  addSetRoute(table, world)
}

function addDefaultRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/communities/:communityId/survey-plan',
    access: { capability: 'edit:community' },
    summary: 'What a community that I lead plans for its classes, and the schedules of those.',
    params: CommunityParams,
    response: CommunitySurveyPlan,
    handle: async ({ grant, principal, params }) => {
      const grants = { community: grant, settings: authoriseMine(principal, 'edit:class_settings') }
      return { status: 200, body: orNotFound(await viewCommunityPlan(world, grants, params.communityId)) }
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/communities/:communityId/survey-default',
    seen: '/api/v1/communities/:communityId/survey-plan',
    access: { capability: 'edit:community' },
    summary: 'Sets the survey schedule of classes that join a community that I lead and have none.',
    params: CommunityParams,
    body: SurveyDefaultBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      const outcome = await setSurveyDefault(world, grant, { ...params, ...body })
      if ('problems' in outcome) {
        const codes = [...new Set(outcome.problems.map((one) => one.code))]
        const fields = codes.map((code) => ({ field: 'plan', code, message: SCHEDULE_REFUSALS[code] }))
        throw unprocessable('schedule_invalid', fields[0]?.message ?? '', fields)
      }
      if ('problem' in outcome && outcome.problem === 'question_set_unknown')
        throw unprocessable(outcome.problem, SET_UNKNOWN, [
          { field: 'plan/questionSet', code: outcome.problem, message: SET_UNKNOWN },
        ])
      done(outcome)
      return { status: 204 }
    },
  })
}

function addSetRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/communities/:communityId/question-sets/:setName',
    access: { capability: 'edit:community' },
    summary: 'What a question set asks that I can choose for classes of a community that I lead, as students see it.',
    params: CommunityQuestionSetParams,
    response: QuestionSetAsked,
    handle: async ({ grant, params: { communityId, setName } }) => ({
      status: 200,
      body: orNotFound(await viewSetForCommunity(world, grant, { communityId, setId: setName })),
    }),
  })
}

function addSchedulesRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/communities/:communityId/survey-schedules',
    seen: '/api/v1/communities/:communityId/survey-plan',
    access: { capability: 'edit:class_settings' },
    summary: 'Changes the survey schedules of several classes of a community that I lead, or says what that would do.',
    params: CommunityParams,
    body: SurveySchedulesBody,
    response: SurveySchedulesChanged,
    handle: async ({ grant, params, body: { classIds, apply, ...change } }) => {
      const outcome = await changeSurveySchedules(world, grant, { ...params, classIds, apply, change })
      if ('problem' in outcome) {
        if (outcome.problem === 'class_unknown') throw notFound()
        throw unprocessable(outcome.problem, SET_UNKNOWN, [
          { field: 'planned', code: outcome.problem, message: SET_UNKNOWN },
        ])
      }
      const classes = outcome.lines.map(({ codes, cycles, ...line }) => ({
        ...line,
        reasons: codes.map((code) => SCHEDULE_REFUSALS[code]),
        cycles: cycles.map(({ startsOn, endsOn, extendedTo }) => ({ startsOn, endsOn, extendedTo })),
      }))
      return { status: 200, body: { classes } }
    },
  })
}
