/** The draft of what is typed in one form, kept on the server. */
import { useEffect, useMemo, useState } from 'react'
import { useReader } from '../../session/context.tsx'
import { createDraftKeeper } from './draft-keeper.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { draftOf } from './log-form.ts'
import type { LogForm } from './log-form.ts'

export interface Draft extends DraftKeeper<LogForm> {
  /** Whether what stands in the form now is on the server. */
  readonly kept: boolean
}

export function useDraft(draftId: string): Draft {
  const { send } = useReader()
  const [kept, setKept] = useState(false)
  const keeper = useMemo(
    () =>
      createDraftKeeper<LogForm>({
        put(form, lasting) {
          const body = { id: draftId, draft: draftOf(form) }
          return send('PUT /api/v1/coaching/drafts', lasting ? { body, lasting: true } : { body })
        },
        remove: () => send('DELETE /api/v1/coaching/drafts/{draftId}', { params: { draftId } }),
        told: setKept,
      }),
    [send, draftId],
  )
  useLeaving(keeper)
  return { ...keeper, kept }
}

/** When the tab is closed or hidden, or another page of the app opens in the place of this one. */
function useLeaving({ flush, leave }: DraftKeeper<LogForm>): void {
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
