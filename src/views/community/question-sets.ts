/**
 * Question sets for whoever runs the district: those there are and who asks them, one of them as students see it, and a file
 * looked at. For whoever chooses one: what it asks.
 */

import type { Grant } from '../../access/grant.ts'
import {
  changesBetween,
  nameUsed,
  type QuestionChange,
  readOwnQuestionSet,
  type SetFault,
} from '../../community/own-question-set.ts'
import type { QuestionSet } from '../../community/question-set.ts'
import {
  countSetUses,
  isSetNameUsed,
  listOwnSets,
  listSetChoices,
  listSetRevisions,
  type SetRevisionRow,
  type SetUses,
} from '../../store/community/question-set.ts'
import { listCommunities, listLedClasses } from '../../store/community/community.ts'
import type { PrismaTransaction, RawTransaction } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import { questionsOf, type QuestionView } from './surveys.ts'

type Keeping = Grant<'manage:question_set'>

export interface SetLine extends Pick<QuestionSet, 'id' | 'title' | 'says' | 'minutes' | 'languages'> {
  /** `staffroom`: it comes with the product. */
  readonly origin: 'own' | 'staffroom'
  /** Null: it comes with the product. */
  readonly version: number | null
  readonly retiredAt: Date | null
  readonly isDefault: boolean
  readonly questions: number
  readonly uses: Omit<SetUses, 'id'>
}

/** Every set that the district has, the default first, retired ones last. */
export function viewQuestionSets(world: DomainWorld, grant: Keeping): Promise<readonly SetLine[]> {
  const { districtId } = grant.principal
  return inGrant(world, grant, (tx) => listSets(tx, world, districtId))
}

/** The same in a transaction that is there. */
export async function listSets(
  tx: RawTransaction,
  { settings, now }: Pick<DomainWorld, 'settings' | 'now'>,
  districtId: string,
): Promise<readonly SetLine[]> {
  const choices = await listSetChoices(tx, districtId, settings.questionSets)
  const own = new Map((await listOwnSets(tx, districtId)).map((row) => [row.id, row]))
  const uses = new Map((await countSetUses(tx, districtId, now())).map(({ id, ...counts }) => [id, counts]))
  return choices.flatMap(({ id }, at): readonly SetLine[] => {
    const mine = own.get(id)
    const set = mine?.content ?? settings.questionSets.find((one) => one.id === id)
    if (set === undefined) return []
    const { title, says, minutes, languages, questions } = set
    return [
      {
        id,
        title,
        says,
        minutes,
        languages,
        origin: mine === undefined ? 'staffroom' : 'own',
        version: mine?.version ?? null,
        retiredAt: mine?.retiredAt ?? null,
        isDefault: at === 0,
        questions: questions.length,
        uses: uses.get(id) ?? { planned: 0, begun: 0, communities: 0 },
      },
    ]
  })
}

export interface SetShown {
  readonly set: QuestionSet
  readonly questions: QuestionView[]
  readonly origin: SetLine['origin']
  readonly retiredAt: Date | null
  /** Newest first; none: it comes with the product. */
  readonly versions: readonly Omit<SetRevisionRow, 'content'>[]
}

/** One set, its newest version or the one of that number; null: there is none. */
export function viewQuestionSet(
  world: DomainWorld,
  grant: Keeping,
  asked: { readonly setId: string; readonly version: number | null },
): Promise<SetShown | null> {
  return inGrant(world, grant, (tx) => readSet(tx, world, { districtId: grant.principal.districtId, ...asked }))
}

/** The same in a transaction that is there. */
export async function readSet(
  tx: RawTransaction,
  { settings }: Pick<DomainWorld, 'settings'>,
  {
    districtId,
    setId,
    version,
  }: { readonly districtId: string; readonly setId: string; readonly version: number | null },
): Promise<SetShown | null> {
  const [own] = await listOwnSets(tx, districtId, [setId])
  const revisions = own === undefined ? [] : await listSetRevisions(tx, districtId, setId)
  const wanted = version === null ? revisions[0] : revisions.find((one) => one.version === version)
  const shipped =
    own === undefined && version === null ? settings.questionSets.find(({ id }) => id === setId) : undefined
  const set = wanted?.content ?? shipped
  if (set === undefined) return null
  return {
    set,
    questions: questionsOf(set),
    origin: own === undefined ? 'staffroom' : 'own',
    retiredAt: own?.retiredAt ?? null,
    versions: revisions.map(({ content: _content, ...row }) => row),
  }
}

/** A set as students see it, in its newest version, for whoever may choose it. */
interface SetAsked extends Pick<QuestionSet, 'id' | 'title' | 'says' | 'minutes' | 'languages'> {
  readonly questions: QuestionView[]
  /** What was planned with it stays, and nothing else can be. */
  readonly retired: boolean
}

/** What a set asks, for whoever plans the surveys of a class; null: they plan none of that number, or there is no such set. */
export function viewSetForClass(
  world: DomainWorld,
  grant: Grant<'edit:class_survey_schedule'>,
  { classId, setId }: { readonly classId: string; readonly setId: string },
): Promise<SetAsked | null> {
  return inGrant(world, grant, async (tx) => {
    const isTheirs = (await listLedClasses(tx, grant, classId)).length > 0
    return isTheirs ? readAsked(tx, world, { districtId: grant.principal.districtId, setId }) : null
  })
}

/** The same for whoever plans for the classes of a community. */
export function viewSetForCommunity(
  world: DomainWorld,
  grant: Grant<'edit:community'>,
  { communityId, setId }: { readonly communityId: string; readonly setId: string },
): Promise<SetAsked | null> {
  return inGrant(world, grant, async (tx) => {
    const isTheirs = (await listCommunities(tx, grant, communityId)).length > 0
    return isTheirs ? readAsked(tx, world, { districtId: grant.principal.districtId, setId }) : null
  })
}

async function readAsked(
  tx: PrismaTransaction,
  world: DomainWorld,
  asked: { readonly districtId: string; readonly setId: string },
): Promise<SetAsked | null> {
  const found = await readSet(tx, world, { ...asked, version: null })
  if (found === null) return null
  const { id, title, says, minutes, languages } = found.set
  return { id, title, says, minutes, languages, questions: found.questions, retired: found.retiredAt !== null }
}

export interface SetCheck {
  readonly faults: readonly SetFault[]
  /** Null: the file is no set yet. */
  readonly found: {
    readonly set: QuestionSet
    readonly questions: QuestionView[]
    /** Of the version that it would be. */
    readonly version: number
    readonly changes: readonly { readonly question: string; readonly change: QuestionChange }[]
  } | null
}

/** What a file comes to; nothing is kept. `file`: parsed JSON. */
export function checkQuestionSet(world: DomainWorld, grant: Keeping, file: unknown): Promise<SetCheck> {
  return inGrant(world, grant, (tx) => lookAtSet(tx, world, { districtId: grant.principal.districtId, file }))
}

/** The same in a transaction that is there. */
export async function lookAtSet(
  tx: RawTransaction,
  { settings }: Pick<DomainWorld, 'settings'>,
  { districtId, file }: { readonly districtId: string; readonly file: unknown },
): Promise<SetCheck> {
  const read = readOwnQuestionSet(
    file,
    settings.questionSets.map(({ id }) => id),
  )
  if ('faults' in read) return { faults: read.faults, found: null }
  const { set } = read
  const [before] = await listOwnSets(tx, districtId, [set.id])
  if (before === undefined && (await isSetNameUsed(tx, districtId, set.id)))
    return { faults: [nameUsed(set.id)], found: null }
  const changes = before === undefined ? [] : changesBetween(before.content, set)
  return { faults: [], found: { set, questions: questionsOf(set), version: (before?.version ?? 0) + 1, changes } }
}
