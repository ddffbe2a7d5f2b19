/** Reports of surveys: of a class, of all classes that somebody leads, of a community. What may be told is decided before. */

import { isDeepStrictEqual } from 'node:util'
import type { Grant } from '../../access/grant.ts'
import { countedOf, countsOf } from '../../community/masking.ts'
import { type QuestionFigures, sumOfClasses } from '../../community/pool.ts'
import { countingOf, countingOfMeasure } from '../../community/question-meaning.ts'
import type { QuestionSet } from '../../community/question-set.ts'
import { optionsOf } from '../../community/question-set.ts'
import { inCycles, type OfCycle } from '../../community/report-cycles.ts'
import { measureShare, pointsBetween, shareOf } from '../../community/shown-figure.ts'
import type { ShownShare } from '../../community/shown-figure.ts'
import { PARTICIPATION_TARGET } from '../../community/survey-cycle.ts'
import { listLedClasses } from '../../store/community/community.ts'
import { listOwnSets } from '../../store/community/question-set.ts'
import { listReportSets } from '../../store/community/question-set-version.ts'
import type { MondayRow } from '../../store/community/survey-monday.ts'
import { listClassMondays, listCommunityMondays } from '../../store/community/survey-monday.ts'
import type { ClassResultRow, CommunityReportRow, EndedClassRow } from '../../store/community/survey-report.ts'
import {
  findCommunityName,
  listClassResults,
  listCommunityReports,
  listEndedReports,
  openResultTexts,
} from '../../store/community/survey-report.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PrismaTransaction } from '../../store/database.ts'

type Words = Readonly<Record<string, string>>

export interface ShareLine {
  /** `positive` of a scale, or an option. */
  readonly name: string
  readonly share: ShownShare
}

export interface CycleReport {
  /** From 1. Reports of one cycle follow each other: the first, then those of classes that answered longer. */
  readonly number: number
  readonly isLater: boolean
  readonly startsOn: string
  readonly endsOn: string
  readonly madeOn: string
  /** How many classes are in it. */
  readonly classes: number
  readonly completed: number
  readonly expected: number
  readonly measures: readonly {
    readonly measure: string
    readonly share: ShownShare | null
    readonly points: number | null
  }[]
  readonly questions: readonly {
    readonly question: string
    readonly masked: QuestionFigures['masked']
    readonly coarse: boolean
    readonly people: number | null
    readonly shares: readonly ShareLine[]
    readonly breakdowns: readonly {
      readonly by: string
      readonly levels: readonly {
        readonly level: string
        readonly people: number
        readonly shares: readonly ShareLine[]
      }[]
    }[]
  }[]
  readonly texts: readonly { readonly question: string; readonly texts: readonly string[] }[]
  /** What was asked, where it isn't what the set says elsewhere in the report; null: it is. */
  readonly asked: Asked | null
}

/** What a question set asks, in its words. */
interface Asked {
  readonly measures: QuestionSet['measures']
  readonly questions: readonly {
    readonly id: string
    readonly text: Words
    readonly measure: string | null
    readonly options: readonly { readonly id: string; readonly text: Words }[]
  }[]
}

export interface SurveyReport {
  readonly title: string
  readonly target: number
  /** In the words of the newest report of each. */
  readonly sets: readonly (Asked & {
    readonly id: string
    readonly title: Words
    readonly cycles: readonly CycleReport[]
    /** How far cycles had come, Monday by Monday; nothing of what was answered. */
    readonly mondays: readonly Omit<MondayRow, 'questionSet'>[]
  })[]
}

/** Classes that are over and that somebody led last, with reports that were made while they were theirs. */
export function viewEndedClasses(
  world: DomainWorld,
  grant: Grant<'view:class_report'>,
): Promise<readonly EndedClassRow[]> {
  return inGrant(world, grant, (tx) => listEndedReports(tx, grant, null))
}

/**
 * The report of a class that somebody leads, or led last, with each of its closed cycles that is theirs to read; null: they
 * lead none of that number.
 */
export function viewClassReport(
  world: DomainWorld,
  grant: Grant<'view:class_report'>,
  classId: string,
): Promise<SurveyReport | null> {
  return inGrant(world, grant, async (tx) => {
    const [led] = [...(await listLedClasses(tx, grant, classId)), ...(await listEndedReports(tx, grant, classId))]
    if (led === undefined) return null
    const { districtId } = grant.principal
    const rows = await withSets(tx, world, { districtId, rows: await listClassResults(tx, grant, classId) })
    const made = rows.map((row): Made => ({
      ...row,
      classes: 1,
      addsTo: null,
      figures: sumOfClasses([row.cells]),
      texts: openResultTexts(world.secrets, districtId, row),
    }))
    const mondays = await listClassMondays(tx, grant, classId)
    return reportOf(await setsToday(tx, world, { districtId, mondays }), led.title, made, mondays)
  })
}

/**
 * The sum of all classes that somebody leads, by the number of the cycle in each class. It is made of the figures of
 * their class reports and tells nothing beyond them.
 */
export function viewMyClassesReport(world: DomainWorld, grant: Grant<'view:class_report'>): Promise<SurveyReport> {
  return inGrant(world, grant, async (tx) => {
    const { districtId } = grant.principal
    const rows = await withSets(tx, world, { districtId, rows: await listClassResults(tx, grant, null) })
    const numbers = new Map<string, number>()
    const numbered = rows.map((row) => {
      const key = `${row.classId}/${row.questionSet}`
      const number = (numbers.get(key) ?? 0) + 1
      numbers.set(key, number)
      // Classes that were counted differently are told one after the other.
      return { row, key: `${row.questionSet}/${number}/${countingOf(row.set)}` }
    })
    const made = [...Map.groupBy(numbered, ({ key }) => key).values()].flatMap((each) =>
      sumOf(each.map(({ row }) => row)),
    )
    const mondays = addUp(await listClassMondays(tx, grant, null))
    return reportOf(await setsToday(tx, world, { districtId, mondays }), '', made, mondays)
  })
}

/** The report of a community for its members; null: there is none of that number, or they are no member of it. */
export function viewCommunityReport(
  world: DomainWorld,
  grant: Grant<'view:community_report'>,
  communityId: string,
): Promise<SurveyReport | null> {
  return inGrant(world, grant, async (tx) => {
    const name = await findCommunityName(tx, grant, communityId)
    if (name === null) return null
    const { districtId } = grant.principal
    const rows = await withSets(tx, world, { districtId, rows: await listCommunityReports(tx, grant, communityId) })
    const mondays = await listCommunityMondays(tx, grant, communityId)
    return reportOf(await setsToday(tx, world, { districtId, mondays }), name, rows.map(madeOf), mondays)
  })
}

/** The reports of all communities that somebody is a member of, side by side. */
export function viewCommunityReports(
  world: DomainWorld,
  grant: Grant<'view:community_report'>,
): Promise<readonly (SurveyReport & { readonly id: string })[]> {
  return inGrant(world, grant, async (tx) => {
    const { districtId } = grant.principal
    const rows = await withSets(tx, world, { districtId, rows: await listCommunityReports(tx, grant, null) })
    const mondays = await listCommunityMondays(tx, grant, null)
    const today = await setsToday(tx, world, { districtId, mondays })
    const names = new Map([...rows, ...mondays].map((row) => [row.communityId, row.communityName]))
    return [...names].map(([id, name]) => {
      const made = rows.filter(({ communityId }) => communityId === id).map(madeOf)
      return {
        id,
        ...reportOf(
          today,
          name,
          made,
          mondays.filter(({ communityId }) => communityId === id),
        ),
      }
    })
  })
}

/** Rows with the set that each was made with. Of a set that nobody knows any more nothing can be told. */
async function withSets<R extends { readonly questionSet: string; readonly setDigest: string | null }>(
  tx: PrismaTransaction,
  world: DomainWorld,
  { districtId, rows }: { readonly districtId: string; readonly rows: readonly R[] },
): Promise<readonly (R & { readonly set: QuestionSet })[]> {
  const versions = await listReportSets(tx, districtId, rows)
  return rows.flatMap((row) => {
    const today = world.settings.questionSets.find(({ id }) => id === row.questionSet)
    const set = versions.get(row.setDigest ?? '') ?? today
    return set === undefined ? [] : [{ ...row, set }]
  })
}

/** What sets say today of which a report may tell Mondays before anything is counted by them. */
async function setsToday(
  tx: PrismaTransaction,
  world: DomainWorld,
  { districtId, mondays }: { readonly districtId: string; readonly mondays: readonly MondayRow[] },
): Promise<ReadonlyMap<string, QuestionSet>> {
  const shipped = world.settings.questionSets.map((set) => [set.id, set] as const)
  const asked = [...new Set(mondays.map(({ questionSet }) => questionSet))]
  const own = asked.length === 0 ? [] : await listOwnSets(tx, districtId, asked)
  return new Map([...shipped, ...own.map(({ id, content }) => [id, content] as const)])
}

interface Made {
  readonly questionSet: string
  readonly set: QuestionSet
  readonly addsTo: string | null
  readonly startsOn: string
  readonly endsOn: string
  readonly madeOn: string
  readonly classes: number
  readonly completed: number
  readonly expected: number
  readonly figures: readonly QuestionFigures[]
  readonly texts: Readonly<Record<string, readonly string[]>>
}

function madeOf(row: CommunityReportRow & { readonly set: QuestionSet }): Made {
  return { ...row, texts: {} }
}

function sumOf(rows: readonly (ClassResultRow & { readonly set: QuestionSet })[]): readonly Made[] {
  const [first] = rows
  if (first === undefined) return []
  const days = (of: (row: ClassResultRow) => string) => rows.map(of).toSorted()
  return [
    {
      questionSet: first.questionSet,
      set: newestOf(rows)?.set ?? first.set,
      addsTo: null,
      startsOn: days((row) => row.startsOn).at(0) ?? first.startsOn,
      endsOn: days((row) => row.endsOn).at(-1) ?? first.endsOn,
      madeOn: days((row) => row.madeOn).at(-1) ?? first.madeOn,
      classes: rows.length,
      completed: rows.reduce((sum, row) => sum + row.completed, 0),
      expected: rows.reduce((sum, row) => sum + row.expected, 0),
      figures: sumOfClasses(rows.map(({ cells }) => cells)),
      texts: {},
    },
  ]
}

/** The Mondays of several classes as one, by question set and Monday. */
function addUp(rows: readonly MondayRow[]): readonly MondayRow[] {
  const byDay = Map.groupBy(rows, ({ questionSet, monday }) => `${questionSet}/${monday}`)
  return [...byDay.values()].flatMap((each) => {
    const [first] = each
    if (first === undefined) return []
    const sum = (of: (row: MondayRow) => number) => each.reduce((so, row) => so + of(row), 0)
    const { questionSet, monday } = first
    const startsOn = each.map((row) => row.startsOn).toSorted()[0] ?? first.startsOn
    const endsOn =
      each
        .map((row) => row.endsOn)
        .toSorted()
        .at(-1) ?? first.endsOn
    const sums = { completed: sum((row) => row.completed), expected: sum((row) => row.expected) }
    return [{ questionSet, monday, startsOn, endsOn, classes: each.length, ...sums }]
  })
}

function newestOf<R extends { readonly madeOn: string }>(rows: readonly R[]): R | null {
  return rows.toSorted((a, b) => (a.madeOn < b.madeOn ? -1 : 1)).at(-1) ?? null
}

function reportOf(
  today: ReadonlyMap<string, QuestionSet>,
  title: string,
  made: readonly Made[],
  mondayRows: readonly MondayRow[],
): SurveyReport {
  const ids = [...new Set([...today.keys(), ...made.map(({ questionSet }) => questionSet)])]
  const sets = ids.flatMap((id) => {
    const cycles = made.filter(({ questionSet }) => questionSet === id)
    const mondays = mondayRows
      .filter(({ questionSet }) => questionSet === id)
      .map(({ monday, startsOn, endsOn, classes, completed, expected }) => {
        return { monday, startsOn, endsOn, classes, completed, expected }
      })
    const set = newestOf(cycles.filter(({ addsTo }) => addsTo === null))?.set ?? today.get(id)
    if (cycles.length + mondays.length === 0 || set === undefined) return []
    const shown = inCycles(cycles).map((each) => cycleOf(set, each))
    return [{ id, title: set.title, ...askedIn(set), cycles: shown, mondays }]
  })
  return { title, target: PARTICIPATION_TARGET, sets }
}

function askedIn(set: QuestionSet): Asked {
  const questions = countedOf(set).map((question) => ({
    id: question.id,
    text: question.text,
    measure: question.kind === 'scale' ? question.measure : null,
    options: optionsOf(set, question) ?? [],
  }))
  const open = set.questions.flatMap(({ kind, id, text }) =>
    kind === 'open' || !questions.some((one) => one.id === id)
      ? [{ id, text, measure: null, options: groupOptions(set, id) }]
      : [],
  )
  return { measures: set.measures, questions: [...questions, ...open] }
}

function groupOptions(set: QuestionSet, id: string) {
  const question = set.questions.find((one) => one.id === id)
  return question === undefined ? [] : (optionsOf(set, question) ?? [])
}

/** `shown`: whose words the report has for all of them. */
function cycleOf(shown: QuestionSet, { report, number, isLater, before }: OfCycle<Made>): CycleReport {
  const { set, startsOn, endsOn, madeOn, classes, completed, expected, figures, texts } = report
  return {
    number,
    isLater,
    startsOn,
    endsOn,
    madeOn,
    classes,
    completed,
    expected,
    measures: set.measures.map(({ id }) => {
      const now = measureShare(set, figures, id)
      // What is counted otherwise since is not compared.
      const compared = before !== null && countingOfMeasure(before.set, id) === countingOfMeasure(set, id)
      const earlier = compared ? measureShare(before.set, before.figures, id) : null
      return { measure: id, share: now?.share ?? null, points: pointsBetween(earlier, now) }
    }),
    questions: countedOf(set).map((question) => {
      const found = figures.find((one) => one.question === question.id)
      const names = countsOf(set, question)
      const lines = (figure: NonNullable<QuestionFigures['figure']>, coarse: boolean) =>
        names.map((name) => ({ name, share: shareOf(figure, name, coarse) }))
      const figure = found?.figure ?? null
      const coarse = found?.coarse === true
      return {
        question: question.id,
        masked: figure === null ? (found?.masked ?? 'too_few') : null,
        coarse,
        people: figure?.people ?? null,
        shares: figure === null ? [] : lines(figure, coarse),
        breakdowns: (found?.breakdowns ?? []).map(({ by, levels }) => ({
          by,
          levels: levels.map((each) => ({
            level: each.level,
            people: each.figure.people,
            shares: lines(each.figure, false),
          })),
        })),
      }
    }),
    texts: Object.entries(texts).map(([question, all]) => ({ question, texts: all })),
    asked: isDeepStrictEqual(askedIn(set), askedIn(shown)) ? null : askedIn(set),
  }
}
