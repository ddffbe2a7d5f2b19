/** The life of one quick log: typing, the draft on the server, sending, what came of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InteractionWithNotes } from '../../../http/contract/coaching.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { bodyOf, checkForm, cycleIn, formAfter, LOG_FIELDS, problemsOf } from './log-form.ts'
import type { LogForm } from './log-form.ts'
import { CYCLES } from '../cycles/queries.ts'
import { EDUCATORS, INTERACTIONS, TODAY } from './queries.ts'
import { useDraft } from './use-draft.ts'
import { useAttaching } from './use-uploads.ts'
import type { Attaching } from './use-uploads.ts'
import { useFields } from './use-fields.ts'
import type { Fields } from './use-fields.ts'

/** What the fields of an interaction need, whether it is new or put right. */
export interface FormState {
  readonly form: LogForm
  readonly today: string
  readonly problems: FieldProblems
  readonly focusable: Fields['focusable']
  readonly change: (values: Partial<LogForm>) => void
}

export interface Log extends FormState {
  readonly failure: unknown
  readonly sending: boolean
  readonly logged: InteractionWithNotes | null
  readonly restored: boolean
  readonly draftKept: boolean
  /** Whether a copy is mailed: off for each new one, whatever the last one was. */
  readonly share: boolean
  readonly setShare: (share: boolean) => void
  /** Attached once it is logged. */
  readonly attaching: Attaching
  readonly submit: () => void
  readonly discard: () => void
  /** Keeps what is typed so far, at once. */
  readonly keep: () => Promise<void>
}

export interface Beginning {
  readonly start: LogForm
  /** The values were kept from an earlier sitting. */
  readonly fromDraft: boolean
  readonly draftId: string
  /** Gives the next log a draft of its own. */
  readonly renew: () => void
}

export function useLog({ start, fromDraft, draftId, renew }: Beginning): Log {
  const { me } = useReader()
  const today = useToday(me.district.timezone)
  const [form, setForm] = useState(start)
  const [restored, setRestored] = useState(fromDraft)
  const [share, setShare] = useState(false)
  const attaching = useAttaching()
  const { problems, show, clear, focusable, focus } = useProblems()
  const draft = useDraft(draftId)
  const beginAgain = (values: LogForm, endDraft: () => void) => {
    endDraft()
    setForm(formAfter(values))
    setRestored(false)
    setShare(false)
    attaching.choose([])
    renew()
    focus('educatorIds')
  }
  const sending = useSending(draftId, {
    done: (sent) => beginAgain(sent.form, draft.forget),
    refused: show,
    attach: attaching.uploads.start,
  })
  return {
    form,
    today,
    problems,
    failure: sending.error,
    sending: sending.isPending,
    logged: sending.data ?? null,
    restored,
    draftKept: draft.kept,
    share,
    setShare,
    attaching,
    focusable,
    keep: () => draft.flush(),
    change: (values) => {
      const next = { ...form, ...values }
      setForm(next)
      clear(Object.keys(values))
      if (sending.isSuccess) sending.reset()
      draft.keep(next)
    },
    submit: () => {
      if (!sending.isPending && show(checkForm(form, today))) sending.mutate({ form, share, files: attaching.files })
    },
    discard: () => beginAgain({ ...start, date: today }, draft.drop),
  }
}

/** Problems at their fields; `show` puts the focus into the first and says whether there is none. */
export function useProblems() {
  const [problems, setProblems] = useState<FieldProblems>({})
  const { focusable, focus } = useFields()
  const show = (found: FieldProblems): boolean => {
    setProblems(found)
    const first = LOG_FIELDS.find((field) => found[field] !== undefined)
    if (first !== undefined) focus(first)
    return first === undefined
  }
  const clear = (fields: readonly string[]) =>
    setProblems(Object.fromEntries(Object.entries(problems).filter(([field]) => !fields.includes(field))))
  return { problems, show, clear, focusable, focus }
}

interface Sent {
  readonly form: LogForm
  readonly share: boolean
  readonly files: readonly File[]
}

interface Outcomes {
  readonly done: (sent: Sent) => void
  readonly attach: Attaching['uploads']['start']
  readonly refused: (problems: FieldProblems) => void
}

function useSending(draftId: string, { done, refused, attach }: Outcomes) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ form, share }: Sent) =>
      send('POST /api/v1/coaching/interactions', { body: { ...bodyOf(form), ...cycleIn(form), draftId, share } }),
    onSuccess: (logged, sent) => {
      attach(logged.id, sent.files)
      done(sent)
      void queries.invalidateQueries({ queryKey: [INTERACTIONS] })
      void queries.invalidateQueries({ queryKey: [EDUCATORS] })
      void queries.invalidateQueries({ queryKey: CYCLES })
      void queries.invalidateQueries({ queryKey: TODAY })
    },
    onError: (failure) => refused(failure instanceof ApiFailure ? problemsOf(failure.fields) : {}),
  })
}
