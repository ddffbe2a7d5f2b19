/** What becomes of the places among the educators: how many follow from what is bought on each day, and who leaves when. */

import type pg from 'pg'
import { type ForecastPurchase, stepsOf } from '../../seats/forecast.ts'
import { capacityOf, type SeatKind } from '../../seats/kind.ts'
import { capacityRuleOf, type LicenceRules } from '../../seats/licence-rules.ts'
import { sql } from '../sql.ts'
import { listPurchases } from './licence-purchase.ts'

/**
 * How many places there are, each number with its days; null: no rule limits them. In the district's transaction.
 */
export async function readPlacesAhead(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly capacity: NonNullable<SeatKind['capacity']>
    readonly rules: LicenceRules
    readonly today: string
    readonly now: Date
  },
): Promise<readonly ForecastPurchase[] | null> {
  const rule = capacityRuleOf(o.rules, o.capacity.rule)
  if (capacityOf(rule, 0) === null) return null
  const bought = await listPurchases(client, { districtId: o.districtId, kind: o.capacity.from, now: o.now })
  return stepsOf(bought, o.today).map((step) => ({ ...step, quantity: capacityOf(rule, step.quantity) ?? 0 }))
}

/** The first and the last day of somebody at a school, `YYYY-MM-DD`; null: always, for good. */
export interface EducatorDays {
  readonly beginsOn: string | null
  readonly endsOn: string | null
}

/** By person, the days of the educators who come or go on a day that the roster knows. In the district's transaction. */
export async function listDatedEducators(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly now: Date },
): Promise<ReadonlyMap<string, readonly EducatorDays[]>> {
  const { rows } = await client.query<{ personId: string; days: readonly EducatorDays[] }>(
    sql('list_dated_educators'),
    [o.districtId, o.now],
  )
  return new Map(rows.map(({ personId, days }) => [personId, days]))
}
