/** The audit log's seals: a chain of hashes over batches of entries, made by the worker and checked by whoever doubts. */

import type { DistrictClient } from '../database.ts'
import { sql } from '../sql.ts'

/** How many entries one seal takes at most. */
export const SEALED_MAX = 1_000

/** Seals what waits, at most `SEALED_MAX` entries; returns how many. In the district's transaction. */
export async function sealAudit(client: DistrictClient, districtId: string, now: Date): Promise<number> {
  const { rows } = await client.query<{ count: number }>(sql('seal_audit'), [districtId, now, SEALED_MAX])
  return rows[0]?.count ?? 0
}

/**
 * `entry_changed`, `entry_gone`: not as it was sealed; `entry_slipped_in`: written where a day later nothing can be new;
 * `entry_sealed_twice`; `seal_changed`: not what its hash says; `seal_missing`; `seal_detached`: not on the seal before.
 */
export type AuditFaultCode =
  | 'entry_changed'
  | 'entry_gone'
  | 'entry_slipped_in'
  | 'entry_sealed_twice'
  | 'seal_changed'
  | 'seal_missing'
  | 'seal_detached'

export interface AuditFault {
  readonly fault: AuditFaultCode
  /** Of the seal; null: in none. */
  readonly seal: string | null
  /** Of the entry; null: the seal itself. */
  readonly entry: string | null
}

/** The last seal, to be kept somewhere else: whoever has it can see later that nothing before it was changed. */
export interface AuditHead {
  readonly number: string
  /** Hex. */
  readonly hash: string
  readonly sealedAt: Date
}

export interface AuditCheck {
  /** Null: nothing is sealed yet. */
  readonly head: AuditHead | null
  readonly sealed: number
  /** Entries that wait for the next seal. */
  readonly waiting: number
  readonly faults: readonly AuditFault[]
}

/** More faults than these are not listed. */
const FAULTS_MAX = 100

/** Reads the whole sealed log of the district and says what is wrong with it. In the district's transaction. */
export async function checkAudit(client: DistrictClient, districtId: string, now: Date): Promise<AuditCheck> {
  const found = await client.query<{ fault: AuditFaultCode; number: string | null; id: string | null }>(
    sql('check_audit_seals'),
    [districtId, FAULTS_MAX, now],
  )
  const state = await readAuditHead(client, districtId)
  return { ...state, faults: found.rows.map(({ fault, number, id }) => ({ fault, seal: number, entry: id })) }
}

interface HeadRow {
  number: string | null
  hash: string
  sealed_at: Date
  sealed: number
  entries: number
}

/** How far the log is sealed. In the district's transaction. */
export async function readAuditHead(client: DistrictClient, districtId: string): Promise<Omit<AuditCheck, 'faults'>> {
  const { rows } = await client.query<HeadRow>(sql('find_audit_head'), [districtId])
  const [row] = rows
  const { number = null, hash = '', sealed_at: sealedAt = new Date(0), sealed = 0, entries = 0 } = row ?? {}
  if (number === null) return { head: null, sealed: 0, waiting: entries }
  return { head: { number, hash, sealedAt }, sealed, waiting: Math.max(0, entries - sealed) }
}

/** The hash of one seal in hex; null: there is none of that number. In the district's transaction. */
export async function findAuditSeal(
  client: DistrictClient,
  districtId: string,
  number: string,
): Promise<string | null> {
  const { rows } = await client.query<{ hash: string }>(sql('find_audit_seal'), [districtId, number])
  return rows[0]?.hash ?? null
}
