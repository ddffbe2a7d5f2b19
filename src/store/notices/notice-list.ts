/** Notices as the pages show them: open, and not put away by the reader. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import type { NoticeDetail, NoticeKind } from '../../roster/notice.ts'
import { type LicenceKind, withProductKinds } from '../../seats/kind.ts'
import type { PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface OpenNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly sourceId: string | null
  readonly runId: string | null
  readonly detail: NoticeDetail
  readonly openedAt: string
}

/** What the district's licences are called, by kind, its products among them. */
export async function readLicenceNamesFor(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  kinds: readonly LicenceKind[],
): Promise<Readonly<Record<string, string>>> {
  const { districtId } = grant.principal
  const products = await query<{ readonly id: string; readonly name: string }>(tx, 'list_products', [districtId])
  return Object.fromEntries(withProductKinds(kinds, products).map(({ id, title }) => [id, title]))
}

/** The newest first, the latest hundred; `aboutInvoices`: those as well, which are for whoever sees the money. */
export function listNoticesFor(
  tx: PrismaTransaction,
  grant: Grant<Capability>,
  { now, aboutInvoices }: { readonly now: Date; readonly aboutInvoices: boolean },
): Promise<readonly OpenNotice[]> {
  const { districtId } = grant.principal
  return query<OpenNotice>(tx, 'list_notices_for', [districtId, actorOf(grant.principal), now, aboutInvoices])
}

/** Nothing happens where it is not open, or is put away already. */
export async function writeDismissal(tx: PrismaTransaction, grant: Grant<Capability>, noticeId: string): Promise<void> {
  const { principal } = grant
  await tx.$executeRawUnsafe(sql('dismiss_notice'), principal.districtId, noticeId, actorOf(principal))
}
