/** The life of one quick log: typing, the draft on the server, sending, what came of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InteractionWithNotes } from '../../../http/contract/coaching.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { bodyOf, checkForm, cycleIn, draftOf, formAfter, LOG_FIELDS, problemsOf } from './log-form.ts'
import type { LogForm } from './log-form.ts'
import { CYCLES } from '../cycles/queries.ts'
import { EDUCATORS, INTERACTIONS, TODAY } from './queries.ts'
import { useDraft } from './use-draft.ts'
import type { Draft } from './use-draft.ts'
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
  /** Why what is typed isn't kept, or null. */
  readonly draftRefusal: unknown
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
  const today = useToday(useReader().me.district.timezone)
  const { form, setForm, setAgain, ...values } = useValues(start, fromDraft)
  const attaching = useAttaching()
  const { problems, show, clear, focusable, focus } = useProblems()
  const draft = useDraft(draftId, draftOf)
  const beginAgain = (last: LogForm, endDraft: () => void) => {
    endDraft()
    setAgain(last)
    attaching.choose([])
    renew()
    focus('educatorIds')
  }
  const sending = useSending(draftId, {
    ...draftWhileSending(draft, show, renew),
    done: (sent) => beginAgain(sent.form, () => draft.end(sent.isAgain)),
    attach: attaching.uploads.start,
  })
  const change = (changed: Partial<LogForm>) => {
    // What is typed while it is on its way would be in neither the log nor a draft: it doesn't appear.
    if (sending.isPending) return
    const next = { ...form, ...changed }
    setForm(next)
    clear(Object.keys(changed))
    if (sending.isSuccess) sending.reset()
    draft.keep(next)
  }
  return {
    form,
    today,
    problems,
    failure: sending.error,
    sending: sending.isPending,
    logged: sending.data ?? null,
    ...values,
    draftKept: draft.kept,
    draftRefusal: draft.refusal,
    attaching,
    focusable,
    keep: () => draft.flush(),
    change,
    submit: () => {
      if (!sending.isPending && show(checkForm(form, today)))
        sending.mutate({ form, share: values.share, files: attaching.files, isAgain: sending.isError })
    },
    discard: () => beginAgain({ ...start, date: today }, () => draft.end(true)),
  }
}

function draftWhileSending(draft: Draft<LogForm>, show: (found: FieldProblems) => boolean, renew: () => void) {
  return {
    // Nothing is kept of it meanwhile: what came later than the log would be a draft of what is logged.
    begin: draft.rest,
    refused(sent: Sent, found: FieldProblems) {
      draft.resume(sent.form)
      show(found)
    },
    doneBefore() {
      draft.end(true)
      renew()
    },
  }
}

function useValues(start: LogForm, fromDraft: boolean) {
  const [form, setForm] = useState(start)
  const [restored, setRestored] = useState(fromDraft)
  const [share, setShare] = useState(false)
  const setAgain = (values: LogForm) => {
    setForm(formAfter(values))
    setRestored(false)
    setShare(false)
  }
  return { form, setForm, restored, share, setShare, setAgain }
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
  /** It was sent before, and a draft may have been kept since. */
  readonly isAgain: boolean
}

interface Outcomes {
  readonly begin: () => void
  readonly done: (sent: Sent) => void
  /** It was logged already, in other words; what stands in the form now would be another one. */
  readonly doneBefore: () => void
  readonly attach: Attaching['uploads']['start']
  readonly refused: (sent: Sent, problems: FieldProblems) => void
}

/** Of characters, each of which may take three bytes. */
const LASTING_MAX = 20_000

function useSending(draftId: string, { begin, done, doneBefore, refused, attach }: Outcomes) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ form, share }: Sent) => {
      begin()
      const body = { ...bodyOf(form), ...cycleIn(form), draftId, share }
      // A tab that is closed now doesn't take it back; browsers let no more than 64 kB go on.
      const goesOn = JSON.stringify(body).length < LASTING_MAX ? ({ lasting: true } as const) : {}
      return send('POST /api/v1/coaching/interactions', { body, once: draftId, ...goesOn })
    },
    onSuccess: (logged, sent) => {
      attach(logged.id, sent.files)
      done(sent)
      void queries.invalidateQueries({ queryKey: [INTERACTIONS] })
      void queries.invalidateQueries({ queryKey: [EDUCATORS] })
      void queries.invalidateQueries({ queryKey: CYCLES })
      void queries.invalidateQueries({ queryKey: TODAY })
    },
    onError: (failure, sent) => {
      const isKnown = failure instanceof ApiFailure
      if (isKnown && failure.code === 'key_used_otherwise') doneBefore()
      else refused(sent, isKnown ? problemsOf(failure.fields) : {})
    },
  })
}
