/** Reads a feed to its end and keeps everything that it said. */

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import limits from '../../config/limits.json' with { type: 'json' }
import { createGuardedOpen } from '../../src/net/guarded-open.ts'
import type { Bookmark } from '../../src/roster/bookmark.ts'
import type { Connector, FeedIo, TableMode } from '../../src/feed/connector.ts'
import type { FeedLimits } from '../../src/feed/limits.ts'
import { isComplete } from '../../src/roster/complete-table.ts'
import type { CompleteTable, IncompleteTable } from '../../src/roster/complete-table.ts'
import type { Diagnostic, QuarantinedRow } from '../../src/roster/diagnostic.ts'
import { TABLES } from '../../src/roster/model.ts'
import type { RosterRecord, RowLocation, Table } from '../../src/roster/model.ts'

export interface Heard {
  readonly modes: Map<Table, TableMode>
  /** Tables of which a row came with the date of its change. */
  readonly dated: Set<Table>
  /** Those dates. */
  readonly moments: string[]
  readonly records: Readonly<Record<Table, RosterRecord[]>>
  readonly locations: (RowLocation & { readonly table: Table })[]
  readonly quarantined: QuarantinedRow[]
  readonly diagnostics: Diagnostic[]
  readonly evidence: (CompleteTable | IncompleteTable)[]
  readonly received: Readonly<Record<Table, number>>
  /** What the connector left for its next read. */
  bookmark: Bookmark | null
  /** Rows of the largest piece. */
  largestPiece: number
  /** What ended the read before its end. */
  error: unknown
}

/** What reads a feed in a test: from this machine or a server on it, without the waits between attempts. */
export function feedIo(over: Partial<FeedLimits> = {}, signal: AbortSignal = new AbortController().signal): FeedIo {
  return {
    signal,
    limits: { ...limits.feed, settleMs: 0, fetchRetryBaseMs: 1, ...over },
    now: () => new Date(),
    wholeSetWanted: false,
    bookmark: null,
    reach: {
      open: createGuardedOpen({ allowPrivateNetwork: true, userAgent: 'Staffroom/test' }),
      stagingFolder: join(tmpdir(), `staffroom-staging-${process.pid}`),
    },
    fileEnds: new Map(),
  }
}

/** The waits of the limits as they are shipped, all of them a hundred times as short. */
export const HUNDRED_TIMES_AS_FAST: Partial<FeedLimits> = {
  fetchHeadMsMax: limits.feed.fetchHeadMsMax / 100,
  fetchWindowMs: limits.feed.fetchWindowMs / 100,
  pageMsMax: limits.feed.pageMsMax / 100,
}

/** Never throws: what the connector throws is `error`. */
export async function readAll(connector: Connector, config: unknown, io: FeedIo = feedIo()): Promise<Heard> {
  const heard: Heard = {
    modes: new Map(),
    dated: new Set(),
    moments: [],
    records: { orgs: [], terms: [], courses: [], classes: [], people: [], enrolments: [] },
    locations: [],
    quarantined: [],
    diagnostics: [],
    evidence: [],
    received: { orgs: 0, terms: 0, courses: 0, classes: 0, people: 0, enrolments: 0 },
    bookmark: null,
    largestPiece: 0,
    error: null,
  }
  const received: Record<Table, number> = heard.received
  try {
    for await (const event of connector.read(config, io)) {
      if (event.type === 'rows') {
        if (event.rows.some(({ modifiedAt }) => modifiedAt !== undefined)) heard.dated.add(event.table)
        heard.moments.push(...event.rows.flatMap(({ modifiedAt }) => modifiedAt ?? []))
        received[event.table] += event.rowsReceived
        heard.records[event.table].push(...event.rows.map((row) => row.record))
        heard.locations.push(...event.rows.map((row) => ({ ...row.at, table: event.table })))
        heard.quarantined.push(...event.quarantined)
        heard.largestPiece = Math.max(heard.largestPiece, event.rows.length)
      } else if (event.type === 'diagnostics') heard.diagnostics.push(...event.diagnostics)
      else if (event.type === 'table-begin') heard.modes.set(event.table, event.mode)
      else if (event.type === 'bookmark') heard.bookmark = event.bookmark
      else if (event.type === 'table-end') heard.evidence.push(event.evidence)
    }
  } catch (error) {
    heard.error = error
  }
  return heard
}

/** The tables that were proven complete, in the order of the roster. */
export function completeTables(heard: Pick<Heard, 'evidence'>): Table[] {
  const complete = new Set(heard.evidence.filter(isComplete).map((evidence) => evidence.table))
  return TABLES.filter((table) => complete.has(table))
}
