/** A decision that is asked for once more before it is carried out. */
import { Button } from '@mantine/core'
import type { QueryKey } from '@tanstack/react-query'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FailureNote, Note } from './notes.tsx'
import { useReader } from '../session/context.tsx'
import type { Send } from '../session/session.ts'
import { t } from '../translate.ts'

export interface Decision {
  readonly label: string
  /** What comes of it, said before it is done. */
  readonly sure: string
  /** Said once it is done; null: the worker has yet to do it. */
  readonly says: string | null
  readonly act: (send: Send) => Promise<unknown>
}

interface AskedAgain {
  readonly ask: (decision: Decision) => void
  /** Stands in the place of the choices while one is asked about; null: none is. */
  readonly question: ReactNode | null
  /** What went wrong the last time; null: nothing. */
  readonly failure: ReactNode | null
}

/** Asks what the chosen decision does and carries it out; whatever comes of it, what is known under `about` and these is read anew. */
export function useAskedAgain(
  about: string,
  done: (words: string) => void,
  besides: readonly QueryKey[] = [],
): AskedAgain {
  const { send } = useReader()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Decision | null>(null)
  const acting = useMutation({
    mutationFn: (decision: Decision) => decision.act(send),
    onSuccess: (_answer, { says }) => {
      if (says !== null) done(says)
    },
    onSettled: () => {
      setAsked(null)
      for (const queryKey of [[about], ...besides]) void queries.invalidateQueries({ queryKey })
    },
  })
  return {
    ask: setAsked,
    failure: acting.error === null ? null : <FailureNote failure={acting.error} />,
    question:
      asked === null ? null : (
        <Note mood="warn" title={asked.label} role="alert">
          <p>{asked.sure}</p>
          <div className="row">
            <Button onClick={() => acting.mutate(asked)} loading={acting.isPending}>
              {t('order.yes')}
            </Button>
            <Button variant="default" onClick={() => setAsked(null)} disabled={acting.isPending}>
              {t('cancel')}
            </Button>
          </div>
        </Note>
      ),
  }
}
