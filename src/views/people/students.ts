/** Students for those who look after them: the list, one student with what may be done, where students may be put. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import {
  maySetActive,
  mayEditField,
  mayOnStudent,
  type StudentReach,
  studentReach,
  takesIn,
  type TeachersSee,
} from '../../access/student.ts'
import { nameOfColumn } from '../../roster/sticky-field.ts'
import { SECOND_LANGUAGES, STUDENT_FIELDS, type StudentField } from '../../roster/student.ts'
import type { DistrictClient } from '../../store/database.ts'
import { readBenchmarkYears } from '../../store/people/benchmark-years.ts'
import { listBenchmarkYears } from '../../store/people/benchmarks.ts'
import {
  factsOf,
  listReachedClasses,
  type ListedStudent,
  listStudentChoices,
  listStudents,
  readStudent,
  readTeachersSee,
  type StudentChoices,
  type StudentClass,
  type StudentRecord,
  type StudentSearch,
  versionOfStudent,
} from '../../store/people/students.ts'
import type { StudentValue } from '../../store/people/students-write.ts'
import { listPersonHistory, type HistoryEntry } from '../../store/people/staff.ts'
import { readDistrictRule } from '../../store/rules/rules.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

interface Look {
  readonly client: DistrictClient
  readonly principal: Principal
  readonly reach: StudentReach
  readonly teachersSee: TeachersSee
}

/** @throws Refusal where they see no student at all */
function look<T>(world: DomainWorld, principal: Principal, work: (o: Look) => Promise<T>): Promise<T> {
  return inDistrictClient(world, principal, async (client) => {
    const teachersSee = await readTeachersSee(client, principal.districtId)
    return work({ client, principal, teachersSee, reach: studentReach(principal, teachersSee) })
  })
}

/** One page of the students within reach, by family name. */
export function viewStudents(
  world: DomainWorld,
  principal: Principal,
  search: Omit<StudentSearch, 'words'> & { readonly q: string },
): Promise<PageView<ListedStudent>> {
  const { q, page, pageSize } = search
  const words = q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  return look(world, principal, async ({ client, reach }) => ({
    ...(await listStudents(client, reach, { ...search, words })),
    page,
    pageSize,
  }))
}

export interface StudentOptions extends StudentChoices {
  /** Schools where whoever asks may make students. */
  readonly makesAt: readonly string[]
  /** Second languages on offer; none where the district doesn’t ask for them. */
  readonly languages: readonly string[]
  readonly numberRequired: boolean
  /** School years that a report can be of, the latest first; none: whoever asks may not take one along. */
  readonly reportYears: readonly number[]
}

/** What lists are filtered by, and what a new student is asked for. */
export function viewStudentOptions(world: DomainWorld, principal: Principal): Promise<StudentOptions> {
  return look(world, principal, async ({ client, reach }) => {
    const { districtId } = principal
    const choices = await listStudentChoices(client, reach)
    const making = authoriseMine(principal, 'create:student_account')
    const makes = choices.schools.filter(
      ({ id }) => making !== null && (making.scope.district || making.scope.schoolIds.includes(id)),
    )
    const asksLanguage = (await readDistrictRule(client, districtId, 'secondLanguages')) === true
    return {
      ...choices,
      makesAt: makes.map(({ id }) => id),
      languages: asksLanguage ? SECOND_LANGUAGES : [],
      numberRequired: (await readDistrictRule(client, districtId, 'studentNumberRequired')) === true,
      reportYears:
        authoriseMine(principal, 'export:student_report_data') === null
          ? []
          : await listBenchmarkYears(client, districtId, await readBenchmarkYears(client, districtId, world.now())),
    }
  })
}

/** The classes of a school, or all, that whoever asks may move students between or put them into. */
export function viewStudentClasses(
  world: DomainWorld,
  principal: Principal,
  schoolId: string | null,
): Promise<readonly Omit<StudentClass, 'isFed'>[]> {
  return look(world, principal, async ({ client, reach }) => {
    const moving = authoriseMine(principal, 'move:student')
    return moving === null ? [] : listReachedClasses(client, reach, { scope: moving.scope, schoolId })
  })
}

export interface FieldView {
  readonly field: StudentField
  readonly value: StudentValue
  /** `edited`: by hand, over what the feed says. */
  readonly owner: 'feed' | 'edited' | 'hand'
  readonly isOpen: boolean
}

export interface StudentView {
  readonly student: StudentRecord
  readonly version: string
  /** Those that whoever asks sees. */
  readonly fields: readonly FieldView[]
  readonly identitiesOpen: boolean
  /** Null: whoever asks sees only what they may edit. */
  readonly whole: {
    readonly identifiers: { readonly ltiLinks: number; readonly sessions: number }
    /** Null: they may not see it. */
    readonly history: readonly HistoryEntry[] | null
  } | null
  readonly may: {
    readonly edit: boolean
    readonly activate: boolean
    readonly signOut: boolean
    readonly move: boolean
    readonly moveToSchool: boolean
    readonly takeOut: boolean
    readonly delete: boolean
  }
}

/** One student, or null where there is none whom they may see. @throws Refusal where they see no student at all */
export function viewStudent(world: DomainWorld, principal: Principal, personId: string): Promise<StudentView | null> {
  return look(world, principal, async (o) => {
    const { client, reach } = o
    const student = await readStudent(client, reach, { personId, now: world.now() })
    if (student === null) return null
    const facts = factsOf(student)
    const isWhole = takesIn(principal, reach.whole, facts)
    const languages = (await readDistrictRule(client, principal.districtId, 'secondLanguages')) === true
    const seesAudit = isWhole && authoriseMine(principal, 'view:audit_log') !== null
    const { ltiLinks, sessions } = student
    return {
      student,
      version: versionOfStudent(student),
      fields: fieldsOf(o, student, { isWhole, languages }),
      identitiesOpen: isOpen(o, student, 'identities'),
      whole: isWhole
        ? {
            identifiers: { ltiLinks, sessions },
            history: seesAudit ? await listPersonHistory(client, principal.districtId, personId) : null,
          }
        : null,
      may: mayOf(o, student),
    }
  })
}

/** What somebody sees of a student of their school whom they don't teach: what they may edit, and in which grade they are. */
const SEEN_BY_SCHOOL: ReadonlySet<StudentField> = new Set([
  'givenName',
  'familyName',
  'preferredGivenName',
  'preferredFamilyName',
  'email',
  'grades',
])

function fieldsOf(
  o: Look,
  student: StudentRecord,
  { isWhole, languages }: { readonly isWhole: boolean; readonly languages: boolean },
): readonly FieldView[] {
  const edited = new Set(Object.keys(student.edited).map((column) => nameOfColumn('people', column)))
  return STUDENT_FIELDS.filter((field) => isWhole || SEEN_BY_SCHOOL.has(field))
    .filter((field) => field !== 'secondLanguage' || languages)
    .map((field) => ({
      field,
      value: student[field],
      owner: ownerOf(student, field, edited),
      isOpen: isOpen(o, student, field),
    }))
}

function ownerOf({ isFed }: StudentRecord, field: StudentField, edited: ReadonlySet<string>): FieldView['owner'] {
  if (!isFed || field === 'secondLanguage') return 'hand'
  return edited.has(field) ? 'edited' : 'feed'
}

function isOpen({ principal, teachersSee }: Look, student: StudentRecord, field: StudentField | 'identities'): boolean {
  if (student.isStaff || student.state === 'left') return false
  return mayEditField(principal, field, { ...factsOf(student), teachersSee })
}

function mayOf(o: Look, student: StudentRecord): StudentView['may'] {
  const { principal, teachersSee } = o
  const facts = factsOf(student)
  const isThere = student.state !== 'left'
  const may = (capability: Parameters<typeof mayOnStudent>[1], as = facts) =>
    !student.isStaff && mayOnStudent(principal, capability, as)
  const byPassword = teachersSee === 'school' && may('edit:student_password')
  return {
    edit: [...STUDENT_FIELDS, 'identities' as const].some((field) => isOpen(o, student, field)),
    activate: isThere && !student.isStaff && maySetActive(principal, facts),
    signOut: isThere && (byPassword || may('view_edit:student_account')),
    move: isThere && may('move:student'),
    moveToSchool: isThere && !student.isFed && may('move:student', { ...facts, classIds: [] }),
    takeOut: facts.isInactive && isThere && may('delete_from_group:inactive_student_account'),
    delete: facts.isInactive && !student.isFed && may('delete:inactive_student_account'),
  }
}
