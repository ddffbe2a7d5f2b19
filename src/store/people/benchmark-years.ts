/** What a district has set about benchmark tests, and the school year that they are counted by. In its transaction. */

import { districtDay } from '../../coaching/district-day.ts'
import { schoolYearStart } from '../../coaching/window.ts'
import { dayBegins } from '../../students/moment.ts'
import type { DistrictClient } from '../database.ts'
import { readDistrictRule } from '../rules/rules.ts'
import type { BenchmarkRules } from './benchmarks.ts'
import { findDistrict } from './district.ts'

export interface BenchmarkYears extends BenchmarkRules {
  /** IANA name. */
  readonly timezone: string
  /** The year in which the school year of a moment begins. */
  readonly yearOf: (moment: Date) => number
  /** Where the tests are taken; empty: nobody has said. */
  readonly address: string
}

export async function readBenchmarkYears(
  client: DistrictClient,
  districtId: string,
  now: Date,
): Promise<BenchmarkYears> {
  const timezone = (await findDistrict(client, districtId))?.timezone ?? 'UTC'
  const startMonth = Number(await readDistrictRule(client, districtId, 'schoolYearStartMonth'))
  const begins = (moment: Date) => schoolYearStart(districtDay(moment, timezone), startMonth)
  const yearOf = (moment: Date) => Number(begins(moment).slice(0, 4))
  const grades = await readDistrictRule(client, districtId, 'benchmarkGrades')
  return {
    timezone,
    yearOf,
    year: yearOf(now),
    yearStartsAt: dayBegins(begins(now), timezone),
    isOn: (await readDistrictRule(client, districtId, 'benchmarks')) === true,
    grades: Array.isArray(grades) ? grades.map(String) : [],
    address: String(await readDistrictRule(client, districtId, 'benchmarkAddress')),
  }
}
