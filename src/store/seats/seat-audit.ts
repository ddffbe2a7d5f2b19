/** What somebody did with a licence or a product, in the audit log: the same entry from a page, the API and the command line. */

import type pg from 'pg'
import { sql } from '../sql.ts'

interface Noted {
  readonly districtId: string
  readonly action: string
  readonly detail: Readonly<Record<string, string | number | null | readonly string[]>>
}

/** `licence.purchase` and the like; by whom says the transaction. */
export function noteLicence(
  client: pg.ClientBase,
  { kind, ...entry }: Noted & { readonly kind: string },
): Promise<void> {
  return note(client, { ...entry, object: `licence:${kind}` })
}

/** `product.assign` and the like. */
export function noteProduct(
  client: pg.ClientBase,
  { product, ...entry }: Noted & { readonly product: string },
): Promise<void> {
  return note(client, { ...entry, object: `product:${product}` })
}

async function note(client: pg.ClientBase, o: Noted & { readonly object: string }): Promise<void> {
  await client.query(sql('append_audit_entry'), [o.districtId, o.action, o.object, JSON.stringify(o.detail)])
}
