/** What the commands of invoices and of payments take and show alike. */

import { UsageError } from '../outcome.ts'
import { type Cell, formatTable } from '../print.ts'
import type { PaymentSheet } from './invoice-tools.ts'

export const DISTRICT = ['--district <id>', 'the district'] as const

/** Of a purchase order, as the page takes it. */
export const ORDER_NUMBER = /^[\p{L}\p{N}][\p{L}\p{N} ._/#-]{0,59}$/u

const NUMBER = /^(?:(?<prefix>[a-z0-9][a-z0-9-]*)-)?0*(?<digits>[1-9]\d{0,8})$/

/** Before anything is opened. @throws UsageError */
export function checkNumber(typed: string): void {
  if (!NUMBER.test(typed))
    throw new UsageError('Name the invoice by its number, as 3 or demo-0003; "staffroom invoice list" has them.')
}

/** The number of an invoice of this district, of `3` or `demo-0003`. @throws UsageError where it names another district */
export function numberIn(typed: string, districtId: string): number {
  checkNumber(typed)
  const { prefix = districtId, digits } = NUMBER.exec(typed)?.groups ?? {}
  if (prefix !== districtId) throw new UsageError(`${typed} is no invoice of ${districtId}. Nothing was done.`)
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
