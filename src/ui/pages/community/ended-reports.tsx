/** Classes that are over and that I led last, each with the way to its report. */
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../../formats.ts'
import { FailureNote } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { endedClassesQuery } from './queries.ts'

/** Nothing where there are none. */
export function EndedReports() {
  const { send } = useReader()
  const found = useQuery(endedClassesQuery(send))
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const classes = found.data?.classes ?? []
  if (classes.length === 0) return null
  return (
    <section className="stack" aria-label={t('ended-reports')}>
      <h3 className="small-head">{t('ended-reports')}</h3>
      <p className="dim">{t('ended-reports.says')}</p>
      <ul className="plain-list lines">
        {classes.map(({ id, title, classCode, school, endedOn, reports }) => (
          <li key={id}>
            <a className="line-main" href={paths.classReport(id)}>
              {t('ended-reports.open', { title })}
            </a>
            <span className="dim">
              {[classCode, school?.name].filter((part) => part !== null && part !== undefined).join(' · ')}
            </span>
            <span className="dim">
              {endedOn === null
                ? t('ended-reports.line', { count: reports })
                : t('ended-reports.line-until', { count: reports, day: formatDay(endedOn) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
