/** For a community's leads: asking for a class that somebody of the community leads. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AskableClass } from '../../../http/contract/community-page.ts'
import { nameOf } from '../../names.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface AskClassProps {
  readonly communityId: string
  readonly askable: readonly AskableClass[]
}

export function AskClass({ communityId, askable }: AskClassProps) {
  return (
    <>
      <h3 className="small-head">{t('ask-class')}</h3>
      <p className="quiet-line">{t(askable.length === 0 ? 'ask-class.none' : 'ask-class.says')}</p>
      {askable.length === 0 ? null : <AskForm communityId={communityId} askable={askable} />}
    </>
  )
}

function AskForm({ communityId, askable }: AskClassProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [classId, setClassId] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const asking = useMutation({
    mutationFn: ({ id }: AskableClass) =>
      send('POST /api/v1/communities/{communityId}/class-requests', { params: { communityId }, body: { classId: id } }),
    onSuccess: () => setClassId(''),
    onSettled: () => queries.invalidateQueries({ queryKey: ['communities'] }),
  })
  const submit = () => {
    const chosen = askable.find(({ id }) => id === classId)
    setProblem(chosen === undefined ? t('ask-class.problem') : null)
    if (chosen !== undefined && !asking.isPending) asking.mutate(chosen)
  }
  return (
    <Form className="add-class" submit={submit}>
      <NativeSelect
        label={t('ask-class.label')}
        value={classId}
        error={problem}
        data={[
          { value: '', label: t('ask-class.choose') },
          ...askable.map((one) => ({ value: one.id, label: labelOf(one) })),
        ]}
        onChange={(change) => {
          setClassId(change.currentTarget.value)
          setProblem(null)
        }}
      />
      <Button type="submit" variant="default" loading={asking.isPending}>
        {t('ask-class.submit')}
      </Button>
      {asking.error === null ? null : <FailureNote failure={asking.error} />}
      <Quietly className="quiet-line">
        {asking.isSuccess ? t('ask-class.done', { title: asking.variables.title }) : null}
      </Quietly>
    </Form>
  )
}

function labelOf({ title, classCode, school, leads }: AskableClass): string {
  return [classCode === null ? title : `${title} (${classCode})`, school?.name, leads.map(nameOf).join(', ')]
    .filter((part) => part !== undefined)
    .join(' · ')
}
