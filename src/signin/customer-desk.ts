/** The operator's desk for a customer's administrators: who they are, and letting one of them in no more, or again. */

import { Failure } from '../roster/failure.ts'
import type { Database } from '../store/database.ts'
import { globally } from '../store/database.ts'
import {
  changeCustomerAdmin,
  type CustomerAdmin,
  type CustomerAdminStep,
  listCustomerAdmins,
  lockCustomer,
} from '../store/signin/customer-admins.ts'

export interface CustomerDeskWorld {
  readonly db: Database
  readonly now: () => Date
}

export interface ChangedAdmin {
  readonly admin: CustomerAdmin
  /** How many of the customer's administrators can sign in now. */
  readonly active: number
}

/** Everything by name, bound to one installation. Holds no state. @throws Failure CUSTOMER_UNKNOWN, CUSTOMER_ADMIN_REFUSED */
export function openCustomerDesk({ db, now }: CustomerDeskWorld) {
  return {
    list: (customerId: string): Promise<readonly CustomerAdmin[]> =>
      globally(db, async (client) => {
        if (!(await lockCustomer(client, customerId))) throw unknownCustomer()
        return listCustomerAdmins(client, customerId)
      }),
    /** `who`: an e-mail address, or `id:4`. The last one may be taken out here, and here alone. */
    change: (customerId: string, who: string, step: CustomerAdminStep): Promise<ChangedAdmin> =>
      globally(db, async (client) => {
        if (!(await lockCustomer(client, customerId))) throw unknownCustomer()
        const { id } = adminOf(await listCustomerAdmins(client, customerId), who)
        if (!(await changeCustomerAdmin(client, { customerId, id }, { step, actor: 'cli', now: now() })))
          throw refused(NOT_NOW[step])
        const all = await listCustomerAdmins(client, customerId)
        return { admin: adminOf(all, `id:${id}`), active: all.filter(({ status }) => status === 'active').length }
      }),
  }
}

const NOT_NOW: Readonly<Record<CustomerAdminStep, string>> = {
  suspend:
    'Only who can sign in is suspended. "staffroom customer admins list" shows who that is; an invitation is taken back with "remove".',
  activate: 'Only who is suspended is let in again. Whoever was removed is invited anew: staffroom admin invite.',
  remove: 'They were removed already.',
}

function adminOf(all: readonly CustomerAdmin[], who: string): CustomerAdmin {
  const found = all.find(({ id, email }) => `id:${id}` === who || email.toLowerCase() === who.toLowerCase())
  if (found !== undefined) return found
  throw refused(
    'The customer has no administrator of that address or number. Look at "staffroom customer admins list".',
  )
}

function refused(message: string): Failure {
  return new Failure('CUSTOMER_ADMIN_REFUSED', 'operator', message)
}

function unknownCustomer(): Failure {
  return new Failure(
    'CUSTOMER_UNKNOWN',
    'operator',
    'There is no customer of that id. One is made with its first district: staffroom district create --customer ID.',
  )
}
