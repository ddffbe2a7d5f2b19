/** Students for the fake backend: of the feed, made by hand, inactive, and one who is staff as well. */

import type { ListedStudent, Student, StudentField, StudentState } from '../../src/http/contract/students.ts'
import { found, pageOf, Refused } from './fake-answers.ts'

/** A student number that somebody has. */
export const TAKEN_NUMBER = '4711'
const AT = '2026-11-20T15:04:00Z'
const SCHOOLS = [
  { id: '71', name: 'Abraham Lincoln Elementary School for the Arts' },
  { id: '72', name: 'Bay View High' },
] as const
const CLASSES = [
  { id: '801', title: 'Science 7, period 4', schoolId: '71', schoolName: SCHOOLS[0].name },
  { id: '802', title: 'Mathematics for those who come back to it', schoolId: '71', schoolName: SCHOOLS[0].name },
  { id: '803', title: 'History 9', schoolId: '72', schoolName: SCHOOLS[1].name },
] as const

export interface FakeStudents {
  readonly students: Student[]
  languages: string[]
}

export function openFakeStudents(): FakeStudents {
  return {
    languages: ['es', 'vi', 'so'],
    students: [
      student('601', 'Amina', 'Abdi-Wellington', { isFed: true, showsAs: 'Mina', sessions: 2 }),
      student('602', 'Bo', 'Brown', { isFed: false }),
      student('603', 'Cy', 'Cole', { isFed: true, state: 'deactivated' }),
      student('604', 'Dee', 'Dunn', { isFed: false, state: 'deactivated' }),
      student('605', 'Eli', 'East', { isFed: false, state: 'left' }),
      student('606', 'Fay', 'Fox', { isFed: true, isStaff: true }),
      ...Array.from({ length: 12 }, (_, index) =>
        student(String(620 + index), 'Sam', `Student ${index + 1}`, { isFed: true }),
      ),
    ],
  }
}

interface Made {
  readonly isFed: boolean
  readonly state?: StudentState
  readonly showsAs?: string
  readonly sessions?: number
  readonly isStaff?: boolean
}

function student(id: string, givenName: string, familyName: string, made: Made): Student {
  const { isFed, state = 'active', showsAs, sessions = 0, isStaff = false } = made
  const owner = isFed ? 'feed' : 'hand'
  const isOpen = state !== 'left' && !isStaff
  const field = (name: StudentField, value: string | string[] | null, open = isOpen) => ({
    field: name,
    value,
    owner: name === 'secondLanguage' ? ('hand' as const) : owner,
    isOpen: open,
  })
  return {
    id,
    givenName,
    familyName,
    state,
    isFed,
    isStaff,
    stateSince: state === 'active' ? null : AT,
    version: '0123456789abcdef',
    fields: [
      field('givenName', givenName),
      field('familyName', familyName),
      field('preferredGivenName', null),
      field('preferredFamilyName', null),
      {
        ...field('email', `${givenName.toLowerCase()}@students.riverside.example`),
        ...(isFed ? { owner: 'edited' as const } : {}),
      },
      field('number', `20${id}`, isOpen && !isFed),
      field('grades', ['07']),
      field('secondLanguage', id === '601' ? 'so' : null),
    ] as Student['fields'],
    identities:
      showsAs === undefined
        ? []
        : [
            { name: showsAs, isShown: true },
            { name: 'Captain', isShown: false },
          ],
    identitiesOpen: isOpen,
    schools: state === 'left' ? [] : [{ ...SCHOOLS[0], isFed }],
    classes: state === 'left' ? [] : [{ id: '801', title: CLASSES[0].title, schoolName: SCHOOLS[0].name, isFed }],
    account: { ltiLinks: isFed ? 1 : 0, sessions },
    history: [
      { id: '2', at: AT, action: 'student.edit', by: 'Pat Nguyen' },
      { id: '1', at: AT, action: 'student.create', by: null },
    ],
    may: mayOf({ state, isFed, isStaff }),
  }
}

function mayOf({ state, isFed, isStaff }: Pick<Student, 'state' | 'isFed' | 'isStaff'>): Student['may'] {
  const isThere = state !== 'left' && !isStaff
  const isInactive = state === 'left' || state === 'deactivated'
  return {
    edit: isThere,
    activate: isThere,
    signOut: isThere,
    move: isThere,
    moveToSchool: isThere && !isFed,
    takeOut: isThere && isInactive,
    delete: isInactive && !isFed,
  }
}

interface Asked {
  readonly backend: { readonly students: FakeStudents }
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

const one = ({ backend, params }: Asked): Student =>
  found(backend.students.students.find(({ id }) => id === params['studentId']))

function setState(given: Student, state: StudentState): Student {
  Object.assign(given, { state, stateSince: state === 'active' ? null : AT })
  Object.assign(given, { may: mayOf(given) })
  return given
}

export const studentHandlers = {
  'GET /api/v1/students': ({ backend, query }: Asked) =>
    pageOf(searched(backend.students.students, query).map(listed), query),
  'GET /api/v1/students/options': ({ backend }: Asked) => ({
    schools: [...SCHOOLS],
    grades: ['06', '07', '08'],
    makesAt: SCHOOLS.map(({ id }) => id),
    languages: backend.students.languages,
    numberRequired: true,
    reportYears: [2026, 2025],
  }),
  'GET /api/v1/students/classes': () => ({ classes: [...CLASSES] }),
  'GET /api/v1/students/report/export': ({ query }: Asked) =>
    `student number,family name,school year\r\n0042,${query.get('grade') ?? 'all'},${query.get('year') ?? '2026'}\r\n`,
  'GET /api/v1/students/{studentId}': one,
  'PUT /api/v1/students/{studentId}': (asked: Asked) => {
    const given = one(asked)
    if (asked.body['number'] === TAKEN_NUMBER) throw taken()
    if ('identities' in asked.body) given.identities = asked.body['identities'] as Student['identities']
    for (const field of given.fields)
      if (field.field in asked.body) field.value = asked.body[field.field] as string | string[] | null
    return given
  },
  'POST /api/v1/students': ({ backend, body }: Asked) => {
    if (body['number'] === TAKEN_NUMBER) throw taken()
    const id = String(700 + backend.students.students.length)
    backend.students.students.push(student(id, String(body['givenName']), String(body['familyName']), { isFed: false }))
    return { personId: id }
  },
  'POST /api/v1/students/state': ({ backend, body }: Asked) => {
    const ids = body['studentIds'] as string[]
    for (const each of backend.students.students)
      if (ids.includes(each.id)) setState(each, body['active'] === true ? 'active' : 'deactivated')
    return null
  },
  'POST /api/v1/students/{studentId}/deactivation': (asked: Asked) => setState(one(asked), 'deactivated'),
  'POST /api/v1/students/{studentId}/activation': (asked: Asked) => setState(one(asked), 'active'),
  'POST /api/v1/students/{studentId}/sign-out': (asked: Asked) =>
    Object.assign(one(asked), { account: { ltiLinks: 1, sessions: 0 } }),
  'POST /api/v1/students/{studentId}/move': (asked: Asked) => {
    const given = one(asked)
    const { fromClassId, toClassId, toSchoolId } = asked.body
    const school = SCHOOLS.find(({ id }) => id === toSchoolId)
    if (school !== undefined) return Object.assign(given, { schools: [{ ...school, isFed: false }], classes: [] })
    return Object.assign(given, {
      classes: [...given.classes.filter(({ id }) => id !== fromClassId), ofClass(String(toClassId))],
    })
  },
  'POST /api/v1/students/{studentId}/classes': (asked: Asked) => {
    const given = one(asked)
    return Object.assign(given, { classes: [...given.classes, ofClass(String(asked.body['classId']))] })
  },
  'DELETE /api/v1/students/{studentId}/classes/{classId}': (asked: Asked) => {
    const given = one(asked)
    Object.assign(given, { classes: given.classes.filter(({ id }) => id !== asked.params['classId']) })
    return null
  },
  'GET /api/v1/students/{studentId}/deletion': (asked: Asked) => ({
    word: wordOf(one(asked)),
    mayComeBack: one(asked).state === 'left',
    classes: 3,
    products: 1,
    identities: 2,
    benchmarks: 3,
    pathways: 1,
    points: 7,
    ltiLinks: 1,
  }),
  'POST /api/v1/students/{studentId}/deletion': (asked: Asked) => {
    const { students } = asked.backend.students
    students.splice(students.indexOf(one(asked)), 1)
    return null
  },
}

function wordOf({ givenName, familyName }: Student): string {
  return `${givenName} ${familyName}`
}

function ofClass(id: string): Student['classes'][number] {
  const { title, schoolName } = found(CLASSES.find((each) => each.id === id))
  return { id, title, schoolName, isFed: false }
}

function taken(): Refused {
  const message = 'Somebody in the district has this number already. Look for them by it.'
  return new Refused(409, 'number_taken', message)
}

function searched(all: readonly Student[], query: URLSearchParams): readonly Student[] {
  const q = (query.get('q') ?? '').toLowerCase()
  const state = query.get('state') ?? 'present'
  const states: Readonly<Record<string, readonly string[]>> = {
    present: ['active', 'deactivated', 'disabled'],
    inactive: ['deactivated', 'left'],
  }
  return all
    .filter((each) => wordOf(each).toLowerCase().includes(q))
    .filter((each) => (states[state] ?? [state]).includes(each.state))
}

function listed({ id, givenName, familyName, state, isFed, schools, classes, identities }: Student): ListedStudent {
  return {
    id,
    givenName,
    familyName,
    state,
    isFed,
    showsAs: identities.find(({ isShown }) => isShown)?.name ?? null,
    grades: ['07'],
    schools: schools.map((school) => ({ id: school.id, name: school.name })),
    classes: classes.length,
  }
}
