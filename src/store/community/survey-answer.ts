/**
 * Answers of students. An answer and who gave it are written by one statement, so that a student answers once and what
 * is acknowledged is there, and stand apart from then on (docs/decisions: answers that nobody can trace).
 */

import { randomBytes } from 'node:crypto'
import type { Grant } from '../../access/grant.ts'
import type { Answers, QuestionSet } from '../../community/question-set.ts'
import type { PrismaTransaction, RawTransaction } from '../database.ts'
import { reachOwn } from '../scope.ts'
import type { SecretBox } from '../secret.ts'
import type { DomainWorld } from '../world.ts'
import { executeInGrant, query } from '../world.ts'

export interface OpenSurveyRow {
  /** Of the cycle. */
  readonly id: string
  readonly classTitle: string
  readonly questionSet: string
  /** The district's own set of that name, as it is for this cycle; null: it has none. */
  readonly ownSet: QuestionSet | null
  readonly endsOn: string
  /** The last day on which an answer counts. */
  readonly lastDay: string
  readonly isLate: boolean
  readonly completed: boolean
  readonly begun: boolean
}

type Answering = Grant<'answer:survey'>

/** What a student may answer on this day, and what of it is done; or the one of them that is asked for. */
export function listOpenSurveys(
  tx: RawTransaction,
  grant: Answering,
  at: { readonly now: Date; readonly cycleId: string | null },
): Promise<OpenSurveyRow[]> {
  return query<OpenSurveyRow>(tx, 'list_open_surveys', [...reachOwn(grant), at.now, at.cycleId])
}

/** The one that is asked for, on the way of every answer; null: it isn't theirs to answer on this day. */
export async function findOpenSurvey(
  world: Pick<DomainWorld, 'database'>,
  grant: Answering,
  { now, cycleId }: { readonly now: Date; readonly cycleId: string },
): Promise<OpenSurveyRow | null> {
  const [row] = await executeInGrant<OpenSurveyRow>(world, grant, {
    name: 'list_open_surveys',
    types: ['text', 'text', 'timestamptz', 'text'],
    values: [...reachOwn(grant), now.toISOString(), cycleId],
  })
  return row ?? null
}

/** What they have answered so far; null: nothing. */
export async function readSurveyDraft(
  tx: PrismaTransaction,
  { secrets, grant, cycleId }: { readonly secrets: SecretBox; readonly grant: Answering; readonly cycleId: string },
): Promise<Answers | null> {
  const [row] = await query<{ sealed: string }>(tx, 'read_survey_draft', [...reachOwn(grant), cycleId])
  if (row === undefined) return null
  return seenBy(grant, JSON.parse(secrets.open(row.sealed, draftContext(grant, cycleId))) as KeptDraft)
}

/** What lies in the envelope of a draft; of one that was begun by a start card, with its session. */
type KeptDraft = Answers | { readonly card: string; readonly draft: Answers }

/** A start card has been in other hands, too: by it somebody sees what was begun in this very session, and nothing else. */
function seenBy({ principal: { card } }: Answering, kept: KeptDraft): Answers | null {
  const { draft, ...rest } = kept
  const isOfCard = typeof draft === 'object'
  const answers = isOfCard ? draft : (kept as Answers)
  if (card === undefined) return answers
  return isOfCard && rest['card'] === card.sessionId ? answers : null
}

/** Keeps it until the answer is sent. */
export async function keepSurveyDraft(
  tx: PrismaTransaction,
  secrets: SecretBox,
  draft: {
    readonly grant: Answering
    readonly cycleId: string
    readonly answers: Answers
    /** The last day on which the answer can be sent: `YYYY-MM-DD`. */
    readonly keepUntil: string
  },
): Promise<void> {
  const { grant, cycleId, answers, keepUntil } = draft
  const { card } = grant.principal
  const kept: KeptDraft = card === undefined ? answers : { card: card.sessionId, draft: answers }
  const sealed = secrets.seal(JSON.stringify(kept), draftContext(grant, cycleId))
  await query(tx, 'keep_survey_draft', [...reachOwn(grant), cycleId, sealed, keepUntil])
}

/** An answer as it lies in the tray: what was chosen, and free texts, each by its question. */
export interface AnswerContent {
  readonly chosen: Answers
  readonly texts: Answers
}

export type TakenAnswer = 'taken' | 'taken_before' | 'not_open'

/** Takes the answer: exactly once for each participant of a cycle, whatever number of them comes at once. */
export async function takeSurveyAnswer(
  { database, secrets }: Pick<DomainWorld, 'database' | 'secrets'>,
  answer: { readonly grant: Answering; readonly cycleId: string; readonly content: AnswerContent; readonly now: Date },
): Promise<TakenAnswer> {
  const { grant, cycleId, content, now } = answer
  const id = randomName()
  const sealed = secrets.seal(
    JSON.stringify(content),
    trayContext({ districtId: grant.principal.districtId, cycleId, id }),
  )
  const [row] = await executeInGrant<{ isOpen: boolean; taken: boolean }>({ database }, grant, {
    name: 'take_survey_answer',
    types: ['text', 'text', 'timestamptz', 'text', 'text', 'text'],
    values: [...reachOwn(grant), now.toISOString(), cycleId, id, sealed],
  })
  if (row?.taken === true) return 'taken'
  return row?.isOpen === true ? 'taken_before' : 'not_open'
}

/** A name that tells nothing: not who, not when, not in which order. */
export function randomName(): string {
  return randomBytes(16).toString('hex')
}

/** Where the envelope of an answer in the tray opens. */
export function trayContext(at: {
  readonly districtId: string
  readonly cycleId: string
  readonly id: string
}): string {
  return `${at.districtId}/survey/${at.cycleId}/tray/${at.id}`
}

function draftContext({ principal }: Answering, cycleId: string): string {
  return `${principal.districtId}/survey/${cycleId}/draft/${principal.personId ?? ''}`
}
