/** An administrator of a customer who was invited and has not come: of the customer of alpha, or of another one. */

import { globally } from '../../src/store/database.ts'
import type { SchoolDistrict } from './school-district.ts'
import type { TestApp } from './test-app.ts'

/** What is planted with beta is of a customer that has no district: to those of alpha it is as if it were not there. */
export async function plantPeer(app: TestApp, { id }: SchoolDistrict): Promise<string> {
  const customerId = id === 'alpha' ? 'acme' : `other-than-${id}`
  return globally(app.database.open('owner'), async (client) => {
    await client.query("insert into customer (id, name) values ($1, 'Customer') on conflict do nothing", [customerId])
    const { rows } = await client.query<{ id: string }>(
      'insert into customer_admin (customer_id, email) values ($1, $2) returning id::text',
      [customerId, `waits@${id}.example`],
    )
    return rows[0]?.id ?? ''
  })
}
