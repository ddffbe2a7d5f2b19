/** What is asked of invoices with ids of some district. */

import type { Ids, Request } from './things.ts'

export const ASKED_OF_INVOICES: Readonly<Record<string, readonly ((of: Ids) => Request)[]>> = {
  'get /api/v1/invoices/:invoiceId': [(of) => ({ path: `/api/v1/invoices/${of.invoice}` })],
  'get /api/v1/invoices/:invoiceId/pdf': [(of) => ({ path: `/api/v1/invoices/${of.invoice}/pdf` })],
  'post /api/v1/invoices/:invoiceId/purchase-order': [
    (of) => ({ path: `/api/v1/invoices/${of.invoice}/purchase-order`, body: { orderNumber: 'PO 1' } }),
  ],
  'post /api/v1/invoices/:invoiceId/checkout': [(of) => ({ path: `/api/v1/invoices/${of.invoice}/checkout` })],
}
