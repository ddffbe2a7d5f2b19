/** Assigning teachers to classes and unassigning them. */

import { type AssignOutcome, assignTeachers, unassignTeachers } from '../../../actions/people/assign-teacher.ts'
import { viewClassTeachers, viewTaughtClasses } from '../../../views/people/teaching.ts'
import { ClassParams } from '../../contract/roster.ts'
import {
  AssignClassesBody,
  AssignTeachersBody,
  ClassTeacherParams,
  ClassTeachers,
  StaffParams,
  TaughtClasses,
} from '../../contract/staff.ts'
import { HttpError, notFound, orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

type Asker = Parameters<typeof viewClassTeachers>[1]

/** `/api/v1/classes/{classId}/teachers` and `/api/v1/staff/{personId}/classes`. */
export function addTeachingRoutes(table: RouteTable, world: DomainWorld): void {
  addClassRoutes(table, world)
  addPersonRoutes(table, world)
}

function addClassRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'assign:teacher_class' } as const
  const shown = (grant: Asker, classId: string) => showTeachers(world, grant, classId)
  table.add({
    method: 'get',
    path: '/api/v1/classes/:classId/teachers',
    access,
    summary: 'Who teaches a class.',
    params: ClassParams,
    response: ClassTeachers,
    handle: async ({ grant, params }) => ({ status: 200, body: await shown(grant, params.classId) }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/classes/:classId/teachers',
    access,
    summary: 'Assign one or more teachers to a class: all of them, or none.',
    params: ClassParams,
    body: AssignTeachersBody,
    response: ClassTeachers,
    handle: async ({ grant, params, body }) => {
      const { classId } = params
      const pairs = body.personIds.map((personId) => ({ classId, personId }))
      refuse(await assignTeachers(world, grant, pairs))
      return { status: 200, body: await shown(grant, classId) }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/classes/:classId/teachers/:personId',
    access,
    summary: 'Unassign a teacher from a class.',
    params: ClassTeacherParams,
    response: ClassTeachers,
    handle: async ({ grant, params }) => {
      refuse(await unassignTeachers(world, grant, [params]))
      return { status: 200, body: await shown(grant, params.classId) }
    },
  })
}

function addPersonRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'assign:teacher_class' } as const
  table.add({
    method: 'get',
    path: '/api/v1/staff/:personId/classes',
    access,
    summary: 'The classes that somebody teaches.',
    params: StaffParams,
    response: TaughtClasses,
    handle: async ({ grant, params }) => ({ status: 200, body: await showClasses(world, grant, params.personId) }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/staff/:personId/classes',
    access,
    summary: 'Assign one or more classes to a teacher: all of them, or none.',
    params: StaffParams,
    body: AssignClassesBody,
    response: TaughtClasses,
    handle: async ({ grant, params, body }) => {
      const { personId } = params
      const pairs = body.classIds.map((classId) => ({ classId, personId }))
      refuse(await assignTeachers(world, grant, pairs))
      return { status: 200, body: await showClasses(world, grant, personId) }
    },
  })
}

async function showTeachers(world: DomainWorld, grant: Asker, classId: string) {
  const teachers = orNotFound(await viewClassTeachers(world, grant, classId))
  return { teachers: [...teachers] }
}

async function showClasses(world: DomainWorld, grant: Asker, personId: string) {
  const classes = orNotFound(await viewTaughtClasses(world, grant, personId))
  return { classes: [...classes] }
}

const LAST_LEAD =
  'Nobody else leads this class. Assign another teacher first, or ask an administrator of the district to do this.'

const YOURSELF =
  'Nobody assigns themself to a class: its teachers read its reports. Ask another administrator, or enter it in the student information system.'

function refuse(outcome: AssignOutcome): void {
  if (outcome === null) return
  const { problem } = outcome
  if (problem === 'roster_busy')
    throw new HttpError(503, problem, 'A sync is writing the roster just now. Try again in a minute.')
  if (problem === 'already_so') throw new HttpError(409, problem, 'They do not teach this class.')
  if (problem === 'yourself') throw new HttpError(409, problem, YOURSELF)
  if (problem === 'last_lead') throw new HttpError(409, problem, LAST_LEAD)
  throw notFound()
}
