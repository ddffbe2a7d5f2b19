/** The district's tags: added, renamed, switched off and on, by those who may. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CoachingTag, CoachingTags } from '../../../http/contract/coaching-words.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Pill } from '../../parts/notes.tsx'
import { useReader, useSight } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { INTERACTIONS, TAGS } from './queries.ts'

const NAME_MAX = 60

export function Tags({ given: { tags, mayEdit } }: { readonly given: CoachingTags }) {
  return (
    <div className="stack">
      {mayEdit ? <AddTag /> : null}
      {tags.length === 0 ? <p className="dim">{t(mayEdit ? 'words.tags.none.mine' : 'words.tags.none')}</p> : null}
      <ul className="plain-list words">
        {tags.map((tag) => (
          <li key={`${tag.id} ${tag.name}`} className="row word-line">
            {mayEdit ? <EditableTag tag={tag} /> : <PlainWord name={tag.name} isActive={tag.isActive} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A word that the reader can't change. */
export function PlainWord({ name, isActive }: Pick<CoachingTag, 'name' | 'isActive'>) {
  return (
    <>
      <span>{name}</span>
      {isActive ? null : <Pill mood="calm">{t('words.off')}</Pill>}
    </>
  )
}

function AddTag() {
  const { send } = useReader()
  const anew = useAnew()
  const [name, setName] = useState('')
  const adding = useMutation({
    mutationFn: () => send('POST /api/v1/coaching/tags', { body: { name: name.trim() } }),
    onSuccess: () => {
      setName('')
      anew()
    },
  })
  return (
    <Form submit={() => (name.trim() === '' ? null : adding.mutate())}>
      <div className="row word-line">
        <TextInput
          label={t('words.tag.new')}
          value={name}
          maxLength={NAME_MAX}
          autoComplete="off"
          onChange={(change) => setName(change.currentTarget.value)}
        />
        <Button type="submit" loading={adding.isPending} disabled={name.trim() === ''}>
          {t('words.add')}
        </Button>
      </div>
      {adding.error === null ? null : <FailureNote failure={adding.error} />}
    </Form>
  )
}

function EditableTag({ tag }: { readonly tag: CoachingTag }) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/coaching/tags/{tagId}')
  const anew = useAnew()
  const [name, setName] = useState(tag.name)
  const changing = useMutation({
    mutationFn: (change: { readonly name: string; readonly isActive: boolean }) =>
      send('PUT /api/v1/coaching/tags/{tagId}', { params: { tagId: tag.id }, body: change, seen: seen() }),
    onSuccess: anew,
  })
  const isNew = name.trim() !== tag.name && name.trim() !== ''
  return (
    <>
      <TextInput
        aria-label={t('words.name.of', { name: tag.name })}
        value={name}
        maxLength={NAME_MAX}
        autoComplete="off"
        onChange={(change) => setName(change.currentTarget.value)}
      />
      {isNew ? (
        <Button
          size="xs"
          loading={changing.isPending}
          onClick={() => changing.mutate({ name: name.trim(), isActive: tag.isActive })}
        >
          {t('words.rename')}
        </Button>
      ) : null}
      <Button
        size="xs"
        variant="default"
        aria-label={t(tag.isActive ? 'words.switch-off.of' : 'words.switch-on.of', { name: tag.name })}
        onClick={() => changing.mutate({ name: tag.name, isActive: !tag.isActive })}
      >
        {t(tag.isActive ? 'words.switch-off' : 'words.switch-on')}
      </Button>
      {tag.isActive ? null : <Pill mood="calm">{t('words.off')}</Pill>}
      {changing.error === null ? null : <FailureNote failure={changing.error} />}
    </>
  )
}

function useAnew(): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: TAGS })
    void queries.invalidateQueries({ queryKey: [INTERACTIONS] })
  }
}
