/** Where a coach sees what other coaches logged: the district's rule opens it, the coach's role says how far (product.md §4.4). */

import { authoriseUnder } from './authorise.ts'
import type { Grant, Scope } from './grant.ts'

/** Null: nowhere beyond what the Grant reaches. @param seeEachOther the value of the rule `coachesSeeEachOther` */
export function scopeOfColleagues(grant: Grant<'view:interaction'>, seeEachOther: unknown): Scope | null {
  if (grant.scope.district || seeEachOther !== true) return null
  return authoriseUnder(grant.principal, 'view:colleague_interaction', ['granted_by_district_admin'])?.scope ?? null
}
