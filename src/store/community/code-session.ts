/**
 * Devices on which somebody takes part by a class's code. They are nobody's session otherwise: a device answers one
 * survey of one class, on the day on which it began. In the district's transaction, as nobody in particular.
 */

import type { DeviceKey } from '../../access/device-key.ts'
import type { KnownParticipant } from '../../community/participant-name.ts'
import type { Answers } from '../../community/question-set.ts'
import type { Database, DistrictClient, PrismaTransaction } from '../database.ts'
import { inDistrict, inDistrictPrisma } from '../database.ts'
import type { ClassPlace } from './participation.ts'
import type { SecretBox } from '../secret.ts'
import { hashToken } from '../signin/session.ts'
import { sql } from '../sql.ts'
import type { AnswerContent, OpenSurveyRow, TakenAnswer } from './survey-answer.ts'
import { randomName, trayContext } from './survey-answer.ts'
import { query } from '../world.ts'

/** A survey to which a code leads today. */
export interface CodeSurvey {
  readonly cycleId: string
  readonly classTitle: string
  readonly questionSet: string
  /** It is one of the district's own. */
  readonly isOwn: boolean
  /** The district's day. */
  readonly today: string
  /** Only who is on the class's list takes part. */
  readonly listLocked: boolean
}

/** Of the roster, or joined by the code. */
export type ParticipantId = Pick<KnownParticipant, 'kind' | 'id'>

export interface DeviceSurvey extends OpenSurveyRow {
  readonly who: ParticipantId
  readonly draft: Answers
}

const ACTOR = 'participant'

/** A transaction of the district for somebody whom nobody knows. */
export function asParticipant<T>(
  db: Database,
  districtId: string,
  work: (tx: PrismaTransaction) => Promise<T>,
): Promise<T> {
  return inDistrictPrisma(db, { districtId, actor: ACTOR }, work)
}

/** Null: its code is locked, it has no survey today, or there is no such class at work. */
export async function findCodeSurvey(
  tx: PrismaTransaction,
  { districtId, classId }: ClassPlace,
  now: Date,
): Promise<CodeSurvey | null> {
  const [row] = await query<CodeSurvey>(tx, 'find_code_survey', [districtId, classId, now])
  return row ?? null
}

interface NameRow {
  readonly kind: 'student' | 'joiner'
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly middleName: string | null
  readonly preferredGivenName: string | null
  readonly preferredFamilyName: string | null
  readonly identifier: string | null
  readonly username: string | null
  readonly email: string | null
}

/** Everybody who takes part in the class. */
export async function listCodeParticipants(
  tx: PrismaTransaction,
  { districtId, classId }: ClassPlace,
): Promise<KnownParticipant[]> {
  const rows = await query<NameRow>(tx, 'list_code_participants', [districtId, classId])
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    names: namesOf(row),
    numbers: [row.identifier, row.username, row.email].flatMap((one) => (one === null || one === '' ? [] : [one])),
  }))
}

function namesOf(row: NameRow): string[] {
  const { familyName, givenName, middleName } = row
  const family = row.preferredFamilyName ?? familyName
  const given = row.preferredGivenName ?? givenName
  return [
    [givenName, familyName],
    [given, family],
    [given, familyName],
    [givenName, middleName ?? '', familyName],
  ].map((parts) => parts.join(' '))
}

/** Two who join one class by its code take turns. */
export async function lockLateJoiners(tx: PrismaTransaction, { districtId, classId }: ClassPlace): Promise<void> {
  await query(tx, 'lock_late_joiners', [districtId, classId])
}

export async function addCodeSession(
  tx: PrismaTransaction,
  { districtId, token }: DeviceKey,
  survey: Pick<CodeSurvey, 'cycleId' | 'today'> & { readonly who: ParticipantId },
): Promise<void> {
  const { cycleId, today, who } = survey
  const person = who.kind === 'student' ? who.id : null
  const joiner = who.kind === 'joiner' ? who.id : null
  await query(tx, 'add_code_session', [districtId, hashToken(token), cycleId, person, joiner, today])
}

export async function dropCodeSession(tx: PrismaTransaction, { districtId, token }: DeviceKey): Promise<void> {
  await query(tx, 'drop_code_session', [districtId, hashToken(token)])
}

/** What the device answers; null: nothing any more. */
export async function findCodeSession(
  tx: PrismaTransaction,
  device: DeviceKey,
  { secrets, now }: { readonly secrets: SecretBox; readonly now: Date },
): Promise<DeviceSurvey | null> {
  type Row = OpenSurveyRow & { sealed: string | null; personId: string | null; joinerId: string | null }
  const [row] = await query<Row>(tx, 'find_code_session', [device.districtId, hashToken(device.token), now])
  if (row === undefined) return null
  const { sealed, personId, joinerId, ...survey } = row
  const draft = sealed === null ? {} : (JSON.parse(secrets.open(sealed, draftContext(device))) as Answers)
  const kind = personId === null ? 'joiner' : 'student'
  return { ...survey, who: { kind, id: personId ?? joinerId ?? '' }, draft }
}

/** False: it is sent, or the device is forgotten. */
export async function keepCodeDraft(
  tx: PrismaTransaction,
  device: DeviceKey,
  { secrets, answers }: { readonly secrets: SecretBox; readonly answers: Answers },
): Promise<boolean> {
  const sealed = secrets.seal(JSON.stringify(answers), draftContext(device))
  return (await query(tx, 'keep_code_draft', [device.districtId, hashToken(device.token), sealed])).length === 1
}

/** Takes the answer, exactly once for each participant of a cycle, whatever number of devices they use. */
export function takeCodeAnswer(
  db: Database,
  secrets: SecretBox,
  answer: {
    readonly device: DeviceKey
    readonly cycleId: string
    readonly content: AnswerContent
    readonly now: Date
  },
): Promise<TakenAnswer> {
  const { device, cycleId, content, now } = answer
  const { districtId, token } = device
  const id = randomName()
  const sealed = secrets.seal(JSON.stringify(content), trayContext({ districtId, cycleId, id }))
  return inDistrict(db, { districtId, actor: ACTOR }, async (client: DistrictClient) => {
    const values = [districtId, hashToken(token), now, id, sealed]
    const { rows } = await client.query<{ isOpen: boolean; taken: boolean }>(sql('take_code_answer'), values)
    if (rows[0]?.taken === true) return 'taken'
    return rows[0]?.isOpen === true ? 'taken_before' : 'not_open'
  })
}

function draftContext({ districtId, token }: DeviceKey): string {
  return `${districtId}/survey/code/${hashToken(token)}`
}
