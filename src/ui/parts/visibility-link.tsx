/** The way to "who can see what about me": for students, about whom nothing is kept there, none. */
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'

export function VisibilityLink() {
  const { me } = useReader()
  if (me.home === 'student' || me.home === 'unmatched') return null
  return (
    <p className="quiet-line no-print">
      <a href={paths.visibility()}>
        {t(me.may.includes('manage:coaching_settings') ? 'visibility.open.admin' : 'visibility.open')}
      </a>
    </p>
  )
}
