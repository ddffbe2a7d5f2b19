/** What the commands of invoices and of payments take and show alike. */

import { UsageError } from '../outcome.ts'
import { type Cell, formatTable } from '../print.ts'
import type { PaymentSheet } from './invoice-tools.ts'

export const DISTRICT = ['--district <id>', 'the district'] as const

/** The number, of `3` or `demo-0003`. @throws UsageError */
export function numberIn(typed: string): number {
  const [, digits] = /^(?:[a-z0-9][a-z0-9-]*-)?0*([1-9]\d{0,8})$/.exec(typed) ?? []
  if (digits === undefined)
    throw new UsageError('Name the invoice by its number, as 3 or demo-0003; "staffroom invoice list" has them.')
  return Number(digits)
}

/** @throws UsageError */
export function checkId(typed: string): void {
  if (!/^[1-9]\d{0,17}$/.test(typed)) throw new UsageError('That is no id. The lists have them.')
}

/** As a table. */
export function describePayments(payments: readonly PaymentSheet[]): readonly string[] {
  const rows = payments.map((one): readonly Cell[] => [
    one.id,
    one.invoice,
    one.paidOn,
    one.what,
    one.way,
    one.told,
    one.reference,
  ])
  return formatTable(['payment', 'invoice', 'on', 'what', 'way', 'amount', 'reference'], rows)
}
