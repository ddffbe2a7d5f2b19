/** Puts an interaction right in its place in the list; what stood there before is kept in its history. */
import { Button } from '@mantine/core'
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InteractionWithNotes } from '../../../http/contract/coaching.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { LogFields } from './log-fields.tsx'
import type { Choices } from './log-fields.tsx'
import { bodyOf, checkForm, formOf, problemsOf } from './log-form.ts'
import type { LogForm } from './log-form.ts'
import { CYCLES } from '../cycles/queries.ts'
import { EDUCATORS, INTERACTIONS, TODAY, schoolsQuery, tagsQuery, typesQuery, wordsQuery } from './queries.ts'
import { onCtrlEnter, RefusalOf } from './quick-log.tsx'
import { useProblems } from './use-log.ts'

interface EditInteractionProps {
  readonly interactionId: string
  readonly done: () => void
}

export function EditInteraction({ interactionId, done }: EditInteractionProps) {
  const { send } = useReader()
  const [words, schools, types, tags] = useQueries({
    queries: [
      // As it is now: what the list shows may be older.
      { ...wordsQuery(send, interactionId), staleTime: 0, gcTime: 0 },
      schoolsQuery(send),
      typesQuery(send),
      tagsQuery(send),
    ],
  })
  const failed = [words, schools, types, tags].find((query) => query.isLoadingError)
  if (failed !== undefined) return <FailureNote failure={failed.error} retry={() => void failed.refetch()} />
  if (!words.data || words.isFetching || !schools.data || !types.data || !tags.data) return <Waiting lines={5} />
  const { type, school, otherSchools } = words.data
  return (
    <EditForm
      interaction={words.data}
      done={done}
      types={withThose(
        types.data.types.filter(({ id, isActive }) => isActive || id === type.id),
        [type],
      )}
      schools={withThose(schools.data.schools, [school, ...otherSchools])}
      tags={tags.data.tags}
    />
  )
}

/** What is offered, and what stands there already. */
function withThose<Of extends { readonly id: string }>(offered: readonly Of[], kept: readonly Of[]): readonly Of[] {
  return [...offered, ...kept.filter(({ id }) => !offered.some((one) => one.id === id))]
}

interface EditFormProps extends Choices {
  readonly interaction: InteractionWithNotes
  readonly done: () => void
}

function EditForm({ interaction, done, ...choices }: EditFormProps) {
  const { me } = useReader()
  const today = useToday(me.district.timezone)
  const [form, setForm] = useState(() => formOf(interaction))
  const { problems, show, clear, focusable } = useProblems()
  const saving = useSaving(interaction, { done, refused: show })
  const submit = () => {
    if (!saving.isPending && show(checkForm(form, today))) saving.mutate(form)
  }
  const change = (values: Partial<LogForm>) => {
    setForm({ ...form, ...values })
    clear(Object.keys(values))
  }
  return (
    <Form submit={submit} onKeyDownCapture={onCtrlEnter(submit)} className="stack entry-form">
      <LogFields log={{ form, today, problems, focusable, change }} tagged={interaction.educators} {...choices} />
      <RefusalOf failure={saving.error} />
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('entry.save')}
        </Button>
        <Button variant="default" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

interface Outcomes {
  readonly done: () => void
  readonly refused: (problems: FieldProblems) => void
}

function useSaving({ id: interactionId, version }: InteractionWithNotes, { done, refused }: Outcomes) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (form: LogForm) =>
      send('PUT /api/v1/coaching/interactions/{interactionId}', {
        params: { interactionId },
        body: { ...bodyOf(form), version },
      }),
    onSuccess: () => {
      done()
      void queries.invalidateQueries({ queryKey: [INTERACTIONS] })
      void queries.invalidateQueries({ queryKey: [EDUCATORS] })
      void queries.invalidateQueries({ queryKey: CYCLES })
      void queries.invalidateQueries({ queryKey: TODAY })
    },
    onError: (failure) => refused(failure instanceof ApiFailure ? problemsOf(failure.fields) : {}),
  })
}
