/** A survey report as a table: one line for each figure. */

import type { Share, SurveyReport } from '../../contract/survey-report.ts'
import { csvOf } from '../../csv.ts'
import type { Frozen } from '../../route.ts'
import { asAsked } from './survey-report-words.ts'

const COLUMNS = [
  'Cycle',
  'From',
  'To',
  'Made',
  'Classes',
  'Taken part',
  'Of',
  'Question',
  'Group',
  'Answer',
  'People',
  'Per cent',
  'Note',
]

type Report = Frozen<SurveyReport>
type Set = Report['sets'][number]
type Cycle = Set['cycles'][number]

/** In English, for spreadsheets. */
export function reportCsv(report: Report): string {
  return csvOf([COLUMNS, ...rowsOf(report)])
}

/** Several communities in one table, each line with the community's name. */
export function reportsCsv(reports: readonly Report[]): string {
  const rows = reports.flatMap((report) => rowsOf(report).map((row) => [report.title, ...row]))
  return csvOf([['Community', ...COLUMNS], ...rows])
}

function rowsOf(report: Report): readonly (readonly string[])[] {
  return report.sets.flatMap((set) => [
    ...set.mondays.map((one) => ['', ...headOf({ ...one, madeOn: one.monday }), '', '', '', '', '', UNDER_WAY]),
    ...set.cycles.flatMap((cycle) =>
      linesOf(asAsked(set, cycle), cycle).map((line) => [numberOf(cycle), ...headOf(cycle), ...line]),
    ),
  ])
}

function numberOf({ number, isLater }: Cycle): string {
  return isLater ? `${number} (later classes)` : String(number)
}

function headOf(of: Pick<Cycle, 'startsOn' | 'endsOn' | 'madeOn' | 'classes' | 'completed' | 'expected'>) {
  const { startsOn, endsOn, madeOn, classes, completed, expected } = of
  return [startsOn, endsOn, madeOn, String(classes), String(completed), String(expected)]
}

function linesOf(set: Set, cycle: Cycle): readonly (readonly string[])[] {
  const textOf = (id: string) => set.questions.find((one) => one.id === id)?.text['en'] ?? id
  const optionOf = (question: string, id: string) =>
    set.questions.find((one) => one.id === question)?.options.find((option) => option.id === id)?.text['en'] ?? id
  const isCoarse = cycle.questions.some(({ coarse }) => coarse)
  const measures = cycle.measures.map(({ measure, share }) => {
    const title = set.measures.find(({ id }) => id === measure)?.title['en'] ?? measure
    return [title, '', 'positive', '', ...toldOf(share, isCoarse)]
  })
  const questions = cycle.questions.flatMap(({ question, masked, coarse, people, shares, breakdowns }) => {
    if (masked !== null) return [[textOf(question), '', '', '', '', MASKED[masked]]]
    const all = shares.map(({ name, share }) => [
      textOf(question),
      '',
      optionOf(question, name),
      String(people ?? ''),
      ...toldOf(share, coarse),
    ])
    const groups = breakdowns.flatMap(({ by, levels }) =>
      levels.flatMap((each) =>
        each.shares.map(({ name, share }) => [
          textOf(question),
          optionOf(by, each.level),
          optionOf(question, name),
          String(each.people),
          ...toldOf(share),
        ]),
      ),
    )
    return [...all, ...groups]
  })
  const texts = cycle.texts.flatMap(({ question, texts: all }) =>
    all.map((text) => [textOf(question), '', text, '', '', '']),
  )
  return [...measures, ...questions, ...texts]
}

const UNDER_WAY = 'under way: how many had taken part before this Monday'
const MASKED = { too_few: 'fewer than five answered', one_lead: 'would show the classes of one lead' } as const
const BOUND = { at_most: 'or less', at_least: 'or more' } as const

function toldOf(share: Frozen<Share> | null, coarse = false): readonly [string, string] {
  if (share === null) return ['', 'not told']
  const bound = share.bound === null ? '' : BOUND[share.bound]
  return [String(share.percent), [bound, coarse ? 'in steps of ten' : ''].filter((part) => part !== '').join('; ')]
}
