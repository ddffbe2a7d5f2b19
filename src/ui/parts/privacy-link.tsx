/** The way to the privacy statement. */
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'

export function PrivacyLink() {
  const { me } = useReader()
  if (!me.may.includes('view:privacy_statement')) return null
  return (
    <p className="quiet-line no-print">
      <a href={paths.privacy()}>{t('privacy.open')}</a>
    </p>
  )
}
