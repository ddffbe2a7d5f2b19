/** Names a new community; whoever creates it leads it. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { ApiFailure } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putCommunity } from './queries.ts'

const NAME_MAX = 120

interface CreateCommunityProps {
  readonly cancel: () => void
  readonly created: (name: string) => void
}

export function CreateCommunity({ cancel, created }: CreateCommunityProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { bind, focus, hasProblems, show, valueOf } = useTextFields(['name'])
  // Opened by a press: the writing goes on here. Once, though `focus` is a new function each time.
  const opened = useEffectEvent(() => focus('name'))
  useEffect(() => opened(), [])
  const creating = useMutation({
    mutationFn: (name: string) => send('POST /api/v1/communities', { body: { name } }),
    onSuccess: (community) => {
      putCommunity(queries, send, community)
      created(community.name)
    },
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
  })
  const submit = () => {
    const name = valueOf('name').trim()
    const complete = show(name === '' ? { name: t('communities.name.problem') } : {})
    if (complete && !creating.isPending) creating.mutate(name)
  }
  return (
    <Form submit={submit}>
      <TextInput
        label={t('communities.name')}
        placeholder={t('communities.name.example')}
        maxLength={NAME_MAX}
        {...bind('name')}
      />
      {creating.error === null || hasProblems ? null : <FailureNote failure={creating.error} />}
      <div className="row">
        <Button type="submit" loading={creating.isPending}>
          {t('communities.create.submit')}
        </Button>
        <Button variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}
