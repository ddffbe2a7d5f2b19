/** Long lists: page after page of an operation, up to a bound. */
import type { AuditEntry, AuditFilterQuery } from '../http/contract/audit.ts'
import type { Educator, EducatorQuery } from '../http/contract/coaching.ts'
import type { RunMatch } from '../http/contract/matches.ts'
import type { ListedClass } from '../http/contract/roster.ts'
import type { DistrictSession } from '../http/contract/sessions.ts'
import type { QuarantineEntry, RunChange, RunChangeQuery } from '../http/contract/sync.ts'
import type { RunSeat, RunSeatQuery } from '../http/contract/run-seats.ts'
import type { Send } from './session/session.ts'

/** Part of a long list: `total` says how many there are in all. */
export interface Loaded<Item> {
  readonly items: readonly Item[]
  readonly total: number
}

const PAGE = 100
/** More than this is neither read nor scrolled by anyone: they search. */
const ROWS_MAX = 2000
const FILE_MAX = 100_000

/** Every educator that matches, by family name. Throws `ApiFailure`. */
export function readEducators(send: Send, query: EducatorQuery, signal: AbortSignal): Promise<Loaded<Educator>> {
  return allPages((page) => send('GET /api/v1/coaching/educators', { query: { ...query, ...page }, signal }))
}

/** The changes of a run, by kind and record. Throws `ApiFailure`. */
export function readRunChanges(
  send: Send,
  { runId, ...query }: RunChangeQuery & { readonly runId: string },
  signal: AbortSignal,
): Promise<Loaded<RunChange>> {
  const params = { runId }
  return allPages((page) => send('GET /api/v1/runs/{runId}/changes', { params, query: { ...query, ...page }, signal }))
}

/** Whom a plan would give, keep waiting or cost a seat: all of them, for a file. Throws `ApiFailure`. */
export function readRunSeats(
  send: Send,
  { runId, ...query }: RunSeatQuery & { readonly runId: string },
): Promise<Loaded<RunSeat>> {
  const params = { runId }
  return allPages((page) => send('GET /api/v1/runs/{runId}/seats', { params, query: { ...query, ...page } }), FILE_MAX)
}

/** The rows that a run left out. Throws `ApiFailure`. */
export function readQuarantine(send: Send, runId: string, signal: AbortSignal): Promise<Loaded<QuarantineEntry>> {
  const params = { runId }
  return allPages((query) => send('GET /api/v1/runs/{runId}/quarantine', { params, query, signal }))
}

/** The classes of a school, by title. Throws `ApiFailure`. */
export function readSchoolClasses(send: Send, schoolId: string, signal: AbortSignal): Promise<Loaded<ListedClass>> {
  const params = { schoolId }
  return allPages((query) => send('GET /api/v1/schools/{schoolId}/classes', { params, query, signal }))
}

/** Who is signed in to the district, the newest first. Throws `ApiFailure`. */
export function readDistrictSessions(send: Send, signal: AbortSignal): Promise<Loaded<DistrictSession>> {
  return allPages((query) => send('GET /api/v1/district/sessions', { query, signal }))
}

/** The audit log, the newest first. Throws `ApiFailure`. */
export function readAudit(
  send: Send,
  { part, ...filter }: AuditFilterQuery & { readonly part: 'all' | 'sync' },
  signal: AbortSignal,
): Promise<Loaded<AuditEntry>> {
  if (part === 'sync')
    return allPages((page) => send('GET /api/v1/audit/sync', { query: { ...filter, ...page }, signal }))
  return allPages((page) => send('GET /api/v1/audit', { query: { ...filter, ...page }, signal }))
}

/** Who leaves with a run's plan and comes back under another sourcedId. Throws `ApiFailure`. */
export function readRunMatches(send: Send, runId: string, signal: AbortSignal): Promise<Loaded<RunMatch>> {
  const params = { runId }
  return allPages((query) => send('GET /api/v1/runs/{runId}/matches', { params, query, signal }))
}

/** Page after page until all are here or `rowsMax` is reached; one after the other, so that nobody else waits for us. */
async function allPages<Item>(
  read: (page: { page: number; pageSize: number }) => Promise<Loaded<Item>>,
  rowsMax = ROWS_MAX,
): Promise<Loaded<Item>> {
  const items: Item[] = []
  let total = 0
  for (let page = 1; items.length < rowsMax; page += 1) {
    const answer = await read({ page, pageSize: PAGE })
    items.push(...answer.items)
    total = answer.total
    if (answer.items.length < PAGE || items.length >= total) break
  }
  return { items, total }
}
