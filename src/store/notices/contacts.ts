/** Whom people may write to, as their district and its schools have set it. In the district's transaction. */

import type pg from 'pg'
import { type Contacts, type ContactSetting, contactsOf } from '../../roster/contacts.ts'
import { type Database, globally, inDistrict, type PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

interface Asking {
  readonly districtId: string
  readonly personId: string | null
}

/** Of somebody by their schools; of nobody (null) the district's. */
export async function readContacts(client: pg.ClientBase, { districtId, personId }: Asking): Promise<Contacts> {
  const { rows } = await client.query<ContactSetting>(sql('list_contact_rules'), [districtId, personId])
  return contactsOf(rows)
}

/** The same for somebody at a page, in a transaction that looks up more. */
export async function readOwnContacts(tx: PrismaTransaction, { districtId, personId }: Asking): Promise<Contacts> {
  return contactsOf(await query<ContactSetting>(tx, 'list_contact_rules', [districtId, personId]))
}

/** For whoever hasn't signed in: the support addresses of the district, where the installation has only one. */
export async function readContactsOfOnlyDistrict(db: Database): Promise<readonly string[]> {
  const districtId = await globally(db, async (client) => {
    const { rows } = await client.query<{ id: string }>(sql('find_only_district'))
    return rows[0]?.id
  })
  if (districtId === undefined) return []
  const contacts = await inDistrict(db, { districtId, actor: 'system' }, (client) =>
    readContacts(client, { districtId, personId: null }),
  )
  return contacts.support
}
