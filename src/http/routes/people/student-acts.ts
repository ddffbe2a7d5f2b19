/** Students: deactivating and activating, moving, classes, signing out, deleting. */

import { setStudentsActive, signStudentOut } from '../../../actions/people/change-student-state.ts'
import { deleteStudent, previewStudentDeletion } from '../../../actions/people/delete-student.ts'
import {
  moveBetweenClasses,
  moveToSchool,
  putIntoClass,
  takeInactiveOut,
} from '../../../actions/people/move-student.ts'
import {
  DeleteStudentBody,
  MoveStudentBody,
  PutIntoClassBody,
  Student,
  StudentClassParams,
  StudentDeletion,
  StudentParams,
  StudentsStateBody,
} from '../../contract/students.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { studentDone } from './student-refusals.ts'
import { showStudent } from './students.ts'

/** What is done to students. */
export function addStudentActRoutes(table: RouteTable, world: DomainWorld): void {
  addStateRoutes(table, world)
  addPlaceRoutes(table, world)
  addDeletionRoutes(table, world)
}

function addStateRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/students/state',
    access: { capability: 'view_edit:student_account', onThing: true },
    summary: 'Deactivate students, or activate them again: all of them, or none.',
    body: StudentsStateBody,
    status: 204,
    handle: async ({ principal, body }) => {
      const { studentIds: personIds, active } = body
      studentDone(await setStudentsActive(world, principal, { personIds, active }))
      return { status: 204 }
    },
  })
  for (const [path, active, summary] of [
    ['/api/v1/students/:studentId/deactivation', false, 'Deactivate a student: they come in by no door any more.'],
    ['/api/v1/students/:studentId/activation', true, 'Activate a student again.'],
  ] as const)
    table.add({
      method: 'post',
      path,
      access: { capability: 'view_edit:student_account', onThing: true },
      summary,
      params: StudentParams,
      response: Student,
      handle: async ({ principal, params: { studentId } }) => {
        studentDone(await setStudentsActive(world, principal, { personIds: [studentId], active }))
        return { status: 200, body: await showStudent(world, principal, studentId) }
      },
    })
  table.add({
    method: 'post',
    path: '/api/v1/students/:studentId/sign-out',
    access: { capability: 'view_edit:student_account', onThing: true, or: ['edit:student_password'] },
    summary: 'End every session of a student.',
    params: StudentParams,
    response: Student,
    handle: async ({ principal, params: { studentId } }) => {
      studentDone(await signStudentOut(world, principal, studentId))
      return { status: 200, body: await showStudent(world, principal, studentId) }
    },
  })
}

function addPlaceRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'post',
    path: '/api/v1/students/:studentId/move',
    access: { capability: 'move:student', onThing: true },
    summary: 'Move a student from one class to another of the school, or to another school.',
    params: StudentParams,
    body: MoveStudentBody,
    response: Student,
    handle: async ({ principal, params: { studentId }, body }) => {
      const moved =
        'toSchoolId' in body
          ? moveToSchool(world, principal, { personId: studentId, ...body })
          : moveBetweenClasses(world, principal, { personId: studentId, ...body })
      studentDone(await moved)
      return { status: 200, body: await showStudent(world, principal, studentId) }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/students/:studentId/classes',
    access: { capability: 'add_existing_to_class:student_enrolment', onThing: true },
    summary: 'Put a student of its school into a class; no feed takes them out again.',
    params: StudentParams,
    body: PutIntoClassBody,
    response: Student,
    status: 201,
    handle: async ({ principal, params: { studentId }, body }) => {
      studentDone(await putIntoClass(world, principal, { personId: studentId, ...body }))
      return { status: 201, body: await showStudent(world, principal, studentId) }
    },
  })
  table.add({
    method: 'delete',
    path: '/api/v1/students/:studentId/classes/:classId',
    access: { capability: 'delete_from_group:inactive_student_account', onThing: true },
    summary: 'Take an inactive student out of a class; the account stays.',
    params: StudentClassParams,
    status: 204,
    handle: async ({ principal, params: { studentId, classId } }) => {
      studentDone(await takeInactiveOut(world, principal, { personId: studentId, classId }))
      return { status: 204 }
    },
  })
}

function addDeletionRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'delete:inactive_student_account', onThing: true } as const
  table.add({
    method: 'get',
    path: '/api/v1/students/:studentId/deletion',
    access,
    summary: 'What goes for good with a student.',
    params: StudentParams,
    response: StudentDeletion,
    handle: async ({ principal, params }) => ({
      status: 200,
      body: studentDone(await previewStudentDeletion(world, principal, params.studentId)),
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/students/:studentId/deletion',
    access,
    summary: 'Delete an inactive student whom no feed names any more, for good; their name has to be typed.',
    params: StudentParams,
    body: DeleteStudentBody,
    status: 204,
    handle: async ({ principal, params, body }) => {
      studentDone(await deleteStudent(world, principal, { personId: params.studentId, ...body }))
      return { status: 204 }
    },
  })
}
