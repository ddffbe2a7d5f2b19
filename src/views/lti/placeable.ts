/** What of Staffroom somebody may place in an LMS, and what a launch's link opens for them. */

import { authoriseMine } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { cycleStateOn } from '../../community/survey-cycle.ts'
import { listCommunities, listLedClasses } from '../../store/community/community.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { findPlacement } from '../../store/lti/placement.ts'
import { listCycles } from '../../store/community/survey.ts'
import { listOpenSurveys } from '../../store/community/survey-answer.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictOf } from '../../store/world.ts'

/** `key`: start, coach, community:12, class-report:7 or survey:3. */
export interface PlaceableItem {
  readonly key: string
  /** The community's or the class's name; null: the page's own title says it. */
  readonly name: string | null
  /** Of a survey: the first and the last day of its cycle. */
  readonly days: { readonly startsOn: string; readonly endsOn: string } | null
}

export interface PlacementView {
  readonly id: string
  readonly platform: string
  readonly acceptsMultiple: boolean
  readonly items: readonly PlaceableItem[]
}

/** What a launch opens beyond the class and the first page; `no-…`: a link to what isn't theirs to see. */
export type OpenedPlace =
  | { readonly kind: 'coach' | 'no-class-report' | 'no-survey'; readonly id: null }
  | { readonly kind: 'community' | 'placement' | 'class-report' | 'survey'; readonly id: string }

/** The request that waits for the answer of whoever asks, with what they may place; null: there is none. */
export function viewPlacement(
  world: DomainWorld,
  principal: Principal,
  placementId: string,
): Promise<PlacementView | null> {
  const { districtId, personId } = principal
  if (personId === null) return Promise.resolve(null)
  return inDistrictOf(world, principal, async (tx) => {
    const found = await findPlacement(tx, { districtId, personId, placementId, now: world.now() })
    if (found === null) return null
    const { id, platform, acceptsMultiple } = found
    return { id, platform, acceptsMultiple, items: await listPlaceable(tx, principal, world.now()) }
  })
}

/**
 * Everything that they may place: the start, coaching where it is theirs, the communities they belong to, and of the
 * classes they lead the reports and the surveys that are not over.
 */
export async function listPlaceable(
  tx: PrismaTransaction,
  principal: Principal,
  now: Date,
): Promise<readonly PlaceableItem[]> {
  const coaches = authoriseMine(principal, 'use:educator_database') !== null
  const creates = authoriseMine(principal, 'create:community') !== null
  const members = authoriseMine(principal, 'view:member_list')
  const communities = members === null ? [] : await listCommunities(tx, members)
  const ofClasses = await listOfClasses(tx, principal, now)
  if (!coaches && !creates && communities.length + ofClasses.length === 0) return []
  return [
    { key: 'start', name: null, days: null },
    ...(coaches ? [{ key: 'coach', name: null, days: null }] : []),
    ...communities.map(({ id, name }) => ({ key: `community:${id}`, name, days: null })),
    ...ofClasses,
  ]
}

/** For each class that they lead: its surveys, the next one first, and its report. */
async function listOfClasses(
  tx: PrismaTransaction,
  principal: Principal,
  now: Date,
): Promise<readonly PlaceableItem[]> {
  const reports = authoriseMine(principal, 'view:class_report')
  const schedules = authoriseMine(principal, 'edit:class_survey_schedule')
  if (reports === null || schedules === null) return []
  const classes = await listLedClasses(tx, reports, null)
  const cycles = await listCycles(tx, schedules, { classId: null, now })
  return classes.flatMap(({ id, title }) => [
    ...cycles
      .filter((cycle) => cycle.classId === id && cycleStateOn(cycle, cycle.today) !== 'closed')
      .map((cycle) => ({
        key: `survey:${cycle.id}`,
        name: title,
        days: { startsOn: cycle.startsOn, endsOn: cycle.endsOn },
      })),
    { key: `class-report:${id}`, name: title, days: null },
  ])
}

/** What the launch's link opens for this principal; null: nothing of theirs, or no such link. */
export function viewOpened(
  world: DomainWorld,
  principal: Principal,
  opens: string | null,
): Promise<OpenedPlace | null> {
  const [kind = '', id = ''] = (opens ?? '').split(':')
  switch (kind) {
    case 'placement':
      return Promise.resolve({ kind, id })
    case 'coach':
      return Promise.resolve(authoriseMine(principal, 'use:educator_database') === null ? null : { kind, id: null })
    case 'community':
      return openCommunity(world, principal, id)
    case 'class-report':
      return inDistrictOf(
        world,
        principal,
        async (tx) => (await openReport(tx, principal, id)) ?? { kind: 'no-class-report', id: null },
      )
    case 'survey':
      return inDistrictOf(
        world,
        principal,
        async (tx) => (await openSurvey(tx, { principal, now: world.now(), id })) ?? { kind: 'no-survey', id: null },
      )
    default:
      return Promise.resolve(null)
  }
}

function openCommunity(world: DomainWorld, principal: Principal, id: string): Promise<OpenedPlace | null> {
  const members = authoriseMine(principal, 'view:member_list')
  if (members === null) return Promise.resolve(null)
  return inDistrictOf(world, principal, async (tx) => {
    const [community] = await listCommunities(tx, members, id)
    return community === undefined ? null : { kind: 'community', id }
  })
}

async function openReport(tx: PrismaTransaction, principal: Principal, classId: string): Promise<OpenedPlace | null> {
  const leads = authoriseMine(principal, 'view:class_report')
  const [led] = leads === null ? [] : await listLedClasses(tx, leads, classId)
  return led === undefined ? null : { kind: 'class-report', id: led.id }
}

/** For a student of the class the survey while it is open; for a lead of the class its report, whenever. */
async function openSurvey(
  tx: PrismaTransaction,
  { principal, now, id }: { readonly principal: Principal; readonly now: Date; readonly id: string },
): Promise<OpenedPlace | null> {
  const answers = authoriseMine(principal, 'answer:survey')
  const [open] = answers === null ? [] : await listOpenSurveys(tx, answers, { now, cycleId: id })
  if (open !== undefined) return { kind: 'survey', id: open.id }
  const schedules = authoriseMine(principal, 'edit:class_survey_schedule')
  const cycles = schedules === null ? [] : await listCycles(tx, schedules, { classId: null, now })
  const classId = cycles.find((cycle) => cycle.id === id)?.classId
  return classId === undefined ? null : openReport(tx, principal, classId)
}
