/**
 * What a coach does, ordered at the command line in their name: with the reach that they have now, by the same rules as their
 * pages, and as `cli` on the audit log, for it wasn't they who did it.
 */

import { authorise } from '../../access/authorise.ts'
import { Refusal } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { listTagsDirect } from '../../store/coaching/coaching-tag.ts'
import { type DistrictClient, inDistrict } from '../../store/database.ts'
import { findNamedPerson, findNamedSchool, findOperatorAs } from '../../store/people/operator-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { type CycleOutcome, endCycle, moveCycle, startCycle } from './change-cycle.ts'
import { logInteraction } from './log-interaction.ts'

interface AsCoach {
  readonly districtId: string
  /** A sourcedId, an e-mail address, or `id:17`. */
  readonly as: string
}

interface LogOrder extends AsCoach {
  /** YYYY-MM-DD */
  readonly date: string
  readonly minutes: number
  /** The id of a kind. */
  readonly type: string
  /** A school's sourcedId. */
  readonly school: string
  /** Each as `as`. */
  readonly educators: readonly string[]
  /** Names of tags. */
  readonly tags: readonly string[]
  readonly notes: string | null
  /** The number of a coaching cycle of theirs, or null. */
  readonly cycle: string | null
}

interface StartOrder extends AsCoach {
  readonly educators: readonly string[]
  /** The id of a focus, or null. */
  readonly focus: string | null
  readonly goal: string | null
  /** The id of a phase, and its first day. */
  readonly phase: string
  readonly from: string
}

interface OfCycle extends AsCoach {
  readonly cycle: string
}

/**
 * Binds them to an installation.
 * @throws Failure PERSON_UNKNOWN, SCHOOL_UNKNOWN, TAG_UNKNOWN, COACHING_CLOSED, INTERACTION_REFUSED, CYCLE_UNKNOWN, CYCLE_REFUSED
 */
export function openCoachOrders(world: DomainWorld) {
  return {
    /** The number of the interaction. Nothing is mailed. */
    log: (order: LogOrder) =>
      asCoach(world, order, async (principal) => {
        const { date, minutes, type: typeId, notes, cycle } = order
        const named = await namedIn(world, order)
        const outcome = await logInteraction(world, authorise(principal, 'create:interaction'), {
          input: { date, minutes, typeId, ...named, otherSchoolIds: [], notes, nextStep: null },
          draftId: null,
          cycle:
            cycle === null
              ? null
              : { grant: authorise(principal, 'create:coaching_cycle'), cycleId: cycle, phaseId: null },
          shared: null,
        })
        if ('problems' in outcome) throw refusalOf('INTERACTION_REFUSED', outcome.problems)
        return outcome.interaction.id
      }),
    ...ofCycles(world),
  }
}

function ofCycles(world: DomainWorld) {
  return {
    /** The number of the cycle. */
    start: (order: StartOrder) =>
      asCoach(world, order, async (principal) => {
        const { districtId, educators, focus: focusId, goal, phase: phaseId, from } = order
        const ids = await within(world, districtId, (client) => peopleNamed(client, districtId, educators))
        return cycleIn(
          await startCycle(world, authorise(principal, 'create:coaching_cycle'), {
            educators: ids.map((id) => ({ id, ratingStart: null, ratingEnd: null })),
            focusId,
            scaleId: null,
            focus: null,
            goal,
            stays: [{ phaseId, from }],
            endedOn: null,
          }),
        )
      }),
    move: (order: OfCycle & { readonly phase: string; readonly from: string }) =>
      asCoach(world, order, async (principal) => {
        const { cycle: cycleId, phase: phaseId, from } = order
        const grant = authorise(principal, 'create:coaching_cycle')
        return cycleIn(await moveCycle(world, grant, { cycleId, version: null, to: { phaseId, from } }))
      }),
    /** @param order `endedOn` its last day; null: it is open again */
    end: (order: OfCycle & { readonly endedOn: string | null }) =>
      asCoach(world, order, async (principal) => {
        const { cycle: cycleId, endedOn } = order
        const grant = authorise(principal, 'create:coaching_cycle')
        return cycleIn(await endCycle(world, grant, { cycleId, version: null, endedOn }))
      }),
  }
}

/** What is closed to them is said as what it is: a refusal, and no fault of the program. */
async function asCoach<T>(
  world: DomainWorld,
  { districtId, as }: AsCoach,
  work: (principal: Principal) => Promise<T>,
): Promise<T> {
  const principal = await findOperatorAs(world.database, districtId, as)
  try {
    return await work(principal)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Failure(
      'COACHING_CLOSED',
      'operator',
      'Whoever is named with --as is no coach who may log now: coaches have a role at a school, and a seat where the district has bought seats.',
    )
  }
}

function within<T>(world: DomainWorld, districtId: string, work: (client: DistrictClient) => Promise<T>): Promise<T> {
  return inDistrict(world.database, { districtId, actor: 'cli' }, work)
}

async function namedIn(world: DomainWorld, { districtId, school, educators, tags }: LogOrder) {
  return within(world, districtId, async (client) => ({
    educatorIds: await peopleNamed(client, districtId, educators),
    schoolId: await findNamedSchool(client, districtId, school),
    tagIds: await tagsNamed(client, districtId, tags),
  }))
}

async function peopleNamed(
  client: DistrictClient,
  districtId: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const name of names) ids.push(await findNamedPerson(client, districtId, name))
  return ids
}

async function tagsNamed(
  client: DistrictClient,
  districtId: string,
  names: readonly string[],
): Promise<readonly string[]> {
  if (names.length === 0) return []
  const tags = await listTagsDirect(client, districtId)
  return names.map((name) => {
    const tag = tags.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (tag !== undefined) return tag.id
    const says = tags.map((one) => one.name).join(', ') || 'none'
    throw new Failure('TAG_UNKNOWN', 'operator', `The district has no such tag. It has: ${says}.`)
  })
}

function cycleIn(outcome: CycleOutcome): string {
  if ('cycleId' in outcome) return outcome.cycleId
  if ('problems' in outcome) throw refusalOf('CYCLE_REFUSED', outcome.problems)
  if (outcome.problem === 'cycle_ended')
    throw new Failure(
      'CYCLE_REFUSED',
      'operator',
      'The cycle has ended. Reopen it first: "staffroom coaching cycle reopen".',
    )
  throw new Failure('CYCLE_UNKNOWN', 'operator', 'Whoever is named with --as keeps no cycle of that number.')
}

/** Everything that is wrong, at once. */
function refusalOf(code: string, problems: readonly { readonly field: string; readonly message: string }[]): Failure {
  return new Failure(code, 'operator', problems.map(({ field, message }) => `${field}: ${message}`).join('\n'))
}
