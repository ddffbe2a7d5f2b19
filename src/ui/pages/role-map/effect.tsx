/** What other rules would do at the next sync: seats first, then roles and people; of many people all as a file. */
import type { RoleMapPreview } from '../../../http/contract/role-map.ts'
import { formatNumber } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { FileButton } from '../../parts/file-button.tsx'
import { t, word } from '../../translate.ts'
import { Effect } from '../licence/effect.tsx'

const SHOWN = 12

interface RoleMapEffectProps {
  readonly preview: RoleMapPreview
  /** Everybody of the same look as the server's file: of a licence, or, null, everybody whose roles change. */
  readonly whole: (kind: string | null) => Promise<string>
}

export function RoleMapEffect({ preview, whole }: RoleMapEffectProps) {
  const { licences, roles, unmapped, changeCount } = preview
  const moved = roles.filter(({ before, after }) => before !== after)
  return (
    <div className="stack role-effect">
      <p className="note-title">{t('role-map.effect')}</p>
      <p>{changeCount === 0 ? t('role-map.effect.none') : t('role-map.effect.people', { count: changeCount })}</p>
      {licences.map(({ name, kind, ...licence }) => (
        <div key={kind}>
          <p className="note-title">{t('role-map.effect.licence', { name })}</p>
          <Effect preview={licence} whole={() => whole(kind)} file={`role-rules-${kind}.csv`} />
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
      <People preview={preview} whole={whole} />
    </div>
  )
}

function People({ preview: { changes, changeCount }, whole }: RoleMapEffectProps) {
  if (changes.length === 0) return null
  return (
    <>
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
      {changeCount > SHOWN ? (
        <div className="row">
          <FileButton
            name="role-rules-people.csv"
            label={t('role-map.effect.file')}
            read={async () => ({ csv: await whole(null) })}
          />
        </div>
      ) : null}
    </>
  )
}

function says(what: 'gains' | 'loses', roles: readonly string[]): readonly string[] {
  if (roles.length === 0) return []
  return [t(`role-map.effect.${what}`, { roles: roles.map((role) => word('role', role)).join(', ') })]
}
