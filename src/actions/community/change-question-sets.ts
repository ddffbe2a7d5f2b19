/** A district's own question sets: another version is added, one is retired or can be chosen again, one becomes the default. */

import type { Grant } from '../../access/grant.ts'
import {
  nameUsed,
  OWN_SETS_MAX,
  readOwnQuestionSet,
  saysTheSame,
  SET_VERSIONS_MAX,
  type SetFault,
} from '../../community/own-question-set.ts'
import type { QuestionSet } from '../../community/question-set.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import {
  addSetRevision,
  isSetNameUsed,
  listOwnSets,
  listSetChoices,
  lockQuestionSets,
  readDefaultSet,
  retireQuestionSet,
  writeDefaultSet,
} from '../../store/community/question-set.ts'
import type { RawTransaction } from '../../store/database.ts'
import { type DomainWorld, inGrant } from '../../store/world.ts'

/** Who changes them, and the transaction that they do it in. */
export interface SetKeeper {
  readonly grant: Grant<'manage:question_set'>
  readonly now: Date
  readonly shipped: DomainWorld['settings']['questionSets']
  readonly unit: <T>(work: (tx: RawTransaction) => Promise<T>) => Promise<T>
}

/** Somebody at a page. */
export function keeperOf(world: DomainWorld, grant: Grant<'manage:question_set'>): SetKeeper {
  return { grant, now: world.now(), shipped: world.settings.questionSets, unit: (work) => inGrant(world, grant, work) }
}

/**
 * `name_differs`: the file has another name than was asked for; `set_retired`: it is retired; `set_shipped`: it comes with
 * Staffroom, and no district changes it; `is_default`: another one has to be the default first.
 */
export type SetProblem =
  | 'name_differs'
  | 'set_unknown'
  | 'set_shipped'
  | 'set_retired'
  | 'is_default'
  | 'sets_too_many'
  | 'versions_too_many'

export type SetKept =
  | { readonly set: QuestionSet; readonly version: number; readonly appliesFrom: string; readonly outcome: Outcome }
  | { readonly faults: readonly SetFault[] }
  | { readonly problem: SetProblem }

/** `same`: the newest version says exactly this, and none is added. */
type Outcome = 'added' | 'new_version' | 'same'

/**
 * Adds the set of a file, or another version of it. No version is ever changed: cycles under way go on with theirs.
 * @param order.file parsed JSON; `setId`: the name that it has to have, null: any
 */
export function putQuestionSet(
  { grant, now, shipped, unit }: SetKeeper,
  { file, setId }: { readonly file: unknown; readonly setId: string | null },
): Promise<SetKept> {
  const read = readOwnQuestionSet(
    file,
    shipped.map(({ id }) => id),
  )
  const { districtId } = grant.principal
  return unit(async (tx): Promise<SetKept> => {
    if ('faults' in read) return read
    const { set } = read
    if (setId !== null && set.id !== setId) return { problem: 'name_differs' }
    await lockQuestionSets(tx, districtId)
    const own = await listOwnSets(tx, districtId)
    const known = own.find(({ id }) => id === set.id)
    if (known === undefined) {
      if (own.length >= OWN_SETS_MAX) return { problem: 'sets_too_many' }
      // Its first version would be for every cycle of the name, those of a set of the installation that is gone among them.
      if (await isSetNameUsed(tx, districtId, set.id)) return { faults: [nameUsed(set.id)] }
    } else {
      if (known.retiredAt !== null) return { problem: 'set_retired' }
      if (saysTheSame(known.content, set)) return { set, outcome: 'same', ...known }
      if (known.version >= SET_VERSIONS_MAX) return { problem: 'versions_too_many' }
    }
    const added = await addSetRevision(tx, districtId, { set, now })
    await appendAudit(tx, districtId, {
      action: 'question_set.add',
      object: `question_set:${set.id}`,
      detail: { version: added.version, questions: set.questions.length, appliesFrom: added.appliesFrom },
    })
    return { set, outcome: known === undefined ? 'added' : 'new_version', ...added }
  })
}

/** Nobody can choose it any more, or again. What was planned with it stays, and so does every report. */
export function setQuestionSetRetired(
  { grant, now, shipped, unit }: SetKeeper,
  { setId, retired }: { readonly setId: string; readonly retired: boolean },
): Promise<{ readonly done: true } | { readonly problem: SetProblem }> {
  const { districtId } = grant.principal
  return unit(async (tx) => {
    await lockQuestionSets(tx, districtId)
    const [known] = await listOwnSets(tx, districtId, [setId])
    if (known === undefined)
      return { problem: shipped.some(({ id }) => id === setId) ? 'set_shipped' : 'set_unknown' } as const
    if ((known.retiredAt !== null) === retired) return { done: true }
    if (retired && (await readDefaultSet(tx, districtId)) === setId) return { problem: 'is_default' }
    await retireQuestionSet(tx, districtId, { setId, at: retired ? now : null })
    const action = retired ? 'question_set.retire' : 'question_set.restore'
    await appendAudit(tx, districtId, { action, object: `question_set:${setId}` })
    return { done: true }
  })
}

/** What is asked from now on where a plan names no set, and what stands first where one is chosen. */
export function setDefaultQuestionSet(
  { grant, shipped, unit }: SetKeeper,
  setId: string,
): Promise<{ readonly done: true } | { readonly problem: SetProblem }> {
  const { districtId } = grant.principal
  return unit(async (tx) => {
    await lockQuestionSets(tx, districtId)
    const [first, ...others] = await listSetChoices(tx, districtId, shipped)
    if (first.id === setId) return { done: true }
    const chosen = others.find(({ id }) => id === setId)
    if (chosen === undefined) return { problem: 'set_unknown' }
    if (chosen.retired) return { problem: 'set_retired' }
    await writeDefaultSet(tx, districtId, setId)
    await appendAudit(tx, districtId, { action: 'question_set.default', object: `question_set:${setId}` })
    return { done: true }
  })
}
