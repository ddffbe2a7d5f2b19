/** A district's own settings, read and written for somebody at a page. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { Blackout } from '../../roster/blackout.ts'
import { appendAudit } from '../audit/audit.ts'
import type { PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface OwnSetting {
  /** Empty where the district has set nothing. */
  readonly value: Readonly<Record<string, unknown>>
  /** Names what was seen; '' where nothing is set. */
  readonly version: string
}

/** What the district has set under `key`. */
export async function readOwnSetting(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  key: string,
): Promise<OwnSetting> {
  const values = [grant.principal.districtId, key]
  const [row] = await query<{ value: unknown; version: string }>(tx, 'find_own_setting', values)
  const value = row?.value
  return { value: typeof value === 'object' && value !== null ? { ...value } : {}, version: row?.version ?? '' }
}

/**
 * Sets it, with an entry in the audit log that names what was set and no value. False, and nothing changed, where it is
 * not of `version` any more.
 */
export async function writeOwnSetting(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  setting: OwnSetting & { readonly key: string },
): Promise<boolean> {
  const { key, value, version } = setting
  const { districtId } = grant.principal
  if ((await tx.$executeRawUnsafe(sql('write_own_setting'), districtId, key, value, version)) !== 1) return false
  await appendAudit(tx, districtId, {
    action: 'setting.write',
    object: `setting:${key}`,
    detail: { set: Object.keys(value) },
  })
  return true
}

export interface SourceBlackouts {
  readonly sourceId: string
  /** Cron expression; null: it runs only when told to. */
  readonly schedule: string | null
  /** As it lies in the database. */
  readonly blackouts: unknown
  /** Names these dates. */
  readonly version: string
}

/** The sources of the district with the dates on which they do not start. */
export function listBlackouts(tx: PrismaTransaction, grant: Grant<Capability>): Promise<readonly SourceBlackouts[]> {
  return query<SourceBlackouts>(tx, 'list_blackouts', [grant.principal.districtId])
}

/**
 * Sets the dates of a source, with an entry in the audit log. Null: done. Nothing is changed where the district has no such
 * source, or where its dates are not of `version` any more.
 */
export async function writeBlackouts(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  { sourceId, blackouts, version }: BlackoutsWrite,
): Promise<'source_unknown' | 'setting_stale' | null> {
  const { districtId } = grant.principal
  const values = [districtId, sourceId, JSON.stringify(blackouts), version]
  const written = await tx.$executeRawUnsafe(sql('set_blackouts'), ...values)
  if (written !== 1) {
    const sources = await listBlackouts(tx, grant)
    return sources.some((one) => one.sourceId === sourceId) ? 'setting_stale' : 'source_unknown'
  }
  const detail = { count: blackouts.length }
  await appendAudit(tx, districtId, { action: 'source.blackouts', object: `source:${sourceId}`, detail })
  return null
}

export interface BlackoutsWrite {
  readonly sourceId: string
  readonly blackouts: readonly Blackout[]
  /** Of the dates that they replace. */
  readonly version: string
}
