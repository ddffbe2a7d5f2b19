/** A survey report as PDF: the figures of the page, in the page's order. */

import type { Share, SurveyReport } from '../../contract/survey-report.ts'
import { openPdf, type Pdf, type PdfBar } from '../../pdf.ts'
import type { Frozen } from '../../route.ts'
import { asAsked } from './survey-report-words.ts'

type Report = Frozen<SurveyReport>
type Set = Report['sets'][number]
type Cycle = Set['cycles'][number]

/** In English. `says`: whom it is for, under the title. */
export interface PdfAbout {
  readonly title: string
  readonly says: string
  readonly madeAt: Date
}

/** One report. */
export function reportPdf(report: Report, about: PdfAbout): Promise<Buffer> {
  const pdf = begin(about)
  addReport(report, { pdf, under: 1 })
  return pdf.end()
}

/** Several reports in one file, one after the other, each under its name. */
export function reportsPdf(reports: readonly Report[], about: PdfAbout): Promise<Buffer> {
  const pdf = begin(about)
  if (reports.length === 0) pdf.paragraph(NONE)
  for (const report of reports) {
    pdf.heading(2, report.title)
    addReport(report, { pdf, under: 2 })
  }
  return pdf.end()
}

function begin({ title, says, madeAt }: PdfAbout): Pdf {
  const pdf = openPdf({ title, language: 'en', madeAt })
  pdf.heading(1, title)
  pdf.paragraph(says)
  return pdf
}

/** Where it is written, and the level of the heading that it stands under. */
interface Place {
  readonly pdf: Pdf
  readonly under: 1 | 2
}

const NONE =
  'No report yet. How many have taken part is told on Mondays, what they answered when a cycle is over and five students and more have answered.'

function addReport(report: Report, place: Place): void {
  const { pdf, under } = place
  if (report.sets.length === 0) pdf.paragraph(NONE)
  for (const set of report.sets) {
    pdf.heading(under === 1 ? 2 : 3, set.title['en'] ?? set.id)
    addParticipation(place, set, report.target)
    if (set.cycles.length > 0) addTrend(place, set)
    for (const cycle of set.cycles) addCycle(place, { set: asAsked(set, cycle), cycle })
  }
}

function addParticipation({ pdf, under }: Place, set: Set, target: number): void {
  const aim = Math.round(target * 100)
  pdf.heading(under === 1 ? 3 : 4, `Participation (aim at ${aim} %)`)
  const lines = set.cycles.map((cycle) => {
    const { startsOn, endsOn, madeOn } = cycle
    return participationBar(`${nameOf(cycle)}: ${startsOn} to ${endsOn}`, cycle, `made ${madeOn}`)
  })
  if (lines.length > 0) pdf.bars({ heads: ['Cycle', 'Taken part'], lines, mark: aim })
  if (set.mondays.length === 0) return
  pdf.paragraph('While cycles were under way: how many had taken part before each Monday.')
  const mondays = set.mondays.map(({ monday, startsOn, endsOn, ...of }) =>
    participationBar(`Monday ${monday}`, of, `under way ${startsOn} to ${endsOn}`),
  )
  pdf.bars({ heads: ['Monday', 'Taken part'], lines: mondays, mark: aim })
}

/** One for each cycle: the trend goes from one to the next. */
function firstsOf(set: Set): readonly Cycle[] {
  return set.cycles.filter(({ isLater }) => !isLater)
}

function nameOf({ number, isLater }: Cycle): string {
  return isLater ? `Cycle ${number}, classes that answered longer` : `Cycle ${number}`
}

function participationBar(label: string, of: Pick<Cycle, 'classes' | 'completed' | 'expected'>, says: string): PdfBar {
  const { classes, completed, expected } = of
  const percent = expected === 0 ? 0 : Math.min(100, Math.round((100 * completed) / expected))
  const among = classes === 1 ? '1 class' : `${classes} classes`
  return { label, told: `${completed} of ${expected}`, percent, note: `· ${among} · ${says}` }
}

function addTrend({ pdf, under }: Place, set: Set): void {
  pdf.heading(under === 1 ? 3 : 4, 'From cycle to cycle')
  pdf.paragraph('How many chose a positive answer, and what changed since the cycle before.')
  for (const measure of set.measures) {
    pdf.heading(under === 1 ? 4 : 5, measure.title['en'] ?? measure.id)
    const lines = firstsOf(set).map((cycle): PdfBar => {
      const found = cycle.measures.find((one) => one.measure === measure.id)
      const note = pointsOf(found?.points ?? null)
      if (found === undefined) return { label: nameOf(cycle), told: 'Not asked.', percent: null, note: '' }
      return { ...barOf(found.share, isCoarse(cycle)), label: nameOf(cycle), note }
    })
    pdf.bars({ heads: ['Cycle', 'Positive answers'], lines })
  }
}

function addCycle({ pdf, under }: Place, { set, cycle }: { set: Set; cycle: Cycle }): void {
  pdf.heading(under === 1 ? 3 : 4, `${nameOf(cycle)}, question by question`)
  if (cycle.asked !== null) pdf.paragraph('The questions have changed since. They stand here as they were asked.')
  if (isCoarse(cycle))
    pdf.paragraph(
      'Figures are told in steps of ten: from exact ones, leads who know their own classes could work out another’s.',
    )
  for (const question of cycle.questions) {
    pdf.heading(under === 1 ? 4 : 5, textOf(set, question.question))
    pdf.bars({ heads: ['Answer', 'Share'], lines: linesOf(set, question) })
  }
  for (const { question, texts } of cycle.texts) {
    pdf.heading(under === 1 ? 4 : 5, textOf(set, question))
    pdf.list([...new globalThis.Set(texts)])
  }
}

function linesOf(set: Set, one: Cycle['questions'][number]): readonly PdfBar[] {
  const { question, masked, coarse, people, shares, breakdowns } = one
  if (masked !== null) return [{ label: 'Positive answers', told: MASKED[masked], percent: null, note: '' }]
  const all = shares.map(({ name, share }) => ({
    ...barOf(share, coarse),
    label: optionOf(set, question, name),
    note: ofAnswers(people),
  }))
  const parts = breakdowns.flatMap(({ by, levels }) =>
    levels.flatMap((level) =>
      level.shares.map(({ name, share }) => ({
        ...barOf(share, false),
        label: `${optionOf(set, by, level.level)}: ${optionOf(set, question, name)}`,
        note: ofAnswers(level.people),
      })),
    ),
  )
  return [...all, ...parts]
}

function isCoarse(cycle: Cycle): boolean {
  return cycle.questions.some(({ coarse }) => coarse)
}

const MASKED = {
  too_few: 'n/a: fewer than five answered.',
  one_lead: 'n/a: it would show the classes of one lead.',
} as const

function barOf(share: Frozen<Share> | null, coarse: boolean): Pick<PdfBar, 'told' | 'percent'> {
  if (share === null) return { told: MASKED.too_few, percent: null }
  const { percent, bound } = share
  const exact = coarse ? `about ${percent} %` : `${percent} %`
  if (bound !== null) return { told: `${exact} ${bound === 'at_most' ? 'or less' : 'or more'}`, percent }
  return { told: exact, percent }
}

function ofAnswers(people: number | null): string {
  return people === null ? '' : `(${people} answers)`
}

function pointsOf(points: number | null): string {
  if (points === null) return ''
  return `(${points > 0 ? '+' : ''}${points} ${Math.abs(points) === 1 ? 'point' : 'points'})`
}

function textOf(set: Set, id: string): string {
  return set.questions.find((one) => one.id === id)?.text['en'] ?? id
}

function optionOf(set: Set, question: string, id: string): string {
  if (id === 'positive') return 'Positive answers'
  if (id === 'no-answer') return 'No answer'
  return set.questions.find((one) => one.id === question)?.options.find((option) => option.id === id)?.text['en'] ?? id
}
