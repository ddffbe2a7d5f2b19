/** The box that mails a copy to the tagged educators, never ticked by itself; and who gets what before it is sent. */
import '../../styles/checkbox.css'
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { joinNames } from '../../names.ts'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useSettled } from '../../parts/settled.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { bodyOf, checkForm } from './log-form.ts'
import type { LogForm } from './log-form.ts'
import { sharePreviewQuery } from './queries.ts'

const PAUSE_MS = 500

interface ShareProps {
  readonly form: LogForm
  readonly today: string
  readonly isTicked: boolean
  readonly tick: (isTicked: boolean) => void
}

export function Share({ form, today, isTicked, tick }: ShareProps) {
  return (
    <>
      <Checkbox
        label={t('share.box')}
        description={t('share.box.says')}
        checked={isTicked}
        onChange={(change) => tick(change.currentTarget.checked)}
      />
      {isTicked ? <WhoGetsWhat form={form} today={today} /> : null}
    </>
  )
}

function WhoGetsWhat({ form, today }: Pick<ShareProps, 'form' | 'today'>) {
  const { send } = useReader()
  const settled = useSettled(form, PAUSE_MS)
  const isComplete = Object.keys(checkForm(settled, today)).length === 0
  const found = useQuery({ ...sharePreviewQuery(send, bodyOf(settled)), enabled: isComplete })
  if (!isComplete) return <Note mood="calm">{t('share.incomplete')}</Note>
  if (found.isPending) return <Waiting lines={3} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { to, withoutAddress, subject, paragraphs, footer } = found.data
  return (
    <section aria-label={t('share.preview')} className="stack share">
      <p>{to.length === 0 ? t('share.nobody') : t('share.to', { names: joinNames(to) })}</p>
      {withoutAddress.length === 0 ? null : (
        <Note mood="warn">{t('share.without', { names: joinNames(withoutAddress) })}</Note>
      )}
      <div className="share-letter">
        <p className="timeline-who">{subject}</p>
        {[...paragraphs, footer].map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </section>
  )
}
