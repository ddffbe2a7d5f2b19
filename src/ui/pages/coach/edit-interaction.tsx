/** Puts an interaction right in its place in the list; what stood there before is kept in its history. */
import { Button } from '@mantine/core'
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InteractionDraft, InteractionWithNotes } from '../../../http/contract/coaching.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { editDraft } from './draft-names.ts'
import { DraftRefusal, RestoredDraft } from './draft-notes.tsx'
import { LogFields } from './log-fields.tsx'
import type { Choices } from './log-fields.tsx'
import { bodyOf, checkForm, draftOf, formKept, formOf, problemsOf } from './log-form.ts'
import type { LogForm } from './log-form.ts'
import { CYCLES } from '../cycles/queries.ts'
import { EDUCATORS, INTERACTIONS, TODAY, schoolsQuery, tagsQuery, typesQuery, wordsQuery } from './queries.ts'
import { onCtrlEnter, RefusalOf } from './quick-log.tsx'
import { useFormDraft, useKeptDraft } from './use-draft.ts'
import { useProblems } from './use-log.ts'

interface EditInteractionProps {
  readonly interactionId: string
  readonly done: () => void
}

export function EditInteraction({ interactionId, done }: EditInteractionProps) {
  const { send } = useReader()
  const [words, schools, types, tags] = useQueries({
    queries: [
      // As it is when the form opens: what the list shows may be older, and a form that is typed in stays.
      {
        ...wordsQuery(send, interactionId),
        queryKey: ['words-of-form', interactionId],
        staleTime: Infinity,
        gcTime: 0,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      schoolsQuery(send),
      typesQuery(send),
      tagsQuery(send),
    ],
  })
  const kept = useKeptDraft(editDraft(interactionId))
  const failed = [words, schools, types, tags].find((query) => query.isLoadingError)
  if (failed !== undefined) return <FailureNote failure={failed.error} retry={() => void failed.refetch()} />
  if (!words.data || !schools.data || !types.data || !tags.data || kept === undefined) return <Waiting lines={5} />
  const { type, school, otherSchools } = words.data
  return (
    <EditForm
      interaction={words.data}
      kept={kept}
      again={() => void words.refetch()}
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
  /** What was typed before and neither saved nor discarded, or null. */
  readonly kept: InteractionDraft | null
  /** Reads it anew: somebody else has changed it. */
  readonly again: () => void
  readonly done: () => void
}

function EditForm({ interaction, kept, again, done, ...choices }: EditFormProps) {
  const { log, saving, draft, isRestored, submit, discard, end } = useEditing({ interaction, kept, again, done })
  return (
    <Form submit={submit} onKeyDownCapture={onCtrlEnter(submit)} className="stack entry-form">
      {isRestored ? <RestoredDraft discard={discard} /> : null}
      <LogFields log={log} tagged={interaction.educators} {...choices} />
      <RefusalOf failure={saving.error} />
      <DraftRefusal refusal={draft.refusal} />
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('entry.save')}
        </Button>
        <Button variant="default" onClick={end}>
          {t('cancel')}
        </Button>
        <span className="dim log-hint">{draft.kept ? t('log.draft.kept') : null}</span>
      </div>
    </Form>
  )
}

/** What is typed, its draft, and what becomes of it. */
function useEditing({
  interaction,
  kept,
  again,
  done,
}: Pick<EditFormProps, 'interaction' | 'kept' | 'again' | 'done'>) {
  const { me } = useReader()
  const today = useToday(me.district.timezone)
  const [form, setForm] = useState(() => (kept === null ? formOf(interaction) : formKept(kept)))
  const [isRestored, setRestored] = useState(kept !== null)
  // What it is typed over. Null once the coach was told that somebody else had changed it: then what is there now.
  const [seen, setSeen] = useState<string | null>(kept?.version ?? interaction.version)
  const version = seen ?? interaction.version
  const draft = useFormDraft({ draftId: editDraft(interaction.id), draftOf, isRestored: kept !== null, version })
  const { problems, show, clear, focusable } = useProblems()
  const end = () => {
    draft.end()
    done()
  }
  const refused = (found: FieldProblems, sent: LogForm) => {
    draft.resume(sent)
    show(found)
  }
  const overtaken = () => {
    setSeen(null)
    again()
  }
  const saving = useSaving({ interactionId: interaction.id, version }, { done: end, refused, overtaken })
  const change = (values: Partial<LogForm>) => {
    const next = { ...form, ...values }
    setForm(next)
    clear(Object.keys(values))
    draft.typed(next)
  }
  const submit = () => {
    if (saving.isPending || !show(checkForm(form, today))) return
    draft.rest()
    saving.mutate(form)
  }
  const discard = () => {
    draft.end()
    setRestored(false)
    setSeen(interaction.version)
    setForm(formOf(interaction))
  }
  return { log: { form, today, problems, focusable, change }, saving, draft, isRestored, submit, discard, end }
}

interface Outcomes {
  readonly done: () => void
  readonly refused: (problems: FieldProblems, sent: LogForm) => void
  /** Somebody else has changed it since. */
  readonly overtaken: () => void
}

function useSaving(
  { interactionId, version }: { readonly interactionId: string; readonly version: string },
  { done, refused, overtaken }: Outcomes,
) {
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
    onError(failure, sent) {
      if (failure instanceof ApiFailure && failure.status === 409) overtaken()
      refused(failure instanceof ApiFailure ? problemsOf(failure.fields) : {}, sent)
    },
  })
}
