/** Somebody takes along what their students have and do: on the audit log in the transaction that reads it. */

import type { Grant } from '../../access/grant.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { productsKind } from '../../seats/kind.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { rawOf } from '../../store/database.ts'
import { readBenchmarkYears } from '../../store/people/benchmark-years.ts'
import { listStudentReport } from '../../store/people/student-report.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { STUDENT_REPORT_HEAD, studentReportCells } from '../../students/report-file.ts'

export interface StudentReportAsked {
  readonly schoolId: string | null
  readonly classId: string | null
  readonly grade: string | null
  /** In which the school year begins; null: the one of now. */
  readonly year: number | null
}

export interface StudentReport {
  readonly year: number
  /** The head first, then a row for each student within reach. */
  readonly rows: readonly (readonly string[])[]
}

/** What the students within reach of the Grant have and do, a row each. */
export function exportStudentReport(
  world: DomainWorld,
  grant: Grant<'export:student_report_data'>,
  { year: asked, ...search }: StudentReportAsked,
): Promise<StudentReport> {
  const { districtId } = grant.principal
  return inGrantDirect(world, grant, async (client) => {
    const rules = await readBenchmarkYears(client, districtId, world.now())
    const year = asked ?? rules.year
    const productKind = productsKind(world.settings.licenceKinds)?.id ?? null
    const reach = { districtId, scope: grant.scope, rules }
    const lines = await listStudentReport(client, reach, { ...search, year, productKind })
    await appendAudit(rawOf(client), districtId, {
      action: 'student_report.export',
      object: 'students',
      detail: {
        ...Object.fromEntries(Object.entries(search).filter((each): each is [string, string] => each[1] !== null)),
        year,
        students: lines.length,
      },
    })
    const dayOf = (moment: Date) => districtDay(moment, rules.timezone)
    return { year, rows: [STUDENT_REPORT_HEAD, ...lines.map((line) => studentReportCells(line, { year, dayOf }))] }
  })
}
