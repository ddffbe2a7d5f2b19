/** One source that takes lists: the newest list and what it waits for, or a place to hand the next one over. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { EducatorLists, Upload } from '../../../http/contract/uploads.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { FindingsOf } from './findings.tsx'
import { UploadForm } from './upload-form.tsx'

interface ListProps {
  readonly sourceId: string
  readonly upload: Upload | null
  readonly limits: Pick<EducatorLists, 'bytesMax' | 'rowsMax'>
}

export function ListOfSource({ sourceId, upload, limits }: ListProps) {
  // A list whose end was shown stays until the next one is begun.
  const [putAway, setPutAway] = useState<string | null>(null)
  const isOver = upload === null || ['refused', 'done', 'discarded'].includes(upload.state)
  const isShown = upload !== null && upload.id !== putAway
  return (
    <Card title={t('lists.source', { source: sourceId })}>
      <div className="stack">
        <Quietly>{isShown ? <Standing upload={upload} /> : null}</Quietly>
        {isShown && upload.state === 'checked' ? <Decision upload={upload} /> : null}
        {isShown && upload.findings !== null && ['checked', 'refused'].includes(upload.state) ? (
          <FindingsOf findings={upload.findings} whole={upload.whole} />
        ) : null}
        {isOver && isShown && upload.state !== 'discarded' ? (
          <div className="row">
            <Button variant="default" onClick={() => setPutAway(upload.id)}>
              {t('lists.next')}
            </Button>
          </div>
        ) : null}
        {isOver && (!isShown || upload.state === 'discarded') ? (
          <UploadForm sourceId={sourceId} limits={limits} />
        ) : null}
      </div>
    </Card>
  )
}

/** How it stands, in words that a screen reader tells when they change. */
function Standing({ upload }: { readonly upload: Upload }) {
  switch (upload.state) {
    case 'waiting':
      return <p className="quiet-line">{t(upload.isTaken ? 'lists.checking' : 'lists.waiting')}</p>
    case 'confirmed':
      return <p className="quiet-line">{t('lists.confirmed')}</p>
    case 'checked':
      return (
        <Note mood="calm" title={t('lists.checked')}>
          <p>{t('lists.checked.nothing')}</p>
        </Note>
      )
    case 'refused':
      return <Refused failure={upload.findings?.failure ?? null} />
    case 'discarded':
      return <p className="quiet-line">{t('lists.discarded')}</p>
    case 'done':
      return <Done upload={upload} />
  }
}

function Refused({ failure }: { readonly failure: { readonly code: string; readonly message: string } | null }) {
  return (
    <Note mood="bad" title={t('lists.refused')}>
      {failure === null ? null : (
        <p>
          {failure.message} <code>{t('failure.code', { code: failure.code })}</code>
        </p>
      )}
    </Note>
  )
}

function Done({ upload: { runId, isHeld, failureCode } }: { readonly upload: Upload }) {
  const link = runId === null ? null : <a href={paths.run(runId)}>{t('lists.done.run', { run: runId })}</a>
  if (failureCode !== null)
    return (
      <Note mood="bad" title={t('lists.failed')}>
        <p>
          {t('lists.failed.says')} <code>{t('failure.code', { code: failureCode })}</code>
        </p>
        {link}
      </Note>
    )
  return (
    <Note mood={isHeld ? 'warn' : 'good'} title={t(isHeld ? 'lists.done.held' : 'lists.done')}>
      <p>{t(isHeld ? 'lists.done.held.says' : 'lists.done.says')}</p>
      {link}
    </Note>
  )
}

function Decision({ upload }: { readonly upload: Upload }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const params = { uploadId: upload.id }
  const onSettled = () => queries.invalidateQueries({ queryKey: ['lists'] })
  const confirming = useMutation({
    mutationFn: () => send('POST /api/v1/educator-uploads/{uploadId}/confirmation', { params }),
    onSettled,
  })
  const dropping = useMutation({
    mutationFn: () => send('DELETE /api/v1/educator-uploads/{uploadId}', { params }),
    onSettled,
  })
  const failure = confirming.error ?? dropping.error
  const busy = confirming.isPending || dropping.isPending
  return (
    <>
      <div className="row">
        <Button loading={confirming.isPending} disabled={busy} onClick={() => confirming.mutate()}>
          {t('lists.confirm')}
        </Button>
        <Button variant="default" loading={dropping.isPending} disabled={busy} onClick={() => dropping.mutate()}>
          {t('lists.discard')}
        </Button>
      </div>
      {failure === null ? null : <FailureNote failure={failure} />}
    </>
  )
}
