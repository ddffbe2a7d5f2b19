/** The list of a class's students, for the fake backend: it keeps what a lead does. */

import type { ClassList, ClassStudent } from '../../src/http/contract/class-list.ts'
import { found, Refused } from './fake-answers.ts'
import * as given from './district.ts'

/** Of whose school, and in no list. */
export const OTHER_STUDENT = given.person(44)

/** Of somebody else. */
export const TAKEN_NUMBER = '40004'

const EDITED_AT = '2026-11-17T15:04:00Z'

export function openFakeClassList(): ClassList {
  return {
    makesStudents: true,
    students: [
      { person: given.person(31), owner: 'feed', since: '2026-08-24', edited: null },
      { person: given.person(32), owner: 'feed', since: null, edited: null },
      {
        person: given.person(33),
        owner: 'put_in',
        since: '2026-11-17',
        edited: { byName: 'Wren Walsh', at: EDITED_AT },
      },
      { person: given.person(34), owner: 'taken_out', since: null, edited: { byName: null, at: EDITED_AT } },
    ],
  }
}

interface Asked {
  readonly backend: { readonly classList: ClassList }
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

function studentOf({ backend, params }: Asked): ClassStudent {
  return found(backend.classList.students.find(({ person }) => person.id === params['personId']))
}

export const classListHandlers = {
  'GET /api/v1/classes/led/{classId}/students': ({ backend }: Asked) => backend.classList,
  'GET /api/v1/classes/led/{classId}/student-choices': ({ query }: { readonly query: URLSearchParams }) => {
    const name = `${OTHER_STUDENT.givenName} ${OTHER_STUDENT.familyName}`.toLowerCase()
    return {
      students: name.includes((query.get('q') ?? '').toLowerCase()) ? [{ ...OTHER_STUDENT, grades: ['07'] }] : [],
    }
  },
  'POST /api/v1/classes/led/{classId}/students': ({ backend, body }: Asked) => {
    if (body['personId'] !== OTHER_STUDENT.id)
      throw new Refused(422, 'student_unknown', 'That is no student of the class’s school.')
    const edited = { byName: 'Wren Walsh', at: '2026-11-22T17:00:00Z' }
    backend.classList.students.push({ person: OTHER_STUDENT, owner: 'put_in', since: '2026-11-22', edited })
    return backend.classList
  },
  'POST /api/v1/classes/{classId}/students': ({ backend, body }: Asked) => {
    if (body['number'] === TAKEN_NUMBER)
      throw new Refused(409, 'number_taken', 'Somebody in the district has this number already. Look for them by it.')
    backend.classList.students.push({
      person: { id: '990', givenName: String(body['givenName']), familyName: String(body['familyName']) },
      owner: 'put_in',
      since: '2026-11-22',
      edited: { byName: 'Wren Walsh', at: '2026-11-22T17:00:00Z' },
    })
    return { personId: '990' }
  },
  'DELETE /api/v1/classes/led/{classId}/students/{personId}': (asked: Asked) => {
    Object.assign(studentOf(asked), {
      owner: 'taken_out',
      since: null,
      edited: { byName: 'Wren Walsh', at: '2026-11-22T17:00:00Z' },
    })
    return asked.backend.classList
  },
  'POST /api/v1/classes/led/{classId}/students/{personId}/give-back': (asked: Asked) => {
    Object.assign(studentOf(asked), { owner: 'feed', edited: null })
    return asked.backend.classList
  },
}
