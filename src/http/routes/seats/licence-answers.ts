/** What changes of licences, and looks at them, share: how a body is read, and how a refusal is answered. */

import type { LicenceProblem } from '../../../actions/seats/change-licence.ts'
import type { PreviewQuery, PurchaseBody, RulesBody } from '../../contract/licences.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'

/** What is left to the installation isn't set. */
export function rulesIn({ order, schools, graceDays, overDays }: RulesBody) {
  const times = { ...(graceDays === null ? {} : { graceDays }), ...(overDays === null ? {} : { overDays }) }
  return { order, schools, ...times }
}

/** What isn't there, or isn't theirs, gets the answer of what isn't there. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'purchase_unknown',
  'licence_purchase_unknown',
  'licence_unknown',
  'licence_kind_unknown',
  'licence_seat_unknown',
  'school_unknown',
  'seat_unknown',
])

/** What else is there, or is under way, stands against it. */
const CONFLICTS: ReadonlySet<string> = new Set(['licence_purchase_known', 'licence_return_planned'])

/** Throws what was refused; null: nothing was. */
export function refuse(outcome: LicenceProblem | null): void {
  if (outcome !== null) throw refusalOf(outcome)
}

export function refusalOf({ problem, says }: LicenceProblem): HttpError {
  if (UNKNOWN.has(problem)) return notFound()
  return CONFLICTS.has(problem) ? new HttpError(409, problem, says) : unprocessable(problem, says)
}

/** A purchase as it was sent: of a new name, unless it says that it replaces one. */
export function purchaseIn(
  { kind, name }: { readonly kind: string; readonly name: string },
  { replaces = false, ...term }: PurchaseBody,
) {
  return { kind, name, replaces, ...term }
}

/** Which people of a preview. */
export function pageIn({ page = 1, pageSize = 100 }: PreviewQuery): {
  readonly page: number
  readonly pageSize: number
} {
  return { page, pageSize }
}
