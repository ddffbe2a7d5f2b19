/** One list of the coaching model, edited as a whole: names, order, what new cycles may use. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CoachingList, CoachingListBody } from '../../../http/contract/coaching-settings.ts'
import { ApiFailure } from '../../api-failure.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { type Entry, EntryRow } from './entry-row.tsx'
import { putCoachingSettings } from './queries.ts'

interface ListCardProps {
  readonly list: 'phases' | 'focuses' | 'scales'
  readonly kept: CoachingList
  /** It was saved on this page. */
  readonly isSaved: boolean
  readonly saved: () => void
}

export function ListCard({ list, kept, isSaved, saved }: ListCardProps) {
  const [entries, setEntries] = useState(() => entriesOf(kept))
  const saving = useSaving(list, kept.version, saved)
  const change = (key: string, values: Partial<Entry>) =>
    setEntries(entries.map((one) => (one.key === key ? { ...one, ...values } : one)))
  const fields = saving.error instanceof ApiFailure ? saving.error.fields : {}
  const title = t(`coaching-list.${list}`)
  return (
    <Card title={title} says={t(`coaching-list.${list}.says`)}>
      <Form submit={() => (saving.isPending ? undefined : saving.mutate(entries))} aria-label={title}>
        {entries.length === 0 ? <p className="quiet-line">{t('coaching-list.none')}</p> : null}
        <ol className="plain-list fields">
          {entries.map((entry, index) => (
            <li key={entry.key}>
              <EntryRow
                entry={entry}
                place={{ index, count: entries.length, hasLevels: list === 'scales' }}
                problems={{ name: fields[`items/${index}/name`], levels: fields[`items/${index}/levels`] }}
                change={(values) => change(entry.key, values)}
                move={(by) => setEntries(moved(entries, index, by))}
                remove={() => setEntries(entries.filter(({ key }) => key !== entry.key))}
              />
            </li>
          ))}
        </ol>
        <Outcome failure={saving.error} whole={fields['items']} />
        <Quietly>
          {isSaved && saving.error === null ? <Note mood="good">{t('coaching-list.saved')}</Note> : null}
        </Quietly>
        <div className="row">
          <Button
            variant="default"
            aria-label={t('coaching-list.add.to', { list: title })}
            onClick={() => setEntries([...entries, newEntry()])}
          >
            {t('coaching-list.add')}
          </Button>
          <Button type="submit" loading={saving.isPending} aria-label={t('coaching-list.save.this', { list: title })}>
            {t('coaching-list.save')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

/** What concerns one entry is said at its fields; here what concerns the list. */
function Outcome({ failure, whole }: { readonly failure: unknown; readonly whole: string | undefined }) {
  const atFields = failure instanceof ApiFailure && Object.keys(failure.fields).length > 0
  if (whole !== undefined) {
    return (
      <Note mood="bad" role="alert">
        <p>{whole}</p>
      </Note>
    )
  }
  return <Quietly>{failure === null || atFields ? null : <FailureNote failure={failure} />}</Quietly>
}

function useSaving(list: ListCardProps['list'], version: string, saved: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (entries: readonly Entry[]) =>
      send('PUT /api/v1/coaching/settings/{list}', { params: { list }, body: bodyOf(entries, version) }),
    onSuccess: (settings) => {
      putCoachingSettings(queries, settings)
      saved()
    },
  })
}

function entriesOf({ items }: CoachingList): readonly Entry[] {
  return items.map(({ id, name, active, levels, used }) => ({
    key: id,
    id,
    name,
    active,
    levels: levels.join('\n'),
    used,
  }))
}

function newEntry(): Entry {
  return { key: crypto.randomUUID(), id: null, name: '', active: true, levels: '', used: false }
}

function moved(entries: readonly Entry[], index: number, by: number): readonly Entry[] {
  const entry = entries[index]
  return entry === undefined ? entries : entries.toSpliced(index, 1).toSpliced(index + by, 0, entry)
}

function bodyOf(entries: readonly Entry[], version: string): CoachingListBody {
  return {
    version,
    items: entries.map(({ id, name, active, levels }) => ({
      id,
      name: name.trim(),
      active,
      levels: levels
        .split('\n')
        .map((level) => level.trim())
        .filter((level) => level !== ''),
    })),
  }
}
