/** How somebody came in, in words. */
import type { OwnSession } from '../../../http/contract/sessions.ts'
import { t } from '../../translate.ts'

/** The host of the LMS's issuer, or how they signed in here. */
export function wayIn({ kind, platform }: Pick<OwnSession, 'kind' | 'platform'>): string {
  if (kind === 'support') return t('sessions.by-support')
  if (kind === 'card') return t('sessions.by-card')
  if (platform === null) return t(kind === 'sso' ? 'sessions.sso' : 'sessions.password')
  return t('sessions.from', { platform: URL.parse(platform)?.host ?? platform })
}
