/** Surveys for students who answer them, and their schedules and participation for whoever leads a class. */

import type { Grant } from '../../access/grant.ts'
import type { Answers, Question, QuestionOption, QuestionSet } from '../../community/question-set.ts'
import { optionsOf, setAsked } from '../../community/question-set.ts'
import type { CycleState } from '../../community/survey-cycle.ts'
import { cycleStateOn, PARTICIPATION_TARGET } from '../../community/survey-cycle.ts'
import { listSetChoices, type SetChoice } from '../../store/community/question-set.ts'
import type { CycleRow, ParticipantRow } from '../../store/community/survey.ts'
import { listCycles, listParticipants } from '../../store/community/survey.ts'
import { listOpenSurveys, type OpenSurveyRow, readSurveyDraft } from '../../store/community/survey-answer.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import { listLedClasses } from '../../store/community/community.ts'

export interface SurveyView extends OpenSurveyRow {
  readonly set: QuestionSet
}

/** The surveys that whoever asks may answer today, done ones among them. */
export async function viewOpenSurveys(
  world: DomainWorld,
  grant: Grant<'answer:survey'>,
): Promise<readonly SurveyView[]> {
  const rows = await inGrant(world, grant, (tx) => listOpenSurveys(tx, grant, { now: world.now(), cycleId: null }))
  return rows.flatMap((row) => withSet(world, row) ?? [])
}

/** One of them with what it asks and what was answered so far; null: it isn't theirs to answer today. */
export function viewSurvey(
  world: DomainWorld,
  grant: Grant<'answer:survey'>,
  cycleId: string,
): Promise<(SurveyView & { readonly questions: QuestionView[]; readonly draft: Answers }) | null> {
  return inGrant(world, grant, async (tx) => {
    const [row] = await listOpenSurveys(tx, grant, { now: world.now(), cycleId })
    const found = row === undefined ? null : withSet(world, row)
    if (found === null) return null
    const questions = questionsOf(found.set)
    return { ...found, questions, draft: (await readSurveyDraft(tx, { secrets: world.secrets, grant, cycleId })) ?? {} }
  })
}

export interface ScheduleView {
  readonly cycles: readonly (Omit<CycleRow, 'classId' | 'today'> & { readonly state: CycleState })[]
  /** Participation aimed at, of 1. */
  readonly target: number
  /** Those to choose of, the default first; then those that cannot be chosen any more. */
  readonly questionSets: readonly SetChoice[]
}

/** The schedule of a class that somebody leads, with how many have taken part; null: they lead none of that number. */
export function viewSurveySchedule(
  world: DomainWorld,
  grant: Grant<'edit:class_survey_schedule'>,
  classId: string,
): Promise<ScheduleView | null> {
  return inGrant(world, grant, async (tx) => {
    const [led] = await listLedClasses(tx, grant, classId)
    if (led === undefined) return null
    const sets = await listSetChoices(tx, grant.principal.districtId, world.settings.questionSets)
    return scheduleOf(sets, await listCycles(tx, grant, { classId, now: world.now() }))
  })
}

/** Cycles as a page shows them: how each stands today. */
function scheduleOf(questionSets: readonly SetChoice[], cycles: readonly CycleRow[]): ScheduleView {
  return {
    cycles: cycles.map(
      ({ id, startsOn, endsOn, extendedTo, questionSet, completed, expected, namesRemovedOn, today }) => {
        const days = { startsOn, endsOn, extendedTo }
        return { id, ...days, questionSet, completed, expected, namesRemovedOn, state: cycleStateOn(days, today) }
      },
    ),
    target: PARTICIPATION_TARGET,
    questionSets,
  }
}

/** Who has taken part in a cycle, by name: for the class's leads alone (OWN-37). Null: no such cycle of theirs. */
export function viewParticipation(
  world: DomainWorld,
  grant: Grant<'view:participation_by_name'>,
  at: { readonly classId: string; readonly cycleId: string },
): Promise<readonly ParticipantRow[] | null> {
  return inGrant(world, grant, async (tx) => {
    const cycles = await listCycles(tx, grant, { classId: at.classId, now: world.now() })
    return cycles.some(({ id }) => id === at.cycleId) ? listParticipants(tx, grant, at) : null
  })
}

/** A question as it is put, without what reports make of it. */
export interface QuestionView extends Pick<Question, 'id' | 'kind' | 'text'> {
  /** Null: free text. */
  readonly options: QuestionOption[] | null
  readonly lengthMax: number | null
  readonly when: NonNullable<Question['when']> | null
}

/** What a set asks, as a page puts it. */
export function questionsOf(set: QuestionSet): QuestionView[] {
  return set.questions.map((question) => ({
    id: question.id,
    kind: question.kind,
    text: question.text,
    options: optionsOf(set, question)?.map(({ id, text }) => ({ id, text })) ?? null,
    lengthMax: question.kind === 'open' ? question.lengthMax : null,
    when: question.when ?? null,
  }))
}

function withSet(world: DomainWorld, row: OpenSurveyRow): SurveyView | null {
  const set = setAsked(world.settings.questionSets, row)
  return set === null ? null : { ...row, set }
}
