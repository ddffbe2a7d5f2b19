/** Reads what a run left behind into figures that a page can show, and takes nothing on trust: it is stored JSON. */

import type { Grant } from '../../access/grant.ts'
import { HOLD_CODE_LIST, type HoldCode } from '../../roster/guard.ts'
import { TABLES } from '../../roster/model.ts'
import type { Table } from '../../roster/model.ts'

export interface TableFigures {
  readonly received: number
  readonly valid: number
  readonly quarantined: number
  readonly added: number
  readonly changed: number
  readonly retired: number
  readonly unchanged: number
}

export interface SeatFigures {
  readonly licence: string
  readonly bought: number
  readonly used: number
  readonly over: number
  readonly needed: number
  readonly waiting: number
  readonly grace: number
  readonly released: number
  /** Seats to buy so that nobody waits and none is over. */
  readonly short: number
}

export interface RunFigures {
  readonly tables: Readonly<Record<Table, TableFigures>> | null
  readonly roles: { readonly granted: number; readonly revoked: number; readonly unmapped: number } | null
  readonly hold: { readonly reasons: readonly string[]; readonly codes: readonly HoldCode[] } | null
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly diagnostics: readonly { readonly code: string; readonly count: number; readonly says: string }[]
  /** Where the feed said that it has not changed: when that was fetched which was read. */
  readonly unchangedSince: string | null
  /** The licences after the run, or as a plan that isn't applied would leave them. */
  readonly seats: readonly SeatFigures[] | null
}

const NO_FIGURES: RunFigures = {
  tables: null,
  roles: null,
  hold: null,
  failure: null,
  diagnostics: [],
  unchangedSince: null,
  seats: null,
}

export interface StoredOutcome {
  readonly report: unknown
  readonly hold: unknown
  readonly failure: unknown
}

/**
 * The figures; null and empty where the run has none. They are of the whole district: whoever has only schools in
 * scope gets none and sees that a run was, and how it ended. `says` gives each diagnostic code its sentence.
 */
export function readFigures(
  grant: Grant<'view:run_report'>,
  stored: StoredOutcome,
  says: Readonly<Record<string, string>>,
): RunFigures {
  if (!grant.scope.district) return NO_FIGURES
  const report = fieldsOf(stored.report)
  return {
    tables: readTables(report['tables']),
    roles: readRoles(report['roles']),
    hold: readHold(stored.hold),
    failure: readFailure(stored.failure),
    diagnostics: listOf(report['diagnostics']).map((entry) => {
      const { code, count } = fieldsOf(entry)
      return { code: textOf(code), count: countOf(count), says: says[textOf(code)] ?? textOf(code) }
    }),
    unchangedSince: readMoment(report['unchangedSince']),
    seats: readSeats(report['seats'], report['seatsShort']),
  }
}

function readTables(stored: unknown): RunFigures['tables'] {
  if (stored === undefined || stored === null) return null
  const byTable = fieldsOf(stored)
  const entries = TABLES.map((table) => [table, readTable(byTable[table])] as const)
  return Object.fromEntries(entries) as Record<Table, TableFigures>
}

/** `shortages`: by licence; a report of before they were told has none at all. */
function readSeats(stored: unknown, shortages: unknown): RunFigures['seats'] {
  if (stored === undefined || stored === null) return null
  return Object.entries(fieldsOf(stored)).map(([licence, figures]) => {
    const counts = fieldsOf(figures)
    const of = (name: string): number => countOf(counts[name])
    const [bought, used, waiting] = [of('bought'), of('used'), of('waiting')]
    const told = fieldsOf(shortages)[licence]
    const short = shortages === undefined ? Math.max(0, used + waiting - bought) : countOf(told)
    const others = { over: of('over'), needed: of('needed'), grace: of('grace'), released: of('released') }
    return { licence, bought, used, waiting, ...others, short }
  })
}

function readMoment(stored: unknown): string | null {
  return typeof stored === 'string' && !Number.isNaN(Date.parse(stored)) ? stored : null
}

function readTable(stored: unknown): TableFigures {
  const counts = fieldsOf(stored)
  return {
    received: countOf(counts['received']),
    valid: countOf(counts['valid']),
    quarantined: countOf(counts['quarantined']),
    added: countOf(counts['added']),
    changed: countOf(counts['changed']),
    retired: countOf(counts['retired']),
    unchanged: countOf(counts['unchanged']),
  }
}

function readRoles(stored: unknown): RunFigures['roles'] {
  if (stored === undefined || stored === null) return null
  const { granted, revoked, unmapped } = fieldsOf(stored)
  return { granted: countOf(granted), revoked: countOf(revoked), unmapped: countOf(unmapped) }
}

function readHold(stored: unknown): RunFigures['hold'] {
  if (stored === undefined || stored === null) return null
  const reasons = listOf(fieldsOf(stored)['reasons']).map((reason) => fieldsOf(reason))
  const given = new Set(reasons.map(({ code }) => textOf(code)))
  return { reasons: reasons.map(({ says }) => textOf(says)), codes: HOLD_CODE_LIST.filter((code) => given.has(code)) }
}

function readFailure(stored: unknown): RunFigures['failure'] {
  if (stored === undefined || stored === null) return null
  const { code, message } = fieldsOf(stored)
  return { code: textOf(code), message: textOf(message) }
}

function fieldsOf(stored: unknown): Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null ? { ...stored } : {}
}

function listOf(stored: unknown): readonly unknown[] {
  return Array.isArray(stored) ? stored : []
}

function textOf(stored: unknown): string {
  return typeof stored === 'string' ? stored : ''
}

function countOf(stored: unknown): number {
  return typeof stored === 'number' && Number.isSafeInteger(stored) && stored >= 0 ? stored : 0
}
