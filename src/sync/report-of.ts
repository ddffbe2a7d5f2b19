/** Composing a run's report from what the run knows. */

import { type Role, forEachTable } from '../roster/model.ts'
import { listFindings } from './diagnostics.ts'
import { doubtfulTables, incompleteTables } from './intake.ts'
import type { SeatCounts } from '../seats/counts.ts'
import type { RunReport, TableCounts } from './report.ts'
import type { Execution, Planned, RunUnderWay } from './execution.ts'
import type { RunState } from './state.ts'

export interface Ending {
  readonly state: RunState
  readonly finishedAt: Date
}

/** The report of a run that has planned. */
export function composeReport(
  execution: Execution,
  { intake, plan }: Planned,
  ending: Ending & { readonly seats: Readonly<Record<string, SeatCounts>> },
): RunReport {
  const { quarantinedByTable } = execution.findings
  const tables = forEachTable((table): TableCounts => {
    const { staged, added, changed, retired } = plan.tables[table]
    const received = intake.received[table]
    const quarantined = quarantinedByTable[table]
    const unchanged = staged - added - changed
    return { received, valid: received - quarantined, quarantined, added, changed, retired, unchanged }
  })
  return {
    ...emptyReport(execution, ending),
    tables,
    roles: { granted: sum(plan.roles.gained), revoked: sum(plan.roles.lost), unmapped: intake.unmapped },
    seats: ending.seats,
    ...(plan.rollover === null ? {} : { rollover: plan.rollover }),
    hold: plan.holdReasons.length === 0 ? null : { reasons: plan.holdReasons },
    incomplete: [...incompleteTables(intake), ...doubtfulTables(intake, plan.read)],
    ...(plan.read.deltas.length === 0 ? {} : { deltas: plan.read.deltas }),
    ...(intake.unchangedSince === null ? {} : { unchangedSince: intake.unchangedSince.toISOString() }),
    ...(plan.identities.joined + plan.identities.ambiguous + plan.identities.matched > 0
      ? { identities: plan.identities }
      : {}),
    planHash: plan.hash,
  }
}

/** The report of a run that came to no plan. */
export function emptyReport(execution: RunUnderWay, { state, finishedAt }: Ending): RunReport {
  const { lease, source, findings } = execution
  const none = { received: 0, valid: 0, quarantined: 0, added: 0, changed: 0, retired: 0, unchanged: 0 }
  return {
    runId: lease.runId,
    source: source.sourceId,
    state,
    startedAt: lease.startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    tables: forEachTable(() => ({ ...none })),
    roles: { granted: 0, revoked: 0, unmapped: 0 },
    seats: {},
    hold: null,
    diagnostics: listFindings(findings),
    incomplete: [],
    planHash: null,
    durationMs: Math.max(0, finishedAt.getTime() - lease.startedAt.getTime()),
    dryRun: lease.dryRun,
    failure: null,
  }
}

/** Whether an approval of additions only must leave out administrator roles: their rise was among the reasons. */
export function wasHeldForRise(report: RunReport): boolean {
  return report.hold?.reasons.some(({ code }) => code === 'administrator_rise') ?? false
}

function sum(counts: Readonly<Partial<Record<Role, number>>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}
