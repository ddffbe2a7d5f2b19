/** The list of a class's students as its leads keep it. */

import { authorise } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { giveBackClassList, putIntoClassList, takeOutOfClassList } from '../../../actions/community/edit-class-list.ts'
import { makeStudentInClass } from '../../../actions/community/make-student.ts'
import { viewClassList, viewStudentChoices } from '../../../views/community/class-list.ts'
import {
  ClassList,
  ClassStudentParams,
  NewStudentBody,
  PutStudentBody,
  StudentChoices,
  StudentChoicesQuery,
  StudentMade,
} from '../../contract/class-list.ts'
import { LedClassParams } from '../../contract/launch.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { classDone } from './class-refusals.ts'

const access = { capability: 'edit:class_roster' } as const

/** `/api/v1/classes/led/{classId}/students` and finding whom to put into it. */
export function addClassListRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  addEditingRoutes(table, world)
  addMakingRoute(table, world)
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/classes/led/:classId/students',
    access,
    summary: 'The students of a class that I lead, and who was taken out of it by hand.',
    params: LedClassParams,
    response: ClassList,
    handle: async ({ principal, params }) => ({ status: 200, body: await showList(world, principal, params.classId) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/classes/led/:classId/student-choices',
    access,
    summary: 'Students of its school who could be put into a class that I lead.',
    params: LedClassParams,
    query: StudentChoicesQuery,
    response: StudentChoices,
    handle: async ({ grant, params, query }) => {
      const found = await viewStudentChoices(world, grant, { ...params, q: query.q ?? '' })
      return { status: 200, body: { students: orNotFound(found) } }
    },
  })
}

function addEditingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/classes/led/:classId/students',
    access,
    summary: 'Puts a student of its school into a class that I lead; no feed takes them out again.',
    params: LedClassParams,
    body: PutStudentBody,
    response: ClassList,
    status: 201,
    handle: async ({ principal, params: { classId }, body }) => {
      classDone(await putIntoClassList(world, principal, { classId, ...body }))
      return { status: 201, body: await showList(world, principal, classId) }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/classes/led/:classId/students/:personId',
    access,
    summary: 'Takes a student out of a class that I lead; no feed puts them in again until that is given back.',
    params: ClassStudentParams,
    response: ClassList,
    handle: async ({ principal, params }) => {
      classDone(await takeOutOfClassList(world, principal, params))
      return { status: 200, body: await showList(world, principal, params.classId) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/classes/led/:classId/students/:personId/give-back',
    access,
    summary: 'Gives what was done by hand about a student back to the feed: what it says counts again, at once.',
    params: ClassStudentParams,
    response: ClassList,
    handle: async ({ principal, params }) => {
      classDone(await giveBackClassList(world, principal, params))
      return { status: 200, body: await showList(world, principal, params.classId) }
    },
  })
}

function addMakingRoute(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/classes/:classId/students',
    access: { capability: 'add_new_to_class:student_enrolment', onThing: true },
    summary: 'Makes a student who is in no roster, in a class.',
    params: LedClassParams,
    body: NewStudentBody,
    response: StudentMade,
    status: 201,
    handle: async ({ principal, params, body }) => {
      const made = await makeStudentInClass(world, principal, { ...params, ...body, number: body.number ?? null })
      return { status: 201, body: classDone(made) }
    },
  })
}

async function showList(world: DomainWorld, principal: Principal, classId: string): Promise<ClassList> {
  const grant = authorise(principal, 'edit:class_roster')
  const { students, makesStudents } = orNotFound(await viewClassList(world, grant, classId))
  return {
    makesStudents,
    students: students.map(({ person, owner, since, editedAt, editedBy }) => ({
      person,
      owner,
      since,
      edited: editedAt === null ? null : { byName: editedBy, at: editedAt.toISOString() },
    })),
  }
}
