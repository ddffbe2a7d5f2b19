/** A link that is shown once. */
import type { StaffInvitation } from '../../../http/contract/staff.ts'
import { formatInstant } from '../../formats.ts'
import { CopyLine } from '../../parts/copy-line.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

export function OneTimeLink({ invitation }: { readonly invitation: StaffInvitation }) {
  const { me } = useReader()
  const until = formatInstant(invitation.expiresAt, me.district.timezone)
  return (
    <>
      <CopyLine label={t('staff.link')} value={invitation.url} />
      <p>{t('staff.link.says', { until })}</p>
    </>
  )
}
