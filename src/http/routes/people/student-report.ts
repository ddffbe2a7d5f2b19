/** What students have and do, as a file: products, benchmark tests, pathways. */

import { exportStudentReport } from '../../../actions/people/export-student-report.ts'
import { StudentReportQuery } from '../../contract/student-report.ts'
import { csvOf } from '../../csv.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `GET /api/v1/students/report/export`. */
export function addStudentReportRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/students/report/export',
    access: { capability: 'export:student_report_data' },
    summary:
      'What my students have and do as CSV, a row each: products, benchmark tests of a school year, their pathway. That it was taken along goes on the audit log.',
    query: StudentReportQuery,
    handle: async ({ grant, query }) => {
      const { schoolId = null, classId = null, grade = null, year = null } = query
      const { rows, year: of } = await exportStudentReport(world, grant, { schoolId, classId, grade, year })
      return {
        status: 200,
        text: csvOf(rows),
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="student-report-${of}.csv"`,
        },
      }
    },
  })
}
