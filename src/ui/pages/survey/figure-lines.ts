/** The figures of one cycle as lines: for bars and for the table behind them. */
import type { Share, SurveyReport } from '../../../http/contract/survey-report.ts'
import { t, word } from '../../translate.ts'
import { textIn } from './words.ts'

type Set = SurveyReport['sets'][number]

export interface FigureLine {
  readonly key: string
  readonly question: string
  /** Of a breakdown; empty: everybody. */
  readonly group: string
  readonly answer: string
  readonly share: Share | null
  readonly told: string
  readonly people: number | null
}

/** Whether a cycle has figures to tell; `too_few`: none, as no question has answers enough; `none_asked`: words alone. */
export function figuresOf({
  questions,
}: {
  readonly questions: readonly Pick<Set['cycles'][number]['questions'][number], 'masked'>[]
}): 'some' | 'too_few' | 'none_asked' {
  if (questions.length === 0) return 'none_asked'
  return questions.every(({ masked }) => masked === 'too_few') ? 'too_few' : 'some'
}

export function figureLines(set: Set, cycle: Set['cycles'][number]): readonly FigureLine[] {
  return cycle.questions.flatMap(({ question: id, masked, coarse, people, shares, breakdowns }): FigureLine[] => {
    const question = textOf(set, id)
    if (masked !== null) {
      const told = word('report.masked', masked)
      return [{ key: id, question, group: '', answer: t('report.positive'), share: null, told, people: null }]
    }
    const all = shares.map(({ name, share }) => ({
      key: `${id}/${name}`,
      question,
      group: '',
      answer: optionOf(set, id, name),
      share,
      people,
      told: toldAs(share, coarse),
    }))
    const parts = breakdowns.flatMap(({ by, levels }) =>
      levels.flatMap((each) =>
        each.shares.map(({ name, share }) => {
          const group = `${optionOf(set, by, each.level)}: ${optionOf(set, id, name)}`
          const key = `${id}/${by}/${each.level}/${name}`
          return {
            key,
            question,
            group,
            answer: optionOf(set, id, name),
            share,
            told: toldAs(share, false),
            people: each.people,
          }
        }),
      ),
    )
    return [...all, ...parts]
  })
}

/** A share in words. */
export function toldAs(share: Share | null, coarse: boolean): string {
  if (share === null) return t('report.masked.too_few')
  const { percent, bound } = share
  if (bound !== null) return t(`report.${coarse ? 'about_' : ''}${bound}`, { percent })
  return t(coarse ? 'report.about' : 'report.exact', { percent })
}

/** The set as it was asked in this cycle, which may be in other words than today. */
export function asAsked(set: Set, cycle: Set['cycles'][number]): Set {
  return cycle.asked === null ? set : { ...set, ...cycle.asked }
}

/** The share of a measure in words; says so where it wasn’t asked then. */
export function measureTold(cycle: Set['cycles'][number], measure: string): string {
  const found = cycle.measures.find((one) => one.measure === measure)
  return found === undefined ? t('report.not-asked') : toldAs(found.share, isCoarse(cycle))
}

/** Whether a cycle is told in steps of ten. */
export function isCoarse(cycle: Set['cycles'][number]): boolean {
  return cycle.questions.some(({ coarse }) => coarse)
}

/** What changed since the cycle before, in words; empty where that isn't known. */
export function pointsTold(points: number | null, inBrackets: boolean): string {
  if (points === null) return ''
  const told = t('report.points', { sign: points > 0 ? '+' : '', count: points })
  return inBrackets ? `(${told})` : told
}

function textOf(set: Set, id: string): string {
  return textIn(set.questions.find((one) => one.id === id)?.text ?? {}, 'en') || id
}

function optionOf(set: Set, question: string, id: string): string {
  if (id === 'positive') return t('report.positive')
  if (id === 'no-answer') return t('report.no-answer')
  const found = set.questions.find((one) => one.id === question)?.options.find((option) => option.id === id)
  return found === undefined ? id : textIn(found.text, 'en')
}
