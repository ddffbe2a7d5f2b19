/** How states of invoices are said and coloured. */
import type { Checkout, Invoice, Payments } from '../../../http/contract/invoices.ts'
import { formatDay } from '../../formats.ts'
import { t } from '../../translate.ts'

export type InvoiceState = Invoice['state']

export function stateWord(state: InvoiceState): string {
  return t(`invoice.state.${state}`)
}

const MOODS = {
  issued: 'calm',
  part_paid: 'warn',
  paid: 'good',
  overdue: 'bad',
  cancelled: 'calm',
  credit_note: 'calm',
} as const satisfies Record<InvoiceState, string>

export function stateMood(state: InvoiceState): (typeof MOODS)[InvoiceState] {
  return MOODS[state]
}

export function wayWord(way: Payments['items'][number]['way']): string {
  return t(`payment.way.${way}`)
}

/** A page of the provider as long as it asks for what is open; undefined: another one is to be made. */
export function payableAt(
  page: Checkout | undefined,
  { open, currency }: { readonly open: number; readonly currency: string },
): Checkout | undefined {
  return page?.amount === open && page.currency === currency ? page : undefined
}

/** The term of a line; empty: it has none. */
export function termOf({
  startsOn,
  endsOn,
}: {
  readonly startsOn: string | null
  readonly endsOn: string | null
}): string {
  if (startsOn !== null && endsOn !== null)
    return t('invoice.term.both', { from: formatDay(startsOn), until: formatDay(endsOn) })
  if (startsOn !== null) return t('invoice.term.from', { from: formatDay(startsOn) })
  return endsOn === null ? '' : t('invoice.term.until', { until: formatDay(endsOn) })
}
