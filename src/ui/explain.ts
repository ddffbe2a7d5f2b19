/** Puts a failed request, and what stopped a run, into words: what happened, what it means, what to do. */
import type { HoldCode } from '../http/contract/sync.ts'
import { ApiFailure } from './api-failure.ts'
import { t } from './translate.ts'

export interface Explanation {
  readonly title: string
  readonly meaning: string
  readonly remedy: string
  readonly code: string
}

/** Never throws. Anything but an `ApiFailure` is a fault of ours and says so. The server's own sentence comes first. */
export function explain(failure: unknown): Explanation {
  if (!(failure instanceof ApiFailure)) {
    return {
      title: t('failure.fault'),
      meaning: t('failure.fault.meaning'),
      remedy: t('failure.fault.remedy'),
      code: 'PAGE_FAULT',
    }
  }
  const kind = kindOf(failure)
  return {
    title: t(`failure.${kind}`),
    meaning: kind === 'server' && !saysWhatWaits(failure) ? t('failure.server.meaning') : failure.message,
    remedy: t(`failure.${kind}.remedy`),
    code: failure.code,
  }
}

/** 503 of ours names what is away or busy; one of something between us has no code of ours. */
function saysWhatWaits({ status, code }: ApiFailure): boolean {
  return status === 503 && !code.startsWith('HTTP_')
}

/** What a reason to hold a run means, and what to look at before deciding. */
export function explainHold(code: HoldCode): { readonly means: string; readonly look: string } {
  return { means: t(`hold.${code}`), look: t(`hold.${code}.look`) }
}

type Kind = 'launch' | 'connection' | 'changed' | 'refused' | 'missing' | 'gone' | 'busy' | 'server' | 'rejected'

function kindOf({ status, code }: ApiFailure): Kind {
  if (code === 'LAUNCH_CODE_USED') return 'launch'
  if (status === 0) return 'connection'
  if (status === 403) return 'refused'
  if (status === 404) return 'missing'
  if (status === 410) return 'gone'
  if (status === 412) return 'changed'
  if (status === 429) return 'busy'
  return status >= 500 ? 'server' : 'rejected'
}
