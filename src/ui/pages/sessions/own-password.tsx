/** Changing one's own password; nothing is shown to who has none. */
import '../../styles/sign-in.css'
import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiFailure } from '../../api-failure.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { NewPassword, shortnessOf } from '../../parts/new-password.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { ownPasswordQuery } from './queries.ts'

export function OwnPassword() {
  const { send } = useReader()
  const found = useQuery(ownPasswordQuery(send))
  const [changed, setChanged] = useState(0)
  if (found.data?.isSet !== true) return null
  return (
    <Card title={t('password.title')} says={t('password.says')}>
      <Quietly>{changed === 0 ? null : <Note mood="good">{t('password.changed')}</Note>}</Quietly>
      <ChangePassword key={changed} done={() => setChanged(changed + 1)} />
    </Card>
  )
}

function ChangePassword({ done }: { readonly done: () => void }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { bind, hasProblems, show, valueOf } = useTextFields(['oldPassword', 'newPassword'])
  const changing = useMutation({
    mutationFn: (body: { readonly oldPassword: string; readonly newPassword: string }) =>
      send('PUT /api/v1/session/password', { body }),
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
    onSuccess: async () => {
      done()
      await queries.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const submit = () => {
    const body = { oldPassword: valueOf('oldPassword'), newPassword: valueOf('newPassword') }
    const shortness = shortnessOf(body.newPassword)
    const complete = show({
      ...(body.oldPassword === '' ? { oldPassword: t('password.old.problem') } : {}),
      ...(shortness === undefined ? {} : { newPassword: shortness }),
    })
    if (complete && !changing.isPending) changing.mutate(body)
  }
  return (
    <Form submit={submit} className="stack narrow-form">
      <PasswordInput
        label={t('password.old')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('sign-in.password.show') }}
        {...bind('oldPassword')}
      />
      <NewPassword label={t('password.new')} {...bind('newPassword')} />
      {changing.error === null || hasProblems ? null : <FailureNote failure={changing.error} />}
      <div>
        <Button type="submit" loading={changing.isPending}>
          {t('password.change')}
        </Button>
      </div>
    </Form>
  )
}
