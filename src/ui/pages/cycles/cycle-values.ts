/** A coaching cycle as its form holds it: where it starts, and what is sent. */
import type { InteractionDraft } from '../../../http/contract/coaching.ts'
import type { CoachingChoices } from '../../../http/contract/coaching-settings.ts'
import type { CycleDetail, StartCycleBody } from '../../../http/contract/cycles.ts'

/** A row of the phases; `key` is the page's own. */
export interface StayRow {
  readonly key: string
  readonly phaseId: string
  readonly from: string
}

interface Rating {
  readonly start: string
  readonly end: string
}

export interface CycleValues {
  readonly educatorIds: readonly string[]
  /** By educator; '' is not rated. */
  readonly ratings: Readonly<Record<string, Rating>>
  readonly focusId: string
  readonly scaleId: string
  readonly focus: string
  readonly goal: string
  readonly stays: readonly StayRow[]
}

export const UNRATED: Rating = { start: '', end: '' }

/** A new cycle: in the first phase, from today on. */
export function beginCycle({ phases }: CoachingChoices, today: string): CycleValues {
  return {
    educatorIds: [],
    ratings: {},
    focusId: '',
    scaleId: '',
    focus: '',
    goal: '',
    stays: [newStay(phases[0]?.id ?? '', today)],
  }
}

/** The cycle as it stands. */
export function valuesOf({ educators, focus, scale, texts, stays }: CycleDetail): CycleValues {
  const ratings = educators.map(({ id, ratingStart, ratingEnd }) => [
    id,
    { start: typed(ratingStart), end: typed(ratingEnd) },
  ])
  return {
    educatorIds: educators.map(({ id }) => id),
    ratings: Object.fromEntries(ratings) as CycleValues['ratings'],
    focusId: focus?.id ?? '',
    scaleId: scale?.id ?? '',
    focus: texts?.focus ?? '',
    goal: texts?.goal ?? '',
    stays: stays.map(({ phaseId, from }) => newStay(phaseId, from)),
  }
}

/** What is kept of a form that is still being filled in. */
export function draftOfCycle(values: CycleValues): InteractionDraft {
  const { educatorIds, ratings, focusId, scaleId, focus, goal, stays } = values
  return {
    educatorIds: [...educatorIds],
    cycleForm: {
      focusId: orNone(focusId),
      scaleId: orNone(scaleId),
      focus: orNone(focus),
      goal: orNone(goal),
      stays: stays.map(({ phaseId, from }) => ({ phaseId, from })),
      ratings: educatorIds.flatMap((educatorId) => {
        const { start, end } = ratings[educatorId] ?? UNRATED
        return start === '' && end === '' ? [] : [{ educatorId, start: levelOf(start), end: levelOf(end) }]
      }),
    },
  }
}

/** The form as it was kept; null: it is the draft of another form. */
export function cycleKept({ educatorIds = [], cycleForm }: InteractionDraft): CycleValues | null {
  if (cycleForm === undefined) return null
  const { focusId, scaleId, focus, goal, stays, ratings } = cycleForm
  return {
    educatorIds,
    ratings: Object.fromEntries(
      ratings.map(({ educatorId, start, end }) => [educatorId, { start: typed(start), end: typed(end) }]),
    ),
    focusId: focusId ?? '',
    scaleId: scaleId ?? '',
    focus: focus ?? '',
    goal: goal ?? '',
    stays: stays.map(({ phaseId, from }) => newStay(phaseId, from)),
  }
}

function levelOf(given: string): number | null {
  return given === '' ? null : Number(given)
}

export function newStay(phaseId: string, from: string): StayRow {
  return { key: crypto.randomUUID(), phaseId, from }
}

/** What is sent. Ratings go with a scale only. */
export function bodyOf(values: CycleValues): StartCycleBody {
  const { educatorIds, ratings, focusId, scaleId, focus, goal, stays } = values
  const level = (given: string) => (scaleId === '' ? null : levelOf(given))
  return {
    educators: educatorIds.map((id) => {
      const { start, end } = ratings[id] ?? UNRATED
      return { id, ratingStart: level(start), ratingEnd: level(end) }
    }),
    focusId: orNone(focusId),
    scaleId: orNone(scaleId),
    focus: orNone(focus.trim()),
    goal: orNone(goal.trim()),
    stays: stays.map(({ phaseId, from }) => ({ phaseId, from })),
  }
}

function typed(rating: number | null): string {
  return rating === null ? '' : String(rating)
}

function orNone(text: string): string | null {
  return text === '' ? null : text
}
