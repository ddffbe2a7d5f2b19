/** Imports so far, and taking one back. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LogImports } from '../../../http/contract/log-imports.ts'
import { formatInstant } from '../../formats.ts'
import { FailureNote, Pill } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { readLogAgain } from './queries.ts'

type Past = LogImports['imports'][number]

export function PastImports({ imports }: { readonly imports: readonly Past[] }) {
  if (imports.length === 0) return <p className="dim">{t('log-import.past.none')}</p>
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
  const { coach, importedAt, undoneAt, remaining, touched, mayUndo } = past
  const count = past.interactions ?? (undoneAt === null ? remaining : null)
  const at = formatInstant(importedAt, me.district.timezone)
  return (
    <>
      <span>{[at, coach, ...(count === null ? [] : [t('log-import.past.line', { count })])].join(' · ')}</span>
      {undoneAt === null ? null : (
        <Pill mood="calm">{t('log-import.past.undone', { at: formatInstant(undoneAt, me.district.timezone) })}</Pill>
      )}
      {touched === 0 ? null : <Pill mood="calm">{t('log-import.past.touched', { count: touched })}</Pill>}
      {mayUndo ? <Undo past={past} at={at} /> : null}
    </>
  )
}

function Undo({ past, at }: { readonly past: Past; readonly at: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const undoing = useMutation({
    mutationFn: () => send('DELETE /api/v1/coaching/log-imports/{logImportId}', { params: { logImportId: past.id } }),
    onSettled: () => readLogAgain(queries),
  })
  return (
    <>
      {asks ? (
        <>
          <span>{t('log-import.undo.sure')}</span>
          <Button size="xs" color="red" loading={undoing.isPending} onClick={() => undoing.mutate()}>
            {t('log-import.undo.yes')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsks(false)}>
            {t('cancel')}
          </Button>
        </>
      ) : (
        <Button size="xs" variant="default" aria-label={t('log-import.undo.of', { at })} onClick={() => setAsks(true)}>
          {t('log-import.undo')}
        </Button>
      )}
      {undoing.error === null ? null : <FailureNote failure={undoing.error} />}
    </>
  )
}
