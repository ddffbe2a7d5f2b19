/** The parent portal, for people whom nobody knows yet: what it shows, and registering there where the district lets parents. */

import type { Database } from '../store/database.ts'
import { inDistrict } from '../store/database.ts'
import {
  addParentRegistration,
  findParentPortal,
  type NewRegistration,
  type ParentPortal,
  tidyRegistration,
} from '../store/people/parent-portal.ts'
import { isStudentNumber } from '../store/people/student-number.ts'
import { readDistrictRule } from '../store/rules/rules.ts'

interface World {
  readonly db: Database
  readonly now: () => Date
}

/** Of one district: a spring evening of a large one, and nothing for who would fill it up. */
const PER_HOUR_MAX = 500

/** What the portal shows, and whether parents may register; null where there is no such district. */
export function lookAtPortal(
  { db }: World,
  districtId: string,
): Promise<(ParentPortal & { readonly isOpen: boolean }) | null> {
  return inDistrict(db, { districtId, actor: 'parent' }, async (client) => {
    const portal = await findParentPortal(client, districtId)
    if (portal === null) return null
    return { ...portal, isOpen: (await readDistrictRule(client, districtId, 'parentSelfRegistration')) === true }
  })
}

export type RegistrationOutcome = 'done' | 'unknown' | 'closed' | 'too_many' | 'number_wrong'

/**
 * Keeps what a parent leaves; nobody gets an account by it. A student number is looked at as the district's rules have it.
 */
export function registerParent(
  { db, now }: World,
  districtId: string,
  given: NewRegistration,
): Promise<RegistrationOutcome> {
  return inDistrict(db, { districtId, actor: 'parent' }, async (client) => {
    if ((await findParentPortal(client, districtId)) === null) return 'unknown'
    if ((await readDistrictRule(client, districtId, 'parentSelfRegistration')) !== true) return 'closed'
    const registration = tidyRegistration(given)
    if (!(await isStudentNumber(client, districtId, registration.studentNumber ?? ''))) return 'number_wrong'
    const isKept = await addParentRegistration(
      client,
      { districtId, ...registration },
      { now: now(), perHourMax: PER_HOUR_MAX },
    )
    return isKept ? 'done' : 'too_many'
  })
}
