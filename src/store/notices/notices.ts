/** Notices as rows: opened once, freshened, told, resolved. In the district's transaction. */

import type pg from 'pg'
import type { NoticeDetail, NoticeKind } from '../../roster/notice.ts'
import { hastenChore } from '../chores.ts'
import { sql } from '../sql.ts'

export interface NewNotice {
  readonly districtId: string
  readonly kind: NoticeKind
  /** With district and kind it says which event it is: one of that key is open at a time. */
  readonly key: string
  readonly sourceId: string | null
  readonly runId: string | null
  readonly detail: NoticeDetail
  readonly now: Date
  /** Default: now. */
  readonly tellAt?: Date
  /** When it was told already: it is shown, and nobody gets a message. None: it is told. */
  readonly toldAt?: Date | null
}

export interface NoticeRow {
  readonly id: string
  readonly kind: NoticeKind
  readonly key: string
  readonly sourceId: string | null
  readonly runId: string | null
  readonly detail: NoticeDetail
  readonly openedAt: Date
}

interface StoredNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly key: string
  readonly source_id: string | null
  readonly run_id: string | null
  readonly detail: NoticeDetail
  readonly opened_at: Date
}

/** Opens a notice, or freshens the open one of the same event, which is not told again. */
export async function openNotice(client: pg.ClientBase, notice: NewNotice): Promise<void> {
  const { districtId, kind, key, sourceId, runId, detail, now, toldAt = null } = notice
  const tellAt = notice.tellAt ?? now
  const values = [districtId, kind, key, sourceId, runId, JSON.stringify(detail), now, tellAt, toldAt]
  const { rowCount } = await client.query(sql('open_notice'), values)
  if (rowCount === 1) await hastenChore(client, { districtId, kind: 'post', at: tellAt })
}

/** Closes the open notices of these kinds: of one source where it is given, of `keys` where they are given, never those of `except`. */
export async function resolveNotices(
  client: pg.ClientBase,
  which: {
    readonly districtId: string
    readonly kinds: readonly NoticeKind[]
    readonly sourceId?: string
    readonly keys?: readonly string[]
    readonly except?: readonly string[]
    readonly now: Date
  },
): Promise<number> {
  const { districtId, kinds, sourceId = null, keys = null, except = [], now } = which
  const { rowCount } = await client.query(sql('resolve_notices'), [districtId, kinds, sourceId, keys, except, now])
  return rowCount ?? 0
}

/** When notices of these kinds were told last, of those told since: asked by kind and key, null where none was. */
export async function listToldNotices(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly kinds: readonly NoticeKind[]; readonly since: Date },
): Promise<(kind: NoticeKind, key: string) => Date | null> {
  const { rows } = await client.query<{ kind: NoticeKind; key: string; told_at: Date }>(sql('list_told_notices'), [
    o.districtId,
    o.kinds,
    o.since,
  ])
  const told = new Map(rows.map(({ kind, key, told_at }) => [`${kind} ${key}`, told_at]))
  return (kind, key) => told.get(`${kind} ${key}`) ?? null
}

/** What is open and due to be told, the oldest first. */
export async function listOpenNotices(
  client: pg.ClientBase,
  districtId: string,
  now: Date,
): Promise<readonly NoticeRow[]> {
  const { rows } = await client.query<StoredNotice>(sql('list_open_notices'), [districtId, now])
  return rows.map(toNotice)
}

/** Takes what is to be told now; it counts as told when the transaction commits. Two takers never get the same one. */
export async function takeUntoldNotices(
  client: pg.ClientBase,
  districtId: string,
  now: Date,
): Promise<readonly NoticeRow[]> {
  const { rows } = await client.query<StoredNotice>(sql('take_untold_notices'), [districtId, now])
  return rows.map(toNotice)
}

function toNotice(row: StoredNotice): NoticeRow {
  return {
    id: row.id,
    kind: row.kind,
    key: row.key,
    sourceId: row.source_id,
    runId: row.run_id,
    detail: row.detail,
    openedAt: row.opened_at,
  }
}
