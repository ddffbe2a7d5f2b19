/** What a student has to spend, until when avatars are closed to them, and the card of both on their first page. */
import { useQuery } from '@tanstack/react-query'
import type { OwnAvatar } from '../../../http/contract/programmes.ts'
import { formatDay, formatInstant } from '../../formats.ts'
import { AvatarDrawing } from '../../parts/avatar-drawing.tsx'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { ownAvatarQuery } from './queries.ts'

export function OwnPoints({ programmes }: Pick<OwnAvatar, 'programmes'>) {
  if (programmes.length === 0) return <p className="quiet-line">{t('avatar.points.none')}</p>
  return (
    <ul className="plain-list lines">
      {programmes.map(({ id, name, className, endsOn, balance }) => (
        <li key={id}>
          <span className="line-main">{t('avatar.points', { count: balance })}</span>
          <span className="dim">
            {className} · {t('avatar.points.until', { name, day: formatDay(endsOn) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function AvatarsClosed({ closed }: Pick<OwnAvatar, 'closed'>) {
  const { me } = useReader()
  if (closed === null) return null
  if (closed.until === null)
    return (
      <Note mood="calm" title={t('avatar.closed.always')}>
        <p>{t('avatar.closed.always.says')}</p>
      </Note>
    )
  return (
    <Note mood="calm" title={t('avatar.closed', { at: formatInstant(closed.until, me.district.timezone) })}>
      <p>{t('avatar.closed.says')}</p>
    </Note>
  )
}

/** On the first page: what it looks like, and the way to change it. */
export function OwnAvatarCard() {
  const { send } = useReader()
  const found = useQuery(ownAvatarQuery(send))
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  if (found.data === undefined) return null
  const { look, parts, programmes } = found.data
  const worn = parts.filter(({ id }) => look.includes(id))
  return (
    <Card title={t('avatar.title')} actions={<a href={paths.avatar()}>{t('avatar.open')}</a>}>
      <div className="avatar-desk">
        <div className="avatar-now avatar-small">
          <AvatarDrawing parts={worn} label={t('avatar.picture', { parts: worn.map(({ name }) => name).join(', ') })} />
        </div>
        <div className="avatar-words">
          <OwnPoints programmes={programmes} />
        </div>
      </div>
    </Card>
  )
}
