/** Whom people may write to, as their district and its schools have set it. In the district's transaction. */

import type pg from 'pg'
import { type Contacts, type ContactSetting, contactsOf } from '../roster/contacts.ts'
import { sql } from './sql.ts'

/** Of somebody by their schools; of nobody (null) the district's. */
export async function readContacts(
  client: pg.ClientBase,
  { districtId, personId }: { readonly districtId: string; readonly personId: string | null },
): Promise<Contacts> {
  const { rows } = await client.query<ContactSetting>(sql('list_contact_rules'), [districtId, personId])
  return contactsOf(rows)
}
