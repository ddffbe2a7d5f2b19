/** The survey report of a class for its leads, or of a community for its members. */
import '../../styles/survey.css'
import { useQuery } from '@tanstack/react-query'
import type { SurveyReport as Report } from '../../../http/contract/survey-report.ts'
import { bookIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Waiting } from '../../parts/notes.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { endedClassesQuery } from '../community/queries.ts'
import { ReportFiles } from './report-files.tsx'
import { ReportOfSet } from './report-of-set.tsx'

export function ClassReport({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['class-report', id],
    queryFn: ({ signal }) => send('GET /api/v1/classes/{classId}/report', { params: { classId: id }, signal }),
  })
  const ended = useQuery(endedClassesQuery(send))
  // A class that is over has no page of its own any more.
  const isOver = ended.data?.classes.some((one) => one.id === id) === true
  return (
    <>
      <PageHead
        title={t('report.class', { title: found.data?.title ?? '' })}
        says={t('report.class.says')}
        actions={
          <>
            <ReportFiles
              csv={() => send('GET /api/v1/classes/{classId}/report/export', { params: { classId: id } })}
              pdf={() => send('GET /api/v1/classes/{classId}/report/pdf', { params: { classId: id } })}
              report={found.data}
            />
            <a href={isOver ? paths.communities() : paths.ledClass(id)}>{t('survey.back')}</a>
          </>
        }
      />
      <Body report={found.data} pending={found.isPending} failure={found.isLoadingError ? found.error : null} />
    </>
  )
}

export function MyClassesReport() {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['my-classes-report'],
    queryFn: ({ signal }) => send('GET /api/v1/classes/led/reports', { signal }),
  })
  return (
    <>
      <PageHead
        title={t('report.my-classes')}
        says={t('report.my-classes.says')}
        actions={
          <>
            <ReportFiles
              csv={() => send('GET /api/v1/classes/led/reports/export', {})}
              pdf={() => send('GET /api/v1/classes/led/reports/pdf', {})}
              report={found.data}
            />
            <a href={paths.communities()}>{t('survey.back')}</a>
          </>
        }
      />
      <Body report={found.data} pending={found.isPending} failure={found.isLoadingError ? found.error : null} />
    </>
  )
}

export function CommunityReport({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['community-report', id],
    queryFn: ({ signal }) =>
      send('GET /api/v1/communities/{communityId}/report', { params: { communityId: id }, signal }),
  })
  return (
    <>
      <PageHead
        title={t('report.community', { title: found.data?.title ?? '' })}
        says={t('report.community.says')}
        actions={
          <>
            <ReportFiles
              csv={() => send('GET /api/v1/communities/{communityId}/report/export', { params: { communityId: id } })}
              pdf={() => send('GET /api/v1/communities/{communityId}/report/pdf', { params: { communityId: id } })}
              report={found.data}
            />
            <a href={paths.community(id)}>{t('survey.back')}</a>
          </>
        }
      />
      <Body report={found.data} pending={found.isPending} failure={found.isLoadingError ? found.error : null} />
    </>
  )
}

interface BodyProps {
  readonly report: Report | undefined
  readonly pending: boolean
  readonly failure: Error | null
}

function Body({ report, pending, failure }: BodyProps) {
  if (pending) return <Waiting lines={8} />
  if (failure !== null) return <FailureNote failure={failure} />
  if (report === undefined || report.sets.length === 0) {
    return (
      <div className="card">
        <Empty icon={bookIcon} title={t('report.none')} level={2}>
          {t('report.none.says')}
        </Empty>
      </div>
    )
  }
  return report.sets.map((set) => <ReportOfSet key={set.id} set={set} target={report.target} name={report.title} />)
}
