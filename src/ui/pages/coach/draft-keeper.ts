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
  /** Keeps nothing more of what was typed so far, while it is sent. */
  readonly rest: () => void
  /** It was not done: it is kept after all, unless something newer was typed since the rest. */
  readonly resume: (form: Form) => void
  /** Rests for good: deletes it where it was kept since, or was under way then, or `isThere` for another reason. */
  readonly end: (isThere: boolean) => void
  /** The page goes away: what is waiting is sent, and nothing is tried again. */
  readonly leave: () => void
}

interface DraftWork<Form> {
  readonly put: (form: Form, lasting: boolean) => Promise<unknown>
  readonly remove: () => Promise<unknown>
  /** Whether what was typed last is on the server. */
  readonly told: (kept: boolean) => void
  /** It isn't kept, and trying again would change nothing. */
  readonly refused: (failure: unknown) => void
}

interface State<Form> {
  waiting: Form | null
  timer: ReturnType<typeof setTimeout> | undefined
  underWay: Promise<void>
  isUnderWay: boolean
  isAtRest: boolean
  isLeft: boolean
  keptSince: boolean
}

export function createDraftKeeper<Form>(work: DraftWork<Form>): DraftKeeper<Form> {
  const now: State<Form> = {
    waiting: null,
    timer: undefined,
    underWay: Promise.resolve(),
    isUnderWay: false,
    isAtRest: false,
    isLeft: false,
    keptSince: false,
  }
  const hold = (form: Form | null) => {
    clearTimeout(now.timer)
    Object.assign(now, { waiting: form, isAtRest: form === null })
    work.told(false)
  }
  const flush = (lasting = false) => flushDraft(now, work, lasting)
  const keep = (form: Form) => {
    hold(form)
    now.timer = setTimeout(() => void flush(), DRAFT_PAUSE_MS)
  }
  return {
    keep,
    flush,
    rest() {
      hold(null)
      now.keptSince = now.isUnderWay
    },
    resume(form) {
      if (now.isAtRest) keep(form)
    },
    end(isThere) {
      hold(null)
      if (isThere || now.keptSince) void now.underWay.then(work.remove).catch(() => null)
    },
    leave() {
      now.isLeft = true
      void flush(true)
    },
  }
}

async function flushDraft<Form>(now: State<Form>, work: DraftWork<Form>, lasting: boolean): Promise<void> {
  const form = now.waiting
  if (form === null) return
  clearTimeout(now.timer)
  Object.assign(now, { waiting: null, keptSince: true, isUnderWay: true })
  const failed = (failure: unknown) => {
    work.told(false)
    if (!mayPass(failure)) work.refused(failure)
    if (now.waiting !== null || now.isAtRest || now.isLeft || !mayPass(failure)) return
    now.waiting = form
    now.timer = setTimeout(() => void flushDraft(now, work, false), DRAFT_AGAIN_MS)
  }
  now.underWay = work
    .put(form, lasting)
    .then(() => work.told(now.waiting === null && !now.isAtRest), failed)
    .finally(() => {
      now.isUnderWay = false
    })
  await now.underWay
}
