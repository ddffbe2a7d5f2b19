/** Spells canonical records as the objects of Clever 3.0 and 3.1. Written apart from the connector, so that one can test the other. */

import type {
  ClassRecord,
  CourseRecord,
  EnrolmentRecord,
  FeedRole,
  OrgRecord,
  PersonRecord,
  TermRecord,
} from '../../../src/roster/model.ts'

export type CleverVersion = '3.0' | '3.1'
export type CleverObject = Readonly<Record<string, unknown>> & { readonly id: string }

/** What a roster has no business knowing; sent where it is wanted, so that a test can look for it afterwards. */
export interface Planted {
  /** Stands in every field of the kind that takes any text. */
  readonly text: string
}

/** What objects are made with. */
export interface Spelling {
  readonly version: CleverVersion
  readonly district: string
  readonly planted: Planted | null
}

const CREATED = '2026-07-01T06:00:00.000Z'

export function spellSchool(org: OrgRecord, { district, planted }: Spelling): CleverObject {
  return {
    id: org.sourcedId,
    district,
    name: org.name,
    sis_id: org.sourcedId,
    school_number: org.identifier ?? '',
    created: CREATED,
    last_modified: CREATED,
    ...(planted === null ? {} : { principal: { name: planted.text, email: planted.text }, phone: planted.text }),
  }
}

export function spellTerm(term: TermRecord, { district }: Spelling): CleverObject {
  return { id: term.sourcedId, district, name: term.title, start_date: term.startDate, end_date: term.endDate }
}

export function spellCourse(course: CourseRecord, { district }: Spelling): CleverObject {
  return { id: course.sourcedId, district, name: course.title, number: course.courseCode }
}

export interface Membership {
  readonly enrolments: readonly EnrolmentRecord[]
  /** The one term of a section: of one that has several, that which holds them. */
  readonly term: string | null
}

export function spellSection(made: ClassRecord, { enrolments, term }: Membership, spelling: Spelling): CleverObject {
  const people = (role: string): string[] =>
    enrolments.filter((each) => each.role === role).map(({ personSourcedId }) => personSourcedId)
  const lead = enrolments.find((each) => each.role === 'teacher' && each.primary)
  return {
    id: made.sourcedId,
    district: spelling.district,
    school: made.schoolSourcedId,
    course: made.courseSourcedId,
    name: made.title,
    sis_id: made.sourcedId,
    section_number: made.classCode,
    grade: gradeOf(made.grades[0]),
    subject: subjectOf(made),
    period: made.periods[0] ?? null,
    term_id: term,
    ...(lead === undefined ? {} : { teacher: lead.personSourcedId }),
    teachers: people('teacher'),
    students: people('student'),
    created: CREATED,
    last_modified: CREATED,
    ...(spelling.planted === null ? {} : { ext: { note: spelling.planted.text } }),
  }
}

export function spellUser(person: PersonRecord, spelling: Spelling): CleverObject {
  return {
    id: person.sourcedId,
    district: spelling.district,
    email: person.email ?? '',
    name: { first: person.givenName, last: person.familyName, middle: person.middleName },
    created: CREATED,
    last_modified: CREATED,
    roles: spellRoles(person, spelling),
  }
}

function spellRoles(person: PersonRecord, spelling: Spelling): Record<string, unknown> {
  const ofKind = (...words: readonly string[]): readonly FeedRole[] =>
    person.feedRoles.filter(({ role }) => words.includes(role))
  const [students, teachers] = [ofKind('student'), ofKind('teacher')]
  const contacts = ofKind('guardian', 'parent', 'relative')
  const others = person.feedRoles.filter((role) => ![...students, ...teachers, ...contacts].includes(role))
  const staff = others.filter(({ orgSourcedId }) => orgSourcedId !== spelling.district)
  const roles: Record<string, unknown> = {}
  if (students.length > 0) roles['student'] = spellStudent(person, students, spelling)
  if (teachers.length > 0)
    roles['teacher'] = {
      ...atSchools(teachers),
      sis_id: person.sourcedId,
      ...(person.identifier === null ? {} : { teacher_number: person.identifier }),
      title: person.metadata['jobTitle'] ?? null,
      ...credentials(spelling),
    }
  if (staff.length > 0)
    roles['staff'] = {
      schools: staff.map(({ orgSourcedId }) => orgSourcedId),
      roles: [],
      ...(person.identifier === null ? {} : { staff_id: person.identifier }),
      title: person.metadata['jobTitle'] ?? null,
      department: person.metadata['department'] ?? null,
      ...credentials(spelling),
    }
  if (staff.length < others.length) roles['district_admin'] = { title: person.metadata['jobTitle'] ?? null }
  if (contacts.length > 0) roles['contact'] = spellContact(person, contacts, spelling)
  return roles
}

function spellStudent(person: PersonRecord, roles: readonly FeedRole[], spelling: Spelling): Record<string, unknown> {
  const state = person.userIds.find(({ type }) => type === 'State')
  const preferred = { first: person.preferredGivenName, last: person.preferredFamilyName, middle: null }
  return {
    ...atSchools(roles),
    sis_id: person.sourcedId,
    ...(person.identifier === null ? {} : { student_number: person.identifier }),
    ...(state === undefined ? {} : { state_id: state.identifier }),
    grade: gradeOf(person.grades[0]),
    ...(spelling.version === '3.1' && preferred.first !== null ? { preferred_name: preferred } : {}),
    ...credentials(spelling),
    ...(spelling.planted === null ? {} : plantedInStudent(spelling.planted, spelling.version)),
  }
}

/** Every field of a student that says what kind of child it is, where it lives, and when it was born. */
function plantedInStudent({ text }: Planted, version: CleverVersion): Record<string, unknown> {
  return {
    dob: '02/29/2016',
    gender: 'X',
    race: 'Two or More Races',
    hispanic_ethnicity: 'Y',
    ell_status: 'Y',
    location: { address: text, city: text, state: text, zip: text, lat: text, lon: text },
    graduation_year: '2034',
    ext: { lunch: text, [text]: text },
    ...(version === '3.0'
      ? {}
      : {
          iep_status: text,
          frl_status: 'Reduced',
          gifted_status: 'Y',
          section_504_status: 'Y',
          home_language: 'Yucatec Maya',
          home_language_code: 'yua',
          disability: { disability_status: 'Y', disability_type: 'Deaf-blindness', disability_code: 'db' },
        }),
  }
}

function spellContact(
  person: PersonRecord,
  roles: readonly FeedRole[],
  { planted }: Spelling,
): Record<string, unknown> {
  const kind = roles[0]?.role === 'relative' ? ['Grandparent', 'Family'] : ['Parent', 'Parent/Guardian']
  return {
    sis_id: person.sourcedId,
    phone: planted?.text ?? null,
    phone_type: 'Cell',
    student_relationships: [{ student: 'a-student', relationship: kind[0], type: kind[1] }],
  }
}

function credentials({ planted }: Spelling): Record<string, unknown> {
  return planted === null ? {} : { credentials: { district_username: planted.text } }
}

function atSchools(roles: readonly FeedRole[]): { readonly school: string; readonly schools: readonly string[] } {
  const primary = roles.find(({ roleType }) => roleType === 'primary') ?? roles[0]
  return { school: primary?.orgSourcedId ?? '', schools: roles.map(({ orgSourcedId }) => orgSourcedId) }
}

const GRADES: ReadonlyMap<string, string> = new Map([
  ['IT', 'InfantToddler'],
  ['PR', 'Preschool'],
  ['PK', 'PreKindergarten'],
  ['TK', 'TransitionalKindergarten'],
  ['KG', 'Kindergarten'],
  ['PS', 'PostGraduate'],
  ['UG', 'Ungraded'],
])

function gradeOf(code: string | undefined): string {
  if (code === undefined) return ''
  return GRADES.get(code) ?? (/^\d\d$/.test(code) ? String(Number(code)) : 'Other')
}

const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ['English', 'english/language arts'],
  ['Mathematics', 'math'],
  ['Science', 'science'],
  ['Social Studies', 'social studies'],
  ['World Languages', 'language'],
  ['Art', 'arts and music'],
  ['Music', 'arts and music'],
  ['Physical Education', 'PE and health'],
])

/** Clever has no kind of class: its subjects say which are homerooms. */
export function subjectOf({ classType, subjects }: ClassRecord): string {
  if (classType === 'homeroom') return 'homeroom/advisory'
  return subjects[0] === undefined ? '' : (SUBJECTS.get(subjects[0]) ?? 'other')
}
