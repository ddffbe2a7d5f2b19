/** A survey report for the fake backend, of two cycles. */

import type { ReportCycle, ReportMonday, Share, SurveyReport } from '../../src/http/contract/survey-report.ts'
import { SET } from '../support/question-sets.ts'

const share = (percent: number): Share => ({
  percent,
  bound: percent <= 5 ? 'at_most' : null,
})
/** The first question in other words, as it was asked before. */
const ASKED_BEFORE: ReportCycle['asked'] = {
  measures: [...SET.measures],
  questions: SET.questions.map((question, at) => ({
    id: question.id,
    text: at === 0 ? { en: 'My teacher sees when I am sad.' } : question.text,
    measure: question.kind === 'scale' ? question.measure : null,
    options: question.kind === 'choice' ? question.options : [],
  })),
}

const counted = SET.questions.filter((question) => question.kind === 'scale')

function cycleOf(startsOn: string, endsOn: string, base: number, coarse: boolean): ReportCycle {
  const told = (at: number) =>
    share(coarse ? 10 * Math.max(1, Math.min(9, Math.round((base + at * 7) / 10) % 10)) : 1 + ((base + at * 13) % 99))
  const reason = coarse ? 'one_lead' : 'too_few'
  return {
    number: startsOn.startsWith('2026-10') ? 1 : 2,
    isLater: false,
    startsOn,
    endsOn,
    madeOn: endsOn,
    classes: coarse ? 2 : 1,
    completed: 24,
    expected: 27,
    measures: SET.measures.map(({ id }, at) => ({
      measure: id,
      share: at === 4 ? null : told(at),
      points: at === 4 || base < 50 ? null : at - 2,
    })),
    questions: counted.map(({ id }, at) => ({
      question: id,
      masked: at === 12 ? reason : null,
      coarse: coarse && at !== 12,
      people: at === 12 ? null : 24,
      shares: at === 12 ? [] : [{ name: 'positive', share: told(at) }],
      breakdowns:
        at === 0 && !coarse
          ? [
              {
                by: 'gender',
                levels: [
                  { level: 'girl', people: 13, shares: [{ name: 'positive', share: share(69) }] },
                  { level: 'boy', people: 11, shares: [{ name: 'positive', share: share(45) }] },
                ],
              },
            ]
          : [],
    })),
    asked: coarse || base > 50 ? null : ASKED_BEFORE,
    texts: coarse ? [] : [{ question: 'one-thing', texts: ['More examples before we work alone', 'Fewer slides'] }],
  }
}

function mondayOf(monday: string, endsOn: string, completed: number, coarse: boolean): ReportMonday {
  const startsOn = endsOn === '2026-10-16' ? '2026-10-05' : '2026-11-16'
  return { monday, startsOn, endsOn, classes: coarse ? 2 : 1, completed, expected: 27 }
}

/** Of one class that answered longer than the others: nothing of its answers is told. */
function laterOf(first: ReportCycle): ReportCycle {
  return {
    ...first,
    isLater: true,
    endsOn: '2026-11-06',
    madeOn: '2026-11-07',
    classes: 1,
    completed: 17,
    expected: 20,
    measures: first.measures.map(({ measure }) => ({ measure, share: null, points: null })),
    questions: first.questions.map(({ question }) => {
      return { question, masked: 'one_lead', coarse: false, people: null, shares: [], breakdowns: [] }
    }),
  }
}

export function reportOf(title: string, coarse: boolean): SurveyReport {
  const october = cycleOf('2026-10-05', '2026-10-16', 41, coarse)
  return {
    title,
    target: 0.8,
    sets: [
      {
        id: SET.id,
        title: SET.title,
        measures: SET.measures,
        questions: SET.questions.map((question) => ({
          id: question.id,
          text: question.text,
          measure: question.kind === 'scale' ? question.measure : null,
          options: question.kind === 'choice' ? question.options : [],
        })),
        cycles: [october, ...(coarse ? [laterOf(october)] : []), cycleOf('2026-11-16', '2026-11-27', 52, coarse)],
        mondays: [mondayOf('2026-10-12', '2026-10-16', 9, coarse), mondayOf('2026-11-23', '2026-11-27', 22, coarse)],
      },
    ],
  }
}
