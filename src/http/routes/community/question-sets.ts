/** A district's own question sets, for its administrators: looked at, added, retired, made the default. */

import {
  keeperOf,
  putQuestionSet,
  setDefaultQuestionSet,
  type SetProblem,
  setQuestionSetRetired,
} from '../../../actions/community/change-question-sets.ts'
import {
  checkQuestionSet,
  type SetCheck,
  type SetShown,
  viewQuestionSet,
  viewQuestionSets,
} from '../../../views/community/question-sets.ts'
import {
  QuestionSetBody,
  QuestionSetChecked,
  QuestionSetKept,
  QuestionSetParams,
  QuestionSetQuery,
  QuestionSets,
  QuestionSetShown,
  RetireBody,
} from '../../contract/question-sets.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { SET_REFUSALS } from '../../../actions/community/set-refusals.ts'

const ACCESS = { capability: 'manage:question_set' } as const
const PATH = '/api/v1/question-sets'

/** Everything under `/api/v1/question-sets`. */
export function addQuestionSetRoutes(table: RouteTable, world: DomainWorld): void {
  addReading(table, world)
  addKeeping(table, world)
  addChoosing(table, world)
}

function addReading(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access: ACCESS,
    summary: 'The question sets that surveys of the district can ask, and how many do.',
    response: QuestionSets,
    handle: async ({ grant }) => {
      const sets = await viewQuestionSets(world, grant)
      return { status: 200, body: { sets: sets.map((set) => ({ ...set, retiredAt: timeOf(set.retiredAt) })) } }
    },
  })
  table.add({
    method: 'get',
    path: `${PATH}/:setName`,
    access: ACCESS,
    summary: 'One question set as students see it, with its versions and as a file.',
    params: QuestionSetParams,
    query: QuestionSetQuery,
    response: QuestionSetShown,
    handle: async ({ grant, params, query }) => {
      const asked = { setId: params.setName, version: query.version ?? null }
      return { status: 200, body: shownOf(orNotFound(await viewQuestionSet(world, grant, asked))) }
    },
  })
  table.add({
    method: 'post',
    path: `${PATH}/check`,
    access: ACCESS,
    summary: 'What is wrong with the file of a question set, or what it would ask. Nothing is kept.',
    body: QuestionSetBody,
    response: QuestionSetChecked,
    handle: async ({ grant, body }) => ({
      status: 200,
      body: checkedOf(await checkQuestionSet(world, grant, body.file)),
    }),
  })
}

function addKeeping(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: `${PATH}/:setName`,
    seen: PATH,
    access: ACCESS,
    summary: 'Adds a question set of the district, or another version of it. Cycles that have begun keep theirs.',
    params: QuestionSetParams,
    body: QuestionSetBody,
    response: QuestionSetKept,
    handle: async ({ grant, params, body }) => {
      const kept = await putQuestionSet(keeperOf(world, grant), { file: body.file, setId: params.setName })
      if ('problem' in kept) throw refusalOf(kept.problem)
      if ('faults' in kept) {
        const fields = kept.faults.map(({ at, says }) => ({ field: `file${at}`, code: 'set_fault', message: says }))
        throw unprocessable('question_set_invalid', 'The file has to be put right first.', fields)
      }
      const { outcome, version, appliesFrom } = kept
      return { status: 200, body: { outcome, version, appliesFrom } }
    },
  })
}

function addChoosing(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: `${PATH}/:setName/retired`,
    seen: PATH,
    access: ACCESS,
    summary: 'Retires a question set of the district, so that nobody chooses it any more; or takes it back.',
    params: QuestionSetParams,
    body: RetireBody,
    status: 204,
    handle: async ({ grant, params, body }) => {
      const order = { setId: params.setName, ...body }
      const outcome = await setQuestionSetRetired(keeperOf(world, grant), order)
      if ('problem' in outcome) throw refusalOf(outcome.problem)
      return { status: 204 }
    },
  })
  table.add({
    method: 'put',
    path: `${PATH}/:setName/default`,
    seen: PATH,
    access: ACCESS,
    summary: 'Makes a question set the one that is asked where a plan names none.',
    params: QuestionSetParams,
    status: 204,
    handle: async ({ grant, params }) => {
      const outcome = await setDefaultQuestionSet(keeperOf(world, grant), params.setName)
      if ('problem' in outcome) throw refusalOf(outcome.problem)
      return { status: 204 }
    },
  })
}

function refusalOf(problem: SetProblem): HttpError {
  if (problem === 'set_unknown') return notFound()
  const message = SET_REFUSALS[problem]
  if (problem === 'name_differs') return unprocessable(problem, message, [{ field: 'file/id', code: problem, message }])
  return new HttpError(409, problem, message)
}

function shownOf({ set, questions, origin, retiredAt, versions }: SetShown) {
  const { id, title, says, minutes, languages } = set
  return {
    id,
    title,
    says,
    minutes,
    languages,
    origin,
    questions,
    retiredAt: timeOf(retiredAt),
    versions: versions.map((one) => ({ ...one, addedAt: one.addedAt.toISOString() })),
    file: set,
  }
}

function checkedOf({ faults, found }: SetCheck) {
  if (found === null) return { faults, found: null }
  const { set, questions, version, changes } = found
  const { id, title, says, minutes, languages } = set
  const origin = 'own' as const
  return { faults, found: { id, title, says, minutes, languages, origin, questions, version, changes } }
}

function timeOf(time: Date | null): string | null {
  return time?.toISOString() ?? null
}
