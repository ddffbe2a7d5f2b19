/** The file of what students have and do for the command line, as an administrator or as a named person takes it along. */

import { authorise } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import { operatorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import { type NamedTable, needNamedIds } from '../../store/people/named-ids.ts'
import { findOperatorAs } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { exportStudentReport, type StudentReport, type StudentReportAsked } from './export-student-report.ts'

interface Asked extends Pick<StudentReportAsked, 'grade' | 'year'> {
  readonly districtId: string
  /** A sourcedId, an e-mail address or `id:17`; null: an administrator of the district. */
  readonly as: string | null
  /** By the SIS, or `id:` and our number; null: all. */
  readonly school: string | null
  readonly className: string | null
}

/**
 * Binds it to an installation.
 * @throws Failure REPORT_REFUSED, PERSON_UNKNOWN
 */
export function openStudentReportDesk(world: DomainWorld) {
  return async ({ districtId, as, school, className, grade, year }: Asked): Promise<StudentReport> => {
    const principal = as === null ? operatorOf(districtId) : await findOperatorAs(world.database, districtId, as)
    const named = async (table: NamedTable, name: string | null) => {
      const names = name === null ? [] : [name]
      const [id = null] = await inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
        needNamedIds(client, districtId, { table, names, refused }),
      )
      return id
    }
    const [schoolId, classId] = [await named('orgs', school), await named('classes', className)]
    try {
      return await exportStudentReport(world, authorise(principal, 'export:student_report_data'), {
        schoolId,
        classId,
        grade,
        year,
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw refused(
        'Whoever --as names takes no report of students along: administrators do, and teachers of their classes.',
      )
    }
  }
}

function refused(message: string): Failure {
  return new Failure('REPORT_REFUSED', 'operator', message)
}
