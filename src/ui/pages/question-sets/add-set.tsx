/** A file of questions of one's own: looked at first, with everything that is wrong with it; then added. */
import '../../styles/file-field.css'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { QuestionSetChecked } from '../../../http/contract/question-sets.ts'
import { formatDay } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { textIn } from '../survey/words.ts'
import { QUESTION_SETS } from './queries.ts'
import { SetPreview } from './set-preview.tsx'

const BYTES_MAX = 1_000_000

type Found = NonNullable<QuestionSetChecked['found']>

interface AddSetProps {
  readonly say: (words: string) => void
}

export function AddSet({ say }: AddSetProps) {
  const { send } = useReader()
  const [chosen, setChosen] = useState<File | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const looking = useMutation({
    mutationFn: async (file: unknown) => ({
      file,
      ...(await send('POST /api/v1/question-sets/check', { body: { file } })),
    }),
  })
  const look = async () => {
    const read = await readSet(chosen)
    setWrong('wrong' in read ? read.wrong : null)
    if ('wrong' in read) looking.reset()
    else looking.mutate(read.file)
  }
  return (
    <Card title={t('question-sets.add')} says={t('question-sets.add.says')}>
      <div className="stack">
        <Form submit={() => void look()}>
          <FileField
            wrong={wrong}
            choose={(file) => {
              setChosen(file)
              setWrong(null)
              looking.reset()
            }}
          />
          <div className="row">
            <Button type="submit" variant="default" loading={looking.isPending}>
              {t('question-sets.look')}
            </Button>
          </div>
        </Form>
        {looking.error === null ? null : <FailureNote failure={looking.error} />}
        <Faults faults={looking.data?.faults ?? []} />
        {looking.data === undefined || looking.data.found === null ? null : (
          <Fine
            file={looking.data.file}
            found={looking.data.found}
            kept={(words) => {
              looking.reset()
              say(words)
            }}
          />
        )}
      </div>
    </Card>
  )
}

interface FileFieldProps {
  readonly wrong: string | null
  readonly choose: (file: File | null) => void
}

function FileField({ wrong, choose }: FileFieldProps) {
  const id = useId()
  const saysId = useId()
  return (
    <div className="file-field">
      <label htmlFor={id}>{t('question-sets.choose')}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        aria-describedby={saysId}
        aria-invalid={wrong !== null}
        onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
      />
      <p
        id={saysId}
        className={wrong === null ? 'quiet-line' : 'field-wrong'}
        role={wrong === null ? undefined : 'alert'}
      >
        {wrong ?? t('question-sets.choose.says')}
      </p>
    </div>
  )
}

function Faults({ faults }: Pick<QuestionSetChecked, 'faults'>) {
  if (faults.length === 0) return null
  return (
    <Note mood="bad" role="alert" title={t('question-sets.faults', { count: faults.length })}>
      <ul>
        {faults.map(({ at, says }) => (
          <li key={`${at} ${says}`}>{says}</li>
        ))}
      </ul>
    </Note>
  )
}

interface FineProps {
  readonly file: unknown
  readonly found: Found
  readonly kept: (words: string) => void
}

function Fine({ file, found, kept }: FineProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const isNew = found.version === 1
  const keeping = useMutation({
    mutationFn: () => send('PUT /api/v1/question-sets/{setName}', { params: { setName: found.id }, body: { file } }),
    onSuccess: async ({ outcome, appliesFrom }) => {
      await queries.invalidateQueries({ queryKey: [QUESTION_SETS] })
      kept(t(`question-sets.kept.${outcome}`, { day: formatDay(appliesFrom) }))
    },
  })
  const words = { set: textIn(found.title, 'en'), version: found.version }
  return (
    <div className="stack">
      <Quietly>
        <Note mood="good" title={t(isNew ? 'question-sets.fine.new' : 'question-sets.fine', words)}>
          {isNew ? null : <p>{t('question-sets.fine.later')}</p>}
          <Changes changes={found.changes} />
        </Note>
      </Quietly>
      <div className="row">
        <Button loading={keeping.isPending} onClick={() => keeping.mutate()}>
          {t(isNew ? 'question-sets.keep.new' : 'question-sets.keep')}
        </Button>
      </div>
      {keeping.error === null ? null : <FailureNote failure={keeping.error} />}
      <SetPreview set={found} />
    </div>
  )
}

function Changes({ changes }: Pick<Found, 'changes'>) {
  if (changes.length === 0) return null
  return (
    <>
      <p>{t('question-sets.changes')}</p>
      <ul>
        {changes.map(({ question, change }) => (
          <li key={question}>{t(`question-sets.change.${change}`, { question })}</li>
        ))}
      </ul>
    </>
  )
}

/** The chosen file as JSON, or what is wrong before anything is sent. */
async function readSet(file: File | null): Promise<{ readonly file: unknown } | { readonly wrong: string }> {
  if (file === null) return { wrong: t('question-sets.choose.missing') }
  if (file.size > BYTES_MAX) return { wrong: t('question-sets.choose.large') }
  const text = await file.text().catch(() => null)
  if (text === null) return { wrong: t('question-sets.choose.unreadable') }
  const plain = text.replace(/^\uFEFF/, '')
  try {
    return { file: JSON.parse(plain) as unknown }
  } catch (error) {
    return { wrong: t('question-sets.choose.no-json', { place: placeOf(error, plain) }) }
  }
}

/** Where the browser says that it could read no further; nothing where it doesn't say. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : ''
  const line = /line (\d+)/.exec(message)?.[1]
  const position = /position (\d+)/.exec(message)?.[1]
  const found = line ?? (position === undefined ? null : text.slice(0, Number(position)).split('\n').length)
  return found === null ? '' : t('question-sets.choose.place', { line: String(found) })
}
