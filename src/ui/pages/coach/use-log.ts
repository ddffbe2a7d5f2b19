/** The life of one quick log: typing, the draft on the server, sending, what came of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { InteractionWithNotes } from '../../../http/contract/coaching.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { bodyOf, checkForm, draftOf, LOG_FIELDS } from './log-form.ts'
import type { LogField, LogForm } from './log-form.ts'
import { EDUCATORS, INTERACTIONS } from './queries.ts'

const DRAFT_PAUSE_MS = 1200
type Focusable = HTMLElement | null

export interface Log {
  readonly form: LogForm
  readonly today: string
  readonly problems: FieldProblems
  readonly failure: unknown
  readonly sending: boolean
  readonly logged: InteractionWithNotes | null
  readonly restored: boolean
  readonly draftKept: boolean
  readonly focusable: (field: LogField) => (element: Focusable) => void
  readonly change: (values: Partial<LogForm>) => void
  readonly submit: () => void
  readonly discard: () => void
}

/** `start`: the values to begin with. `fromDraft`: they were kept from an earlier sitting. */
export function useLog(start: LogForm, fromDraft: boolean): Log {
  const { me } = useReader()
  const today = useToday(me.district.timezone)
  const [form, setForm] = useState(start)
  const [problems, setProblems] = useState<FieldProblems>({})
  const [restored, setRestored] = useState(fromDraft)
  const fields = useFields()
  const draft = useDraft()
  const beginAgain = (values: LogForm) => {
    setForm({ ...values, educatorIds: [], notes: '' })
    setRestored(false)
    draft.drop()
    fields.focus('educatorIds')
  }
  const show = (found: FieldProblems) => {
    setProblems(found)
    const first = LOG_FIELDS.find((field) => found[field] !== undefined)
    if (first !== undefined) fields.focus(first)
    return first === undefined
  }
  const sending = useSending({ done: beginAgain, refused: show })
  return {
    form,
    today,
    problems,
    failure: sending.error,
    sending: sending.isPending,
    logged: sending.data ?? null,
    restored,
    draftKept: draft.kept,
    focusable: fields.focusable,
    change: (values) => {
      const next = { ...form, ...values }
      setForm(next)
      setProblems(Object.fromEntries(Object.entries(problems).filter(([field]) => !(field in values))))
      if (sending.isSuccess) sending.reset()
      draft.keep(next)
    },
    submit: () => {
      if (!sending.isPending && show(checkForm(form, today))) sending.mutate(form)
    },
    discard: () => beginAgain({ ...start, date: today }),
  }
}

interface Outcomes {
  readonly done: (sent: LogForm) => void
  readonly refused: (problems: FieldProblems) => void
}

function useSending({ done, refused }: Outcomes) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (form: LogForm) => send('POST /api/v1/coaching/interactions', { body: bodyOf(form) }),
    onSuccess: (_, sent) => {
      done(sent)
      void queries.invalidateQueries({ queryKey: [INTERACTIONS] })
      void queries.invalidateQueries({ queryKey: [EDUCATORS] })
    },
    onError: (failure) => refused(failure instanceof ApiFailure ? failure.fields : {}),
  })
}

function useFields() {
  const elements = useRef(new Map<LogField, Focusable>())
  const focusable = useCallback(
    (field: LogField) => (element: Focusable) => {
      elements.current.set(field, element)
    },
    [],
  )
  const focus = useCallback((field: LogField) => elements.current.get(field)?.focus(), [])
  return { focusable, focus }
}

/** Keeps what is typed when the typing pauses. A draft that can't be kept is no reason to disturb the coach. */
function useDraft() {
  const { send } = useReader()
  const [pending, setPending] = useState<LogForm | null>(null)
  const [kept, setKept] = useState(false)
  useEffect(() => {
    if (pending === null) return undefined
    const timer = setTimeout(() => {
      send('PUT /api/v1/coaching/draft', { body: draftOf(pending) }).then(
        () => setKept(true),
        () => setKept(false),
      )
    }, DRAFT_PAUSE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [send, pending])
  const keep = (form: LogForm) => {
    setKept(false)
    setPending(form)
  }
  const drop = () => {
    setKept(false)
    setPending(null)
    send('DELETE /api/v1/coaching/draft', {}).catch(() => null)
  }
  return { kept, keep, drop }
}
