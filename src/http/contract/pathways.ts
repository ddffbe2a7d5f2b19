/** Pathways: what they are, who is in them, and what is done. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery } from './shapes.ts'

const Count = Type.Integer({ minimum: 0 })
const StepId = Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'Of this pathway.' })

const step = {
  title: Type.String({ minLength: 1, maxLength: 200 }),
  productId: nullable(Type.String({ maxLength: 100, description: 'Of the catalogue.' })),
  address: nullable(Type.String({ maxLength: 1000, description: 'Where the work is, with https.' })),
}

export const PathwayStep = exactly({ id: StepId, ...step })
export type PathwayStep = Static<typeof PathwayStep>

export const Pathway = exactly({
  id: Id,
  name: Type.String(),
  grade: Type.String(),
  steps: Type.Array(PathwayStep),
  students: Type.Integer({ minimum: 0, description: 'Of mine who are in it.' }),
  isUsed: Type.Boolean({ description: 'Somebody of the district is in it.' }),
})
export type Pathway = Static<typeof Pathway>

/** `GET /api/v1/pathways`. */
export const Pathways = exactly({
  pathways: Type.Array(Pathway),
  products: Type.Array(exactly({ id: Type.String(), name: Type.String() }), {
    description: 'Of the catalogue: what steps may name.',
  }),
  may: exactly({ change: Type.Boolean(), enrol: Type.Boolean() }),
})
export type Pathways = Static<typeof Pathways>

/** `POST /api/v1/pathways`, `PUT /api/v1/pathways/{pathwayId}`. */
export const PathwayBody = exactly({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  grade: Type.String({ minLength: 1, maxLength: 40 }),
  steps: Type.Array(
    exactly({
      id: nullable(Type.String({ pattern: '^[1-9][0-9]{0,8}$', description: 'Null: a new step.' })),
      ...step,
    }),
    { minItems: 1, maxItems: 60 },
  ),
})
export type PathwayBody = Static<typeof PathwayBody>

export const PathwaySaved = exactly({ id: Id })
export type PathwaySaved = Static<typeof PathwaySaved>

export const PathwayParams = exactly({ pathwayId: Id })

/** `GET /api/v1/pathways/{pathwayId}/students`, by family name. */
export const PathwayStudentsQuery = exactly({
  classId: Type.Optional(Id),
  state: Type.Optional(
    Type.Union([Type.Literal('enrolled'), Type.Literal('all')], {
      description: '`all`, as where nothing is said: also those of the grade who could be in it.',
    }),
  ),
  ...pageQuery,
  ...sortQuery('name'),
})
export type PathwayStudentsQuery = Static<typeof PathwayStudentsQuery>

export const PathwayStudent = exactly({
  id: Id,
  givenName: Type.String(),
  familyName: Type.String(),
  grades: Type.Array(Type.String()),
  enrolledAt: nullable(Type.String({ format: 'date-time', description: 'Null: they are not in it.' })),
  isElsewhere: Type.Boolean({ description: 'They are in another pathway.' }),
  done: Type.Array(exactly({ stepId: StepId, at: DateTime })),
})
export type PathwayStudent = Static<typeof PathwayStudent>
export const PathwayStudents = pageOf(PathwayStudent)
export type PathwayStudents = Static<typeof PathwayStudents>

const studentIds = Type.Array(Id, { minItems: 1, maxItems: 200 })

/** `POST /api/v1/pathways/{pathwayId}/enrolments`. */
export const EnrolBody = exactly({
  studentIds,
  enrol: Type.Boolean({ description: 'False: they are taken out; what they have done is kept.' }),
})
export type EnrolBody = Static<typeof EnrolBody>

/** `POST /api/v1/pathways/{pathwayId}/done-steps`. */
export const MarkStepBody = exactly({
  studentIds,
  stepId: StepId,
  isDone: Type.Boolean({ description: 'False: it is still to do.' }),
})
export type MarkStepBody = Static<typeof MarkStepBody>

export const EnrolOutcome = exactly({
  changed: Type.Array(Id),
  leftOut: Type.Array(
    exactly({
      studentId: Id,
      reason: Type.Union([
        Type.Literal('other_grade'),
        Type.Literal('enrolled_already'),
        Type.Literal('in_another'),
        Type.Literal('not_enrolled'),
      ]),
    }),
  ),
})
export type EnrolOutcome = Static<typeof EnrolOutcome>

/** Of a student's own home. */
export const OwnPathway = exactly({
  name: Type.String(),
  done: Count,
  steps: Type.Array(
    exactly({
      id: StepId,
      title: Type.String(),
      product: nullable(Type.String({ description: 'The product that it is worked at in, by name.' })),
      address: nullable(Type.String()),
      isDone: Type.Boolean(),
      isNext: Type.Boolean({ description: 'The first that is still to do.' }),
    }),
  ),
})
export type OwnPathway = Static<typeof OwnPathway>
