/** Choosing a file and handing it over; what is wrong with the file itself is said before anything is sent. */
import '../../styles/file-field.css'
import '../../styles/lists.css'
import { Button, Radio } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { EducatorLists } from '../../../http/contract/uploads.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { contentOf } from './file-content.ts'

interface UploadFormProps {
  readonly sourceId: string
  readonly limits: Pick<EducatorLists, 'bytesMax' | 'rowsMax'>
}

export function UploadForm({ sourceId, limits }: UploadFormProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [whole, setWhole] = useState('no')
  const [wrong, setWrong] = useState<string | null>(null)
  const giving = useMutation({
    mutationFn: (content: string) =>
      send('POST /api/v1/educator-lists/{sourceId}/uploads', {
        params: { sourceId },
        body: { whole: whole === 'yes', content },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['lists'] }),
  })
  const submit = async () => {
    const problem = problemOf(file, limits.bytesMax)
    setWrong(problem)
    if (file === null || problem !== null) return
    const content = await contentOf(file).catch(() => null)
    if (content === null) setWrong(t('lists.file.unreadable'))
    else giving.mutate(content)
  }
  return (
    <Form submit={() => void submit()}>
      <FileField limits={limits} wrong={wrong} choose={setFile} />
      <Radio.Group label={t('lists.whole')} value={whole} onChange={setWhole}>
        <div className="stack choices">
          <Radio value="no" label={t('lists.whole.no')} />
          <Radio value="yes" label={t('lists.whole.yes')} />
        </div>
      </Radio.Group>
      <div className="row">
        <Button type="submit" loading={giving.isPending}>
          {t('lists.look')}
        </Button>
        <span className="quiet-line">{t('lists.next.says')}</span>
      </div>
      {giving.error === null ? null : <FailureNote failure={giving.error} />}
    </Form>
  )
}

interface FileFieldProps {
  readonly limits: UploadFormProps['limits']
  readonly wrong: string | null
  readonly choose: (file: File | null) => void
}

export function FileField({ limits, wrong, choose }: FileFieldProps) {
  const id = useId()
  const saysId = useId()
  return (
    <div className="file-field">
      <label htmlFor={id}>{t('lists.file')}</label>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-describedby={saysId}
        aria-invalid={wrong !== null}
        onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
      />
      <p
        id={saysId}
        className={wrong === null ? 'quiet-line' : 'field-wrong'}
        role={wrong === null ? undefined : 'alert'}
      >
        {wrong ?? t('lists.file.says', { megabytes: megabytesOf(limits.bytesMax), rows: limits.rowsMax })}
      </p>
    </div>
  )
}

/** What is wrong with the file itself; null: nothing. */
export function problemOf(file: File | null, bytesMax: number): string | null {
  if (file === null) return t('lists.file.missing')
  return file.size > bytesMax ? t('lists.file.large', { megabytes: megabytesOf(bytesMax) }) : null
}

/** Whole ones, and tenths below one: a smaller limit would read as none at all. */
function megabytesOf(bytes: number): number {
  const megabytes = bytes / 1_048_576
  return megabytes < 1 ? Math.max(Math.floor(megabytes * 10) / 10, 0.1) : Math.floor(megabytes)
}
