/** Only where somebody has to decide: how many educators' coaches are at none of their schools any more. */
import { useQuery } from '@tanstack/react-query'
import { mayOpen } from '../../access.ts'
import { Note } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { handoversQuery } from './queries.ts'

export function OpenHandovers() {
  const { send, me } = useReader()
  const may = mayOpen(me, 'manage:coaching_settings')
  const found = useQuery({ ...handoversQuery(send, { page: 1, pageSize: 1 }), enabled: may })
  const count = found.data?.total ?? 0
  if (!may || count === 0) return null
  return (
    <Note mood="calm">
      <p>
        {t('handovers.open', { count })} <a href={paths.handovers()}>{t('handovers.open.link')}</a>
      </p>
    </Note>
  )
}
