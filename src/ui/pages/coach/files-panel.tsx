/** The files of an interaction: saving them, and of one's own adding and taking away. */
import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Attachment } from '../../../http/contract/attachments.ts'
import { saveFile } from '../../csv.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { FailureNote, Quietly, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { AttachField, UploadList } from './attach-field.tsx'
import { INTERACTIONS, wordsQuery } from './queries.ts'
import { useUploads } from './use-uploads.ts'

export function FilesPanel({ interactionId }: { readonly interactionId: string }) {
  const { send } = useReader()
  const [files, setFiles] = useState<readonly File[]>([])
  const uploads = useUploads()
  const found = useQuery(wordsQuery(send, interactionId))
  if (found.isPending) return <Waiting lines={2} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { attachments } = found.data
  return (
    <div className="stack entry-form">
      {attachments.length === 0 ? <p className="quiet-line">{t('attach.none')}</p> : null}
      <Files interactionId={interactionId} attachments={attachments} reason={null} />
      <AttachField files={files} choose={setFiles} />
      {files.length === 0 ? null : (
        <div className="row">
          <Button
            size="xs"
            onClick={() => {
              uploads.start(interactionId, files)
              setFiles([])
            }}
          >
            {t('attach.add')}
          </Button>
        </div>
      )}
      <UploadList uploads={uploads} />
    </div>
  )
}

interface FilesProps {
  readonly interactionId: string
  readonly attachments: readonly Attachment[]
  /** Why another's notes were opened; null: they are one's own. */
  readonly reason: string | null
}

export function Files({ interactionId, attachments, reason }: FilesProps) {
  const [done, setDone] = useState('')
  const asked = useAskedAgain(INTERACTIONS, setDone)
  return (
    <>
      <ul className="plain-list">
        {attachments.map((one) => (
          <li key={one.id} className="row">
            <Saving interactionId={interactionId} attachment={one} reason={reason} />
            {reason === null ? (
              <button
                type="button"
                className="quiet-button"
                aria-label={t('attach.remove.of', { name: one.name })}
                onClick={() =>
                  asked.ask({
                    label: t('attach.remove.of', { name: one.name }),
                    sure: t('attach.remove.sure'),
                    says: t('attach.removed'),
                    act: (send) =>
                      send('DELETE /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}', {
                        params: { interactionId, attachmentId: one.id },
                      }),
                  })
                }
              >
                {t('attach.remove')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked.question}
      {asked.failure}
      <Quietly>{done}</Quietly>
    </>
  )
}

interface SavingProps extends Pick<FilesProps, 'interactionId' | 'reason'> {
  readonly attachment: Attachment
}

function Saving({ interactionId, attachment, reason }: SavingProps) {
  const { send } = useReader()
  const { id: attachmentId, name, bytes } = attachment
  const saving = useMutation({
    mutationFn: () =>
      send('POST /api/v1/coaching/interactions/{interactionId}/attachments/{attachmentId}/content', {
        params: { interactionId, attachmentId },
        body: reason === null ? {} : { reason },
        patient: true,
      }),
    onSuccess: (file) => saveFile(name, file),
  })
  return (
    <>
      <span className="file-name">{name}</span>
      <span className="dim">{sizeOf(bytes)}</span>
      <Button
        size="xs"
        variant="default"
        aria-label={t('attach.save.of', { name })}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t('attach.save')}
      </Button>
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
    </>
  )
}

const KIB = 1024

function sizeOf(bytes: number): string {
  const kilobytes = Math.ceil(bytes / KIB)
  return kilobytes < KIB ? t('attach.kb', { count: kilobytes }) : t('attach.mb', { count: Math.ceil(kilobytes / KIB) })
}
