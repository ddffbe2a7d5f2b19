/** Invoices and payments: what a district owes, what it paid, and the ways to pay. */

import type { Request } from 'express'
import { authoriseBilling, billingAccess } from '../../../access/billing.ts'
import {
  givePurchaseOrder,
  openCheckout,
  type PaymentProblem,
  takeProviderEvent,
} from '../../../actions/seats/pay-invoice.ts'
import {
  type BillingOffer,
  viewBillingArea,
  viewInvoice,
  viewInvoiceFile,
  viewInvoices,
  viewPaymentFile,
  viewPayments,
} from '../../../views/seats/invoices.ts'
import {
  BillingArea,
  Checkout,
  InvoiceDetail,
  InvoiceParams,
  Invoices,
  Payments,
  PurchaseOrderBody,
} from '../../contract/invoices.ts'
import { csvOf } from '../../csv.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { Reply, RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { invoicePdf } from './invoice-pdf.ts'

export interface BillingDeps {
  readonly billing: BillingOffer
  /** Of this installation, without a slash at its end. */
  readonly publicUrl: string
}

const seeing = billingAccess('view:invoice')
const paying = billingAccess('manage:payment')
/** An event of the provider is a few kilobytes. */
const EVENT_BYTES_MAX = 262_144

/** `/api/v1/billing`, `/api/v1/invoices…`, `/api/v1/payments…` */
export function addInvoiceRoutes(table: RouteTable, world: DomainWorld, deps: BillingDeps): void {
  addListRoutes(table, world, deps)
  addPaymentRoutes(table, world)
  addOneRoutes(table, world, deps)
  addPayingRoutes(table, world, deps)
  addEventRoute(table, world, deps)
}

function addListRoutes(table: RouteTable, world: DomainWorld, { billing }: BillingDeps): void {
  table.add({
    method: 'get',
    path: '/api/v1/billing',
    access: billingAccess('sign_in:billing_area'),
    summary: 'What the district owes in all, and how it can pay.',
    response: BillingArea,
    handle: async ({ principal }) => ({
      status: 200,
      body: await viewBillingArea(world, authoriseBilling(principal, 'sign_in:billing_area'), billing),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/invoices',
    access: seeing,
    summary: 'Invoices and credit notes of the district, the latest first.',
    response: Invoices,
    handle: async ({ principal }) => ({
      status: 200,
      body: await viewInvoices(world, authoriseBilling(principal, 'view:invoice')),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/invoices/export',
    access: seeing,
    summary: 'The same as CSV.',
    handle: async ({ principal }) =>
      csv('invoices.csv', await viewInvoiceFile(world, authoriseBilling(principal, 'view:invoice'))),
  })
}

function addPaymentRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/payments',
    access: paying,
    summary: 'Payments and refunds, the latest first.',
    response: Payments,
    handle: async ({ principal }) => ({
      status: 200,
      body: await viewPayments(world, authoriseBilling(principal, 'manage:payment')),
    }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/payments/export',
    access: paying,
    summary: 'The same as CSV.',
    handle: async ({ principal }) =>
      csv('payments.csv', await viewPaymentFile(world, authoriseBilling(principal, 'manage:payment'))),
  })
}

function csv(name: string, rows: readonly (readonly string[])[]): Reply<undefined> {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  }
  return { status: 200, text: csvOf(rows), headers }
}

function addOneRoutes(table: RouteTable, world: DomainWorld, { billing }: BillingDeps): void {
  table.add({
    method: 'get',
    path: '/api/v1/invoices/:invoiceId',
    access: seeing,
    summary: 'One invoice with its lines, what happened to it, and how it can be paid.',
    params: InvoiceParams,
    response: InvoiceDetail,
    handle: async ({ principal, params }) => {
      const grant = authoriseBilling(principal, 'view:invoice')
      return { status: 200, body: orNotFound(await viewInvoice(world, grant, { ...billing, ...params })) }
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/invoices/:invoiceId/pdf',
    access: seeing,
    summary: 'One invoice as PDF.',
    params: InvoiceParams,
    handle: async ({ principal, params }) => {
      const grant = authoriseBilling(principal, 'view:invoice')
      const invoice = orNotFound(await viewInvoice(world, grant, { ...billing, ...params }))
      const bytes = await invoicePdf(invoice, world.now())
      const headers = {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${invoice.name}.pdf"`,
      }
      return { status: 200, bytes, headers }
    },
  })
}

function addPayingRoutes(table: RouteTable, world: DomainWorld, { billing, publicUrl }: BillingDeps): void {
  table.add({
    method: 'post',
    path: '/api/v1/invoices/:invoiceId/purchase-order',
    access: paying,
    summary: 'Gives the number of the district’s order, or another one; it pays nothing.',
    params: InvoiceParams,
    body: PurchaseOrderBody,
    status: 204,
    handle: async ({ principal, params, body }) => {
      const grant = authoriseBilling(principal, 'manage:payment')
      const problem = await givePurchaseOrder(world, grant, { ...params, ...body })
      if (problem !== null) throw refused(problem)
      return { status: 204 }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/invoices/:invoiceId/checkout',
    access: paying,
    summary: 'A page of the payment provider where all that is open is paid by card.',
    params: InvoiceParams,
    creates: true,
    response: Checkout,
    handle: async ({ principal, params }) => {
      const grant = authoriseBilling(principal, 'manage:payment')
      const opened = await openCheckout({ ...world, provider: billing.provider, publicUrl }, grant, params.invoiceId)
      if ('problem' in opened) throw refused(opened)
      return { status: 200, body: opened }
    },
  })
}

function refused({ problem, says }: PaymentProblem): HttpError {
  return problem === 'invoice_unknown' ? notFound() : unprocessable(problem, says)
}

function addEventRoute(table: RouteTable, world: DomainWorld, { billing, publicUrl }: BillingDeps): void {
  table.add({
    method: 'post',
    path: '/api/v1/payment-events',
    access: { open: 'webhook' },
    summary: 'For the payment provider: what was paid, signed by it. Told again, it changes nothing.',
    status: 204,
    handle: async ({ request }) => {
      if (billing.provider === null) throw notFound()
      const sent = { body: await bytesOf(request), signature: request.get('stripe-signature') ?? null }
      const taken = await takeProviderEvent({ ...world, provider: billing.provider, publicUrl }, sent)
      if (taken === 'refused')
        throw new HttpError(400, 'signature', 'This is not signed, not by whom it should be, or too old.')
      if (taken === 'later') throw new HttpError(409, 'too_early', 'The payment isn’t known yet. Tell it again.')
      return { status: 204 }
    },
  })
}

/** As they were sent: the signature is of the bytes. @throws HttpError where they are too many */
async function bytesOf(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > EVENT_BYTES_MAX) throw new HttpError(413, 'too_large', 'The request is larger than the limit.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
