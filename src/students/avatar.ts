/** Avatars: what they are put together from, and what a student may choose. Pure. */

/** From the back to the front, as they are drawn; `colour` draws nothing and gives the body its colour. */
export const AVATAR_SLOTS = ['backdrop', 'colour', 'body', 'neck', 'mouth', 'eyes', 'glasses', 'hat'] as const
export type AvatarSlot = (typeof AVATAR_SLOTS)[number]

/** Every avatar has one of these; of the others one at most. */
const NEEDED: ReadonlySet<AvatarSlot> = new Set(['backdrop', 'colour', 'body', 'mouth', 'eyes'])

/** A stroke or a surface in a drawing of 100 by 100. */
export interface AvatarShape {
  /** As `d` of an SVG path. */
  readonly d: string
  /** A colour; `own`: that of the avatar; null: none. */
  readonly fill: string | null
  readonly stroke: string | null
  /** Of the stroke. */
  readonly width: number
}

export interface AvatarPart {
  readonly id: string
  readonly slot: AvatarSlot
  /** For people and for screen readers. */
  readonly name: string
  /** In points; 0: free. */
  readonly price: number
  /** Of the slot `colour`: the colour; null for all others. */
  readonly colour: string | null
  readonly shapes: readonly AvatarShape[]
}

export type LookProblem = 'part_unknown' | 'part_not_bought' | 'part_missing' | 'slot_twice'

/** Whether an avatar may look so. @param bought ids of what the student has bought */
export function checkLook(
  chosen: readonly string[],
  parts: readonly AvatarPart[],
  bought: ReadonlySet<string>,
): LookProblem | null {
  const found = chosen.map((id) => parts.find((part) => part.id === id))
  const known = found.flatMap((part) => part ?? [])
  if (known.length < found.length) return 'part_unknown'
  if (known.some(({ id, price }) => price > 0 && !bought.has(id))) return 'part_not_bought'
  const slots = known.map(({ slot }) => slot)
  if (new Set(slots).size < slots.length) return 'slot_twice'
  return [...NEEDED].every((slot) => slots.includes(slot)) ? null : 'part_missing'
}

/** The first free part of everything that an avatar needs. */
export function plainLook(parts: readonly AvatarPart[]): readonly string[] {
  return [...NEEDED].flatMap((slot) => parts.find((part) => part.slot === slot && part.price === 0)?.id ?? [])
}
