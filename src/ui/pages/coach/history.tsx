/** What edits of an interaction replaced, the latest first: for its author. */
import { useQuery } from '@tanstack/react-query'
import type { InteractionHistory } from '../../../http/contract/coaching.ts'
import { formatDay, formatInstant } from '../../formats.ts'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { historyQuery } from './queries.ts'

export function History({ interactionId }: { readonly interactionId: string }) {
  const { send } = useReader()
  const found = useQuery(historyQuery(send, interactionId))
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  return (
    <ol className="plain-list history">
      {found.data.versions.map((version) => (
        <Version key={version.version} version={version} />
      ))}
    </ol>
  )
}

type Version = InteractionHistory['versions'][number]

function Version({ version: { replacedAt, replacedBy, changed, before } }: { readonly version: Version }) {
  const { me } = useReader()
  const fields = [...new Set(changed.map((field) => word('history.field', field)))].join(', ')
  return (
    <li className="history-version">
      <div>{t('history.edit', { by: replacedBy, at: formatInstant(replacedAt, me.district.timezone), fields })}</div>
      <div className="dim">
        {t('history.before', {
          date: formatDay(before.date),
          minutes: before.minutes,
          type: before.type,
          schools: before.schools.join(', '),
          educators: before.educators.join(', '),
        })}
        {before.tags.length === 0 ? '' : ` · ${before.tags.join(', ')}`}
      </div>
      {before.notes === null ? null : <p className="timeline-note">{before.notes}</p>}
      {before.nextStep === null ? null : (
        <p className="timeline-note">{t('step.says', { text: before.nextStep.text })}</p>
      )}
    </li>
  )
}
