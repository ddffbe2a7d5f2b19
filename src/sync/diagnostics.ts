/** What a run found wrong in its data: counted by code, the first place of each kept, quarantined rows up to a limit. */

import { DIAGNOSTIC_CODES, type Diagnostic, type DiagnosticCode, type QuarantinedRow } from '../roster/diagnostic.ts'
import { type Table, forEachTable } from '../roster/model.ts'
import type { DiagnosticCount } from './report.ts'

export interface Findings {
  readonly counts: Map<DiagnosticCode, { count: number; firstAt: DiagnosticCount['firstAt'] }>
  readonly quarantined: QuarantinedRow[]
  readonly quarantinedByTable: Record<Table, number>
  /** Of these the rows with a fault of their own; the others stay out because of what they name. */
  readonly own: QuarantinedRow[]
  readonly ownByTable: Record<Table, number>
  readonly quarantinedRowsMax: number
}

export function startFindings(quarantinedRowsMax: number): Findings {
  return {
    counts: new Map(),
    quarantined: [],
    quarantinedByTable: forEachTable(() => 0),
    own: [],
    ownByTable: forEachTable(() => 0),
    quarantinedRowsMax,
  }
}

/** Notes a diagnostic, `times` over where only their number is known. */
export function note(findings: Findings, diagnostic: Diagnostic, times = 1): void {
  const { code, file, row, field } = diagnostic
  const known = findings.counts.get(code)
  if (known === undefined) findings.counts.set(code, { count: times, firstAt: { file, row, field } })
  else known.count += times
}

/** Notes a row that stays out, with all its faults. `follows`: only because a record that it names stays out or leaves. */
export function quarantine(findings: Findings, row: QuarantinedRow, follows = false): void {
  findings.quarantinedByTable[row.table] += 1
  if (!follows) {
    findings.ownByTable[row.table] += 1
    if (findings.own.length < findings.quarantinedRowsMax) findings.own.push(row)
  }
  for (const diagnostic of row.diagnostics) note(findings, diagnostic)
  if (findings.quarantined.length < findings.quarantinedRowsMax) findings.quarantined.push(row)
}

/** The rows first, then what was only said; the most frequent of each first. */
export function listFindings(findings: Findings): readonly DiagnosticCount[] {
  const weight = { fatal: 0, row: 1, warning: 2, info: 3 }
  return [...findings.counts.entries()]
    .map(([code, { count, firstAt }]) => {
      const { says, fixBy } = DIAGNOSTIC_CODES[code]
      return { code, count, says, fixBy, firstAt }
    })
    .toSorted(
      (a, b) =>
        weight[DIAGNOSTIC_CODES[a.code].severity] - weight[DIAGNOSTIC_CODES[b.code].severity] ||
        b.count - a.count ||
        a.code.localeCompare(b.code),
    )
}
