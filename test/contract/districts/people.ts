/** Makes the people of a district. */

import type { FeedRole, FeedRoleName, PersonRecord } from '../../../src/roster/model.ts'
import { FAMILY_NAMES, GIVEN_NAMES, STAFF_TITLES } from './names.ts'
import { below, pick } from './random.ts'

export interface PersonPlan {
  readonly seed: number
  readonly schoolId: string
  readonly domain: string
}

const STAFF = 11
const STUDENT = 12

export function feedRole(role: FeedRoleName, orgSourcedId: string): FeedRole {
  return { role, roleType: 'primary', orgSourcedId, beginDate: null, endDate: null }
}

/** Everything that most people don't have, as a record has it. */
export const NOBODY_IN_PARTICULAR = {
  table: 'people',
  status: 'active',
  enabled: true,
  middleName: null,
  preferredGivenName: null,
  preferredFamilyName: null,
  userIds: [],
  grades: [],
  metadata: {},
} as const

/** A member of staff: teachers first, then one principal, one coach, and aides. */
export function makeStaff(
  plan: PersonPlan,
  who: { readonly sourcedId: string; readonly index: number; readonly number: number; readonly teaches: boolean },
): PersonRecord {
  const { role, jobTitle } = position(plan, who)
  const named = name(plan.seed, STAFF, who.index)
  const login = `${loginOf(named)}${who.index}`
  return {
    ...NOBODY_IN_PARTICULAR,
    sourcedId: who.sourcedId,
    ...named,
    username: login,
    email: `${login}@${plan.domain}`,
    identifier: `S${String(100_000 + who.index)}`,
    feedRoles: [feedRole(role, plan.schoolId)],
    metadata: { jobTitle },
  }
}

function position(
  plan: PersonPlan,
  who: { readonly index: number; readonly number: number; readonly teaches: boolean },
): { readonly role: FeedRoleName; readonly jobTitle: string } {
  if (who.teaches) return { role: 'teacher', jobTitle: pick(STAFF_TITLES, plan.seed, STAFF, who.index, 3) }
  const remaining = below(8, plan.seed, STAFF, who.index, 4)
  if (remaining === 0) return { role: 'principal', jobTitle: 'Principal' }
  if (remaining === 1) return { role: 'aide', jobTitle: 'Instructional Coach' }
  return { role: 'aide', jobTitle: 'Paraprofessional' }
}

export function makeStudent(
  plan: PersonPlan,
  who: { readonly sourcedId: string; readonly index: number; readonly grade: string },
): PersonRecord {
  const named = name(plan.seed, STUDENT, who.index)
  const login = `${loginOf(named)}${who.index}`
  const number = String(who.index + 1).padStart(8, '0')
  return {
    ...NOBODY_IN_PARTICULAR,
    sourcedId: who.sourcedId,
    ...named,
    middleName:
      below(3, plan.seed, STUDENT, who.index, 5) === 0 ? pick(GIVEN_NAMES, plan.seed, STUDENT, who.index, 6) : null,
    username: login,
    email: `${login}@students.${plan.domain}`,
    // Leading zeros: what a spreadsheet loses.
    identifier: number,
    userIds: [{ type: 'State', identifier: number }],
    grades: [who.grade],
    feedRoles: [feedRole('student', plan.schoolId)],
  }
}

function name(seed: number, kind: number, index: number): { readonly givenName: string; readonly familyName: string } {
  return { givenName: pick(GIVEN_NAMES, seed, kind, index, 1), familyName: pick(FAMILY_NAMES, seed, kind, index, 2) }
}

function loginOf(named: { readonly givenName: string; readonly familyName: string }): string {
  return `${named.givenName}.${named.familyName}`
    .normalize('NFD')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^A-Za-z.]/g, '')
    .toLowerCase()
}
