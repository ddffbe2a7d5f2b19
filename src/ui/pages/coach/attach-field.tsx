/** Choosing files for an interaction, and what becomes of them. */
import '../../styles/file-field.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import { FailureNote, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { attachmentLimitsQuery } from './queries.ts'
import type { Upload, Uploads } from './use-uploads.ts'

interface AttachFieldProps {
  readonly files: readonly File[]
  readonly choose: (files: readonly File[]) => void
}

const MIB = 1_048_576

export function AttachField({ files, choose }: AttachFieldProps) {
  const { send } = useReader()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const limits = useQuery(attachmentLimitsQuery(send))
  if (limits.data === undefined) return null
  const { bytesMax, perInteractionMax, kinds } = limits.data
  const megabytes = Math.floor(bytesMax / MIB)
  const large = files.filter(({ size }) => size > bytesMax)
  return (
    <div className="file-field">
      <label htmlFor={id}>{t('attach.files')}</label>
      <input
        ref={field}
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-says`}
        aria-invalid={large.length > 0}
        onChange={(event) => {
          choose([...files, ...(event.currentTarget.files ?? [])])
          // The same file may be chosen again after it was taken off.
          event.currentTarget.value = ''
        }}
      />
      <p id={`${id}-says`} className="quiet-line">
        {t('attach.files.says', { count: perInteractionMax, megabytes, kinds })}
      </p>
      {large.length === 0 ? null : (
        <p className="field-wrong" role="alert">
          {t('attach.large', { names: large.map(({ name }) => name).join(', '), megabytes })}
        </p>
      )}
      <ChosenFiles
        files={files}
        drop={(file) => {
          choose(files.filter((one) => one !== file))
          // The button goes with its file: whoever types goes on from here.
          field.current?.focus()
        }}
      />
    </div>
  )
}

interface ChosenFilesProps {
  readonly files: readonly File[]
  readonly drop: (file: File) => void
}

function ChosenFiles({ files, drop }: ChosenFilesProps) {
  return (
    <ul className="plain-list" aria-label={t('attach.chosen')}>
      {files.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`} className="row">
          <span className="file-name">{file.name}</span>
          <button
            type="button"
            className="quiet-button"
            aria-label={t('attach.drop.of', { name: file.name })}
            onClick={() => drop(file)}
          >
            {t('attach.drop')}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Files on their way: what is done goes by itself with the next ones, what failed waits for a decision. */
export function UploadList({ uploads }: { readonly uploads: Uploads }) {
  const { all, again, drop } = uploads
  return (
    <Quietly>
      {all.length === 0 ? null : (
        <ul className="plain-list" aria-label={t('attach.under-way')}>
          {all.map((upload) => (
            <li key={upload.key} className="stack">
              <span>
                <span className="file-name">{upload.file.name}</span> · {t(STATES[upload.state])}
              </span>
              {upload.state === 'failed' ? <Failed upload={upload} again={again} drop={drop} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Quietly>
  )
}

const STATES = {
  waiting: 'attach.state.waiting',
  'under-way': 'attach.state.under-way',
  done: 'attach.state.done',
  failed: 'attach.state.failed',
} as const

interface FailedProps extends Pick<Uploads, 'again' | 'drop'> {
  readonly upload: Upload
}

function Failed({ upload, again, drop }: FailedProps) {
  return (
    <>
      <FailureNote failure={upload.failure} />
      <div className="row">
        <Button size="xs" variant="default" onClick={() => again(upload)}>
          {t('attach.again')}
        </Button>
        <Button size="xs" variant="default" onClick={() => drop(upload)}>
          {t('attach.leave')}
        </Button>
      </div>
    </>
  )
}
