/** The draft of what is typed in one form, kept on the server. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Drafts, InteractionDraft } from '../../../http/contract/coaching.ts'
import { useReader } from '../../session/context.tsx'
import { createDraftKeeper } from './draft-keeper.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { DRAFTS } from './queries.ts'

export interface Draft<Form> extends DraftKeeper<Form> {
  /** Whether what stands in the form now is on the server. */
  readonly kept: boolean
  /** Why it isn't, where trying again would change nothing; else null. */
  readonly refusal: unknown
}

/** @param draftOf what is kept of a form; the same function at every call */
export function useDraft<Form>(draftId: string, draftOf: (form: Form) => InteractionDraft): Draft<Form> {
  const { send } = useReader()
  const [kept, setKept] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const keeper = useMemo(
    () =>
      createDraftKeeper<Form>({
        put(form, lasting) {
          const body = { id: draftId, draft: draftOf(form) }
          return send('PUT /api/v1/coaching/drafts', lasting ? { body, lasting: true } : { body })
        },
        remove: () => send('DELETE /api/v1/coaching/drafts/{draftId}', { params: { draftId } }),
        told(isKept) {
          setKept(isKept)
          if (isKept) setRefusal(null)
        },
        refused: setRefusal,
      }),
    [send, draftId, draftOf],
  )
  useLeaving(keeper)
  return { ...keeper, kept, refusal }
}

/** What was typed in a form before and neither saved nor discarded; undefined while that isn't known. */
export function useKeptDraft(draftId: string): InteractionDraft | null | undefined {
  const { send } = useReader()
  // Once, as it is when the form opens: what the list of drafts shows may be older, and a form that is typed in stays.
  const found = useQuery({
    queryKey: ['draft-of-form', draftId],
    queryFn: ({ signal }) => send('GET /api/v1/coaching/drafts', { signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (found.isPending) return undefined
  // Without an answer the form is only less convenient.
  return found.data?.drafts.find(({ id }) => id === draftId)?.draft ?? null
}

/** What became of a form that was sent: its draft is forgotten, or kept after all. */
export interface FormEnds {
  readonly done: () => void
  readonly undone: () => void
}

export interface FormDraft<Form> extends Pick<Draft<Form>, 'kept' | 'refusal' | 'rest' | 'resume'> {
  readonly typed: (form: Form) => void
  /** It was saved or discarded. */
  readonly end: () => void
}

interface FormDraftOptions<Form> {
  readonly draftId: string
  /** The same function at every call. */
  readonly draftOf: (form: Form) => InteractionDraft
  /** It began with what was kept. */
  readonly isRestored: boolean
  /** What it is typed over; null: it begins something. */
  readonly version: string | null
}

/** The draft of a form that is opened for one thing. */
export function useFormDraft<Form>({ draftId, draftOf, isRestored, version }: FormDraftOptions<Form>): FormDraft<Form> {
  const queries = useQueryClient()
  const versioned = useCallback(
    (form: Form) => (version === null ? draftOf(form) : { ...draftOf(form), version }),
    [draftOf, version],
  )
  const { kept, refusal, rest, resume, keep, end } = useDraft(draftId, versioned)
  const mayBeThere = useRef(isRestored)
  return {
    kept,
    refusal,
    rest,
    resume,
    typed(form) {
      mayBeThere.current = true
      keep(form)
    },
    end() {
      end(mayBeThere.current)
      // It is in the list of drafts no more.
      queries.setQueryData<Drafts>(DRAFTS, (list) =>
        list === undefined ? undefined : { drafts: list.drafts.filter(({ id }) => id !== draftId) },
      )
    },
  }
}

/** When the tab is closed or hidden, or another page of the app opens in the place of this one. */
function useLeaving<Form>({ flush, leave }: DraftKeeper<Form>): void {
  useEffect(() => {
    const gone = () => void flush(true)
    const hide = () => {
      if (document.visibilityState === 'hidden') gone()
    }
    document.addEventListener('visibilitychange', hide)
    addEventListener('pagehide', gone)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      removeEventListener('pagehide', gone)
      leave()
    }
  }, [flush, leave])
}
