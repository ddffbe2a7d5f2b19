/** The operator's desk for customers. */

import { Failure } from '../../roster/failure.ts'
import { type Customer, findCustomer, setCustomerReading } from '../../store/people/customer.ts'
import { type Database, globally } from '../../store/database.ts'

/** @throws Failure CUSTOMER_UNKNOWN */
export function showCustomer(db: Database, id: string): Promise<Customer> {
  return globally(db, async (client) => known(await findCustomer(client, id)))
}

/** Says how the customer reads the chart; it counts from the next request of its administrators on. @throws Failure CUSTOMER_UNKNOWN */
export function setCustomer(db: Database, id: string, isStrict: boolean): Promise<Customer> {
  return globally(db, async (client) => {
    known(await findCustomer(client, id))
    await setCustomerReading(client, id, { isStrict, by: 'cli' })
    return known(await findCustomer(client, id))
  })
}

function known(customer: Customer | null): Customer {
  if (customer !== null) return customer
  throw new Failure(
    'CUSTOMER_UNKNOWN',
    'operator',
    'There is no customer of that id. One is made with its first district: staffroom district create --customer ID.',
  )
}
