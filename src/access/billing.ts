/** Who looks after a district's invoices: the permission files give it to the billing office and to administrators by different names. */

import { authorise, authoriseMine, isAdmitted } from './authorise.ts'
import type { Capability } from './capability.ts'
import type { Grant } from './grant.ts'
import type { Principal } from './principal.ts'

/** An administrator of the district performs its financial transactions (P001-04): sees invoices, gives orders, pays. */
const BY_ADMINISTRATORS = 'perform:financial_transaction' satisfies Capability

type Billing<C extends Capability> = Grant<C> | Grant<typeof BY_ADMINISTRATORS>
export type InvoiceGrant = Billing<'view:invoice'>
export type PaymentGrant = Billing<'manage:payment'>
export type BillingAreaGrant = Billing<'sign_in:billing_area'>

/** The door of a route that is about the district's money. */
export const billingAccess = <C extends 'view:invoice' | 'manage:payment' | 'sign_in:billing_area'>(capability: C) =>
  ({ capability, onThing: true, or: [BY_ADMINISTRATORS] }) as const

/** For the whole district, by whichever name. @throws Refusal where no role gives it there */
export function authoriseBilling<C extends 'view:invoice' | 'manage:payment' | 'sign_in:billing_area'>(
  principal: Principal,
  capability: C,
): Billing<C> {
  const own = authoriseMine(principal, capability)
  if (own?.scope.district === true) return own
  const whole = { districtId: principal.districtId }
  return isAdmitted(principal, BY_ADMINISTRATORS)
    ? authorise(principal, BY_ADMINISTRATORS, whole)
    : authorise(principal, capability, whole)
}
