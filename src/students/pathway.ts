/** Pathways (002): for a grade, steps of work in their order; who may be enrolled, and how far somebody is. Pure. */

import { isWebAddress } from '../roster/web-address.ts'

export const STEPS_MAX = 60
export const PATHWAY_NAME_MAX = 120
export const STEP_TITLE_MAX = 200

export interface PathwayStep {
  /** Of this pathway: never used again. */
  readonly id: string
  readonly title: string
  /** A product of the district's catalogue that the step is worked at in. */
  readonly productId: string | null
  /** Where it is, as a web address. */
  readonly address: string | null
}

/** As somebody writes it: a step without id is new. */
export interface GivenStep extends Omit<PathwayStep, 'id'> {
  readonly id: string | null
}

export interface GivenPathway {
  readonly name: string
  readonly grade: string
  readonly steps: readonly GivenStep[]
}

export type PathwayFault = 'name_wrong' | 'grade_wrong' | 'steps_wrong' | 'step_unknown' | 'address_wrong'

export interface ReadPathway {
  readonly name: string
  readonly grade: string
  readonly steps: readonly PathwayStep[]
  readonly nextStep: number
}

/** The pathway as it is kept; or what is wrong with it. `before`: its steps so far, and the number of the next one. */
export function readPathway(
  { name, grade, steps }: GivenPathway,
  before: { readonly steps: readonly PathwayStep[]; readonly nextStep: number },
): ReadPathway | { readonly fault: PathwayFault } {
  const titles = steps.map(({ title }) => tidy(title))
  if (tidy(name) === '' || tidy(name).length > PATHWAY_NAME_MAX) return { fault: 'name_wrong' }
  if (tidy(grade) === '') return { fault: 'grade_wrong' }
  if (steps.length === 0 || steps.length > STEPS_MAX) return { fault: 'steps_wrong' }
  if (titles.some((title) => title === '' || title.length > STEP_TITLE_MAX)) return { fault: 'steps_wrong' }
  const kept = steps.flatMap(({ id }) => id ?? [])
  const known = new Set(before.steps.map(({ id }) => id))
  if (new Set(kept).size < kept.length || kept.some((id) => !known.has(id))) return { fault: 'step_unknown' }
  if (steps.some(({ address }) => address !== null && !isWebAddress(address))) return { fault: 'address_wrong' }
  let { nextStep } = before
  const numbered = steps.map(({ id, productId, address }, index): PathwayStep => {
    const number = id ?? String(nextStep)
    if (id === null) nextStep += 1
    return { id: number, title: titles[index] ?? '', productId, address }
  })
  return { name: tidy(name), grade: tidy(grade), steps: numbered, nextStep }
}

function tidy(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ')
}

/** When each step was done, by its id; what isn't there is still to do. */
export type DoneSteps = Readonly<Record<string, string>>

export interface Standing {
  readonly done: number
  /** The first that is still to do; null: all are done. */
  readonly next: PathwayStep | null
}

/** How far somebody is: steps that the pathway doesn't have any more count for nothing. */
export function standingOf(steps: readonly PathwayStep[], done: DoneSteps): Standing {
  const open = steps.filter(({ id }) => done[id] === undefined)
  return { done: steps.length - open.length, next: open[0] ?? null }
}

export type EnrolProblem = 'other_grade' | 'enrolled_already' | 'in_another' | 'not_enrolled'

/** Why a student can't be enrolled or taken out; null: they can. `inPathway`: the one that they are in now. */
export function enrolProblem(
  student: { readonly grades: readonly string[]; readonly inPathway: string | null },
  { id, grade, enrol }: { readonly id: string; readonly grade: string; readonly enrol: boolean },
): EnrolProblem | null {
  if (!enrol) return student.inPathway === id ? null : 'not_enrolled'
  if (student.inPathway === id) return 'enrolled_already'
  if (student.inPathway !== null) return 'in_another'
  return student.grades.includes(grade) ? null : 'other_grade'
}
