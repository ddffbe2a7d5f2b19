/** Coaching for the command line: lists as a person of the district would see them, by the same views as the pages, never with notes. */

import { authorise } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import { operatorOf, type Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { ANY_CYCLE } from '../../store/coaching/cycle.ts'
import { inDistrict } from '../../store/database.ts'
import { findNamedPerson, findNamedSchool } from '../../store/people/operator-names.ts'
import { findActiveRoles } from '../../store/signin/session.ts'
import type { DomainWorld } from '../../store/world.ts'
import { viewCaseload, viewCaseloadCoaches, viewCaseloads } from './caseloads.ts'
import { viewCycles } from './cycles.ts'
import { findNamedGroup, findNamedTag } from './desk-names.ts'
import { viewEducatorDatabase } from './educator-database.ts'
import { viewDecidedHandovers, viewHandovers } from './handovers.ts'
import { viewInteractions } from './interactions.ts'
import { viewNoteOpenings } from './note-openings.ts'

interface Asked {
  readonly districtId: string
  /** Whose eyes: a sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
}

interface Listed extends Asked {
  /** Their own alone; else all that is open to them. */
  readonly mine: boolean
  /** From 1, and how many of a page. */
  readonly page: number
  readonly limit: number
}

interface AskedInteractions extends Listed {
  /** Days, YYYY-MM-DD. */
  readonly from: string | null
  readonly to: string | null
  /** A sourcedId, an e-mail address, or `id:17`. */
  readonly coach: string | null
  readonly educator: string | null
  /** The id of a kind. */
  readonly type: string | null
  /** A tag's name. */
  readonly tag: string | null
  /** A school's sourcedId. */
  readonly school: string | null
}

interface AskedCycles {
  readonly state: 'open' | 'ended' | 'all'
  /** Of this coach alone: a sourcedId, an e-mail address, or `id:17`; null: of everybody. */
  readonly coach: string | null
  readonly standing: 'planned' | 'on_track' | 'due' | 'overdue' | null
}

interface AskedEducators extends Omit<Listed, 'mine'> {
  readonly q: string
  readonly state: 'active' | 'waiting' | 'inactive'
  /** A school's sourcedId. */
  readonly school: string | null
  /** Of a group of schools, and of a tag: their names. */
  readonly group: string | null
  readonly tag: string | null
  readonly grade: string | null
  readonly subject: string | null
  readonly notSeenDays: number | null
  readonly cycle: 'open' | 'none' | null
  /** `mine`, `none`, or a caseload's number. */
  readonly caseload: string | null
}

interface AskedHandovers {
  readonly districtId: string
  readonly q: string
  readonly page: number
  readonly limit: number
}

/**
 * Binds the lists to an installation.
 * @throws Failure PERSON_UNKNOWN, SCHOOL_UNKNOWN, SCHOOL_GROUP_UNKNOWN, TAG_UNKNOWN, LIST_CLOSED, CASELOAD_UNKNOWN
 */
export function openCoachingDesk(world: DomainWorld) {
  return {
    interactions: (asked: AskedInteractions) =>
      within(world, asked, async (principal) => {
        const { from, to, type: typeId } = asked
        const query = { by: byOf(asked), from, to, typeId, ...(await namedIn(world, asked)), ...pageOf(asked) }
        return viewInteractions(world, authorise(principal, 'view:interaction'), query)
      }),
    cycles: (asked: Listed & AskedCycles) =>
      within(world, asked, async (principal) => {
        const { districtId, coach, state, standing } = asked
        const coachId = coach === null ? null : await numberOf(world, districtId, coach)
        const query = { ...ANY_CYCLE, by: byOf(asked), state, standing, coachId, ...pageOf(asked) }
        return viewCycles(world, authorise(principal, 'view:interaction'), query)
      }),
    educators: (asked: AskedEducators) =>
      within(world, asked, async (principal) => {
        const grants = {
          schools: authorise(principal, 'use:educator_database'),
          records: authorise(principal, 'view:interaction'),
        }
        const { q, state, subject, notSeenDays, cycle, caseload } = asked
        const found = await numbersOf(world, asked)
        const filter = { q, state, subject, notSeenDays, cycle, caseload, ...found }
        return viewEducatorDatabase(world, grants, { ...filter, ...pageOf(asked) })
      }),
    noteOpenings: (asked: Omit<Listed, 'mine'>) =>
      within(world, asked, (principal) =>
        viewNoteOpenings(world, authorise(principal, 'view:own_note_access_log'), pageOf(asked)),
      ),
    caseloads: (asked: Asked & { readonly coach: string | null }) =>
      within(world, asked, async (principal) => {
        const { districtId, coach } = asked
        const grant = authorise(principal, 'use:educator_database')
        return viewCaseloads(world, grant, coach === null ? null : await numberOf(world, districtId, coach))
      }),
    coaches: (asked: Asked) =>
      within(world, asked, (principal) => viewCaseloadCoaches(world, authorise(principal, 'manage:coaching_settings'))),
    caseload: (asked: Asked & { readonly id: string }) =>
      within(world, asked, (principal) => viewCaseload(world, authorise(principal, 'use:educator_database'), asked.id)),
    /** Whoever runs the installation sees what its administrators see. */
    handovers: ({ districtId, q, ...place }: AskedHandovers) =>
      viewHandovers(world, operatorGrant(districtId), { q, ...pageOf(place) }),
    decided: ({ districtId, q, ...place }: AskedHandovers) =>
      viewDecidedHandovers(world, operatorGrant(districtId), { q, ...pageOf(place) }),
  }
}

const operatorGrant = (districtId: string) => authorise(operatorOf(districtId), 'manage:coaching_settings')
const byOf = ({ mine }: Listed): 'me' | 'all' => (mine ? 'me' : 'all')
const pageOf = ({ page, limit }: Pick<Listed, 'page' | 'limit'>) => ({ page, pageSize: limit })

/** Whom, by what and where interactions are asked for, by their numbers. */
async function namedIn(world: DomainWorld, { districtId, coach, educator, tag, school }: AskedInteractions) {
  return inDistrict(world.database, { districtId, actor: 'cli' }, async (client) => ({
    coachId: coach === null ? null : await findNamedPerson(client, districtId, coach),
    educatorId: educator === null ? null : await findNamedPerson(client, districtId, educator),
    tagId: tag === null ? null : await findNamedTag(client, districtId, tag),
    schoolId: school === null ? null : await findNamedSchool(client, districtId, school),
  }))
}

/** What is named by words, by its number; a grade level by its code. */
async function numbersOf(world: DomainWorld, { districtId, school, group, tag, grade }: AskedEducators) {
  return inDistrict(world.database, { districtId, actor: 'cli' }, async (client) => ({
    schoolId: school === null ? null : await findNamedSchool(client, districtId, school),
    groupId: group === null ? null : await findNamedGroup(client, districtId, group),
    tagId: tag === null ? null : await findNamedTag(client, districtId, tag),
    grade: grade === null ? null : world.settings.logs.readGrade(grade),
  }))
}

function numberOf(world: DomainWorld, districtId: string, typed: string): Promise<string> {
  return inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
    findNamedPerson(client, districtId, typed),
  )
}

/** With the roles that they hold now. What is closed to them is said as what it is: a refusal, and no fault of the program. */
async function within<T>(
  world: DomainWorld,
  { districtId, as }: Asked,
  read: (principal: Principal) => Promise<T | null>,
): Promise<T> {
  const personId = await numberOf(world, districtId, as)
  const roles = await findActiveRoles(world.database, districtId, personId)
  if (roles === null) throw refused('PERSON_UNKNOWN', 'Whoever is named there has left or is suspended.')
  try {
    const found = await read({ districtId, personId, customerId: null, roles })
    if (found === null) throw refused('CASELOAD_UNKNOWN', 'There is none such that whoever is named with --as may see.')
    return found
  } catch (error) {
    if (error instanceof Refusal) throw refused('LIST_CLOSED', 'This is closed to whoever is named with --as.')
    throw error
  }
}

function refused(code: string, says: string): Failure {
  return new Failure(code, 'operator', says)
}
