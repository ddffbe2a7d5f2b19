/** What was done to a class, for its leads. */
import type { ClassDesk } from '../../../http/contract/class-desk.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'

export function ClassHistory({ history }: { readonly history: ClassDesk['history'] }) {
  const { me } = useReader()
  return (
    <Card title={t('class-desk.history')} says={t('class-desk.history.says')}>
      {history.length === 0 ? <p className="quiet-line">{t('class-desk.history.none')}</p> : null}
      <ul className="plain-list member-rows">
        {history.map(({ id, at, action, byName, aboutName }) => (
          <li key={id}>
            {word('class-done', action)
              .replace('{by}', byName ?? t('class-desk.nobody'))
              .replace('{about}', aboutName ?? t('class-desk.nobody'))}{' '}
            <span className="dim">{formatInstant(at, me.district.timezone)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
