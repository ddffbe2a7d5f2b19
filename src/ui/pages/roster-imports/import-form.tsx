/** The file and what is in it; then what it would do, and the import. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RosterImportKind, RosterImports, RosterPreviewBody } from '../../../http/contract/roster-imports.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { contentOf } from '../lists/file-content.ts'
import { FileField, problemOf } from '../lists/upload-form.tsx'
import { RosterPreviewSection } from './preview.tsx'

export function RosterImportForm({ found }: { readonly found: RosterImports }) {
  const { send } = useReader()
  const { kinds, bytesMax, rowsMax, sendsMail } = found
  const [file, setFile] = useState<File | null>(null)
  const [kind, setKind] = useState<RosterImportKind>('students')
  const [wrong, setWrong] = useState<string | null>(null)
  const looking = useMutation({
    mutationFn: async (asked: RosterPreviewBody) => ({
      asked,
      preview: await send('POST /api/v1/roster-import-previews', { body: asked }),
    }),
  })
  const look = async () => {
    const fault = problemOf(file, bytesMax)
    setWrong(fault)
    if (file === null || fault !== null) return
    const content = await contentOf(file).catch(() => null)
    if (content === null) setWrong(t('lists.file.unreadable'))
    else looking.mutate({ kind, content })
  }
  // What was shown is of another file or another reading.
  const anew =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      looking.reset()
      set(value)
    }
  return (
    <div className="stack">
      <Form submit={() => void look()}>
        <KindField kinds={kinds} value={kind} choose={anew(setKind)} />
        <FileField limits={{ bytesMax, rowsMax }} wrong={wrong} choose={anew(setFile)} />
        <div className="row">
          <Button type="submit" loading={looking.isPending}>
            {t('roster-import.look')}
          </Button>
          <span className="quiet-line">{t('roster-import.look.says')}</span>
        </div>
        {looking.error === null ? null : <FailureNote failure={looking.error} />}
      </Form>
      {looking.data === undefined ? null : <RosterPreviewSection {...looking.data} sendsMail={sendsMail} />}
    </div>
  )
}

interface KindFieldProps {
  readonly kinds: RosterImports['kinds']
  readonly value: RosterImportKind
  readonly choose: (kind: RosterImportKind) => void
}

function KindField({ kinds, value, choose }: KindFieldProps) {
  return (
    <NativeSelect
      label={t('roster-import.kind')}
      data={kinds.map(({ kind }) => ({ value: kind, label: t(`roster-import.kind.${kind}`) }))}
      value={value}
      onChange={(change) => choose(kinds.find(({ kind }) => kind === change.currentTarget.value)?.kind ?? value)}
    />
  )
}
