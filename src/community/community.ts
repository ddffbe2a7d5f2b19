/** The rules of communities (product.md §5): names, places for classes, leads. */

/** A class is in up to five communities. */
export const COMMUNITIES_OF_CLASS_MAX = 5
export const COMMUNITY_NAME_LENGTH_MAX = 120

export type AddClassProblem = 'class_already_there' | 'class_in_too_many'

/** A name without blanks at its ends and doubled ones inside, or null where nothing is left or it is too long. */
export function tidyCommunityName(name: string): string | null {
  const tidy = name.replaceAll(/\s+/gu, ' ').trim()
  return tidy === '' || tidy.length > COMMUNITY_NAME_LENGTH_MAX ? null : tidy
}

/** Where the class may go: its lowest free slot, or why it may not be added to the community. */
export function findSlot(
  places: readonly { readonly communityId: string; readonly slot: number }[],
  communityId: string,
): { readonly slot: number } | { readonly problem: AddClassProblem } {
  if (places.some((place) => place.communityId === communityId)) return { problem: 'class_already_there' }
  const taken = new Set(places.map((place) => place.slot))
  for (let slot = 1; slot <= COMMUNITIES_OF_CLASS_MAX; slot += 1) if (!taken.has(slot)) return { slot }
  return { problem: 'class_in_too_many' }
}
