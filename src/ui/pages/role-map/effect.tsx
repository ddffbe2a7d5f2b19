/** What other rules would do at the next sync: seats first, then roles and people; of many people all as a file. */
import type { LicencePreview, PreviewQuery } from '../../../http/contract/licences.ts'
import type { RoleMapPreview } from '../../../http/contract/role-map.ts'
import { toCsv } from '../../csv.ts'
import { formatNumber } from '../../formats.ts'
import { readWidePages } from '../../long-lists.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { FileButton } from '../../parts/file-button.tsx'
import { t, word } from '../../translate.ts'
import { Effect } from '../licence/effect.tsx'

const SHOWN = 12

interface RoleMapEffectProps {
  readonly preview: RoleMapPreview
  /** Other people of the same look. */
  readonly read: (query: PreviewQuery) => Promise<RoleMapPreview>
}

export function RoleMapEffect({ preview, read }: RoleMapEffectProps) {
  const { licences, roles, unmapped, changeCount } = preview
  const moved = roles.filter(({ before, after }) => before !== after)
  return (
    <div className="stack role-effect">
      <p className="note-title">{t('role-map.effect')}</p>
      <p>{changeCount === 0 ? t('role-map.effect.none') : t('role-map.effect.people', { count: changeCount })}</p>
      {licences.map(({ name, kind, ...licence }) => (
        <div key={kind}>
          <p className="note-title">{t('role-map.effect.licence', { name })}</p>
          <Effect preview={licence} read={(query) => read(query).then(ofKind(kind))} file={`role-rules-${kind}.csv`} />
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
      <People preview={preview} read={read} />
    </div>
  )
}

/** Of the licence that is meant; where it isn't told of any more, nobody. */
function ofKind(kind: string): (preview: RoleMapPreview) => LicencePreview {
  return ({ licences }) => {
    const found = licences.find((one) => one.kind === kind)
    if (found === undefined) return { ...NOTHING, moves: [], waitingPeople: [] }
    const { kind: _, name: __, ...licence } = found
    return licence
  }
}

const NOTHING = { bought: 0, used: 0, over: 0, needed: 0, waiting: 0, grace: 0, short: 0, moveCount: 0 }

function People({ preview: { changes, changeCount }, read }: RoleMapEffectProps) {
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
      {changeCount > SHOWN ? <WholeFile read={read} /> : null}
    </>
  )
}

function WholeFile({ read }: Pick<RoleMapEffectProps, 'read'>) {
  const readFile = async () => {
    const pages = await readWidePages(read, ({ changes }, size) => changes.length === size)
    const head = [t('licence.person'), t('run.seats.key'), t('role-map.effect.gained'), t('role-map.effect.lost')]
    const rows = pages
      .flatMap(({ changes }) => changes)
      .map(({ person, gained, lost }) => [sortNameOf(person), person.id, gained.join(' '), lost.join(' ')])
    return { csv: toCsv(head, rows) }
  }
  return (
    <div className="row">
      <FileButton name="role-rules-people.csv" label={t('role-map.effect.file')} read={readFile} />
    </div>
  )
}

function says(what: 'gains' | 'loses', roles: readonly string[]): readonly string[] {
  if (roles.length === 0) return []
  return [t(`role-map.effect.${what}`, { roles: roles.map((role) => word('role', role)).join(', ') })]
}
