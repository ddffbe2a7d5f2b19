/** Pathways: making them, enrolling students, and marking steps as done. */

import { changePathway, type PathwayProblem, removePathway } from '../../../actions/people/change-pathway.ts'
import {
  type EnrolOutcome as Outcome,
  type EnrolRefusal,
  enrolStudents,
  markStep,
} from '../../../actions/people/enrol-pathway.ts'
import { viewPathways, viewPathwayStudents } from '../../../views/people/pathways.ts'
import {
  EnrolBody,
  EnrolOutcome,
  MarkStepBody,
  PathwayBody,
  PathwayParams,
  Pathways,
  PathwaySaved,
  PathwayStudents,
  PathwayStudentsQuery,
} from '../../contract/pathways.ts'
import { placeOf } from '../../contract/shapes.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const PATH = '/api/v1/pathways'
const MAKE = { capability: 'set:licence_quantity' } as const
const ENROL = { capability: 'enrol:pathway' } as const

/** `/api/v1/pathways…`. */
export function addPathwayRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access: { capability: 'enrol:pathway', onThing: true, or: ['set:licence_quantity'] },
    summary: 'The pathways of the district, by grade and name, with how many of my students are in each.',
    response: Pathways,
    handle: async ({ principal }) => {
      const { pathways, products, may } = await viewPathways(world, principal)
      return {
        status: 200,
        body: {
          pathways: pathways.map(({ id, name, grade, steps, students, isUsed }) => ({
            id,
            name,
            grade,
            students,
            isUsed,
            steps: [...steps],
          })),
          products: [...products],
          may,
        },
      }
    },
  })
  addMakingRoutes(table, world)
  addStudentRoutes(table, world)
}

function addMakingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: PATH,
    access: MAKE,
    summary: 'Make a pathway: a grade, and steps in their order.',
    body: PathwayBody,
    response: PathwaySaved,
    status: 201,
    handle: async ({ grant, body }) => ({
      status: 201,
      body: saved(await changePathway(world, grant, { id: null, ...body })),
    }),
  })
  table.add({
    method: 'put',
    path: `${PATH}/:pathwayId`,
    seen: PATH,
    access: MAKE,
    summary: 'Change a pathway. Steps that keep their id keep what is done of them.',
    params: PathwayParams,
    body: PathwayBody,
    response: PathwaySaved,
    handle: async ({ grant, params, body }) => ({
      status: 200,
      body: saved(await changePathway(world, grant, { id: params.pathwayId, ...body })),
    }),
  })
  table.add({
    method: 'delete',
    path: `${PATH}/:pathwayId`,
    seen: PATH,
    access: MAKE,
    summary: 'Take a pathway out; not while a student is in it.',
    params: PathwayParams,
    status: 204,
    handle: async ({ grant, params }) => {
      const problem = await removePathway(world, grant, params.pathwayId)
      if (problem !== null) throw refusalOf(problem)
      return { status: 204 }
    },
  })
}

function addStudentRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: `${PATH}/:pathwayId/students`,
    access: ENROL,
    summary: 'My students who are in a pathway, with what they have done, and those of its grade who could be.',
    params: PathwayParams,
    query: PathwayStudentsQuery,
    response: PathwayStudents,
    handle: async ({ grant, params, query }) => {
      const { classId = null, state = 'all' } = query
      const asked = { ...params, classId, enrolledOnly: state === 'enrolled', ...placeOf(query) }
      const found = orNotFound(await viewPathwayStudents(world, grant, asked))
      const items = found.items.map(({ done, grades, ...one }) => ({ ...one, grades: [...grades], done: [...done] }))
      return { status: 200, body: { ...found, items } }
    },
  })
  table.add({
    method: 'post',
    path: `${PATH}/:pathwayId/enrolments`,
    access: ENROL,
    summary: 'Enrol students of the pathway’s grade, or take them out; what they have done is kept.',
    params: PathwayParams,
    body: EnrolBody,
    response: EnrolOutcome,
    handle: async ({ grant, params, body: { studentIds, enrol } }) => ({
      status: 200,
      body: present(await enrolStudents(world, grant, { ...params, personIds: studentIds, enrol })),
    }),
  })
  table.add({
    method: 'post',
    path: `${PATH}/:pathwayId/done-steps`,
    access: ENROL,
    summary: 'Mark a step of students who are in the pathway as done, or as still to do.',
    params: PathwayParams,
    body: MarkStepBody,
    response: EnrolOutcome,
    handle: async ({ grant, params, body: { studentIds, ...step } }) => ({
      status: 200,
      body: present(await markStep(world, grant, { ...params, personIds: studentIds, ...step })),
    }),
  })
}

function present(outcome: Outcome | { readonly problem: EnrolRefusal }): EnrolOutcome {
  if ('problem' in outcome) {
    if (outcome.problem !== 'step_unknown') throw notFound()
    throw wrong('stepId', outcome.problem, 'The pathway does not have this step any more. Look at it again.')
  }
  const leftOut = outcome.leftOut.map(({ personId, reason }) => ({ studentId: personId, reason }))
  return { changed: [...outcome.changed], leftOut }
}

function saved(outcome: { readonly id: string } | { readonly problem: PathwayProblem }): PathwaySaved {
  if ('problem' in outcome) throw refusalOf(outcome.problem)
  return outcome
}

const WRONG: Readonly<Partial<Record<PathwayProblem, { readonly field: string; readonly says: string }>>> = {
  name_wrong: { field: 'name', says: 'Give the pathway a name of at most 120 characters.' },
  grade_wrong: { field: 'grade', says: 'Say for which grade it is.' },
  steps_wrong: { field: 'steps', says: 'Give 1 to 60 steps, each with a title of at most 200 characters.' },
  step_unknown: {
    field: 'steps',
    says: 'One of the steps is none of this pathway, or is there twice. Look at it again.',
  },
  address_wrong: { field: 'steps', says: 'Write addresses that begin with https://, or none.' },
  product_unknown: { field: 'steps', says: 'One of the products is not in the catalogue any more. Choose another.' },
}

function refusalOf(problem: PathwayProblem): HttpError {
  if (problem === 'pathway_in_use')
    return new HttpError(409, problem, 'Students are in this pathway. Their teachers take them out first.')
  const about = WRONG[problem]
  return about === undefined ? notFound() : wrong(about.field, problem, about.says)
}

function wrong(field: string, code: string, message: string): HttpError {
  return unprocessable(code, message, [{ field, code, message }])
}
