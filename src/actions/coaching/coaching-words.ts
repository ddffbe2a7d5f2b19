/** The district's words for coaching: types of interaction and tags. Switched off, never deleted. */

import type { Grant } from '../../access/grant.ts'
import type { ListedType, TypeChange, TypesFault } from '../../coaching/interaction-type.ts'
import { changeTypes, WORD_LENGTH_MAX } from '../../coaching/interaction-type.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { readInteractionTypes, TYPES_SETTING, versionOfTypes } from '../../store/coaching/coaching.ts'
import type { TagRow } from '../../store/coaching/coaching-tag.ts'
import { insertTag, listTags, updateTag } from '../../store/coaching/coaching-tag.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { sql } from '../../store/sql.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

const TAGS_OF_DISTRICT_MAX = 500

export type TagFault = 'name_empty' | 'name_taken' | 'tags_too_many'
export type TagOutcome = { readonly tag: TagRow } | { readonly fault: TagFault } | null

/** Adds a tag that every coach of the district can give. */
export function addTag(world: DomainWorld, grant: Grant<'edit:coaching_tag'>, given: string): Promise<TagOutcome> {
  const { districtId } = grant.principal
  const name = given.trim()
  return inGrant(world, grant, async (tx): Promise<TagOutcome> => {
    const tags = await lockTags(tx, districtId)
    const fault = faultOf(tags, { id: null, name })
    if (fault !== null) return { fault }
    if (tags.length >= TAGS_OF_DISTRICT_MAX) return { fault: 'tags_too_many' }
    const id = await insertTag(tx, { districtId, name, at: world.now() })
    await appendAudit(tx, districtId, { action: 'coaching_tag.add', object: `coaching_tag:${id}` })
    return { tag: { id, name, isActive: true } }
  })
}

/** What is to become of a tag; what is left out stays as it is by then. */
type TagChange = Pick<TagRow, 'id'> & Partial<TagRow>

/** Renames a tag, switches it off or on; null where there is none. What was logged with it follows the name. */
export function changeTag(
  world: DomainWorld,
  grant: Grant<'edit:coaching_tag'>,
  { id, name, isActive }: TagChange,
): Promise<TagOutcome> {
  const { districtId } = grant.principal
  return inGrant(world, grant, async (tx): Promise<TagOutcome> => {
    const tags = await lockTags(tx, districtId)
    const before = tags.find((one) => one.id === id)
    if (before === undefined) return null
    const tag = { ...before, name: (name ?? before.name).trim(), isActive: isActive ?? before.isActive }
    const fault = faultOf(tags, tag)
    if (fault !== null) return { fault }
    await updateTag(tx, { districtId, ...tag, at: world.now() })
    await appendAudit(tx, districtId, {
      action: 'coaching_tag.change',
      object: `coaching_tag:${tag.id}`,
      detail: { isActive: tag.isActive },
    })
    return { tag }
  })
}

/** Replaces the list of types. `stale`: it isn't the list any more that whoever changes it saw. */
export function setTypes(
  world: DomainWorld,
  grant: Grant<'manage:coaching_settings'>,
  change: { readonly types: readonly TypeChange[]; readonly version: string },
): Promise<
  { readonly types: readonly ListedType[]; readonly version: string } | { readonly fault: TypesFault | 'stale' }
> {
  const { districtId } = grant.principal
  return inGrant(world, grant, async (tx) => {
    await lockWords(tx, districtId)
    const before = await readInteractionTypes(tx, world, districtId)
    if (versionOfTypes(before) !== change.version) return { fault: 'stale' } as const
    const changed = changeTypes(before, change.types)
    if ('fault' in changed) return changed
    const value = changed.types.map((type) => ({ ...type }))
    const key = { districtId_key: { districtId, key: TYPES_SETTING } }
    await tx.districtSetting.upsert({
      where: key,
      create: { districtId, key: TYPES_SETTING, value },
      update: { value },
    })
    await appendAudit(tx, districtId, {
      action: 'setting.write',
      object: `setting:${TYPES_SETTING}`,
      detail: { set: changed.types.map(({ id }) => id) },
    })
    return { ...changed, version: versionOfTypes(changed.types) }
  })
}

/** The tags, while nobody else changes them. */
async function lockTags(tx: PrismaTransaction, districtId: string): Promise<readonly TagRow[]> {
  await lockWords(tx, districtId)
  return listTags(tx, districtId)
}

async function lockWords(tx: PrismaTransaction, districtId: string): Promise<void> {
  await tx.$executeRawUnsafe(sql('lock_rule'), districtId, 'coaching words')
}

function faultOf(tags: readonly TagRow[], tag: { readonly id: string | null; readonly name: string }): TagFault | null {
  if (tag.name === '' || tag.name.length > WORD_LENGTH_MAX) return 'name_empty'
  const isTaken = tags.some(({ id, name }) => id !== tag.id && name.toLowerCase() === tag.name.toLowerCase())
  return isTaken ? 'name_taken' : null
}
