/** Kinds of interaction are a district's own list of words. */

export interface InteractionType {
  /** A word like `observation`; kept with the interaction. */
  readonly id: string
  readonly name: string
}

const ID = /^[a-z0-9][a-z0-9-]{0,62}$/

/** The list as a district stored it, or null where it is no such list (then the default list holds). */
export function parseInteractionTypes(stored: unknown): readonly InteractionType[] | null {
  if (!Array.isArray(stored) || stored.length === 0) return null
  const types = stored.flatMap((entry: unknown) => parseType(entry) ?? [])
  const ids = new Set(types.map((type) => type.id))
  return types.length === stored.length && ids.size === types.length ? types : null
}

function parseType(entry: unknown): InteractionType | null {
  if (typeof entry !== 'object' || entry === null) return null
  const { id, name } = entry as { id?: unknown; name?: unknown }
  if (typeof id !== 'string' || !ID.test(id) || typeof name !== 'string' || name.trim() === '') return null
  return { id, name }
}

/** The type's name; of one that the district no longer offers, its id, so that history stays readable. */
export function nameType(types: readonly InteractionType[], id: string): InteractionType {
  return types.find((type) => type.id === id) ?? { id, name: id }
}
