/** How somebody who takes part by a class's code says who they are: their name, or a number of theirs, as they type it. */

export const TYPED_LENGTH_MAX = 120

/** Somebody who takes part in the class, by everything that they may call themself. */
export interface KnownParticipant {
  readonly kind: 'student' | 'joiner'
  readonly id: string
  readonly names: readonly string[]
  /** Student number, user name, e-mail address. */
  readonly numbers: readonly string[]
}

export type WhoIsIt = { readonly found: KnownParticipant } | { readonly problem: 'nobody' | 'several' }

/**
 * Whom of the class somebody means. Case, accents, punctuation and the order of names make no difference; a number says
 * it where several have the same name. Of the roster first, then of who joined by the code before.
 */
export function whoIsIt(class_: readonly KnownParticipant[], typed: string): WhoIsIt {
  const number = numberOf(typed)
  const name = nameKey(typed)
  if (number === '' || name === '') return { problem: 'nobody' }
  const byNumber = class_.filter(({ numbers }) => numbers.some((one) => numberOf(one) === number))
  const byName = class_.filter(({ names }) => names.some((one) => nameKey(one) === name))
  for (const kind of ['student', 'joiner'] as const)
    for (const some of [byNumber, byName]) {
      const [found, another] = some.filter((one) => one.kind === kind)
      if (another !== undefined) return { problem: 'several' }
      if (found !== undefined) return { found }
    }
  return { problem: 'nobody' }
}

/** The name of somebody who isn't on the roster, as it is kept; null: it is none. Digits make it a number mistyped. */
export function tidyJoinerName(typed: string): string | null {
  const tidy = typed.replaceAll(/\s+/gu, ' ').trim()
  const letters = tidy.match(/\p{L}/gu)?.length ?? 0
  return letters < 2 || tidy.length > TYPED_LENGTH_MAX || /[\p{N}@\p{Cc}]/u.test(tidy) ? null : tidy
}

function nameKey(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʼ`]/gu, '')
    .toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).toSorted().join(' ')
}

function numberOf(typed: string): string {
  return typed.replaceAll(/\s+/gu, '').toLowerCase()
}
