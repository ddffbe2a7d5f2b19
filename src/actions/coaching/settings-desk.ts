/** The district's words for coaching from the command line: the operator sets them, with the reach of an administrator of the district. */

import { authorise } from '../../access/authorise.ts'
import { operatorOf } from '../../access/principal.ts'
import type { ChoiceList, KeptChoice } from '../../coaching/choice-list.ts'
import type { ListedType, TypesFault } from '../../coaching/interaction-type.ts'
import { Failure } from '../../roster/failure.ts'
import { readInteractionTypes, versionOfTypes } from '../../store/coaching/coaching.ts'
import { type CoachingLists, readCoachingLists } from '../../store/coaching/coaching-choice.ts'
import { listTags, type TagRow } from '../../store/coaching/coaching-tag.ts'
import { inDistrict } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import { addTag, changeTag, setTypes, type TagFault, type TagOutcome } from './coaching-words.ts'
import { setCoachingList } from './set-coaching-list.ts'

type WordList = 'types' | ChoiceList

/** An entry as a file names it: one that is there already by its id, or by its name. */
interface TypedEntry {
  readonly id: string | null
  readonly name: string
  readonly active: boolean
  /** Of a rating scale, from the lowest; of the other lists none. */
  readonly levels: readonly string[]
}

/** Every list with all that is in it. */
interface Words {
  readonly types: readonly ListedType[]
  readonly lists: CoachingLists
  readonly tags: readonly TagRow[]
}

/**
 * Binds the settings of coaching to an installation.
 * @throws Failure SETTINGS_REFUSED
 */
export function openSettingsDesk(world: DomainWorld) {
  const readTags = (districtId: string) => inGrant(world, tagGrantOf(districtId), (tx) => listTags(tx, districtId))
  const read = async (districtId: string): Promise<Words> => {
    const grant = grantOf(districtId)
    const types = await inGrant(world, grant, (tx) => readInteractionTypes(tx, world, districtId))
    const lists = await inDistrict(world.database, { districtId, actor: 'cli' }, (client) =>
      readCoachingLists(client, districtId),
    )
    return { types, lists, tags: await readTags(districtId) }
  }
  return {
    read,
    /** The whole list, in its order. What it has of the same name stays what it is, so that a file may be given again. */
    async set(districtId: string, list: WordList, typed: readonly TypedEntry[]): Promise<void> {
      const { types, lists } = await read(districtId)
      if (list === 'types') return setTypesTo(world, grantOf(districtId), { before: types, typed })
      const items = known(typed, lists[list].items)
      const outcome = await setCoachingList(world, grantOf(districtId), { list, items, version: lists[list].version })
      if ('problem' in outcome) throw refused(CHANGED)
      if ('problems' in outcome)
        throw refused(outcome.problems.map(({ field, message }) => `${field}: ${message}`).join('\n'))
    },
    async addTag(districtId: string, name: string): Promise<TagRow> {
      return changed(await addTag(world, tagGrantOf(districtId), name))
    },
    /** The tag of this name or number; what is left out stays. */
    async changeTag(
      districtId: string,
      named: string,
      change: { readonly name?: string; readonly isActive?: boolean },
    ): Promise<TagRow> {
      const tag = (await readTags(districtId)).find(
        ({ id, name }) => named === `id:${id}` || name.toLowerCase() === named.trim().toLowerCase(),
      )
      if (tag === undefined) throw refused('The district has no such tag. "staffroom coaching settings" lists them.')
      return changed(await changeTag(world, tagGrantOf(districtId), { id: tag.id, ...change }))
    },
  }
}

function grantOf(districtId: string) {
  return authorise(operatorOf(districtId), 'manage:coaching_settings')
}

function tagGrantOf(districtId: string) {
  return authorise(operatorOf(districtId), 'edit:coaching_tag', { districtId })
}

async function setTypesTo(
  world: DomainWorld,
  grant: Parameters<typeof setTypes>[1],
  { before, typed }: { readonly before: readonly ListedType[]; readonly typed: readonly TypedEntry[] },
): Promise<void> {
  const types = known(typed, before).map(({ id, name, active }) => ({ id, name, isActive: active }))
  const outcome = await setTypes(world, grant, { types, version: versionOfTypes(before) })
  if ('types' in outcome) return
  throw refused(outcome.fault === 'stale' ? CHANGED : TYPES_SAY[outcome.fault])
}

/** With the ids of those that are there by the same name. */
function known(typed: readonly TypedEntry[], kept: readonly Pick<KeptChoice, 'id' | 'name'>[]): readonly TypedEntry[] {
  const byName = new Map(kept.map(({ id, name }) => [fold(name), id]))
  return typed.map((one) => ({ ...one, id: one.id ?? byName.get(fold(one.name)) ?? null }))
}

function fold(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ').toLowerCase()
}

function changed(outcome: TagOutcome): TagRow {
  if (outcome !== null && 'tag' in outcome) return outcome.tag
  throw refused(outcome === null ? CHANGED : TAGS_SAY[outcome.fault])
}

function refused(says: string): Failure {
  return new Failure('SETTINGS_REFUSED', 'operator', says)
}

const CHANGED = 'Somebody has changed it just now, so nothing was changed. Give the command again.'

const TAGS_SAY: Readonly<Record<TagFault, string>> = {
  name_empty: 'The name of a tag has 1 to 60 letters.',
  name_taken: 'The district has a tag of that name already, perhaps switched off. Switch that one on instead.',
  tags_too_many: 'A district can have up to 500 tags. Rename one that is used no more.',
}

const TYPES_SAY: Readonly<Record<TypesFault, string>> = {
  type_removed: 'A type that was once there stays in the list: give it with "active": false instead of leaving it out.',
  type_unknown: 'One of the types has an id that the list hasn’t. Leave ids of new ones out.',
  type_twice: 'Two types have the same name or id. Rename one of them.',
  name_empty: 'Give every type a name of up to 60 letters.',
  none_active: 'Leave at least one type switched on: coaches must be able to choose one.',
  types_too_many: 'A district can have up to 60 types.',
}
