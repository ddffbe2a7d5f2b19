/** Who leaves with a held plan and comes back under another sourcedId: as they are here, and as the feed has them now. */
import { useQuery } from '@tanstack/react-query'
import type { RunMatch } from '../../../http/contract/matches.ts'
import { Card } from '../../parts/card.tsx'
import { Command } from '../../parts/command.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote, Note, Pill, Waiting } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'
import { useReader } from '../../session/context.tsx'
import { runMatchesQuery } from '../matches/queries.ts'

const columns: readonly Column<RunMatch>[] = [
  {
    key: 'leaves',
    label: t('run.matches.leaves'),
    value: ({ leaves }) => inWords(leaves),
    cell: ({ leaves }) => <Matched record={leaves} />,
  },
  {
    key: 'comes',
    label: t('run.matches.comes'),
    value: ({ comes }) => inWords(comes),
    cell: ({ comes }) => <Matched record={comes} />,
  },
  {
    key: 'because',
    label: t('run.matches.because'),
    value: ({ because }) => t(`because.${because}`),
    cell: ({ because, joined }) => (
      <>
        {t(`because.${because}`)} {joined ? <Pill mood="calm">{t('run.matches.joined')}</Pill> : null}
      </>
    ),
  },
]

export function RunMatches({ runId }: { readonly runId: string }) {
  return (
    <Card title={t('run.matches')} says={t('run.matches.says')}>
      <Matches runId={runId} />
    </Card>
  )
}

function Matches({ runId }: { readonly runId: string }) {
  const { send } = useReader()
  const found = useQuery(runMatchesQuery(send, runId))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { items, total } = found.data
  return (
    <div className="stack">
      <DataTable
        label={t('run.matches')}
        rows={items}
        columns={columns}
        rowKey={({ comes }) => comes.sourcedId}
        sortedBy={{ column: 'leaves', descending: false }}
        exportName={`run-${runId}-matches.csv`}
        empty={<p className="quiet-line">{t('run.matches.none')}</p>}
      />
      {items.length < total ? (
        <Note mood="calm">
          {t('run.matches.cut', { shown: items.length, total })}{' '}
          <Command line={`staffroom runs show ${runId} --matches`} />
        </Note>
      ) : null}
    </div>
  )
}

function linesOf({ sourcedId, givenName, familyName, identifier, username, email }: RunMatch['leaves']) {
  const name = [givenName, familyName].filter((part) => part !== null && part !== '').join(' ')
  return [name, sourcedId, identifier, username, email].filter((line) => line !== null && line !== '')
}

function inWords(record: RunMatch['leaves']): string {
  return linesOf(record).join('; ')
}

function Matched({ record }: { readonly record: RunMatch['leaves'] }) {
  return (
    <div>
      {linesOf(record).map((line, place) => (
        <span key={line} className={place === 0 ? 'field-change' : 'field-change dim'}>
          {line}
        </span>
      ))}
    </div>
  )
}
