/** What the database's catalogue says of the tables of the schema public. */

import { Client } from 'pg'

export interface CatalogueTable {
  readonly name: string
  readonly primaryKey: readonly string[]
  readonly rowSecurity: boolean
  readonly rowSecurityForced: boolean
  readonly hasDistrict: boolean
}

export interface CatalogueColumn {
  readonly table: string
  readonly name: string
  /** As format_type writes it: `text`, `bigint`, `text[]`, `timestamp with time zone`. */
  readonly type: string
  readonly notNull: boolean
  /** A default, an identity or a generated column: an insert may leave it out. */
  readonly hasDefault: boolean
}

/**
 * Tables that belong to no district, each with the reason. Everything else has district_id first in every key and
 * row-level security; architecture.md's list in the names of the tables.
 */
export const GLOBAL_TABLES: ReadonlyMap<string, string> = new Map([
  ['schema_migration', 'which migrations were applied to this database'],
  ['customer', 'above districts'],
  ['customer_admin', 'signs in above districts'],
  ['customer_invitation', 'the invitation of such an administrator'],
  ['district', 'the directory of districts itself'],
  ['source_schedule', 'a worker finds what is due without opening any district'],
  ['run_order', 'a worker finds what pages ask for without opening any district'],
  ['chore', 'a worker finds the regular jobs that are due without opening any district'],
  ['district_figures', 'who watches the installation reads them without opening any district'],
  ['worker_heartbeat', 'a worker belongs to no district'],
  ['run_lease', 'a worker finds what dead workers left without opening any district'],
  ['lti_registration', 'a platform may serve many districts'],
  ['lti_deployment', 'finds the district of a launch'],
  ['lti_key', 'one key set for all platforms'],
  ['lti_login_state', 'a login whose district is not known yet'],
  ['session', 'looked up by its token, which tells the district'],
  ['session_code', 'exchanged once for such a token'],
  ['account_locator', 'finds the districts of an address at sign-in'],
  ['sso_listing', 'what the sign-in page offers before a district is known'],
  ['sso_login_state', 'a login at a provider whose district its state tells'],
  ['sign_in_known', 'remembers where an account was signed in to, before anyone is known'],
  ['customer_password_reset', 'a link for a new password of an administrator above districts'],
  ['participation_code', 'whoever types one has not said of which district they are'],
  ['start_card_number', 'whoever types the code of a card has not, either'],
  ['customer_second_factor', 'a second factor of an administrator above districts'],
  ['customer_recovery_code', 'codes for the day that such an administrator’s phone is lost'],
  ['sign_in_attempt', 'counts failed sign-ins before anyone is known'],
])

const TABLES = `
  select c.relname as name, relrowsecurity as "rowSecurity", relforcerowsecurity as "rowSecurityForced",
    exists (select from pg_attribute where attrelid = c.oid and attname = 'district_id') as "hasDistrict",
    array(select attname::text from pg_constraint p, unnest(conkey) with ordinality as k (number, place)
      join pg_attribute a on a.attrelid = c.oid and attnum = k.number
      where p.conrelid = c.oid and p.contype = 'p' order by k.place) as "primaryKey"
  from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`

const COLUMNS = `
  select c.relname as table, attname as name, format_type(atttypid, atttypmod) as type, attnotnull as "notNull",
    atthasdef or attidentity <> '' as "hasDefault"
  from pg_attribute a join pg_class c on c.oid = attrelid
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped
  order by relname, attnum`

/** Every table of the schema public, by name. */
export function readTables(ownerUrl: string): Promise<CatalogueTable[]> {
  return readRows<CatalogueTable>(ownerUrl, TABLES)
}

/** Every column of those tables, in their order. */
export function readColumns(ownerUrl: string): Promise<CatalogueColumn[]> {
  return readRows<CatalogueColumn>(ownerUrl, COLUMNS)
}

/** The rows of any question to the catalogue. */
export async function readRows<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(statement)
    return rows
  } finally {
    await client.end()
  }
}
