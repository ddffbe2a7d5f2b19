/** What other rules would do at the next sync: seats first, then roles and people. */
import type { RoleMapPreview } from '../../../http/contract/role-map.ts'
import { formatNumber } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { t, word } from '../../translate.ts'
import { Effect } from '../licence/effect.tsx'

const SHOWN = 12

export function RoleMapEffect({ preview }: { readonly preview: RoleMapPreview }) {
  const { licences, roles, unmapped, changes, changeCount } = preview
  const moved = roles.filter(({ before, after }) => before !== after)
  return (
    <div className="stack role-effect">
      <p className="note-title">{t('role-map.effect')}</p>
      <p>{changeCount === 0 ? t('role-map.effect.none') : t('role-map.effect.people', { count: changeCount })}</p>
      {licences.map(({ name, kind, ...licence }) => (
        <div key={kind}>
          <p className="note-title">{t('role-map.effect.licence', { name })}</p>
          <Effect preview={licence} />
        </div>
      ))}
      {moved.length === 0 ? null : (
        <ul>
          {moved.map(({ role, before, after }) => (
            <li key={role}>{t('role-map.effect.role', { role: word('role', role), before, after })}</li>
          ))}
          {unmapped.before === unmapped.after ? null : <li>{t('role-map.effect.unmapped', unmapped)}</li>}
        </ul>
      )}
      {changes.length === 0 ? null : (
        <ul>
          {changes.slice(0, SHOWN).map(({ person, gained, lost }) => (
            <li key={person.id}>
              {nameOf(person)} {[...says('gains', gained), ...says('loses', lost)].join(', ')}
            </li>
          ))}
          {changeCount > SHOWN ? (
            <li>{t('role-map.effect.more', { count: formatNumber(changeCount - SHOWN) })}</li>
          ) : null}
        </ul>
      )}
    </div>
  )
}

function says(what: 'gains' | 'loses', roles: readonly string[]): readonly string[] {
  if (roles.length === 0) return []
  return [t(`role-map.effect.${what}`, { roles: roles.map((role) => word('role', role)).join(', ') })]
}
