/** Kinds of interaction are a district's own list of words. */

export interface InteractionType {
  /** A word like `observation`; kept with the interaction. */
  readonly id: string
  readonly name: string
}

export interface ListedType extends InteractionType {
  /** Whether it may be chosen. What is used no more stays in the list, so that history keeps its name. */
  readonly isActive: boolean
}

const ID = /^[a-z0-9][a-z0-9-]{0,62}$/

/** The list as a district stored it, or null where it is no such list (then the default list holds). */
export function parseInteractionTypes(stored: unknown): readonly ListedType[] | null {
  if (!Array.isArray(stored) || stored.length === 0) return null
  const types = stored.flatMap((entry: unknown) => parseType(entry) ?? [])
  const ids = new Set(types.map((type) => type.id))
  return types.length === stored.length && ids.size === types.length ? types : null
}

function parseType(entry: unknown): ListedType | null {
  if (typeof entry !== 'object' || entry === null) return null
  const { id, name, isActive = true } = entry as { id?: unknown; name?: unknown; isActive?: unknown }
  if (typeof id !== 'string' || !ID.test(id) || typeof name !== 'string' || name.trim() === '') return null
  return typeof isActive === 'boolean' ? { id, name, isActive } : null
}

export const TYPES_MAX = 60
export const WORD_LENGTH_MAX = 60

/** One line of the list as an administrator sends it; without an id it is new. */
export interface TypeChange {
  readonly id: string | null
  readonly name: string
  readonly isActive: boolean
}

export type TypesFault =
  | 'type_removed'
  | 'type_unknown'
  | 'type_twice'
  | 'name_empty'
  | 'none_active'
  | 'types_too_many'

/** The new list, or why it can't be: a type is switched off, never taken out, and at least one may be chosen. */
export function changeTypes(
  before: readonly ListedType[],
  changes: readonly TypeChange[],
): { readonly types: readonly ListedType[] } | { readonly fault: TypesFault } {
  const known = new Set(before.map(({ id }) => id))
  const kept = new Set(changes.flatMap(({ id }) => id ?? []))
  const names = changes.map(({ name }) => name.trim().toLowerCase())
  if (changes.length > TYPES_MAX) return { fault: 'types_too_many' }
  if (before.some(({ id }) => !kept.has(id))) return { fault: 'type_removed' }
  if ([...kept].some((id) => !known.has(id))) return { fault: 'type_unknown' }
  if (names.some((name) => name === '' || name.length > WORD_LENGTH_MAX)) return { fault: 'name_empty' }
  if (new Set(names).size < names.length || kept.size < changes.filter(({ id }) => id !== null).length)
    return { fault: 'type_twice' }
  if (!changes.some(({ isActive }) => isActive)) return { fault: 'none_active' }
  const taken = new Set(known)
  const types = changes.map(({ id, name, isActive }) => ({ id: id ?? newId(name, taken), name: name.trim(), isActive }))
  return { types }
}

/** A word made of the name that no type has yet; it joins the taken ones. */
function newId(name: string, taken: Set<string>): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
  const stem = plain.replaceAll(/^-+|-+$/g, '').slice(0, 50) || 'type'
  const free = Array.from({ length: TYPES_MAX + 2 }, (_, n) => (n === 0 ? stem : `${stem}-${n + 1}`)).find(
    (id) => !taken.has(id),
  )
  const id = free ?? stem
  taken.add(id)
  return id
}

/** The type's name; of one that the district no longer has, its id, so that history stays readable. */
export function nameType(types: readonly InteractionType[], id: string): InteractionType {
  return { id, name: types.find((type) => type.id === id)?.name ?? id }
}
