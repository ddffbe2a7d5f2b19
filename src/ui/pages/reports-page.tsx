/** Reports of coaching: one's own year, and others' work as far as the district lets one see it. */
import '../styles/bars.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReportChoices } from '../../http/contract/coaching-reports.ts'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { VisibilityLink } from '../parts/visibility-link.tsx'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { CycleProgressCards } from './reports/cycle-progress.tsx'
import type { Asked } from './reports/asked.ts'
import { ReportFilters } from './reports/filters.tsx'
import { NoteOpenings } from './reports/openings.tsx'
import { KeptFilters } from './reports/kept-filters.tsx'
import { NotSeen } from './reports/not-seen.tsx'
import { Sums } from './reports/sums.tsx'

export function ReportsPage() {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['report-choices'],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/reports/choices', { signal }),
  })
  const print = (
    <Button variant="default" onClick={() => window.print()}>
      {t('report.print')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('reports.title')} says={t('reports.says')} actions={print} />
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Chosen choices={found.data} />}
    </>
  )
}

function Chosen({ choices }: { readonly choices: ReportChoices }) {
  const { me } = useReader()
  const isCoach = me.may.includes('create:interaction')
  const [asked, ask] = useState<Asked>({
    whose: isCoach || choices.reach === 'none' ? 'mine' : 'all',
    from: choices.yearFrom,
    to: choices.today,
    schoolId: '',
    groupId: '',
    grade: '',
    typeId: '',
    tagId: '',
    coachId: '',
    caseload: false,
  })
  return (
    <>
      <KeptFilters choices={choices} asked={asked} ask={ask} />
      <ReportFilters choices={choices} asked={asked} ask={ask} />
      <Sums asked={asked} />
      {asked.typeId === '' && asked.tagId === '' ? null : <Note mood="calm">{t('reports.words-only')}</Note>}
      <CycleProgressCards asked={asked} />
      {me.may.includes('view:own_note_access_log') ? <NoteOpenings /> : null}
      <VisibilityLink />
      {me.may.includes('use:educator_database') ? (
        <NotSeen
          whose={asked.whose}
          schoolId={asked.schoolId}
          groupId={asked.groupId}
          grade={asked.grade}
          caseload={asked.caseload}
          coachId={asked.coachId}
        />
      ) : null}
    </>
  )
}
