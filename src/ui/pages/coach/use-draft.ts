/**
 * Keeps what is typed when the typing pauses, and when the page goes away before it has. A draft that can't be kept is no
 * reason to disturb the coach.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useReader } from '../../session/context.tsx'
import { draftOf } from './log-form.ts'
import type { LogForm } from './log-form.ts'

const DRAFT_PAUSE_MS = 1200

export interface Draft {
  /** Whether what stands in the form now is on the server. */
  readonly kept: boolean
  readonly keep: (form: LogForm) => void
  /** Keeps what is still waiting for a pause. */
  readonly flush: () => Promise<void>
  /** Deletes it on the server. */
  readonly drop: () => void
  /** Nothing is kept any more of what was typed so far: the server has done away with it. */
  readonly forget: () => void
}

export function useDraft(draftId: string): Draft {
  const { send } = useReader()
  const [kept, setKept] = useState(false)
  const waiting = useRef<LogForm | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flush = useCallback(
    async (lasting = false) => {
      const form = waiting.current
      if (form === null) return
      waiting.current = null
      const body = { id: draftId, draft: draftOf(form) }
      await send('PUT /api/v1/coaching/drafts', lasting ? { body, lasting: true } : { body }).then(
        () => setKept(waiting.current === null),
        () => setKept(false),
      )
    },
    [send, draftId],
  )
  useLeaving(flush)
  const put = (form: LogForm | null) => {
    clearTimeout(timer.current)
    waiting.current = form
    setKept(false)
  }
  return {
    kept,
    keep(form) {
      put(form)
      timer.current = setTimeout(() => void flush(), DRAFT_PAUSE_MS)
    },
    flush: () => flush(),
    drop() {
      put(null)
      send('DELETE /api/v1/coaching/drafts/{draftId}', { params: { draftId } }).catch(() => null)
    },
    forget: () => put(null),
  }
}

/** When the tab is closed or hidden, or another page of the app opens in the place of this one. */
function useLeaving(flush: (lasting: boolean) => Promise<void>): void {
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
      gone()
    }
  }, [flush])
}
