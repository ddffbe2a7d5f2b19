/** The log and its drafts: the newest is taken up again, the others wait beside it. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Interaction, KeptDraft } from '../../../http/contract/coaching.ts'
import { formatInstant } from '../../formats.ts'
import { newKey } from '../../new-key.ts'
import { useToday } from '../../parts/today.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { formOfDraft } from './draft-names.ts'
import type { Choices } from './log-fields.tsx'
import { beginForm } from './log-form.ts'
import { DRAFTS, draftsQuery } from './queries.ts'
import { QuickLog } from './quick-log.tsx'

interface LogDeskProps extends Choices {
  readonly last: Interaction | undefined
  /** As they were when the page opened. */
  readonly kept: readonly KeptDraft[]
}

/** Which form is open: another key is another form, another draft of the same form only where it goes on. */
interface Open {
  readonly key: string
  readonly draftId: string
  readonly draft: KeptDraft | null
}

export function LogDesk({ last, kept, ...choices }: LogDeskProps) {
  const { me, send } = useReader()
  const queries = useQueryClient()
  const today = useToday(me.district.timezone)
  const [open, setOpen] = useState<Open>(() => openOf(kept.find(({ id }) => formOfDraft(id) === 'log') ?? null))
  const { data = { drafts: [] } } = useQuery(draftsQuery(send))
  const others = data.drafts.filter(({ id }) => id !== open.draftId)
  const anew = () => queries.invalidateQueries({ queryKey: DRAFTS })
  const { types, schools } = choices
  return (
    <>
      <QuickLog
        key={open.key}
        beginning={{
          start: beginForm({ draft: open.draft?.draft ?? null, last, types, schools, today }),
          fromDraft: open.draft !== null,
          draftId: open.draftId,
          renew: () => {
            setOpen({ ...open, draftId: newKey() })
            void anew()
          },
        }}
        another={() => {
          setOpen(openOf(null))
          void anew()
        }}
        {...choices}
      />
      {others.length === 0 ? null : (
        <section aria-label={t('log.drafts')} className="drafts">
          <h3 className="drafts-title">{t('log.drafts')}</h3>
          <ul className="plain-list">
            {others.map((draft) => (
              <DraftLine
                key={draft.id}
                draft={draft}
                open={() => setOpen(openOf(draft))}
                forgotten={() => void anew()}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

interface DraftLineProps {
  readonly draft: KeptDraft
  readonly open: () => void
  readonly forgotten: () => void
}

/** A log goes on here, other forms where they are; all of them count towards how many are kept. */
function DraftLine({ draft, open, forgotten }: DraftLineProps) {
  const { me, send } = useReader()
  const of = formOfDraft(draft.id)
  const forgetting = useMutation({
    mutationFn: () => send('DELETE /api/v1/coaching/drafts/{draftId}', { params: { draftId: draft.id } }),
    onSettled: forgotten,
  })
  return (
    <li className="row draft">
      <span className="draft-words">
        {wordsOf(draft)} <span className="dim">{formatInstant(draft.savedAt, me.district.timezone)}</span>
      </span>
      {of === 'log' ? (
        <Button size="xs" variant="default" onClick={open}>
          {t('log.draft.continue')}
        </Button>
      ) : null}
      {typeof of === 'string' ? null : (
        <a href={of.cycleId === null ? paths.newCycle() : paths.cycle(of.cycleId)}>{t('log.draft.continue')}</a>
      )}
      {of === 'log' ? null : (
        <Button size="xs" variant="default" loading={forgetting.isPending} onClick={() => forgetting.mutate()}>
          {t('draft.forget')}
        </Button>
      )}
    </li>
  )
}

function openOf(draft: KeptDraft | null): Open {
  const id = draft?.id ?? newKey()
  return { key: id, draftId: id, draft }
}

const WORDS_SHOWN = 60

/** What one knows it again by. */
function wordsOf({ id, draft }: KeptDraft): string {
  const of = formOfDraft(id)
  if (of === 'edit') return t('draft.of-edit')
  if (of !== 'log') return t(of.cycleId === null ? 'draft.of-new-cycle' : 'draft.of-cycle')
  const words = (draft.notes ?? draft.nextStepText ?? '').replaceAll(/\s+/g, ' ').trim()
  if (words !== '') return words.length > WORDS_SHOWN ? `${words.slice(0, WORDS_SHOWN)}…` : words
  return t('log.draft.tagged', { count: draft.educatorIds?.length ?? 0 })
}
