/** A link that is shown once, or where it was mailed to. */
import type { StaffInvitation } from '../../../http/contract/invitations.ts'
import { formatInstant } from '../../formats.ts'
import { CopyLine } from '../../parts/copy-line.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

export function OneTimeLink({ invitation }: { readonly invitation: StaffInvitation }) {
  const { me } = useReader()
  const until = formatInstant(invitation.expiresAt, me.district.timezone)
  const { url, mailedTo } = invitation
  if (url === null) return <p>{t('staff.link.mailed', { email: mailedTo ?? '', until })}</p>
  return (
    <>
      <CopyLine label={t('staff.link')} value={url} />
      <p>{t('staff.link.says', { until })}</p>
    </>
  )
}
