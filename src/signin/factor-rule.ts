/** Of whom a district demands a second factor beside the password, and from when on. */

import { inDistrict } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { listCustomerDistricts } from '../store/people/customer.ts'
import type { AccountHolder } from '../store/signin/password.ts'
import { readRuleSince } from '../store/rules/rules.ts'
import { findAccountSince, findFactor } from '../store/signin/second-factor.ts'
import { findActiveRoles } from '../store/signin/session.ts'

const DAY_MS = 86_400_000
const ADMINISTRATORS: ReadonlySet<string> = new Set(['district_admin', 'it_admin', 'school_admin'])

/**
 * From when on an account needs one, whether or not it has it; null: nobody demands it. Of a customer's administrator the
 * first of the customer's districts that does decides.
 */
export async function demandedFrom(db: Database, holder: AccountHolder): Promise<Date | null> {
  if (holder.personId === null) {
    const districts = await listCustomerDistricts(db, holder.customerId)
    const dates = await Promise.all(districts.map(({ id }) => demandOf(db, { ...holder, districtId: id })))
    return earliest(dates)
  }
  const roles = await findActiveRoles(db, holder.districtId, holder.personId)
  return roles?.some(({ role }) => ADMINISTRATORS.has(role)) === true ? demandOf(db, holder) : null
}

/** The same, null where the account has one. */
export async function factorDueAt(db: Database, holder: AccountHolder): Promise<Date | null> {
  const from = await demandedFrom(db, holder)
  if (from === null) return null
  const found = await inDistrict(db, { districtId: holder.districtId, actor: 'system' }, (client) =>
    findFactor(client, holder),
  )
  return (found?.confirmedAt ?? null) === null ? from : null
}

function demandOf(db: Database, holder: AccountHolder): Promise<Date | null> {
  const { districtId } = holder
  return inDistrict(db, { districtId, actor: 'system' }, async (client) => {
    const demand = await readRuleSince(client, districtId, 'administratorsNeedSecondFactor')
    if (demand.value !== true || demand.since === null) return null
    const grace = await readRuleSince(client, districtId, 'secondFactorGraceDays')
    const since = await findAccountSince(client, holder)
    const start = Math.max(demand.since.getTime(), since?.getTime() ?? 0)
    return new Date(start + Number(grace.value) * DAY_MS)
  })
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => (date === null ? [] : [date.getTime()]))
  return times.length === 0 ? null : new Date(Math.min(...times))
}
