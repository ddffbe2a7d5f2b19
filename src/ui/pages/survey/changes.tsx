/** What changed from one cycle to the next, the largest rise first. */
import type { SurveyReport } from '../../../http/contract/survey-report.ts'
import { t } from '../../translate.ts'
import { pointsTold } from './figure-lines.ts'
import { textIn } from './words.ts'

type Set = SurveyReport['sets'][number]

export function Changes({ set, cycle }: { readonly set: Set; readonly cycle: Set['cycles'][number] | undefined }) {
  const known = (cycle?.measures ?? []).flatMap(({ measure, points }) => (points === null ? [] : [{ measure, points }]))
  if (known.length === 0) {
    const isFirst = (cycle?.number ?? 1) === 1
    return <p className="quiet-line">{t(isFirst ? 'report.changed.none' : 'report.changed.apart')}</p>
  }
  return (
    <ul className="plain-list lines">
      {known
        .toSorted((a, b) => b.points - a.points)
        .map(({ measure, points }) => (
          <li key={measure}>
            {t('report.changed.line', {
              points: pointsTold(points, false),
              measure: textIn(set.measures.find(({ id }) => id === measure)?.title ?? {}, 'en'),
            })}
          </li>
        ))}
    </ul>
  )
}
