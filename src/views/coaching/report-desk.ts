/** Coaching reports for the command line: as a person of the district would see them, by the same views as the pages. */

import { authorise } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import type { CycleKey } from '../../coaching/cycle-progress.ts'
import { Failure } from '../../roster/failure.ts'
import type { ReportKey } from '../../store/coaching/coaching-reports.ts'
import { type DistrictClient, inDistrict } from '../../store/database.ts'
import { findNamedPerson, findNamedSchool } from '../../store/people/operator-names.ts'
import { findActiveRoles } from '../../store/signin/session.ts'
import type { DomainWorld } from '../../store/world.ts'
import { viewFigures } from './coaching-figures.ts'
import { viewNotSeen, viewReport } from './coaching-reports.ts'
import { viewCycleProgress } from './cycle-progress.ts'
import { findNamedGroup, findNamedTag } from './desk-names.ts'
import type { OfCaseload, Whose } from './report-reach.ts'
import { viewVisibility } from './visibility.ts'

interface Place {
  readonly districtId: string
  /** A sourcedId, or `id:17`. */
  readonly as: string
  readonly whose: Whose
  /** Of their own work: with whom. */
  readonly caseload: OfCaseload
  /** A school's sourcedId; null: all. */
  readonly school: string | null
  /** The name of a school group; null: all. */
  readonly group: string | null
  readonly grade: string | null
}

interface OfCoach {
  /** A sourcedId, an e-mail address, or `id:17`; null: whoever logged it. */
  readonly coach: string | null
}

interface FigurePlace extends Pick<Place, 'districtId' | 'as' | 'school'> {
  /** First day of a school year; null: the newest. */
  readonly year: string | null
  /** The name of a school group; null: all. */
  readonly group: string | null
}

interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** All of them: more than any district employs. */
const NOT_SEEN_MAX = 1_000_000

/**
 * Binds the reports to an installation.
 * @throws Failure PERSON_UNKNOWN, SCHOOL_UNKNOWN, SCHOOL_GROUP_UNKNOWN, TAG_UNKNOWN, REPORT_CLOSED
 */
export function openReportDesk(world: DomainWorld) {
  return {
    async sums(
      place: Place,
      asked: Days & OfCoach & { readonly by: ReportKey; readonly type: string | null; readonly tag: string | null },
    ) {
      const { principal, schoolId } = await enter(world, place)
      const { by, from, to, type: typeId } = asked
      const coachId = await coachNamed(world, place, asked)
      const tagId =
        asked.tag === null
          ? null
          : await inOwn(world, place, (client) => findNamedTag(client, place.districtId, asked.tag ?? ''))
      const query = { ...(await queryOf(world, place, schoolId)), by, from, to, coachId, typeId, tagId }
      return within(viewReport(world, principal, query))
    },
    async cycles(place: Place, asked: Days & OfCoach & { readonly by: CycleKey }) {
      const { principal, schoolId } = await enter(world, place)
      const { by, from, to } = asked
      const coachId = await coachNamed(world, place, asked)
      const query = { ...(await queryOf(world, place, schoolId)), by, from, to, coachId }
      return within(viewCycleProgress(world, principal, query))
    },
    async notSeen(place: Place, days: number) {
      const { principal, schoolId } = await enter(world, place)
      const query = { ...(await queryOf(world, place, schoolId)), days, page: 1, pageSize: NOT_SEEN_MAX }
      return within(viewNotSeen(world, principal, query))
    },
    figures: (asked: FigurePlace) => readFigures(world, asked),
    async visibility(districtId: string) {
      const principal: Principal = { districtId, personId: null, customerId: null, roles: [] }
      return (await viewVisibility(world, principal)).lines
    },
  }
}

async function readFigures(world: DomainWorld, place: FigurePlace) {
  const { districtId, year, group } = place
  const { principal, schoolId } = await enter(world, place)
  const groupId =
    group === null ? null : await inOwn(world, place, (client) => findNamedGroup(client, districtId, group))
  // What is closed to them is a refusal here, too.
  const read = async () => viewFigures(world, authorise(principal, 'view:limited_data'), { year, schoolId, groupId })
  return within(read())
}

/** Of which schools and people; a grade level by its code. */
async function queryOf(world: DomainWorld, place: Place, schoolId: string | null) {
  const { districtId, whose, caseload, group, grade } = place
  const groupId =
    group === null ? null : await inOwn(world, place, (client) => findNamedGroup(client, districtId, group))
  return { whose, caseload, schoolId, groupId, grade: grade === null ? null : world.settings.logs.readGrade(grade) }
}

/** Who asks, with the roles that they hold now, and the school that is meant. */
async function enter(
  world: DomainWorld,
  place: Pick<Place, 'districtId' | 'as' | 'school'>,
): Promise<{ readonly principal: Principal; readonly schoolId: string | null }> {
  const { districtId, as, school } = place
  const { personId, schoolId } = await inOwn(world, place, async (client) => ({
    personId: await findNamedPerson(client, districtId, as),
    schoolId: school === null ? null : await findNamedSchool(client, districtId, school),
  }))
  const roles = await findActiveRoles(world.database, districtId, personId)
  if (roles === null) throw refused('PERSON_UNKNOWN', 'Whoever is named there has left or is suspended.')
  return { principal: { districtId, personId, customerId: null, roles }, schoolId }
}

function inOwn<T>(
  world: DomainWorld,
  { districtId }: Pick<Place, 'districtId'>,
  work: (client: DistrictClient) => Promise<T>,
): Promise<T> {
  return inDistrict(world.database, { districtId, actor: 'cli' }, work)
}

async function coachNamed(
  world: DomainWorld,
  { districtId }: Pick<Place, 'districtId'>,
  { coach }: OfCoach,
): Promise<string | null> {
  return coach === null ? null : inOwn(world, { districtId }, (client) => findNamedPerson(client, districtId, coach))
}

/** What is closed to whoever is named is said as what it is: a refusal, and no fault of the program. */
async function within<T>(work: Promise<T | null>): Promise<T> {
  const found = await work.catch((error: unknown) => {
    if (error instanceof Refusal)
      throw refused('REPORT_CLOSED', 'Reports like this are closed to whoever is named with --as.')
    throw error
  })
  if (found === null)
    throw refused('SCHOOL_UNKNOWN', 'This school or group of schools is out of reach of whoever is named with --as.')
  return found
}

function refused(code: string, says: string): Failure {
  return new Failure(code, 'operator', says)
}
