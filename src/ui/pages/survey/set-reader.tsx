/** What each set asks, read where one is chosen. */
import '../../styles/community.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FailureNote, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { SetPreview } from '../question-sets/set-preview.tsx'
import { type ChoosingAt, setAskedQuery } from './queries.ts'
import type { SetChoice } from './set-select.tsx'
import { textIn } from './words.ts'

interface SetReaderProps {
  readonly at: ChoosingAt
  readonly sets: readonly SetChoice[]
}

export function SetReader({ at, sets }: SetReaderProps) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <ul className="plain-list member-rows">
      {sets.map(({ id, title, retired }) => {
        const isOpen = open === id
        const set = textIn(title, 'en')
        return (
          <li key={id} className="stack">
            <div className="member-line">
              <span className="member-name">{retired ? t('question-sets.choice.retired', { set }) : set}</span>
              <Button
                size="xs"
                variant="default"
                aria-expanded={isOpen}
                aria-label={t(isOpen ? 'question-sets.hide-of' : 'question-sets.show-of', { set })}
                onClick={() => setOpen(isOpen ? null : id)}
              >
                {t(isOpen ? 'question-sets.hide' : 'question-sets.show')}
              </Button>
            </div>
            {isOpen ? <Asked at={at} id={id} /> : null}
          </li>
        )
      })}
    </ul>
  )
}

function Asked({ at, id }: { readonly at: ChoosingAt; readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(setAskedQuery(send, at, id))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { questions, minutes } = found.data
  return (
    <>
      <p className="dim">
        {t('question-sets.questions', { count: questions.length })} · {t('question-sets.minutes', { count: minutes })}
      </p>
      <SetPreview set={found.data} />
    </>
  )
}
