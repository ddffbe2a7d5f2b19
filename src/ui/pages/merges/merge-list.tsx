/** Merges so far, each with the way back. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Merge } from '../../../http/contract/merges.ts'
import { formatInstant } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { noteIcon } from '../../parts/icons.tsx'
import { Empty, FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { MERGES, mergesQuery } from './queries.ts'

export function MergeList({ done }: { readonly done: (words: string) => void }) {
  const { send } = useReader()
  const found = useQuery(mergesQuery(send))
  return (
    <Card title={t('merge.list')}>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data?.items.length === 0 ? (
        <Empty icon={noteIcon} title={t('merge.list.none')}>
          {t('merge.list.none.says')}
        </Empty>
      ) : (
        <ul className="plain-list stack" aria-live="polite">
          {found.data?.items.map((merge) => (
            <Made key={merge.id} merge={merge} done={done} />
          ))}
        </ul>
      )}
    </Card>
  )
}

const MOODS = { asked: 'calm', refused: 'warn', merged: 'good', undo_asked: 'calm', undone: 'calm' } as const

function Made({ merge, done }: { readonly merge: Merge; readonly done: (words: string) => void }) {
  const { me } = useReader()
  const { ask, question, failure } = useAskedAgain(MERGES, done)
  const { id: mergeId, stays, goes, state, refused } = merge
  const names = { stays: `${nameOf(stays)} (${stays.id})`, goes: `${nameOf(goes)} (${goes.id})` }
  const at = merge.undoneAt ?? merge.mergedAt ?? merge.askedAt
  const undo = {
    label: t('merge.undo'),
    sure: t('merge.undo.sure', names),
    says: t('merge.undo.asked'),
    act: (send: ReturnType<typeof useReader>['send']) =>
      send('POST /api/v1/educator-merges/{mergeId}/undo', { params: { mergeId } }),
  }
  return (
    <li className="stack">
      <div className="row">
        <a href={paths.timeLine(stays.id)}>{t('merge.list.into', names)}</a>
        <Pill mood={MOODS[state]}>{t(`merge.state.${state}`)}</Pill>
        <span className="dim">{formatInstant(at, me.district.timezone)}</span>
        {state === 'merged' && question === null ? (
          <Button variant="default" size="xs" onClick={() => ask(undo)}>
            {t('merge.undo')}
          </Button>
        ) : null}
      </div>
      {refused === null ? null : <p className="dim">{refused}</p>}
      {question}
      {failure}
    </li>
  )
}
