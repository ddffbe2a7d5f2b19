/** Which kinds of account there are beside coaching seats, what each may do, and which of them take one. */
import { mayOpen } from '../../access.ts'
import { Card } from '../../parts/card.tsx'
import { Pill } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'

const LEVELS = ['district_admin', 'coach', 'principal', 'billing_only'] as const

/** `seated`: the roles that need a seat of this licence. */
export function Levels({ seated }: { readonly seated: readonly string[] }) {
  const { me } = useReader()
  return (
    <Card title={t('levels.title')} says={t('levels.says')}>
      <ul className="plain-list lines">
        {LEVELS.map((role) => (
          <li key={role}>
            <span className="line-main">
              {word('role', role)}{' '}
              <Pill mood="calm">{t(seated.includes(role) ? 'levels.seat' : 'levels.no-seat')}</Pill>
            </span>
            <span className="dim">{t(`levels.${role}`)}</span>
          </li>
        ))}
      </ul>
      {mayOpen(me, 'view:effective_rule') ? (
        <p>
          <a href={paths.permissions()}>{t('levels.more')}</a>
        </p>
      ) : null}
    </Card>
  )
}
