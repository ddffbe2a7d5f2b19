/** An invoice that is open, for tests that ask for what lies in other districts. */

import { type Database, inDistrict } from '../../src/store/database.ts'

/** Its number in the database. */
export async function plantInvoice(owner: Database, districtId: string): Promise<string> {
  return inDistrict(owner, { districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into invoice (district_id, number, currency, issued_on, due_on, seller, bill_to, remittance, tax_rate_ppm,
         subtotal, tax, total, created_by, created_at)
       values ($1, 1, 'USD', '2026-01-01', '2027-01-01', 'Seller', 'District', '', 0, 100, 0, 100, 'test', '2026-01-01')
       returning id::text`,
      [districtId],
    )
    return rows[0]?.id ?? ''
  })
}
