/** Brings a class I lead into a community; its leads become members. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Community, LedClass } from '../../../http/contract/community.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putCommunity } from './queries.ts'

/** product.md §5: a class is in up to five communities. */
const COMMUNITIES_MAX = 5

interface AddClassProps {
  readonly community: Community
  readonly led: readonly LedClass[]
}

export function AddClass({ community, led }: AddClassProps) {
  const outside = led.filter((one) => !community.classes.some((inside) => inside.id === one.id))
  const free = outside.filter((one) => one.communities.length < COMMUNITIES_MAX)
  const [added, setAdded] = useState<string | null>(null)
  return (
    <div>
      {free.length === 0 ? null : <ClassForm community={community} free={free} added={setAdded} />}
      {free.length === 0 && outside.length > 0 ? (
        <p className="quiet-line">{t('add-class.full', { max: COMMUNITIES_MAX })}</p>
      ) : null}
      <Quietly className="quiet-line">{added === null ? null : t('add-class.done', { name: added })}</Quietly>
    </div>
  )
}

interface ClassFormProps {
  readonly community: Community
  readonly free: readonly LedClass[]
  readonly added: (title: string | null) => void
}

function ClassForm({ community, free, added }: ClassFormProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<LedClass | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const adding = useMutation({
    mutationFn: ({ id }: LedClass) =>
      send('POST /api/v1/communities/{communityId}/classes', {
        params: { communityId: community.id },
        body: { classId: id },
      }),
    onSuccess: (changed, { title }) => {
      setChosen(null)
      added(title)
      putCommunity(queries, send, changed)
    },
  })
  return (
    <Form
      className="add-class"
      submit={() => {
        setProblem(chosen === null ? t('add-class.problem') : null)
        if (chosen !== null && !adding.isPending) adding.mutate(chosen)
      }}
    >
      <NativeSelect
        label={t('add-class.label')}
        description={t('add-class.says')}
        value={chosen?.id ?? ''}
        error={problem}
        data={[
          { value: '', label: t('add-class.choose') },
          ...free.map((one) => ({ value: one.id, label: labelOf(one) })),
        ]}
        onChange={(change) => {
          setChosen(free.find((one) => one.id === change.currentTarget.value) ?? null)
          setProblem(null)
          added(null)
        }}
      />
      <Button type="submit" variant="default" loading={adding.isPending}>
        {t('add-class.submit')}
      </Button>
      {adding.error === null ? null : <FailureNote failure={adding.error} />}
    </Form>
  )
}

function labelOf({ title, classCode, school }: LedClass): string {
  return [classCode === null ? title : `${title} (${classCode})`, school?.name]
    .filter((part) => part !== undefined)
    .join(' · ')
}
