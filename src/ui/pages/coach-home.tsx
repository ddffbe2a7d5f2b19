/** Coach home: log what was just done, see what was done before, find the educators of my schools. */
import '../styles/coach.css'
import { useQueries } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { Educators } from './coach/educators.tsx'
import { InteractionsCard } from './coach/interactions.tsx'
import { LogDesk } from './coach/log-desk.tsx'
import { draftsQuery, interactionsQuery, schoolsQuery, tagsQuery, typesQuery } from './coach/queries.ts'
import { TodayCard } from './coach/today.tsx'

export function CoachHome() {
  const { me } = useReader()
  const logs = me.may.includes('create:interaction')
  // Who waits for a seat reads their own past work, and looks up nobody.
  const waits = me.seat !== null
  return (
    <>
      <PageHead
        title={t('coach.title')}
        says={t(logs ? 'coach.says' : 'coach.says.reader')}
        actions={me.may.includes('manage:coaching_settings') ? <SettingsLink /> : null}
      />
      <div className={logs ? 'coach' : 'stack'}>
        {logs ? (
          <div className="coach-log">
            <Card title={t('log.title')}>
              <Log />
            </Card>
          </div>
        ) : null}
        <div className="coach-rest">
          {logs ? <TodayCard /> : null}
          <InteractionsCard keeps={logs || waits} />
          {waits ? null : <EducatorsCard coaches={logs} />}
        </div>
      </div>
      {waits ? null : <Links />}
    </>
  )
}

function EducatorsCard({ coaches }: { readonly coaches: boolean }) {
  return (
    <Card
      title={t(coaches ? 'educators.title' : 'educators.title.reader')}
      says={t('educators.says')}
      actions={
        <>
          <a href={paths.caseloads()}>{t('caseloads.open')}</a>
          <a href={paths.educators()}>{t('educator-database.open')}</a>
        </>
      }
    >
      <SchoolsThenEducators coaches={coaches} />
    </Card>
  )
}

function Links() {
  const { me } = useReader()
  return (
    <p className="quiet-line">
      <a href={paths.coachingWords()}>{t('words.link')}</a>
      {me.may.includes('import:interaction') ? (
        <>
          {' · '}
          <a href={paths.logImports()}>{t('log-import.link')}</a>
        </>
      ) : null}
    </p>
  )
}

function SettingsLink() {
  return (
    <>
      <a href={paths.cycles()}>{t('cycles.open')}</a>
      <a href={paths.coachingSettings()}>{t('coaching-settings.open')}</a>
    </>
  )
}

/** The form opens when all it starts from is known, so that nothing changes under the coach's hands. */
function Log() {
  const { send } = useReader()
  const [schools, types, tags, last, drafts] = useQueries({
    queries: [
      schoolsQuery(send),
      typesQuery(send),
      tagsQuery(send),
      interactionsQuery(send, { by: 'me', page: 0, pageSize: 8 }),
      draftsQuery(send),
    ],
  })
  const failed = [schools, types].find((query) => query.isLoadingError)
  if (failed !== undefined) return <FailureNote failure={failed.error} retry={() => void failed.refetch()} />
  // Without tags, the last values or drafts the form is only less convenient.
  if (!schools.data || !types.data || tags.isPending || last.isPending || drafts.isPending) return <Waiting lines={6} />
  if (schools.data.schools.length === 0) {
    return (
      <Note mood="warn" title={t('log.no-schools')}>
        <p>{t('log.no-schools.says')}</p>
      </Note>
    )
  }
  return (
    <LogDesk
      last={last.data?.items[0]}
      kept={drafts.data?.drafts ?? []}
      types={types.data.types.filter(({ isActive }) => isActive)}
      schools={schools.data.schools}
      tags={tags.data?.tags ?? []}
    />
  )
}

function SchoolsThenEducators({ coaches }: { readonly coaches: boolean }) {
  const { send } = useReader()
  const [schools] = useQueries({ queries: [schoolsQuery(send)] })
  // The table works without the filter; a failure shows in its own place.
  return <Educators schools={schools.data?.schools ?? []} coaches={coaches} />
}
