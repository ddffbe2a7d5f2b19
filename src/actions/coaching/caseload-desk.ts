/** Caseloads from the command line: the operator keeps those of any coach, with the reach of an administrator of the district. */

import { authorise } from '../../access/authorise.ts'
import { operatorOf } from '../../access/principal.ts'
import type { CaseloadRule } from '../../coaching/caseload.ts'
import { Failure } from '../../roster/failure.ts'
import { type CaseloadRow, findCaseloadCoach, listCaseloads } from '../../store/coaching/caseload.ts'
import { type DistrictClient, inDistrict } from '../../store/database.ts'
import { findNamedPerson, findNamedSchool } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import {
  type CaseloadFault,
  type CaseloadOutcome,
  editCaseload,
  makeCaseload,
  placeEducators,
} from './change-caseload.ts'

/** A rule as a file has it: the school by its sourcedId, or by our number as `id:17`. */
interface TypedRule extends Omit<CaseloadRule, 'schoolId'> {
  readonly school: string | null
}

interface Place {
  readonly districtId: string
  readonly caseloadId: string
}

/**
 * Binds changes of caseloads to an installation; each answers the caseload's number. People as they are typed: a
 * sourcedId, an e-mail address, or `id:17`.
 * @throws Failure PERSON_UNKNOWN, SCHOOL_UNKNOWN, CASELOAD_UNKNOWN, CASELOAD_REFUSED
 */
export function openCaseloadDesk(world: DomainWorld) {
  const inOwn = <T>(districtId: string, work: (client: DistrictClient) => Promise<T>): Promise<T> =>
    inDistrict(world.database, { districtId, actor: 'cli' }, work)
  const find = (place: Place) =>
    inOwn(place.districtId, (client) => readCaseload(client, grantOf(place.districtId), place))
  return {
    async make(o: {
      readonly districtId: string
      readonly coach: string
      readonly name: string
      readonly rules: readonly TypedRule[]
    }): Promise<string> {
      const { districtId, name } = o
      const given = await inOwn(districtId, async (client) => ({
        coachId: await findNamedPerson(client, districtId, o.coach),
        rules: await rulesOf(client, districtId, o.rules),
      }))
      return idOf(await makeCaseload(world, grantOf(districtId), { name, ...given }))
    },
    /** What is left out stays. */
    async change(
      place: Place,
      change: { readonly name?: string; readonly rules?: readonly TypedRule[]; readonly isArchived?: boolean },
    ): Promise<string> {
      const { districtId, caseloadId } = place
      const was = await find(place)
      const { name = was.name, isArchived = was.isArchived } = change
      const rules =
        change.rules === undefined
          ? was.rules.map(({ school, ...rule }) => ({ ...rule, schoolId: school?.id ?? null }))
          : await inOwn(districtId, (client) => rulesOf(client, districtId, change.rules ?? []))
      const { version } = was
      return idOf(await editCaseload(world, grantOf(districtId), { caseloadId, name, rules, isArchived, version }))
    },
    async place(
      place: Place,
      o: {
        readonly educators: readonly string[]
        readonly place: 'in' | 'out' | 'rules'
        readonly from: string | null
        readonly until: string | null
      },
    ): Promise<string> {
      const { districtId, caseloadId } = place
      const { version } = await find(place)
      const educatorIds = await inOwn(districtId, (client) => numbersOf(client, districtId, o.educators))
      return idOf(await placeEducators(world, grantOf(districtId), { ...o, caseloadId, educatorIds, version }))
    },
  }
}

function grantOf(districtId: string) {
  return authorise(operatorOf(districtId), 'use:educator_database')
}

/** Numbers of people as they are typed. */
async function numbersOf(
  client: DistrictClient,
  districtId: string,
  typed: readonly string[],
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const one of typed) ids.push(await findNamedPerson(client, districtId, one))
  return ids
}

async function readCaseload(
  client: DistrictClient,
  grant: Parameters<typeof makeCaseload>[1],
  { districtId, caseloadId }: Place,
): Promise<CaseloadRow> {
  const coachId = await findCaseloadCoach(client, { districtId, caseloadId })
  // Who is in it isn't asked.
  const day = { today: '2000-01-01', from: '2000-01-01' }
  const [row] = coachId === null ? [] : await listCaseloads(client, grant, { ...day, coachId, caseloadId })
  if (row === undefined) throw new Failure('CASELOAD_UNKNOWN', 'operator', UNKNOWN)
  return row
}

async function rulesOf(
  client: DistrictClient,
  districtId: string,
  typed: readonly TypedRule[],
): Promise<readonly CaseloadRule[]> {
  const rules: CaseloadRule[] = []
  for (const { school, ...rule } of typed) {
    const [, number] = /^id:([1-9]\d{0,17})$/.exec(school ?? '') ?? []
    const schoolId = school === null ? null : (number ?? (await findNamedSchool(client, districtId, school)))
    rules.push({ ...rule, schoolId })
  }
  return rules
}

function idOf(outcome: CaseloadOutcome): string {
  if (outcome === null) throw new Failure('CASELOAD_UNKNOWN', 'operator', UNKNOWN)
  if ('caseloadId' in outcome) return outcome.caseloadId
  const says =
    'problems' in outcome
      ? outcome.problems.map(({ field, message }) => `${field}: ${message}`).join('\n')
      : SAYS[outcome.fault]
  throw new Failure('CASELOAD_REFUSED', 'operator', says)
}

const UNKNOWN = 'There is no caseload of that number in the district. "staffroom caseload list" shows them.'

const SAYS: Readonly<Record<CaseloadFault, string>> = {
  coach_unknown: 'Whoever is named with --coach is no coach of the district at present.',
  educator_unknown: 'Name educators of the schools that the coach is assigned to; one of them works at none of these.',
  dates_invalid: 'The day of --until comes after the day of --from.',
  caseloads_too_many: 'A coach has up to 30 caseloads. Archive one first.',
  name_taken: 'The coach has a caseload of that name. Choose another one.',
  stale: 'Somebody has changed the caseload just now, so nothing was changed. Give the command again.',
}
