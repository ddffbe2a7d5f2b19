/** Customers, districts and what a district has set for itself. */

import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import { sql } from '../sql.ts'

export interface District {
  readonly id: string
  readonly name: string
  /** IANA name, as `America/Chicago`. */
  readonly timezone: string
  readonly customerId: string | null
}

interface DistrictRow {
  id: string
  name: string
  timezone: string
  customer_id: string | null
}

/**
 * Makes the district, and its customer where that is new (named after its id). Global tables: no district context.
 * @throws Failure DISTRICT_EXISTS
 */
export async function createDistrict(client: pg.ClientBase, district: District): Promise<void> {
  if (district.customerId !== null)
    await client.query(sql('create_customer'), [district.customerId, district.customerId])
  const { id, name, timezone, customerId } = district
  const made = await client.query(sql('create_district'), [id, name, timezone, customerId])
  if (made.rowCount === 1) return
  throw new Failure(
    'DISTRICT_EXISTS',
    'operator',
    `There is already a district ${id}. Choose another id, or go on with this one.`,
  )
}

/** The district, or null where there is none of that id. */
export async function findDistrict(client: pg.ClientBase, districtId: string): Promise<District | null> {
  const { rows } = await client.query<DistrictRow>(sql('find_district'), [districtId])
  return rows[0] === undefined ? null : toDistrict(rows[0])
}

/** The district that somebody works in. @throws Failure where it has gone */
export async function requireDistrict(client: pg.ClientBase, districtId: string): Promise<District> {
  const district = await findDistrict(client, districtId)
  if (district !== null) return district
  throw new Failure('DISTRICT_UNKNOWN', 'operator', `There is no district ${districtId} any more.`)
}

/** All districts of the installation, by id. */
export async function listDistricts(client: pg.ClientBase): Promise<readonly District[]> {
  const { rows } = await client.query<DistrictRow>(sql('list_districts'))
  return rows.map(toDistrict)
}

/**
 * Sets the district's clock. Locks the district; returns it as it was, or null where there is none of that id. In the
 * district's transaction, with its schedules moved in the same: see lockDistrictSchedules.
 */
export async function setDistrictTimezone(
  client: pg.ClientBase,
  change: { readonly districtId: string; readonly timezone: string },
): Promise<District | null> {
  const { rows } = await client.query<DistrictRow>(sql('lock_district'), [change.districtId])
  if (rows[0] === undefined) return null
  await client.query(sql('set_district_timezone'), [change.districtId, change.timezone])
  await client.query(sql('append_audit_entry'), [change.districtId, 'district.timezone', 'district', '{}'])
  return toDistrict(rows[0])
}

/** What the district has set under `key`, or null: the default of `config/` holds. In the district's transaction. */
export async function readDistrictSetting(client: pg.ClientBase, districtId: string, key: string): Promise<unknown> {
  const { rows } = await client.query<{ value: unknown }>(sql('read_district_setting'), [districtId, key])
  return rows[0]?.value ?? null
}

/** Sets it, with an entry in the audit log. In the district's transaction. */
export async function writeDistrictSetting(
  client: pg.ClientBase,
  setting: { readonly districtId: string; readonly key: string; readonly value: unknown },
): Promise<void> {
  const { districtId, key, value } = setting
  await client.query(sql('write_district_setting'), [districtId, key, JSON.stringify(value)])
  await client.query(sql('append_audit_entry'), [districtId, 'setting.write', `setting:${key}`, '{}'])
}

function toDistrict(row: DistrictRow): District {
  return { id: row.id, name: row.name, timezone: row.timezone, customerId: row.customer_id }
}

/** When a setting was written last, in the district's transaction; null: the district has none of its own. */
export async function readSettingTime(client: pg.ClientBase, districtId: string, key: string): Promise<Date | null> {
  const { rows } = await client.query<{ updated_at: Date }>(sql('read_setting_time'), [districtId, key])
  return rows[0]?.updated_at ?? null
}
