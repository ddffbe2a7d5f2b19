/** When two people can be made one: what a rule would only guess is refused. */

export interface LinkSide {
  readonly id: string
  readonly status: 'active' | 'retired'
  readonly mergedInto: string | null
  /** What the records of each make of them: student, staff, guardian, mixed. */
  readonly kinds: readonly string[]
  readonly hasAccount: boolean
  readonly hasDraft: boolean
  readonly coachesOther: boolean
}

/** Everything that stands against making the two one, for whoever asked; nothing: they can be. */
export function reasonsAgainstLink(
  pair: { readonly personId: string; readonly otherId: string },
  sides: ReadonlyMap<string, LinkSide>,
): readonly string[] {
  const [stays, goes] = [sides.get(pair.personId), sides.get(pair.otherId)]
  if (pair.personId === pair.otherId) return ['it is the same person already']
  const unknown = [pair.personId, pair.otherId].filter((id) => !sides.has(id)).map((id) => `there is no person ${id}`)
  if (stays === undefined || goes === undefined) return unknown
  const both = [stays, goes]
  const kinds = new Set(both.flatMap((side) => side.kinds))
  return [
    ...both.flatMap(({ id, mergedInto }) => (mergedInto === null ? [] : [`${id} was linked to ${mergedInto} before`])),
    ...((kinds.has('student') || kinds.has('mixed')) && kinds.size > 1
      ? ['one is a student and the other is not']
      : []),
    ...(both.every(({ hasAccount }) => hasAccount)
      ? ['both have an account: suspend and remove one of them first']
      : []),
    ...(both.every(({ hasDraft }) => hasDraft)
      ? ['both have a draft of a form (an interaction, a correction or a cycle): save or discard those of one first']
      : []),
    ...both.filter(({ coachesOther }) => coachesOther).map(({ id }) => `${id} has logged interactions with the other`),
  ]
}
