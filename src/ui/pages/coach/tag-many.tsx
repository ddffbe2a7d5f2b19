/** Gives tags to several interactions of one's own at once, or takes them away. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FailureNote, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { INTERACTIONS, tagsQuery } from './queries.ts'

interface TagManyProps {
  /** Null: nothing is being chosen. */
  readonly chosen: readonly string[] | null
  readonly setChosen: (ids: readonly string[] | null) => void
  /** The interactions on this page of the list. */
  readonly shown: readonly string[]
}

export function TagMany({ chosen, setChosen, shown }: TagManyProps) {
  const { me, send } = useReader()
  const tags = useQuery(tagsQuery(send))
  const [tagId, setTagId] = useState('')
  const tagging = useTagging()
  if (!me.may.includes('edit:interaction') || (tags.data?.tags ?? []).length === 0) return null
  if (chosen === null) {
    return (
      <button type="button" className="quiet-button" onClick={() => setChosen([])}>
        {t('many.begin')}
      </button>
    )
  }
  const act = (what: 'add' | 'remove') => tagging.mutate({ interactionIds: [...chosen], [what]: [tagId] })
  const isReady = chosen.length > 0 && tagId !== ''
  return (
    <section aria-label={t('many.begin')} className="stack many">
      <div className="row">
        <span>{t('many.chosen', { count: chosen.length })}</span>
        <Button size="xs" variant="default" onClick={() => setChosen([...new Set([...chosen, ...shown])])}>
          {t('many.page')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setChosen(null)}>
          {t('many.end')}
        </Button>
      </div>
      <NativeSelect
        label={t('many.tag')}
        value={tagId}
        data={[
          { value: '', label: t('choose') },
          ...(tags.data?.tags ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(change) => setTagId(change.currentTarget.value)}
      />
      <div className="row">
        <Button size="xs" disabled={!isReady} loading={tagging.isPending} onClick={() => act('add')}>
          {t('many.add')}
        </Button>
        <Button size="xs" variant="default" disabled={!isReady} onClick={() => act('remove')}>
          {t('many.remove')}
        </Button>
      </div>
      {tagging.error === null ? null : <FailureNote failure={tagging.error} />}
      <Quietly>{tagging.data === undefined ? null : t('many.done', { count: tagging.data.changed })}</Quietly>
    </section>
  )
}

function useTagging() {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { interactionIds: string[]; add?: string[]; remove?: string[] }) =>
      send('POST /api/v1/coaching/interaction-tags', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [INTERACTIONS] }),
  })
}
