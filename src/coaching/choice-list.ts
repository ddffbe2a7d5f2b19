/** The lists of a district's coaching model (product.md §4.2): phases, focuses, rating scales. What was used is switched off, never deleted. */

export const CHOICE_LISTS = ['phases', 'focuses', 'scales'] as const
export type ChoiceList = (typeof CHOICE_LISTS)[number]

export const CHOICES_MAX = 60
const NAME_LENGTH_MAX = 80
const PHASES_MAX = 12
const LEVELS_MIN = 2
const LEVELS_MAX = 10

export interface Choice {
  /** A word that says its list, `phase-plan`; kept with whatever uses it. */
  readonly id: string
  readonly name: string
  readonly active: boolean
  /** Of a scale, from the lowest; of the other lists none. */
  readonly levels: readonly string[]
}

export interface KeptChoice extends Choice {
  /** Whether a cycle names it. */
  readonly used: boolean
}

/** As somebody sends it; a null id is a new one. */
export interface GivenChoice extends Omit<Choice, 'id'> {
  readonly id: string | null
}

export interface ChoiceProblem {
  /** `items/2/name` */
  readonly field: string
  readonly code:
    | 'name_needed'
    | 'name_too_long'
    | 'name_twice'
    | 'choice_unknown'
    | 'choice_twice'
    | 'choice_used'
    | 'choices_too_many'
    | 'phase_missing'
    | 'phases_too_many'
    | 'levels_wrong'
    | 'levels_used'
  readonly message: string
}

const PREFIXES: Readonly<Record<ChoiceList, string>> = { phases: 'phase', focuses: 'focus', scales: 'scale' }

/** The list as it would stand, in the order given and with ids for what is new; or everything that is wrong with it. */
export function planChoices(
  list: ChoiceList,
  given: readonly GivenChoice[],
  kept: readonly KeptChoice[],
): { readonly choices: readonly Choice[] } | { readonly problems: readonly ChoiceProblem[] } {
  const tidied = given.map((one) => ({ ...one, name: tidy(one.name), levels: one.levels.map(tidy) }))
  const problems = [
    ...checkWhole(list, tidied, kept),
    ...tidied.flatMap((one, index) => [
      ...checkName(tidied, index),
      ...checkId(tidied, index, kept),
      ...checkLevels(list, one, { index, kept: kept.find(({ id }) => id === one.id) }),
    ]),
  ]
  if (problems.length > 0) return { problems }
  const taken = new Set(kept.map(({ id }) => id))
  const choices = tidied.map((one) => {
    const id = one.id ?? freshId(list, one.name, taken)
    taken.add(id)
    return { ...one, id }
  })
  return { choices }
}

function checkWhole(
  list: ChoiceList,
  given: readonly GivenChoice[],
  kept: readonly KeptChoice[],
): readonly ChoiceProblem[] {
  const gone = kept.filter((one) => one.used && !given.some(({ id }) => id === one.id))
  return [
    ...(given.length > CHOICES_MAX
      ? [problem('items', 'choices_too_many', `A list has up to ${CHOICES_MAX} entries. Take some away.`)]
      : []),
    ...gone.map(({ name }) =>
      problem('items', 'choice_used', `“${name}” was used in a cycle: switch it off instead of taking it away.`),
    ),
    ...(list === 'phases' ? checkPhases(given) : []),
  ]
}

function checkPhases(given: readonly GivenChoice[]): readonly ChoiceProblem[] {
  const active = given.filter((one) => one.active).length
  if (active === 0) return [problem('items', 'phase_missing', 'A cycle needs a phase: leave at least one switched on.')]
  if (active > PHASES_MAX)
    return [problem('items', 'phases_too_many', `Up to ${PHASES_MAX} phases can be switched on at a time.`)]
  return []
}

function checkName(given: readonly GivenChoice[], index: number): readonly ChoiceProblem[] {
  const name = given[index]?.name ?? ''
  const field = `items/${index}/name`
  if (name === '') return [problem(field, 'name_needed', 'Give it a name.')]
  if (name.length > NAME_LENGTH_MAX)
    return [problem(field, 'name_too_long', `A name has up to ${NAME_LENGTH_MAX} characters.`)]
  const first = given.findIndex((other) => fold(other.name) === fold(name))
  return first < index ? [problem(field, 'name_twice', 'Another entry has this name.')] : []
}

function checkId(given: readonly GivenChoice[], index: number, kept: readonly KeptChoice[]): readonly ChoiceProblem[] {
  const id = given[index]?.id ?? null
  const field = `items/${index}/id`
  if (id === null) return []
  if (!kept.some((one) => one.id === id))
    return [problem(field, 'choice_unknown', 'This entry is not there any more. Look at the list again.')]
  const first = given.findIndex((other) => other.id === id)
  return first < index ? [problem(field, 'choice_twice', 'This entry is given twice.')] : []
}

function checkLevels(
  list: ChoiceList,
  { levels }: GivenChoice,
  { index, kept }: { readonly index: number; readonly kept: KeptChoice | undefined },
): readonly ChoiceProblem[] {
  const field = `items/${index}/levels`
  if (list !== 'scales')
    return levels.length === 0 ? [] : [problem(field, 'levels_wrong', 'Only a rating scale has levels.')]
  const folded = levels.map(fold)
  const fits =
    levels.length >= LEVELS_MIN &&
    levels.length <= LEVELS_MAX &&
    levels.every((level) => level !== '' && level.length <= NAME_LENGTH_MAX) &&
    new Set(folded).size === levels.length
  if (!fits)
    return [
      problem(field, 'levels_wrong', `A scale has ${LEVELS_MIN} to ${LEVELS_MAX} levels, each with a name of its own.`),
    ]
  // A rating is the number of a level: it must go on meaning one.
  if (kept?.used === true && levels.length < kept.levels.length)
    return [problem(field, 'levels_used', 'Cycles were rated by this scale: rename its levels or add to them.')]
  return []
}

function freshId(list: ChoiceList, name: string, taken: ReadonlySet<string>): string {
  const word = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 40)
  const stem = word === '' ? PREFIXES[list] : `${PREFIXES[list]}-${word}`
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`
    if (!taken.has(id)) return id
  }
}

function tidy(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ')
}

function fold(text: string): string {
  return text.toLowerCase()
}

function problem(field: string, code: ChoiceProblem['code'], message: string): ChoiceProblem {
  return { field, code, message }
}
