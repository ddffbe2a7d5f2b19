/** Students: the list, one of them, making and editing them. */

import { EDITS_STUDENTS, SEES_STUDENTS } from '../../../access/student.ts'
import type { Principal } from '../../../access/principal.ts'
import { addStudent } from '../../../actions/people/add-student.ts'
import { editStudent } from '../../../actions/people/edit-student.ts'
import { viewStudent, viewStudentClasses, viewStudentOptions, viewStudents } from '../../../views/people/students.ts'
import { placeOf } from '../../contract/shapes.ts'
import {
  AddStudentBody,
  EditStudentBody,
  Student,
  StudentAdded,
  StudentClasses,
  StudentClassesQuery,
  StudentOptions,
  StudentParams,
  StudentsPage,
  StudentsQuery,
  type StudentState,
} from '../../contract/students.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { studentDone } from './student-refusals.ts'

const [MANAGES, ...SEES] = SEES_STUDENTS
const [EDITS, ...EDITS_PART] = EDITS_STUDENTS
/** Administrators and teachers are given the same by different names. */
const seeing = { capability: MANAGES, onThing: true, or: SEES } as const
const editing = { capability: EDITS, onThing: true, or: EDITS_PART } as const

const STATES: Readonly<Record<string, readonly StudentState[]>> = {
  present: ['active', 'deactivated', 'disabled'],
  inactive: ['deactivated', 'left'],
  active: ['active'],
  deactivated: ['deactivated'],
  disabled: ['disabled'],
  left: ['left'],
}

/** `/api/v1/students`. */
export function addStudentsRoutes(table: RouteTable, world: DomainWorld): void {
  addListRoutes(table, world)
  addPersonRoutes(table, world)
  table.add({
    method: 'post',
    path: '/api/v1/students',
    access: { capability: 'create:student_account', onThing: true },
    summary: 'Make a student who is in no roster, at a school, in some of its classes or in none.',
    body: AddStudentBody,
    response: StudentAdded,
    status: 201,
    handle: async ({ principal, body }) => {
      const { schoolId, classIds, ...values } = body
      const made = await addStudent(world, principal, { schoolId, classIds, values })
      return { status: 201, body: studentDone(made) }
    },
  })
}

function addListRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/students',
    access: seeing,
    summary: 'The students whom I look after, by family name.',
    query: StudentsQuery,
    response: StudentsPage,
    handle: async ({ principal, query }) => {
      const { q = '', schoolId = null, classId = null, grade = null, state = 'present' } = query
      const search = { q, schoolId, classId, grade, states: STATES[state] ?? [], ...placeOf(query) }
      return { status: 200, body: await viewStudents(world, principal, search) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/students/options',
    access: seeing,
    summary: 'My schools, grades to filter by, and what a new student is asked for.',
    response: StudentOptions,
    handle: async ({ principal }) => ({ status: 200, body: await viewStudentOptions(world, principal) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/students/classes',
    access: { capability: 'move:student', onThing: true },
    summary: 'The classes that I may move students between.',
    query: StudentClassesQuery,
    response: StudentClasses,
    handle: async ({ principal, query }) => ({
      status: 200,
      body: { classes: await viewStudentClasses(world, principal, query.schoolId ?? null) },
    }),
  })
}

function addPersonRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/students/:studentId',
    access: seeing,
    summary: 'One student: fields with their owners, names, schools, classes, and what I may do.',
    params: StudentParams,
    response: Student,
    handle: async ({ principal, params }) => ({
      status: 200,
      body: await showStudent(world, principal, params.studentId),
    }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/students/:studentId',
    access: editing,
    summary: 'Edit a student: over what a feed says as sticky edits, by those who may make them.',
    params: StudentParams,
    body: EditStudentBody,
    response: Student,
    handle: async ({ principal, params, body }) => {
      const { version, ...edits } = body
      studentDone(await editStudent(world, principal, { personId: params.studentId, edits, version }))
      return { status: 200, body: await showStudent(world, principal, params.studentId) }
    },
  })
}

/** The student as a page shows them. @throws HttpError 404 */
export async function showStudent(world: DomainWorld, principal: Principal, personId: string): Promise<Student> {
  const { student, version, fields, identitiesOpen, whole, may } = orNotFound(
    await viewStudent(world, principal, personId),
  )
  const { id, state, stateSince, isFed, isStaff, identities, schools, classes } = student
  return {
    id,
    state,
    isFed,
    isStaff,
    version,
    identitiesOpen,
    may,
    givenName: student.preferredGivenName ?? student.givenName,
    familyName: student.preferredFamilyName ?? student.familyName,
    stateSince: stateSince?.toISOString() ?? null,
    fields: fields.map(({ value, ...field }) => ({
      ...field,
      value: typeof value === 'string' || value === null ? value : [...value],
    })),
    identities: [...identities],
    schools: [...schools],
    classes: classes.map((each) => ({
      id: each.id,
      title: each.title,
      schoolName: each.schoolName,
      isFed: each.isFed,
    })),
    account: whole === null ? null : { ...whole.identifiers },
    history:
      whole?.history?.map(({ id: entry, at, action, byName }) => ({
        id: entry,
        action,
        at: at.toISOString(),
        by: byName,
      })) ?? null,
  }
}
