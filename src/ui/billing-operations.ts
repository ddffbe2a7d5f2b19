/** What the API does about invoices and payments, and the file of seats that the billing office counts with, as the pages call it. */

import type * as invoices from '../http/contract/invoices.ts'
import type { SeatFileQuery } from '../http/contract/licences.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface BillingOperations {
  'GET /api/v1/licences/{kind}/seats/export': Read<string, SeatFileQuery>
  'GET /api/v1/billing': Read<invoices.BillingArea>
  'GET /api/v1/invoices': Read<invoices.Invoices>
  'GET /api/v1/invoices/export': Read<string>
  'GET /api/v1/invoices/{invoiceId}': Read<invoices.InvoiceDetail>
  'GET /api/v1/invoices/{invoiceId}/pdf': Read<Blob>
  'POST /api/v1/invoices/{invoiceId}/purchase-order': Write<invoices.PurchaseOrderBody, null>
  'POST /api/v1/invoices/{invoiceId}/checkout': Write<null, invoices.Checkout>
  'GET /api/v1/payments': Read<invoices.Payments>
  'GET /api/v1/payments/export': Read<string>
}
