/** Who looks after which students: 001 and 002 in one place, over the policy. Pure. */

import type { StudentField } from '../roster/student.ts'
import { authorise, authoriseMine, authoriseUnder, fieldIsOpen, reaches, type Resource } from './authorise.ts'
import type { Capability } from './capability.ts'
import type { Grant, Scope } from './grant.ts'
import { Refusal } from './grant.ts'
import type { Principal } from './principal.ts'

/** Any of these lets somebody see students; administrators have the first two, teachers the last two. */
export const SEES_STUDENTS = [
  'view_and_manage:student_account',
  'view_edit:student_account',
  'view:student_account',
] as const satisfies readonly Capability[]

/** Any of these lets somebody change something about a student. */
export const EDITS_STUDENTS = [
  'view_edit:student_account',
  'edit:student_name',
  'edit:student_email',
  'edit:student_identity',
] as const satisfies readonly Capability[]

/** How far teachers see: the district's rule `teachersSeeStudents`. */
export type TeachersSee = 'school' | 'classes'

/** Which students somebody sees, summed over their Grants: the store's WHERE clauses compare with it. */
export interface StudentReach {
  readonly grant: Grant<Capability>
  readonly scope: Scope
  /** Whom they see with all that is known of them; of others only what they may edit, and where they are. */
  readonly whole: Scope
}

/** @throws Refusal `forbidden` where they see no student at all */
export function studentReach(principal: Principal, teachersSee: TeachersSee): StudentReach {
  const managing = authoriseMine(principal, 'view_and_manage:student_account')
  const editing = authoriseMine(principal, 'view_edit:student_account')
  const seeing = teachersSee === 'school' ? authoriseMine(principal, 'view:student_account') : null
  const grant = managing ?? editing ?? seeing
  if (grant === null) throw new Refusal('forbidden', 'view_edit:student_account')
  const whole = sumOf([managing, editing])
  return { grant, whole, scope: sumOf([managing, editing, seeing]) }
}

function sumOf(grants: readonly (Grant<Capability> | null)[]): Scope {
  const scopes = grants.flatMap((grant) => grant?.scope ?? [])
  return {
    district: scopes.some(({ district }) => district),
    schoolIds: [...new Set(scopes.flatMap(({ schoolIds }) => schoolIds))],
    classIds: [...new Set(scopes.flatMap(({ classIds }) => classIds))],
    communityIds: [],
    classesOfCommunityIds: [],
    communitiesOfClassIds: [],
    ownerId: null,
    notAboutId: null,
  }
}

/** Where a student is. */
export interface StudentPlace {
  readonly schoolIds: readonly string[]
  readonly classIds: readonly string[]
}

/** The student as the policy asks about them: at their schools, and in each of their classes. */
function resourcesOf(principal: Principal, { schoolIds, classIds }: StudentPlace): readonly Resource[] {
  const { districtId } = principal
  return [{ districtId, schoolIds }, ...classIds.map((classId) => ({ districtId, classId, schoolIds }))]
}

/** Whether a scope takes in a student. */
export function takesIn(principal: Principal, scope: Scope, place: StudentPlace): boolean {
  return resourcesOf(principal, place).some((resource) => reaches(principal, scope, resource))
}

export interface StudentFacts extends StudentPlace {
  /** A feed knows them. */
  readonly isFed: boolean
  readonly isInactive: boolean
}

/**
 * The Grant to do something to one student.
 * @throws Refusal where no role of theirs gives it there
 */
export function authoriseOnStudent<C extends Capability>(
  principal: Principal,
  capability: C,
  student: StudentFacts,
): Grant<C> {
  const holds = [
    ...(student.isInactive ? (['student.status=inactive'] as const) : []),
    // None of what these capabilities are asked for here is a feed's.
    'field_open' as const,
  ]
  const resources = resourcesOf(principal, student)
  const [first] = resources
  for (const resource of resources) {
    const grant = authoriseUnder(principal, capability, holds)
    if (grant !== null && reaches(principal, grant.scope, resource)) return grant
  }
  return authorise(principal, capability, { ...first, districtId: principal.districtId, holds })
}

/** Whether somebody may do something to one student. */
export function mayOnStudent(principal: Principal, capability: Capability, student: StudentFacts): boolean {
  try {
    authoriseOnStudent(principal, capability, student)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** What gives an edit of which field besides `view_edit:student_account`. */
const GIVEN_BY: Readonly<Partial<Record<StudentField | 'identities', Capability>>> = {
  givenName: 'edit:student_name',
  familyName: 'edit:student_name',
  preferredGivenName: 'edit:student_name',
  preferredFamilyName: 'edit:student_name',
  email: 'edit:student_email',
  identities: 'edit:student_identity',
}

/** Fields that a feed owns of whom it knows. A second language and the identities are nobody's but Staffroom's. */
const OF_FEEDS: ReadonlySet<string> = new Set([
  'givenName',
  'familyName',
  'preferredGivenName',
  'preferredFamilyName',
  'email',
  'number',
  'grades',
])

/**
 * Whether somebody may edit a field of one student. What a feed owns is open to those who may make a sticky edit of it;
 * the student number is a name by which other systems know somebody: never edited where a feed says it, and by
 * administrators alone where none does.
 */
export function mayEditField(
  principal: Principal,
  field: StudentField | 'identities',
  student: StudentFacts & { readonly teachersSee: TeachersSee },
): boolean {
  const isFeeds = student.isFed && OF_FEEDS.has(field)
  if (field === 'number') return !isFeeds && mayOnStudent(principal, 'view_edit:student_account', ofSchools(student))
  const open = resourcesOf(principal, student).some(
    (resource) => fieldIsOpen(principal, resource, { ownedByFeed: isFeeds }).length > 0,
  )
  if (!open) return false
  if (mayOnStudent(principal, 'view_edit:student_account', student)) return true
  const other = GIVEN_BY[field]
  return other !== undefined && student.teachersSee === 'school' && mayOnStudent(principal, other, student)
}

/** Without what they are taught by whom: who reaches them as an administrator. */
function ofSchools(student: StudentFacts): StudentFacts {
  return { ...student, classIds: [] }
}

/**
 * Whether somebody may deactivate a student or activate them again: it is information of the account (P002-22); whether
 * somebody whom a feed knows is at work is the feed's, and open to those who may overrule it.
 */
export function maySetActive(principal: Principal, student: StudentFacts): boolean {
  return (
    mayOnStudent(principal, 'view_edit:student_account', student) &&
    resourcesOf(principal, student).some(
      (resource) => fieldIsOpen(principal, resource, { ownedByFeed: student.isFed }).length > 0,
    )
  )
}
