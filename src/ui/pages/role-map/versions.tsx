/** The rules that the district has had: who saved them, when, what that changed; and taking earlier ones up again. */
import { Button } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RoleMap, RoleMapChange, RoleMapVersion, SavedRoleMap } from '../../../http/contract/role-map.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { roleMapVersionsQuery, VERSIONS_SHOWN } from './queries.ts'
import { RuleWords } from './rule-words.tsx'

interface VersionsProps {
  readonly map: RoleMap
  /** Puts them on the page, not saved yet. */
  readonly take: (saved: SavedRoleMap) => void
  /** Something stands on the page that isn't saved, which they would take the place of. */
  readonly isTaken: boolean
}

export function Versions({ map, take, isTaken }: VersionsProps) {
  const { send } = useReader()
  const [page, setPage] = useState(1)
  const found = useQuery({ ...roleMapVersionsQuery(send, page), placeholderData: keepPreviousData })
  const taking = useMutation({
    mutationFn: (number: number) =>
      send('GET /api/v1/role-map/versions/{number}', { params: { number: String(number) } }),
    onSuccess: take,
  })
  const { items = [], total = 0 } = found.data ?? {}
  return (
    <Card title={t('role-map.versions')} says={t('role-map.versions.says')}>
      <div className="stack">
        {found.isPending ? <Waiting lines={4} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {taking.error === null ? null : <FailureNote failure={taking.error} />}
        {found.data !== undefined && total === 0 ? <p className="quiet-line">{t('role-map.versions.none')}</p> : null}
        {map.mayEdit && isTaken && total > 1 ? <p className="quiet-line">{t('role-map.versions.unsaved')}</p> : null}
        <ol className="plain-list lines">
          {items.map((version) => (
            <li key={version.number}>
              <Version
                map={map}
                version={version}
                take={map.mayEdit && !isTaken && version.number < total ? () => taking.mutate(version.number) : null}
              />
            </li>
          ))}
        </ol>
        {total <= VERSIONS_SHOWN ? null : (
          <div className="row">
            <Button variant="default" size="xs" disabled={page === 1} onClick={() => setPage(page - 1)}>
              {t('role-map.versions.newer')}
            </Button>
            <Button
              variant="default"
              size="xs"
              disabled={page * VERSIONS_SHOWN >= total}
              onClick={() => setPage(page + 1)}
            >
              {t('role-map.versions.older')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}

interface VersionProps {
  readonly map: RoleMap
  readonly version: RoleMapVersion
  /** Null: it is in effect, or theirs to read only. */
  readonly take: (() => void) | null
}

function Version({ map, version, take }: VersionProps) {
  const { me } = useReader()
  const { number, savedAt, changes, ruleCount } = version
  return (
    <div className="role-version">
      <p className="note-title">
        {t('role-map.version', { number, at: formatInstant(savedAt, me.district.timezone) })}
      </p>
      <p className="dim">
        {bySays(version)} {t('role-map.version.rules', { count: ruleCount })}
      </p>
      {changes === null ? <p>{t('role-map.version.fault')}</p> : null}
      {changes?.length === 0 ? <p>{t('role-map.version.same')}</p> : null}
      {changes === null || changes.length === 0 ? null : (
        <ul>
          {changes.map((change) => (
            <li key={keyOf(change)}>
              <Change change={change} schools={map.schools} />
            </li>
          ))}
        </ul>
      )}
      {take === null ? null : (
        <Button variant="default" size="xs" aria-label={t('role-map.version.take.this', { number })} onClick={take}>
          {t('role-map.version.take')}
        </Button>
      )}
    </div>
  )
}

function bySays({ by, byName }: RoleMapVersion): string {
  if (by === 'person')
    return byName === null ? t('role-map.version.by-somebody') : t('role-map.version.by', { name: byName })
  return t(by === 'server' ? 'role-map.version.by-server' : 'role-map.version.by-unknown')
}

function keyOf(change: RoleMapChange): string {
  return `${change.kind} ${'was' in change ? change.was : ''} ${'place' in change ? change.place : ''}`
}

interface ChangeProps {
  readonly change: RoleMapChange
  readonly schools: RoleMap['schools']
}

function Change({ change, schools }: ChangeProps) {
  switch (change.kind) {
    case 'standard':
      return <p>{t(change.replaced ? 'role-map.version.standard-off' : 'role-map.version.standard-on')}</p>
    case 'moved':
      return <Said says={t('role-map.version.moved', change)} rule={change.rule} schools={schools} />
    case 'added':
      return <Said says={t('role-map.version.added', change)} rule={change.rule} schools={schools} />
    case 'removed':
      return <Said says={t('role-map.version.removed', change)} rule={change.rule} schools={schools} />
    case 'changed':
      return (
        <>
          <Said says={t('role-map.version.was', change)} rule={change.before} schools={schools} />
          <Said says={t('role-map.version.is', change)} rule={change.rule} schools={schools} />
        </>
      )
  }
}

function Said({ says, rule, schools }: { says: string } & Parameters<typeof RuleWords>[0]) {
  return (
    <>
      <p>{says}</p>
      <RuleWords rule={rule} schools={schools} />
    </>
  )
}
