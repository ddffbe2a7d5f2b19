/** What was kept of closed cycles and the reports of communities, for whoever may see them. In the district's transaction. */

import type { Grant } from '../../access/grant.ts'
import type { ClassCells } from '../../community/masking.ts'
import type { QuestionFigures } from '../../community/pool.ts'
import type { PrismaTransaction } from '../database.ts'
import type { SchoolRow } from '../page.ts'
import { reachClasses, reachCommunities } from '../scope.ts'
import type { SecretBox } from '../secret.ts'
import { resultContext } from './survey-closing.ts'
import { query } from '../world.ts'

interface ReportDays {
  readonly questionSet: string
  readonly startsOn: string
  readonly endsOn: string
  readonly madeOn: string
  readonly completed: number
  readonly expected: number
  /** The version of the question set that it was made with; null: it was made before these were kept. */
  readonly setDigest: string | null
}

export interface ClassResultRow extends ReportDays {
  readonly cycleId: string
  readonly classId: string
  readonly classTitle: string
  readonly cells: ClassCells
  readonly textsSealed: string | null
}

export interface CommunityReportRow extends ReportDays {
  readonly communityId: string
  readonly communityName: string
  readonly figures: readonly QuestionFigures[]
  readonly classes: number
  /** The day of the report of the same cycle that was made without these classes; null: it is the first of its cycle. */
  readonly addsTo: string | null
}

export interface EndedClassRow {
  readonly id: string
  readonly title: string
  readonly classCode: string | null
  readonly school: SchoolRow | null
  readonly endedOn: string | null
  readonly reports: number
}

/** Classes that are over, or one of them, with how many of their reports were made while this person led them. */
export function listEndedReports(
  tx: PrismaTransaction,
  grant: Grant<'view:class_report'>,
  classId: string | null,
): Promise<EndedClassRow[]> {
  const values = [...reachClasses(grant), classId, grant.principal.personId]
  return query<EndedClassRow>(tx, 'list_ended_reports', values)
}

/**
 * The closed cycles of the classes in scope, or of one of them, by class and start. Of a class that is over only if it is
 * named, and what was made while this person led it.
 */
export function listClassResults(
  tx: PrismaTransaction,
  grant: Grant<'view:class_report'>,
  classId: string | null,
): Promise<ClassResultRow[]> {
  return query<ClassResultRow>(tx, 'list_class_results', [...reachClasses(grant), classId, grant.principal.personId])
}

/** The reports of the communities in scope, or of one of them, by community and day. */
export function listCommunityReports(
  tx: PrismaTransaction,
  grant: Grant<'view:community_report'>,
  communityId: string | null,
): Promise<CommunityReportRow[]> {
  return query<CommunityReportRow>(tx, 'list_community_reports', [...reachCommunities(grant), communityId])
}

/** What a community in scope is called; null: there is none of that number. */
export async function findCommunityName(
  tx: PrismaTransaction,
  grant: Grant<'view:community_report'>,
  communityId: string,
): Promise<string | null> {
  const [row] = await query<{ name: string }>(tx, 'find_community_name', [...reachCommunities(grant), communityId])
  return row?.name ?? null
}

/** Free texts of a class's cycle, by question; only for a row that `listClassResults` gave. */
export function openResultTexts(
  secrets: SecretBox,
  districtId: string,
  row: Pick<ClassResultRow, 'cycleId' | 'textsSealed'>,
): Readonly<Record<string, readonly string[]>> {
  if (row.textsSealed === null) return {}
  const opened = secrets.open(row.textsSealed, resultContext({ districtId, cycleId: row.cycleId }))
  return JSON.parse(opened) as Record<string, readonly string[]>
}
