/** What the contract says of the pages of invoices: bodies and answers by operation. */

import { type TSchema, Type } from '@sinclair/typebox'
import * as invoices from '../../src/http/contract/invoices.ts'

const shape = (body: TSchema | null, answer: TSchema | null) => ({ body, answer })

export const billingShapes = {
  'GET /api/v1/billing': shape(null, invoices.BillingArea),
  'GET /api/v1/invoices': shape(null, invoices.Invoices),
  'GET /api/v1/invoices/export': shape(null, Type.String()),
  'GET /api/v1/invoices/{invoiceId}': shape(null, invoices.InvoiceDetail),
  'GET /api/v1/invoices/{invoiceId}/pdf': shape(null, Type.Any()),
  'POST /api/v1/invoices/{invoiceId}/purchase-order': shape(invoices.PurchaseOrderBody, null),
  'POST /api/v1/invoices/{invoiceId}/checkout': shape(null, invoices.Checkout),
  'GET /api/v1/payments': shape(null, invoices.Payments),
  'GET /api/v1/payments/export': shape(null, Type.String()),
}
