/** A district's own question sets: their versions, what can be chosen, and what is asked by whom. In the district's transaction. */

import type { QuestionSet } from '../../community/question-set.ts'
import type { RawTransaction } from '../database.ts'
import { query } from '../world.ts'

export interface OwnSetRow {
  readonly id: string
  /** Null: it can be chosen. */
  readonly retiredAt: Date | null
  /** Of the newest version, from 1. */
  readonly version: number
  /** Cycles that begin on this day or later ask the newest version. */
  readonly appliesFrom: string
  readonly addedAt: Date
  readonly digest: string
  readonly content: QuestionSet
}

/** The district's own sets with their newest versions, or those of these names. */
export function listOwnSets(
  tx: RawTransaction,
  districtId: string,
  ids: readonly string[] | null = null,
): Promise<OwnSetRow[]> {
  return query<OwnSetRow>(tx, 'list_question_sets', [districtId, ids])
}

export interface SetRevisionRow {
  readonly version: number
  readonly appliesFrom: string
  readonly addedAt: Date
  readonly content: QuestionSet
}

/** The versions of one of them, newest first. */
export function listSetRevisions(tx: RawTransaction, districtId: string, setId: string): Promise<SetRevisionRow[]> {
  return query<SetRevisionRow>(tx, 'list_set_revisions', [districtId, setId])
}

/** A set as whoever plans a survey chooses it. */
export interface SetChoice {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly minutes: number
  /** True: what was planned with it stays, and nothing else can be. */
  readonly retired: boolean
}

/**
 * The district's own sets and those of the installation: first the one that is asked where none is named, then what can
 * be chosen, then what is retired.
 */
export async function listSetChoices(
  tx: RawTransaction,
  districtId: string,
  shipped: readonly [QuestionSet, ...QuestionSet[]],
): Promise<readonly [SetChoice, ...SetChoice[]]> {
  const own = await query<SetChoice>(tx, 'list_set_choices', [districtId])
  const chosen = await readDefaultSet(tx, districtId)
  const names = new Set(own.map(({ id }) => id))
  const others = shipped.filter(({ id }) => !names.has(id)).map(choiceOf)
  const all = [...own.filter(({ retired }) => !retired), ...others]
  const first = all.find(({ id }) => id === chosen) ?? others[0] ?? choiceOf(shipped[0])
  return [first, ...all.filter(({ id }) => id !== first.id), ...own.filter(({ retired }) => retired)]
}

/** The names of those that can be chosen. */
export async function namesToChoose(
  tx: RawTransaction,
  districtId: string,
  shipped: readonly [QuestionSet, ...QuestionSet[]],
): Promise<ReadonlySet<string>> {
  const choices = await listSetChoices(tx, districtId, shipped)
  return new Set(choices.flatMap(({ id, retired }) => (retired ? [] : [id])))
}

function choiceOf({ id, title, minutes }: QuestionSet): SetChoice {
  return { id, title, minutes, retired: false }
}

/** The set that the district has chosen for where none is named; null: none. */
export async function readDefaultSet(tx: RawTransaction, districtId: string): Promise<string | null> {
  return (await query<{ id: string }>(tx, 'read_set_default', [districtId]))[0]?.id ?? null
}

export interface SetUses {
  readonly id: string
  /** Cycles that have not begun. */
  readonly planned: number
  /** Cycles under way and over. */
  readonly begun: number
  /** Communities whose classes get it. */
  readonly communities: number
}

export function countSetUses(tx: RawTransaction, districtId: string, now: Date): Promise<SetUses[]> {
  return query<SetUses>(tx, 'count_set_uses', [districtId, now])
}

/** Whether surveys, plans or reports of the district are of a set of this name. */
export async function isSetNameUsed(tx: RawTransaction, districtId: string, setId: string): Promise<boolean> {
  return (await query(tx, 'find_set_name_used', [districtId, setId])).length > 0
}

/** Whoever changes them takes turns. */
export async function lockQuestionSets(tx: RawTransaction, districtId: string): Promise<void> {
  await query(tx, 'lock_question_sets', [districtId])
}

/** Adds a version; answers its number and from which day cycles ask it. */
export async function addSetRevision(
  tx: RawTransaction,
  districtId: string,
  { set, now }: { readonly set: QuestionSet; readonly now: Date },
): Promise<{ readonly version: number; readonly appliesFrom: string }> {
  const [kept] = await query<{ digest: string }>(tx, 'keep_question_set', [districtId, JSON.stringify(set), now])
  const values = [districtId, set.id, kept?.digest, now]
  const [added] = await query<{ version: number; appliesFrom: string }>(tx, 'add_question_set', values)
  if (added === undefined) throw new Error('A version of a question set was given to keep and has no number.')
  return added
}

/** `at` null: it can be chosen again. False: the district has none of that name. */
export async function retireQuestionSet(
  tx: RawTransaction,
  districtId: string,
  { setId, at }: { readonly setId: string; readonly at: Date | null },
): Promise<boolean> {
  return (await query(tx, 'retire_question_set', [districtId, setId, at])).length === 1
}

export async function writeDefaultSet(tx: RawTransaction, districtId: string, setId: string): Promise<void> {
  await query(tx, 'set_set_default', [districtId, setId])
}
