/** An administrator hands an educator over to a coach of their schools, or leaves them where they are; and takes that back. */

import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { staysOf } from '../../coaching/cycle.ts'
import { partCycle } from '../../coaching/handover.ts'
import { findCaseloadCoach, lockCaseloads, writeCaseloadWords } from '../../store/coaching/caseload.ts'
import { addCycle, auditCycle, lockOwnCycle } from '../../store/coaching/cycle.ts'
import {
  addHandover,
  auditHandover,
  closeHandover,
  deleteCycle,
  findCaseloadWord,
  handOverEducator,
  type HandoverChange,
  type HandoverRow,
  isCycleUntouched,
  findDecidedHandover,
  listHandovers,
  type LockedHandover,
  lockHandover,
  noteHandover,
  type SaidByHand,
  takeCaseloadWords,
  tickHandoverStep,
  writeCycleEnd,
} from '../../store/coaching/handover.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import { readToday } from './cycle-desk.ts'

/** Who decides: with what right, in what unit of work, and how the audit log names them. */
export interface Decider {
  readonly grant: Grant<'manage:coaching_settings'>
  readonly by: string
  readonly unit: <T>(work: (client: DistrictClient) => Promise<T>) => Promise<T>
}

/** Somebody at a page. */
export function deciderOf(world: DomainWorld, grant: Decider['grant']): Decider {
  return { grant, by: actorOf(grant.principal), unit: (work) => inGrantDirect(world, grant, work) }
}

/**
 * `handover_gone`: nothing is open between the two any more, or it was decided, or the roster changed; `coach_elsewhere`:
 * whoever takes over doesn't coach at one of the educator's schools; `coach_waits`: they do, and wait for a seat, so that
 * they could change nothing of what they took over; `caseload_unknown`: it is none of theirs;
 * `handover_touched`: somebody has worked with what it made.
 */
export type HandoverFault =
  | 'handover_gone'
  | 'coach_elsewhere'
  | 'coach_waits'
  | 'caseload_unknown'
  | 'handover_touched'
export type HandoverOutcome = { readonly handoverId: string } | { readonly fault: HandoverFault } | null

export interface HandoverOrder {
  readonly educatorId: string
  readonly fromId: string
  /** Null: it stays as it is. */
  readonly toId: string | null
  /** Of whoever takes over; null: in none by hand. */
  readonly caseloadId: string | null
}

/** Hands over, or leaves as it is: all of it or nothing. */
export function decideHandover(world: DomainWorld, decider: Decider, order: HandoverOrder): Promise<HandoverOutcome> {
  const { districtId, personId } = decider.grant.principal
  const { educatorId, fromId, toId, caseloadId } = order
  return decider.unit(async (client): Promise<HandoverOutcome> => {
    await takeTurns(client, districtId, [educatorId, fromId, toId])
    const today = await readToday(client, world, districtId)
    const asked = { districtId, educatorId, fromId, readerId: personId ?? '0', today, words: [], page: 1, pageSize: 1 }
    const [seen] = (await listHandovers(client, asked)).items
    // Of what whoever decides is in themself, they are told nothing. Its steps go along, as only the taker hears of them; a
    // cycle would go on in one that they may see, and tell that there was one: it waits for another administrator.
    const [found] = seen === undefined ? [] : (await listHandovers(client, { ...asked, readerId: '0' })).items
    if (seen === undefined || found === undefined) return { fault: 'handover_gone' }
    const taker = found.coaches.find(({ id }) => id === toId)
    if (toId !== null && taker === undefined) return { fault: 'coach_elsewhere' }
    if (taker?.waits === true) return { fault: 'coach_waits' }
    if (
      caseloadId !== null &&
      (toId === null || (await findCaseloadCoach(client, { districtId, caseloadId })) !== toId)
    )
      return { fault: 'caseload_unknown' }
    const [now, by] = [world.now(), decider.by]
    const schoolIds = found.schools.map(({ id }) => id)
    const handoverId = await addHandover(client, { districtId, educatorId, fromId, toId, schoolIds, by, now })
    // Without figures: whoever reads the log could be in some of it.
    const detail = { from: fromId, handover: handoverId }
    if (toId === null) {
      await auditHandover(client, { districtId, educatorId, action: 'leave_with_coach', detail })
      return { handoverId }
    }
    const given = { districtId, educatorId, fromId, toId, caseloadId, today }
    const change = await giveOver(client, world, given, { ...found, cycleIds: seen.cycleIds })
    await noteHandover(client, { districtId, handoverId }, { change, stepIds: found.stepIds })
    await auditHandover(client, { districtId, educatorId, action: 'hand_over', detail: { ...detail, to: toId } })
    return { handoverId }
  })
}

/** Two administrators take turns, and so does whoever changes caseloads of the two coaches. */
async function takeTurns(
  client: DistrictClient,
  districtId: string,
  people: readonly (string | null)[],
): Promise<void> {
  for (const id of people.filter((one) => one !== null).toSorted()) await lockCaseloads(client, districtId, id)
}

interface Given extends HandoverOrder {
  readonly districtId: string
  readonly toId: string
  readonly today: string
}

async function giveOver(
  client: DistrictClient,
  world: DomainWorld,
  given: Given,
  found: HandoverRow,
): Promise<HandoverChange> {
  const { districtId, educatorId, caseloadId, today } = given
  const cycles: HandoverChange['cycles'][number][] = []
  for (const cycleId of found.cycleIds) {
    const parted = await handOverCycle(client, world, given, cycleId)
    if (parted !== null) cycles.push(parted)
  }
  const words = await takeCaseloadWords(client, { districtId, caseloadIds: found.caseloadIds, educatorId })
  if (caseloadId === null) return { cycles, words, caseloadId }
  const before = await findCaseloadWord(client, { districtId, caseloadId, educatorId })
  // Who is in it for a while already stays from their own first day; not who was in it once.
  const isInNow = before?.isIn === true && before.from < today && (before.until === null || before.until > today)
  const since = isInNow ? before.from : today
  const word = { ids: [educatorId], place: 'in', from: since, until: null } as const
  await writeCaseloadWords(client, { districtId, caseloadId }, word)
  return { cycles, words, caseloadId, since, before }
}

/** The educator leaves it for a cycle of the other coach, of the same focus and in the same phase; nobody's words go along. */
async function handOverCycle(
  client: DistrictClient,
  world: DomainWorld,
  { districtId, educatorId, fromId, toId, today }: Given,
  cycleId: string,
): Promise<HandoverChange['cycles'][number] | null> {
  const kept = await lockOwnCycle(client, { districtId, cycleId, coachId: fromId })
  const educator = kept?.educators.find(({ id }) => id === educatorId)
  if (kept === null || educator === undefined) return null
  const now = world.now()
  const stays = staysOf(kept.stays)
  const { ended, next } = partCycle(stays, today)
  const { focusId, scaleId, phaseIds } = kept
  const educators = [{ id: educatorId, ratingStart: educator.ratingStart, ratingEnd: null }]
  const input = { educators, focusId, scaleId, focus: null, goal: null, stays: next, endedOn: null }
  const nextId = await addCycle(client, world.secrets, { districtId, coachId: toId, phaseIds, input, now })
  await handOverEducator(client, { districtId, cycleId, educatorId, day: today })
  const isLast = kept.educators.every(({ id, handedOn }) => id === educatorId || handedOn !== null)
  const startedOn = ended.stays[0].from
  const left = isLast ? { startedOn, ...ended } : { startedOn: stays[0].from, endedOn: null, stays }
  const version = await writeCycleEnd(client, { districtId, cycleId, ...left, now })
  await auditCycle(client, { districtId, cycleId }, { action: 'coaching_cycle.hand_over', detail: { next: nextId } })
  await auditCycle(
    client,
    { districtId, cycleId: nextId },
    { action: 'coaching_cycle.start', detail: { educatorIds: [educatorId] } },
  )
  return { cycleId, version, nextId, was: isLast ? { startedOn: stays[0].from, stays } : null }
}

/** Takes a decision back as long as nobody has worked with what it made: all of it or nothing. */
export function undoHandover(world: DomainWorld, decider: Decider, handoverId: string): Promise<HandoverOutcome> {
  const { districtId, personId } = decider.grant.principal
  return decider.unit(async (client): Promise<HandoverOutcome> => {
    const asked = { districtId, handoverId, readerId: personId ?? '0' }
    const decided = await findDecidedHandover(client, asked)
    if (decided === null) return null
    await takeTurns(client, districtId, [decided.educator.id, decided.from.id, decided.to?.id ?? null])
    const kept = await lockHandover(client, asked)
    if (kept === null) return null
    if (kept.isUndone) return { fault: 'handover_gone' }
    if (!(await isUntouched(client, districtId, kept))) return { fault: 'handover_touched' }
    await putBack(client, world, districtId, kept)
    await closeHandover(client, { districtId, handoverId, now: world.now() })
    const { educatorId, fromId: from, toId } = kept
    const detail = { from, handover: handoverId, ...(toId === null ? {} : { to: toId }) }
    await auditHandover(client, { districtId, educatorId, action: 'undo_hand_over', detail })
    return { handoverId }
  })
}

async function isUntouched(
  client: DistrictClient,
  districtId: string,
  { changed, fromId, toId, isStepDone }: LockedHandover,
): Promise<boolean> {
  if (isStepDone) return false
  if (toId === null || !('cycles' in changed)) return true
  for (const { cycleId, version, nextId } of changed.cycles) {
    const old = { districtId, cycleId, coachId: fromId, version, bare: false }
    const next = { districtId, cycleId: nextId, coachId: toId, version: 1, bare: true }
    if (!(await isCycleUntouched(client, old)) || !(await isCycleUntouched(client, next))) return false
  }
  return true
}

async function putBack(
  client: DistrictClient,
  world: DomainWorld,
  districtId: string,
  { changed, educatorId }: LockedHandover,
): Promise<void> {
  if (!('cycles' in changed)) return
  const now = world.now()
  for (const { cycleId, nextId, was } of changed.cycles) {
    await handOverEducator(client, { districtId, cycleId, educatorId, day: null })
    if (was !== null) await writeCycleEnd(client, { districtId, cycleId, ...was, endedOn: null, now })
    await auditCycle(client, { districtId, cycleId }, { action: 'coaching_cycle.take_back', detail: { next: nextId } })
    await deleteCycle(client, { districtId, cycleId: nextId })
  }
  const { caseloadId, since = null, before = null, words } = changed
  await putWordsBack(client, { districtId, educatorId, caseloadId, since, before, words })
}

interface WordsBefore extends Pick<HandoverChange, 'words' | 'caseloadId'> {
  readonly districtId: string
  readonly educatorId: string
  /** As the hand-over wrote it; null: that was not noted yet. */
  readonly since: string | null
  readonly before: SaidByHand | null
}

/** What hands have said since in any of the caseloads stays. */
async function putWordsBack(client: DistrictClient, o: WordsBefore): Promise<void> {
  const { districtId, educatorId, caseloadId: takenInto, since, before } = o
  if (takenInto !== null) {
    const place = { districtId, caseloadId: takenInto }
    const said = await findCaseloadWord(client, { ...place, educatorId })
    if (said?.isIn === true && said.until === null && said.from === (since ?? said.from)) {
      await takeCaseloadWords(client, { districtId, caseloadIds: [takenInto], educatorId })
      if (before !== null) {
        const { isIn, ...days } = before
        await writeCaseloadWords(client, place, { ids: [educatorId], place: isIn ? 'in' : 'out', ...days })
      }
    }
  }
  for (const { caseloadId, ...days } of o.words) {
    const place = { districtId, caseloadId }
    if ((await findCaseloadWord(client, { ...place, educatorId })) === null)
      await writeCaseloadWords(client, place, { ids: [educatorId], place: 'in', ...days })
  }
}

/** A step that the coach took over is done, or open again. False: they have none such. */
export function tickStep(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  o: { readonly handoverId: string; readonly interactionId: string; readonly isDone: boolean },
): Promise<boolean> {
  const { districtId, personId } = grant.principal
  const { handoverId, interactionId, isDone } = o
  return inGrantDirect(world, grant, async (client) => {
    const doneOn = isDone ? await readToday(client, world, districtId) : null
    const step = { districtId, handoverId, interactionId, coachId: personId ?? '0', doneOn }
    const educatorId = await tickHandoverStep(client, step)
    if (educatorId === null) return false
    const detail = { handover: handoverId, interactionId, done: isDone ? 1 : 0 }
    await auditHandover(client, { districtId, educatorId, action: 'hand_over_step', detail })
    return true
  })
}
