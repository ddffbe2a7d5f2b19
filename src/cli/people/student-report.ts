/** `staffroom student report`: what students have and do in a school year, as a file. */

import type { Command } from 'commander'
import { inOnePage, writeCsv } from '../csv.ts'
import { UsageError } from '../outcome.ts'
import { formatCount } from '../print.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'

interface ReportOptions {
  readonly district: string
  readonly csv: string
  readonly school?: string
  readonly class?: string
  readonly grade?: string
  readonly year?: string
  readonly as?: string
}

export function addStudentReport(student: Command, shell: Shell): void {
  const report = student
    .command('report')
    .description(
      'products, benchmark tests and pathways of students as CSV; that it was taken along is on the audit log',
    )
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--csv <file>', 'the file to write')
    .option('--school <sourcedid>', 'only of this school, or "id:" and our number')
    .option('--class <sourcedid>', 'only of this class, or "id:" and our number')
    .option('--grade <grade>', 'only of this grade, as the roster writes it')
    .option('--year <year>', 'tests of the school year that began in this year; else of the one of now')
    .option('--as <person>', 'as whom: a sourcedId, an e-mail address, or id:17; else as an administrator')
  shell.actInside<ReportOptions>(
    report,
    async (_task, installation, { options }) => {
      const districtId = await resolveDistrict(installation, options.district)
      const { csv, as = null, school = null, class: className = null, grade = null } = options
      const year = options.year === undefined ? null : Number(options.year)
      const found = await installation.students.report({ districtId, as, school, className, grade, year })
      const [head = [], ...rows] = found.rows
      await writeCsv(csv, head, inOnePage(rows))
      return {
        data: { studentReport: { file: csv, year: found.year, students: rows.length } },
        lines: [`${formatCount(rows.length)} students written to ${csv}, tests of ${found.year}-${found.year + 1}.`],
      }
    },
    ({ options }) => {
      if (options.year !== undefined && !/^2\d{3}$/.test(options.year))
        throw new UsageError('Give the year that the school year begins in, such as 2026.')
    },
  )
}
