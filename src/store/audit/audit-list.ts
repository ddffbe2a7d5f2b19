/** The audit log as somebody reads it: what was done to what in their scope, the newest first. */

import type { Grant } from '../../access/grant.ts'
import type { PrismaTransaction } from '../database.ts'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import { reachSchools } from '../scope.ts'
import { querySorted } from '../world.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { COACHING_ACTIONS } from './coaching-actions.ts'

/** What the log may be read by. */
export type AuditGrant = Grant<'view:audit_log'> | Grant<'view:audit_log_of_sync_and_lti'> | Grant<'export:audit_log'>

export interface AuditRow {
  readonly id: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** `person:17`, `customer_admin:4`, `run:4`, `cli`, `system`. */
  readonly actor: string
  /** Of a person or a customer's administrator; null: the actor is neither, or is not known any more. */
  readonly actorName: string | null
  readonly action: string
  /** `person:17`, `setting:guard`. */
  readonly object: string
  /** Of a person, a customer's administrator, a class or a school. */
  readonly objectName: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

export interface AuditFilter {
  readonly actor: string | null
  /** How the action begins; '' for any. */
  readonly action: string
  readonly object: string | null
  /** From this moment on. */
  readonly from: Date | null
  /** Before this moment. */
  readonly until: Date | null
}

/** What district IT may read of the log: the roster's way in, and launches (OWN-49). */
const OF_SYNC_AND_LTI = [
  'source.%',
  'run.%',
  'upload.%',
  'lti.%',
  'person.keep_apart',
  'person.link_ask',
  'setting.write',
]

const ENTRIES_ORDER: ListOrder = {
  by: {
    at: ['page.id'],
  },
  otherwise: 'page.id desc',
}

/** One page of what the reader may see. */
export async function listAudit(
  tx: PrismaTransaction,
  grant: AuditGrant,
  request: PageRequest & AuditFilter & { readonly tellsCoaching: boolean },
): Promise<Page<AuditRow>> {
  const { limit, offset } = pageFrom(request)
  const { actor, action, object, from, until, tellsCoaching } = request
  const patterns = grant.capability === 'view:audit_log_of_sync_and_lti' ? OF_SYNC_AND_LTI : null
  const reader = grant.principal.personId
  const asked = [patterns, actor, action, object, from, until, limit, offset]
  const values = [...reachSchools(grant), reader, ...asked, COACHING_ACTIONS, grant.scope.district && tellsCoaching]
  const [row] = await querySorted<{ total: number; items: AuditRow[] }>(
    tx,
    sorted('list_audit', request, ENTRIES_ORDER),
    values,
  )
  return { items: row?.items ?? [], total: row?.total ?? 0 }
}
