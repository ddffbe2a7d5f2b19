/**
 * Keeps what is typed when the typing pauses, and when the page goes away before it has. What got no answer is tried again
 * after a while, unless something newer was typed meanwhile; it is no reason to disturb the coach.
 */
import { mayPass } from '../../api-failure.ts'

export const DRAFT_PAUSE_MS = 1200
export const DRAFT_AGAIN_MS = 5000

export interface DraftKeeper<Form> {
  /** Once the typing pauses. */
  readonly keep: (form: Form) => void
  /** At once; `lasting`: goes on when the page is closed. */
  readonly flush: (lasting?: boolean) => Promise<void>
  /** Keeps nothing more of what was typed so far; done when nothing of it is under way either. */
  readonly rest: () => Promise<void>
  /** The same for good: deletes it where it was kept after it had come to rest, or `isThere` for another reason. */
  readonly end: (isThere: boolean) => void
}

interface DraftWork<Form> {
  readonly put: (form: Form, lasting: boolean) => Promise<unknown>
  readonly remove: () => Promise<unknown>
  /** Whether what was typed last is on the server. */
  readonly told: (kept: boolean) => void
}

export function createDraftKeeper<Form>({ put, remove, told }: DraftWork<Form>): DraftKeeper<Form> {
  let waiting: Form | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay = Promise.resolve()
  let isAtRest = false
  let keptSince = false
  const hold = (form: Form | null) => {
    clearTimeout(timer)
    isAtRest = form === null
    waiting = form
    told(false)
  }
  const flush = async (lasting = false): Promise<void> => {
    const form = waiting
    if (form === null) return
    clearTimeout(timer)
    waiting = null
    keptSince = true
    underWay = put(form, lasting).then(
      () => told(waiting === null && !isAtRest),
      (failure: unknown) => {
        told(false)
        if (waiting !== null || isAtRest || !mayPass(failure)) return
        waiting = form
        timer = setTimeout(() => void flush(), DRAFT_AGAIN_MS)
      },
    )
    await underWay
  }
  return {
    keep(form) {
      hold(form)
      timer = setTimeout(() => void flush(), DRAFT_PAUSE_MS)
    },
    flush,
    rest() {
      hold(null)
      keptSince = false
      return underWay
    },
    end(isThere) {
      hold(null)
      if (isThere || keptSince) void underWay.then(remove).catch(() => null)
    },
  }
}
