/** What the pages of invoices ask the server for. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { Send } from '../../session/session.ts'

const BILLING = 'billing'

export const billingQuery = (send: Send) =>
  queryOptions({ queryKey: [BILLING, 'area'], queryFn: ({ signal }) => send('GET /api/v1/billing', { signal }) })

export const invoicesQuery = (send: Send) =>
  queryOptions({ queryKey: [BILLING, 'invoices'], queryFn: ({ signal }) => send('GET /api/v1/invoices', { signal }) })

export const paymentsQuery = (send: Send) =>
  queryOptions({ queryKey: [BILLING, 'payments'], queryFn: ({ signal }) => send('GET /api/v1/payments', { signal }) })

export const invoiceQuery = (send: Send, invoiceId: string) =>
  queryOptions({
    queryKey: [BILLING, 'invoice', invoiceId],
    queryFn: ({ signal }) => send('GET /api/v1/invoices/{invoiceId}', { params: { invoiceId }, signal }),
  })

/** Everything of invoices is asked for anew. */
export function useBillingAgain(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: [BILLING] })
}
