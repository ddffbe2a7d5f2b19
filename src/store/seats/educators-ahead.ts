/** What becomes of the places among the educators: how many follow from what is bought on each day, and who leaves when. */

import type pg from 'pg'
import { type ForecastMoves, type ForecastPurchase, stepsOf } from '../../seats/forecast.ts'
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

/** By day, who leaves or waits no more because the roster's last date for them has passed. In the district's transaction. */
export async function readEducatorMoves(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly kind: string; readonly now: Date },
): Promise<ReadonlyMap<string, ForecastMoves>> {
  const { rows } = await client.query<{ day: string; withdrawing: number; leaving: number }>(
    sql('count_leaving_educators'),
    [o.districtId, o.kind, o.now],
  )
  return new Map(
    rows.map(({ day, withdrawing, leaving }) => [day, { coming: 0, leaving, withdrawing, graceEnds: 0 }] as const),
  )
}
