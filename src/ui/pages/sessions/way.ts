/** How somebody came in, in words. */
import { t } from '../../translate.ts'

/** The host of the LMS's issuer, or that it was a password. */
export function wayIn({ platform }: { readonly platform: string | null }): string {
  if (platform === null) return t('sessions.password')
  return t('sessions.from', { platform: URL.parse(platform)?.host ?? platform })
}
