/** The sources of the district, each with the way to its set-up, and the way to a new one. */
import { useQuery } from '@tanstack/react-query'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { whenOf } from '../source-setup/schedule.ts'
import { sourcesQuery } from '../sync/queries.ts'

export function SourcesCard() {
  const { send } = useReader()
  const found = useQuery(sourcesQuery(send))
  return (
    <Card
      title={t('source-setup.sources')}
      says={t('source-setup.sources.says')}
      actions={<a href={paths.newSource()}>{t('source-setup.add')}</a>}
    >
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data?.sources.length === 0 ? <p className="quiet-line">{t('source-setup.sources.none')}</p> : null}
      <ul className="plain-list lines">
        {found.data?.sources.map(({ id, connector, schedule, paused }) => (
          <li key={id}>
            <span className="line-main">
              <a href={paths.sourceSetup(id)}>{id}</a>{' '}
              <span className="dim">
                {connector}, {wordsOf(schedule)}
              </span>
            </span>
            {paused ? <Pill mood="calm">{t('source-setup.resting')}</Pill> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function wordsOf(cron: string | null): string {
  const when = whenOf(cron)
  if (when.rhythm === 'own') return t('source-setup.said.own', { cron: when.cron })
  return t(`source-setup.said.${when.rhythm}`, { time: when.time })
}
