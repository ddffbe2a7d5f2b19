/** Participation in a class's surveys in the gradebook of its LMS: what stands there, on and off. */

import { GRADEBOOK_REFUSED } from '../../../actions/community/class-words.ts'
import { authorise } from '../../../access/authorise.ts'
import { setSurveyGradebook } from '../../../actions/community/set-survey-gradebook.ts'
import { explainProblem } from '../../../lti/service-problem.ts'
import { type GradebookView, viewSurveyGradebook } from '../../../views/community/survey-gradebook.ts'
import { LedClassParams } from '../../contract/launch.ts'
import { GradebookBody, SurveyGradebook } from '../../contract/survey-gradebook.ts'
import { HttpError, orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { classDone } from './class-refusals.ts'

const path = '/api/v1/classes/led/:classId/survey-gradebook'
const access = { capability: 'control:all_class_settings' } as const

/** `GET` and `PUT` of `/api/v1/classes/led/{classId}/survey-gradebook`. */
export function addSurveyGradebookRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path,
    access,
    summary: 'What the LMS’s gradebook is told of the surveys of a class that I lead.',
    params: LedClassParams,
    response: SurveyGradebook,
    handle: async ({ grant, params }) => ({
      status: 200,
      body: shown(orNotFound(await viewSurveyGradebook(world, grant, params.classId))),
    }),
  })
  table.add({
    method: 'put',
    path,
    access,
    summary: 'Has the LMS’s gradebook told who has taken part in the surveys of a class that I lead, or no longer.',
    params: LedClassParams,
    body: GradebookBody,
    response: SurveyGradebook,
    handle: async ({ principal, params: { classId }, body: { isOn } }) => {
      const outcome = classDone(await setSurveyGradebook(world, principal, { classId, isOn }))
      if (outcome !== 'done') throw new HttpError(409, outcome, GRADEBOOK_REFUSED[outcome])
      const grant = authorise(principal, 'control:all_class_settings')
      return { status: 200, body: shown(orNotFound(await viewSurveyGradebook(world, grant, classId))) }
    },
  })
}

function shown({ since, pages }: GradebookView): SurveyGradebook {
  return {
    since,
    pages: pages.map(({ id, title, platform, isOffered, isOn, columns }) => ({
      id,
      title,
      platform,
      isOffered,
      isOn,
      columns: columns.map(({ pageId: _page, problem, nextTryAt, ...column }) => ({
        ...column,
        problem: problem === null ? null : explainProblem(problem),
        nextTryAt: nextTryAt === null ? null : nextTryAt.toISOString(),
      })),
    })),
  }
}
