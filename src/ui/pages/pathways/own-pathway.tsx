/** A student's own pathway: its steps, what is done, and what comes next. */
import type { OwnPathway as Own } from '../../../http/contract/pathways.ts'
import { Card } from '../../parts/card.tsx'
import { Pill } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'

export function OwnPathway({ name, done, steps }: Own) {
  return (
    <Card title={t('student.pathway', { name })} says={t('student.pathway.of', { done, count: steps.length })}>
      <ol className="plain-list lines">
        {steps.map(({ id, title, product, address, isDone, isNext }) => (
          <li key={id}>
            <span className="line-main">{title}</span>
            {product === null ? null : <span className="dim">{product}</span>}
            {isDone ? (
              <span>
                <Pill mood="good">{t('student.pathway.done')}</Pill>
              </span>
            ) : null}
            {isNext ? (
              <span>
                <Pill mood="warn">{t('student.pathway.next')}</Pill>
              </span>
            ) : null}
            {address === null ? null : (
              <a
                href={address}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('pathway.step.open.of', { title })}
              >
                {t('pathway.step.open')}
              </a>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
