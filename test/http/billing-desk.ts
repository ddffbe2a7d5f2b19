/** The seller's side of invoices for tests of the API: prices, invoices and money noted by hand. */

import { openInvoiceDesk, type InvoiceDesk } from '../../src/actions/seats/invoice-desk.ts'
import type { BillingSettings } from '../../src/seats/billing.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { shippedKinds } from '../store/seat-district.ts'

export const PRICES: BillingSettings = {
  currency: 'USD',
  seller: { name: 'Seller & Sons', address: '1 Main Street', email: 'accounts@seller.example' },
  remittance: 'By bank to account 42.',
  dueDays: 30,
  tax: { name: 'Sales tax', ratePpm: 62_500 },
  prices: [
    { kind: 'coaching-seats', unitPrice: 14_900 },
    { kind: 'export-credits', unitPrice: 333 },
  ],
}

/** `now` may move. */
export function invoiceDesk(
  database: TestDatabase,
  { now, settings = PRICES }: { readonly now: () => Date; readonly settings?: BillingSettings | null },
): InvoiceDesk {
  return openInvoiceDesk({
    database: database.open('sync'),
    now,
    licenceKinds: shippedKinds(),
    openBilling: () => settings,
  })
}

let named = 0

/** Another purchase, of whatever is to be billed. */
export async function buyMore(
  database: TestDatabase,
  o: { readonly districtId: string; readonly kind?: string; readonly quantity: number; readonly name?: string },
): Promise<void> {
  named += 1
  const { districtId, kind = 'export-credits', quantity, name = `purchase ${named}` } = o
  await inDistrict(database.open('owner'), { districtId, actor: 'test' }, (client) =>
    client.query(
      `insert into licence_purchase (district_id, kind, name, quantity, entered_at, entered_by)
       values ($1, $2, $3, $4, now(), 'test')
       on conflict (district_id, kind, name) do update set quantity = excluded.quantity`,
      [districtId, kind, name, quantity],
    ),
  )
}

/** Buys and bills so many export credits, at 3.33 and 6.25 % of tax. */
export async function billed(
  database: TestDatabase,
  desk: InvoiceDesk,
  { districtId, quantity }: { readonly districtId: string; readonly quantity: number },
) {
  await buyMore(database, { districtId, quantity })
  return desk.bill({ districtId, billTo: null, orderNumber: null, dueDays: null, draft: false })
}
