/** The sources of the district, each with its health at a glance. */
import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Source } from '../../../http/contract/sync.ts'
import { formatAgo, formatInstant } from '../../formats.ts'
import { Command } from '../../parts/command.tsx'
import { syncIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Note, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { healthOf } from './health.ts'
import { sourcesQuery } from './queries.ts'
import { SourceOrders } from './run-orders.tsx'

export function SourceHealth() {
  const { send } = useReader()
  const found = useQuery(sourcesQuery(send))
  if (found.isPending) return <Waiting lines={4} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { sources } = found.data
  if (sources.length === 0) {
    return (
      <div className="card">
        <Empty icon={syncIcon} title={t('sources.none')} level={2}>
          {t('sources.none.says')} <Command line="staffroom source add" />
        </Empty>
      </div>
    )
  }
  const now = found.dataUpdatedAt
  const needing = sources.filter((source) => healthOf(source, now).needsSomeone).length
  return (
    <section className="stack" aria-labelledby="sources">
      <Title order={2} id="sources">
        {needing === 0 ? t('sources.all-good', { count: sources.length }) : t('sources.needing', { count: needing })}
      </Title>
      <ul className="plain-list sources">
        {sources.map((source) => (
          <SourceCard key={source.id} source={source} now={now} />
        ))}
      </ul>
      {sources.some((source) => source.lastRun?.state === 'held') ? (
        <Note mood="calm" title={t('held.what')}>
          <p>{t('held.what.says')}</p>
        </Note>
      ) : null}
    </section>
  )
}

function SourceCard({ source, now }: { readonly source: Source; readonly now: number }) {
  const { me } = useReader()
  const zone = me.district.timezone
  const health = healthOf(source, now)
  const { lastRun } = source
  const finishedAt = lastRun?.finishedAt ?? null
  return (
    <li className="card source" data-mood={health.mood}>
      <div className="row source-head">
        <h3>{source.id}</h3>
        <Pill mood={health.mood}>{t(health.word)}</Pill>
      </div>
      <p className="source-says">{t(health.says)}</p>
      <dl className="facts">
        <div>
          <dt>{t('sources.last')}</dt>
          <dd>
            {finishedAt === null ? t('sources.last.none') : formatInstant(finishedAt, zone)}
            {finishedAt === null ? null : <span className="dim"> {formatAgo(finishedAt, now)}</span>}
          </dd>
        </div>
        <div>
          <dt>{t('sources.next')}</dt>
          <dd>
            {source.nextSlotAt === null || source.paused
              ? t('sources.next.none')
              : formatInstant(source.nextSlotAt, zone)}
          </dd>
        </div>
        <div>
          <dt>{t('sources.connector')}</dt>
          <dd>{source.connector}</dd>
        </div>
      </dl>
      <SourceOrders sourceId={source.id} />
      {lastRun === null ? null : <a href={paths.run(lastRun.id)}>{t('sources.open-run', { run: lastRun.id })}</a>}
    </li>
  )
}
