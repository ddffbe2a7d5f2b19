/** A district's own settings, read and written for somebody at a page. */

import type { Capability } from '../access/capability.ts'
import type { Grant } from '../access/grant.ts'
import type { Blackout } from '../roster/blackout.ts'
import { appendAudit } from './audit.ts'
import type { PrismaTransaction } from './database.ts'
import { sql } from './sql.ts'
import { query } from './world.ts'

/** What the district has set under `key`; null: nothing. */
export async function readOwnSetting(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  key: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  const values = [grant.principal.districtId, key]
  const [row] = await query<{ value: unknown }>(tx, 'read_district_setting', values)
  const value = row?.value
  return typeof value === 'object' && value !== null ? { ...value } : null
}

/** Sets it, with an entry in the audit log that names what was set and no value. */
export async function writeOwnSetting(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  { key, value }: { readonly key: string; readonly value: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { districtId } = grant.principal
  await tx.$executeRawUnsafe(sql('write_district_setting'), districtId, key, value)
  await appendAudit(tx, districtId, {
    action: 'setting.write',
    object: `setting:${key}`,
    detail: { set: Object.keys(value) },
  })
}

export interface SourceBlackouts {
  readonly sourceId: string
  /** Cron expression; null: it runs only when told to. */
  readonly schedule: string | null
  /** As it lies in the database. */
  readonly blackouts: unknown
}

/** The sources of the district with the dates on which they do not start. */
export function listBlackouts(tx: PrismaTransaction, grant: Grant<Capability>): Promise<readonly SourceBlackouts[]> {
  return query<SourceBlackouts>(tx, 'list_blackouts', [grant.principal.districtId])
}

/** Sets the dates of a source, with an entry in the audit log. False: the district has no such source. */
export async function writeBlackouts(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  { sourceId, blackouts }: { readonly sourceId: string; readonly blackouts: readonly Blackout[] },
): Promise<boolean> {
  const { districtId } = grant.principal
  const values = [districtId, sourceId, JSON.stringify(blackouts)]
  const written = await tx.$executeRawUnsafe(sql('set_blackouts'), ...values)
  if (written !== 1) return false
  const detail = { count: blackouts.length }
  await appendAudit(tx, districtId, { action: 'source.blackouts', object: `source:${sourceId}`, detail })
  return true
}
