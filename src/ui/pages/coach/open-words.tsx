/** What somebody else wrote: opened with a reason that its author reads, or kept private. */
import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FailureNote } from '../../parts/notes.tsx'
import { Form } from '../../parts/form.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { Files } from './files-panel.tsx'

export function PrivateWords() {
  return <p className="quiet-line">{t('openings.private')}</p>
}

export function OpenWords({ interactionId }: { readonly interactionId: string }) {
  const { send } = useReader()
  const [reason, setReason] = useState('')
  const opening = useMutation({
    mutationFn: () =>
      send('POST /api/v1/coaching/interactions/{interactionId}/notes', { params: { interactionId }, body: { reason } }),
  })
  if (opening.data !== undefined) {
    const { attachments, ...words } = opening.data
    return (
      <>
        <OpenedWords {...words} />
        <Files interactionId={interactionId} attachments={attachments} reason={reason} />
      </>
    )
  }
  return (
    <Form submit={() => opening.mutate()} className="stack field-form">
      <Textarea
        label={t('openings.reason')}
        description={t('openings.reason.says')}
        value={reason}
        maxLength={500}
        autosize
        onChange={(change) => setReason(change.currentTarget.value)}
      />
      {opening.error === null ? null : <FailureNote failure={opening.error} />}
      <div className="row">
        <Button type="submit" size="xs" loading={opening.isPending} disabled={reason.trim() === ''}>
          {t('openings.open')}
        </Button>
      </div>
    </Form>
  )
}

interface OpenedWordsProps {
  readonly notes: string | null
  readonly nextStepText: string | null
}

export function OpenedWords({ notes, nextStepText }: OpenedWordsProps) {
  return (
    <>
      {notes === null ? null : <p className="timeline-note">{notes}</p>}
      {nextStepText === null ? null : <p className="timeline-note">{t('step.says', { text: nextStepText })}</p>}
    </>
  )
}
