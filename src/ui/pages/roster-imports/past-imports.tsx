/** Imports of the roster so far, and taking one back. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RosterImports } from '../../../http/contract/roster-imports.ts'
import { formatInstant } from '../../formats.ts'
import { FailureNote, Pill } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { readRosterAgain } from './queries.ts'

type Past = RosterImports['imports'][number]

export function PastRosterImports({ imports }: { readonly imports: readonly Past[] }) {
  if (imports.length === 0) return <p className="dim">{t('roster-import.past.none')}</p>
  return (
    <ul className="plain-list stack">
      {imports.map((one) => (
        <li key={one.id} className="row">
          <PastImport past={one} />
        </li>
      ))}
    </ul>
  )
}

function PastImport({ past }: { readonly past: Past }) {
  const { me } = useReader()
  const { kind, importedBy, isOwn, importedAt, undoneAt, added, changed, leftOut, stayed, mayUndo } = past
  const at = formatInstant(importedAt, me.district.timezone)
  const what = t('roster-import.past.line', {
    kind: t(`roster-import.kind.short.${kind}`),
    added,
    changed,
    out: leftOut,
  })
  const by = isOwn || importedBy === null ? [] : [t('roster-import.past.by', { name: importedBy })]
  return (
    <>
      <span>{[at, what, ...by].join(' · ')}</span>
      {undoneAt === null ? null : (
        <Pill mood="calm">{t('roster-import.past.undone', { at: formatInstant(undoneAt, me.district.timezone) })}</Pill>
      )}
      {stayed === null || stayed === 0 ? null : (
        <Pill mood="calm">{t('roster-import.past.stayed', { count: stayed })}</Pill>
      )}
      {mayUndo ? <Undo past={past} at={at} /> : null}
    </>
  )
}

function Undo({ past, at }: { readonly past: Past; readonly at: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const undoing = useMutation({
    mutationFn: () => send('DELETE /api/v1/roster-imports/{rosterImportId}', { params: { rosterImportId: past.id } }),
    onSettled: () => readRosterAgain(queries),
  })
  return (
    <>
      {asks ? (
        <>
          <span>{t('roster-import.undo.sure')}</span>
          <Button size="xs" loading={undoing.isPending} onClick={() => undoing.mutate()}>
            {t('roster-import.undo.yes')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsks(false)}>
            {t('cancel')}
          </Button>
        </>
      ) : (
        <Button
          size="xs"
          variant="default"
          aria-label={t('roster-import.undo.of', { at })}
          onClick={() => setAsks(true)}
        >
          {t('roster-import.undo')}
        </Button>
      )}
      {undoing.error === null ? null : <FailureNote failure={undoing.error} />}
    </>
  )
}
