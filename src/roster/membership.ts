/** Compares who an LMS says is in a course with who the roster has in the class. Pure; it finds and changes nothing. */

/** One member as the LMS lists them. */
export interface LmsMember {
  /** What launches call `sub`. */
  readonly userId: string
  readonly status: 'Active' | 'Inactive' | 'Deleted'
  readonly roles: readonly string[]
  readonly name: string | null
}

/** A member who is somebody in the roster. */
export interface KnownMember {
  readonly userId: string
  readonly personId: string
}

/** Somebody in the class by the roster. */
export interface ClassMember {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly role: string
}

/** Somebody of the LMS, by what it calls them. */
export interface NamedMember {
  readonly name: string | null
  readonly role: 'teacher' | 'student' | 'other'
}

export interface MembershipDifference {
  /** How many are in both, in the course, and in the class. */
  readonly both: number
  readonly inCourse: number
  readonly inClass: number
  /** In the course and in the roster, but not in this class. */
  readonly notInClass: readonly NamedMember[]
  /** In the course, and nobody in the roster as far as can be told. */
  readonly unknown: readonly NamedMember[]
  /** In the class, and not in the course. */
  readonly notInCourse: readonly ClassMember[]
  /** In both, but one says teacher and the other student. */
  readonly otherRole: readonly { readonly person: ClassMember; readonly inCourse: 'teacher' | 'student' }[]
}

const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'
const CONTEXT = 'http://purl.imsglobal.org/vocab/lis/v2/membership#'

/** What the two lists say differently. Members who left the course, and test users, are not in it. */
export function compareMembership(lists: {
  readonly members: readonly LmsMember[]
  readonly known: readonly KnownMember[]
  readonly enrolled: readonly ClassMember[]
}): MembershipDifference {
  const members = lists.members.filter(({ status, roles }) => status === 'Active' && !roles.includes(TEST_USER))
  const personOf = new Map(lists.known.map(({ userId, personId }) => [userId, personId]))
  const classOf = new Map(lists.enrolled.map((one) => [one.id, one]))
  const present = new Map<string, NamedMember>()
  const notInClass: NamedMember[] = []
  const unknown: NamedMember[] = []
  for (const member of members) {
    const personId = personOf.get(member.userId)
    const named = { name: member.name, role: roleOf(member.roles) }
    if (personId === undefined) unknown.push(named)
    else if (classOf.has(personId)) present.set(personId, named)
    else notInClass.push(named)
  }
  return {
    both: present.size,
    inCourse: members.length,
    inClass: lists.enrolled.length,
    notInClass,
    unknown,
    notInCourse: lists.enrolled.filter(({ id }) => !present.has(id)),
    otherRole: lists.enrolled.flatMap((person) => {
      const inCourse = present.get(person.id)?.role ?? 'other'
      const differs = inCourse !== 'other' && inClassRole(person.role) !== inCourse
      return differs ? [{ person, inCourse }] : []
    }),
  }
}

function inClassRole(role: string): 'teacher' | 'student' | 'other' {
  return role === 'teacher' || role === 'student' ? role : 'other'
}

/** Short names occur (`Instructor`), and an Instructor is often listed as a Learner besides. */
function roleOf(roles: readonly string[]): NamedMember['role'] {
  const short = new Set(roles.map((role) => role.replace(CONTEXT, '')))
  if (short.has('Instructor')) return 'teacher'
  return short.has('Learner') ? 'student' : 'other'
}
