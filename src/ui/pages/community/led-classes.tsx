/** The classes I lead and the communities each one is in. */
import { useQuery } from '@tanstack/react-query'
import type { LedClasses } from '../../../http/contract/community.ts'
import type { Named } from '../../../http/contract/shapes.ts'
import { paths } from '../../paths.ts'
import { bookIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { EndedReports } from './ended-reports.tsx'
import { EndedClasses } from './hand-class.tsx'
import { NewClassOfMine } from './new-class.tsx'
import { ledClassesQuery } from './queries.ts'

export function LedClassList() {
  const { send } = useReader()
  const found = useQuery(ledClassesQuery(send))
  if (found.isPending) return <Waiting lines={4} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  if (found.data.classes.length === 0) {
    return (
      <>
        <Empty icon={bookIcon} title={t('classes.none')}>
          {t('classes.none.says')}
        </Empty>
        <EndedClasses />
        <EndedReports />
      </>
    )
  }
  return (
    <>
      <ul className="plain-list lines">
        {found.data.classes.map((one) => (
          <li key={one.id}>
            <a className="line-main" href={paths.ledClass(one.id)}>
              {one.title}
            </a>
            <span className="dim">
              {[one.classCode, one.school?.name].filter((part) => part !== null && part !== undefined).join(' · ')}
            </span>
            <span className="dim">
              {one.communities.length === 0
                ? t('classes.alone')
                : t('classes.in', { names: one.communities.map((community) => community.name).join(', ') })}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a href={paths.myClassesReport()}>{t('report.my-classes.open')}</a>
      </p>
      <NewClassOfMine schools={schoolsOf(found.data.classes)} />
      <EndedClasses />
      <EndedReports />
    </>
  )
}

/** Each once. */
function schoolsOf(classes: LedClasses['classes']): readonly Named[] {
  return [...new Map(classes.flatMap(({ school }) => (school === null ? [] : [[school.id, school] as const]))).values()]
}
