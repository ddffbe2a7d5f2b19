/**
 * Taking part by a class's code, without an LMS or an account. Needs no Grant: nobody is known yet, and what comes of it
 * is a device that may answer one survey and nothing else. A code that isn't, one that is locked and one whose class has
 * no survey today are told alike, and nobody is told who is in a class or who has answered. Nothing is on the audit log:
 * its times would say who answered when.
 */

import { randomBytes } from 'node:crypto'
import type { DeviceKey } from '../../access/device-key.ts'
import { readCode } from '../../community/participation-code.ts'
import { tidyJoinerName, whoIsIt } from '../../community/participant-name.ts'
import type { AnswerProblem, Answers } from '../../community/question-set.ts'
import { checkAnswers, separate, setAsked } from '../../community/question-set.ts'
import {
  addCodeSession,
  asParticipant,
  type CodeSurvey,
  dropCodeSession,
  findCodeSession,
  findCodeSurvey,
  keepCodeDraft,
  listCodeParticipants,
  lockLateJoiners,
  type ParticipantId,
  takeCodeAnswer,
} from '../../store/community/code-session.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import {
  addLateJoiner,
  type ClassPlace,
  findClassOfCode,
  listLateJoiners,
} from '../../store/community/participation.ts'
import type { DomainWorld } from '../../store/world.ts'

/** Of one class: nobody fills its list up. */
const JOINERS_MAX = 200
const TOKEN_BYTES = 32

/** The class that a code leads to today; null: to none. */
export async function lookAtCode(
  world: DomainWorld,
  typed: string,
): Promise<{ readonly place: ClassPlace; readonly survey: CodeSurvey } | null> {
  const code = readCode(typed)
  const place = code === null ? null : await findClassOfCode(world.database, code)
  if (place === null) return null
  const survey = await asParticipant(world.database, place.districtId, (tx) => findCodeSurvey(tx, place, world.now()))
  const isKnown = survey?.isOwn === true || world.settings.questionSets.some(({ id }) => id === survey?.questionSet)
  return survey === null || !isKnown ? null : { place, survey }
}

export type EntryProblem =
  | 'code_not_open'
  /** Nobody of the class is called so; they may join. */
  | 'name_not_listed'
  /** The same, and nobody new may join. */
  | 'name_not_admitted'
  | 'name_of_several'
  /** It can't be anybody's name. */
  | 'name_invalid'
  | 'class_full'

export interface Entry {
  readonly code: string
  /** A name, a student number, a user name or an e-mail address. */
  readonly name: string
  /** They aren't on the list and take part all the same. */
  readonly joins: boolean
  /** What this device had before; null: nothing. */
  readonly device: DeviceKey | null
}

/** Lets somebody answer on this device. Where it was theirs already it stays so, with what they have answered so far. */
export async function enterByCode(
  world: DomainWorld,
  entry: Entry,
): Promise<{ readonly device: DeviceKey } | { readonly problem: EntryProblem }> {
  const found = await lookAtCode(world, entry.code)
  if (found === null) return { problem: 'code_not_open' }
  const { place, survey } = found
  return asParticipant(world.database, place.districtId, async (tx) => {
    const who = await participant(tx, { ...found, ...entry, now: world.now() })
    if ('problem' in who) return who
    const kept = await keptDevice(tx, world, { device: entry.device, cycleId: survey.cycleId, who, place })
    if (kept !== null) return { device: kept }
    const device = { districtId: place.districtId, token: randomBytes(TOKEN_BYTES).toString('base64url') }
    await addCodeSession(tx, device, { ...survey, who })
    return { device }
  })
}

/** Forgets the device, with what was answered on it and not sent. */
export function leaveDevice(world: DomainWorld, device: DeviceKey): Promise<void> {
  return asParticipant(world.database, device.districtId, (tx) => dropCodeSession(tx, device))
}

/** Keeps what was answered so far, for this device alone; false: it may answer nothing any more. */
export function draftOnDevice(world: DomainWorld, device: DeviceKey, answers: Answers): Promise<boolean> {
  const { database, secrets } = world
  return asParticipant(database, device.districtId, async (tx) => {
    const open = await findCodeSession(tx, device, { secrets, now: world.now() })
    return open !== null && !open.completed && (await keepCodeDraft(tx, device, { secrets, answers }))
  })
}

export type DeviceAnswer = 'taken' | 'taken_before' | 'not_open' | { readonly problems: readonly AnswerProblem[] }

/** Once it is taken it can't be changed or taken back: nobody knows any more which one it is. */
export async function answerOnDevice(world: DomainWorld, device: DeviceKey, answers: Answers): Promise<DeviceAnswer> {
  const { database, secrets, settings } = world
  const now = world.now()
  const open = await asParticipant(database, device.districtId, (tx) => findCodeSession(tx, device, { secrets, now }))
  const set = open === null ? null : setAsked(settings.questionSets, open)
  if (open === null || set === null) return 'not_open'
  const checked = checkAnswers(set, answers)
  if ('problems' in checked) return checked
  const content = separate(set, checked.answers)
  return takeCodeAnswer(database, secrets, { device, cycleId: open.id, content, now })
}

interface AtClass extends Entry {
  readonly place: ClassPlace
  readonly survey: CodeSurvey
  readonly now: Date
}

async function participant(
  tx: PrismaTransaction,
  { place, survey, name, joins, now }: AtClass,
): Promise<ParticipantId | { readonly problem: EntryProblem }> {
  if (joins) await lockLateJoiners(tx, place)
  const who = whoIsIt(await listCodeParticipants(tx, place), name)
  if ('found' in who) return who.found
  if (who.problem === 'several') return { problem: 'name_of_several' }
  if (survey.listLocked) return { problem: 'name_not_admitted' }
  const tidy = tidyJoinerName(name)
  if (tidy === null) return { problem: 'name_invalid' }
  if (!joins) return { problem: 'name_not_listed' }
  if ((await listLateJoiners(tx, place)).length >= JOINERS_MAX) return { problem: 'class_full' }
  return { kind: 'joiner', id: await addLateJoiner(tx, place, { name: tidy, at: now }) }
}

interface AtDevice {
  readonly device: DeviceKey | null
  readonly cycleId: string
  readonly who: ParticipantId
  readonly place: ClassPlace
}

async function keptDevice(
  tx: PrismaTransaction,
  { secrets, now }: DomainWorld,
  { device, cycleId, who, place }: AtDevice,
): Promise<DeviceKey | null> {
  // What another district's device had ends with its day.
  if (device === null || device.districtId !== place.districtId) return null
  const before = await findCodeSession(tx, device, { secrets, now: now() })
  if (before?.id === cycleId && before.who.kind === who.kind && before.who.id === who.id) return device
  await dropCodeSession(tx, device)
  return null
}
