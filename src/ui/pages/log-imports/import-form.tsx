/** The file and whose log it is; then what it would become, and the import. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LogImports, LogPreviewBody } from '../../../http/contract/log-imports.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { contentOf } from '../lists/file-content.ts'
import { FileField, problemOf } from '../lists/upload-form.tsx'
import { Preview } from './preview.tsx'

type DayOrder = NonNullable<LogPreviewBody['dayOrder']>

export function ImportForm({ found }: { readonly found: LogImports }) {
  const { send } = useReader()
  const { coaches, bytesMax, linesMax, imports } = found
  const [file, setFile] = useState<File | null>(null)
  const [coachId, setCoachId] = useState(coaches.length === 1 ? (coaches[0]?.id ?? '') : '')
  const [dayOrder, setDayOrder] = useState<DayOrder | null>(null)
  const [wrong, setWrong] = useState<{ readonly file?: string; readonly coach?: string }>({})
  const looking = useMutation({
    mutationFn: async (asked: LogPreviewBody) => ({
      asked,
      preview: await send('POST /api/v1/coaching/log-import-previews', { body: asked }),
    }),
  })
  const look = async () => {
    const fault = problemOf(file, bytesMax)
    const says = {
      ...(fault === null ? {} : { file: fault }),
      ...(coachId === '' ? { coach: t('log-import.coach.missing') } : {}),
    }
    setWrong(says)
    if (file === null || Object.keys(says).length > 0) return
    const content = await contentOf(file).catch(() => null)
    if (content === null) setWrong({ file: t('lists.file.unreadable') })
    else looking.mutate({ content, coachId, dayOrder })
  }
  // What was shown is of another file or another reading.
  const anew = looking.reset
  if (coaches.length === 0) return <p>{t('log-import.coach.none')}</p>
  return (
    <div className="stack">
      <Form submit={() => void look()}>
        <CoachField coaches={coaches} value={coachId} wrong={wrong.coach} choose={after(anew, setCoachId)} />
        <FileField limits={{ bytesMax, rowsMax: linesMax }} wrong={wrong.file ?? null} choose={after(anew, setFile)} />
        <DatesField value={dayOrder} choose={after(anew, setDayOrder)} />
        <div className="row">
          <Button type="submit" loading={looking.isPending}>
            {t('log-import.look')}
          </Button>
          <span className="quiet-line">{t('log-import.look.says')}</span>
        </div>
        {looking.error === null ? null : <FailureNote failure={looking.error} />}
      </Form>
      {looking.data === undefined ? null : <Preview {...looking.data} imports={imports} again={looking.mutate} />}
    </div>
  )
}

function after<Value>(first: () => void, set: (value: Value) => void): (value: Value) => void {
  return (value) => {
    first()
    set(value)
  }
}

interface DatesFieldProps {
  readonly value: DayOrder | null
  readonly choose: (value: DayOrder | null) => void
}

function DatesField({ value, choose }: DatesFieldProps) {
  return (
    <NativeSelect
      label={t('log-import.dates')}
      data={[
        { value: '', label: t('log-import.dates.none') },
        { value: 'month_first', label: t('log-import.dates.month') },
        { value: 'day_first', label: t('log-import.dates.day') },
      ]}
      value={value ?? ''}
      onChange={(change) => choose(orderOf(change.currentTarget.value))}
    />
  )
}

function orderOf(value: string): DayOrder | null {
  return value === 'month_first' || value === 'day_first' ? value : null
}

interface CoachFieldProps {
  readonly coaches: LogImports['coaches']
  readonly value: string
  readonly wrong: string | undefined
  readonly choose: (id: string) => void
}

/** Who has one log alone isn't asked. */
function CoachField({ coaches, value, wrong, choose }: CoachFieldProps) {
  if (coaches.length === 1) return null
  return (
    <NativeSelect
      label={t('log-import.coach')}
      data={[
        { value: '', label: t('log-import.coach.choose') },
        ...coaches.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value}
      error={wrong}
      onChange={(change) => choose(change.currentTarget.value)}
    />
  )
}
