/** What students have and do, for the file of it: in the district's transaction. */

import type pg from 'pg'
import type { Scope } from '../../access/grant.ts'
import type { StudentReportLine } from '../../students/report-file.ts'
import { type BenchmarkRules, type KeptTest, testsOf } from './benchmarks.ts'
import { sql } from '../sql.ts'

export interface StudentReportSearch {
  readonly schoolId: string | null
  readonly classId: string | null
  readonly grade: string | null
  /** In which the school year begins whose tests are told. */
  readonly year: number
  /** The kind of licence that products' seats are of; null: there are none. */
  readonly productKind: string | null
}

type KeptLine = Omit<StudentReportLine, 'tests'> & { readonly kept: readonly KeptTest[] }

/** All students at work within a scope, by family name. */
export async function listStudentReport(
  client: pg.ClientBase,
  { districtId, scope, rules }: { readonly districtId: string; readonly scope: Scope; readonly rules: BenchmarkRules },
  { schoolId, classId, grade, year, productKind }: StudentReportSearch,
): Promise<readonly StudentReportLine[]> {
  const { district, schoolIds, classIds } = scope
  const { rows } = await client.query<KeptLine>(sql('list_student_report'), [
    districtId,
    district,
    schoolIds,
    classIds,
    schoolId,
    classId,
    grade,
    productKind,
  ])
  return rows.map(({ kept, ...line }) => ({ ...line, tests: testsOf({ ...line, kept }, rules)(year) }))
}
