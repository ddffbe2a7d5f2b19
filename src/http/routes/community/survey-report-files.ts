/** Reports of communities as files: for pages, and for the command that writes the same. */

import type { SurveyReport } from '../../contract/survey-report.ts'
import type { Frozen } from '../../route.ts'
import { reportCsv, reportsCsv } from './survey-report-csv.ts'
import { reportPdf, reportsPdf } from './survey-report-pdf.ts'

export type FileFormat = 'csv' | 'pdf'
type Report = Frozen<SurveyReport>

/** Of one community. */
export function communityFile(found: Report, format: FileFormat, madeAt: Date): Promise<Buffer> {
  if (format === 'csv') return Promise.resolve(Buffer.from(reportCsv(found)))
  const says = 'All classes together, for the members of the community. Never by class. Kept as it was made.'
  return reportPdf(found, { title: `Community report: ${found.title}`, says, madeAt })
}

/** Of several, each under its name. */
export function communitiesFile(found: readonly Report[], format: FileFormat, madeAt: Date): Promise<Buffer> {
  if (format === 'csv') return Promise.resolve(Buffer.from(reportsCsv(found)))
  const says = 'Each community with all its classes together, for its members. Kept as they were made.'
  return reportsPdf(found, { title: 'Reports of my communities', says, madeAt })
}
