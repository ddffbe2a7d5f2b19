/** Making a student who is in no roster, in a class. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiFailure } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface MakeStudentProps {
  readonly classId: string
  readonly say: (words: string) => void
}

export function MakeStudent({ classId, say }: MakeStudentProps) {
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <StudentForm classId={classId} say={say} close={() => setOpen(false)} />
  return (
    <div>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('class-list.make')}
      </Button>
    </div>
  )
}

function StudentForm({ classId, say, close }: MakeStudentProps & { readonly close: () => void }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { bind, hasProblems, show, valueOf } = useTextFields(['givenName', 'familyName', 'number'])
  const making = useMutation({
    mutationFn: (body: { givenName: string; familyName: string; number?: string }) =>
      send('POST /api/v1/classes/{classId}/students', { params: { classId }, body }),
    onSuccess: (_made, { givenName, familyName }) => {
      say(t('class-list.made', { name: `${givenName} ${familyName}` }))
      close()
      void queries.invalidateQueries({ queryKey: ['led-class'] })
    },
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
  })
  const submit = () => {
    const [givenName, familyName, number] = [valueOf('givenName'), valueOf('familyName'), valueOf('number').trim()]
    const isComplete = show({ ...missing('givenName', givenName), ...missing('familyName', familyName) })
    if (isComplete && !making.isPending) making.mutate({ givenName, familyName, ...(number === '' ? {} : { number }) })
  }
  return (
    <Form className="stack find-student" submit={submit}>
      <p className="quiet-line">{t('class-list.make.says')}</p>
      <TextInput label={t('class-list.given')} maxLength={100} autoComplete="off" {...bind('givenName')} />
      <TextInput label={t('class-list.family')} maxLength={100} autoComplete="off" {...bind('familyName')} />
      <TextInput label={t('class-list.number')} maxLength={64} autoComplete="off" {...bind('number')} />
      <div className="row">
        <Button type="submit" loading={making.isPending}>
          {t('class-list.make')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
      {making.error === null || hasProblems ? null : <FailureNote failure={making.error} />}
    </Form>
  )
}

function missing(name: string, value: string): Readonly<Record<string, string>> {
  return value.trim() === '' ? { [name]: t('class-list.missing') } : {}
}
