/** Giving students a product and taking it back: looked at first, who gets it, who waits and why; then done. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { ProductOutcome, ProductStudentsBody } from '../../../http/contract/products.ts'
import { nameOf } from '../../names.ts'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { waitWords } from '../licence/wait-words.ts'
import { PRODUCTS } from './queries.ts'

interface Change {
  readonly product: string
  /** What it is called in the question. */
  readonly title: string
  readonly body: ProductStudentsBody
}

interface ProductChange {
  readonly look: (change: Change) => void
  readonly isLooking: boolean
  /** Forgets what was looked at: something of it was changed. */
  readonly forget: () => void
  /** What it would do, with the button that does it; or what went wrong; null: nothing is asked. */
  readonly question: ReactNode | null
}

/** Asks the server what a change would do, shows it, and does it when that is confirmed. */
export function useProductChange(done: (words: string) => void): ProductChange {
  const { send } = useReader()
  const queries = useQueryClient()
  const [looked, setLooked] = useState<{ readonly change: Change; readonly outcome: ProductOutcome } | null>(null)
  const looking = useMutation({
    mutationFn: ({ product, body }: Change) =>
      send('POST /api/v1/products/{product}/students/preview', { params: { product }, body }),
    onSuccess: (outcome, change) => setLooked({ change, outcome }),
  })
  const doing = useMutation({
    mutationFn: ({ product, body }: Change) =>
      send('POST /api/v1/products/{product}/students', { params: { product }, body }),
    onSuccess: (outcome) => {
      setLooked(null)
      done(t('product.done-give', { what: wordsOf(outcome) }))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [PRODUCTS] }),
  })
  const failure = looking.error ?? doing.error
  return {
    look: (change) => {
      setLooked(null)
      looking.mutate(change)
    },
    isLooking: looking.isPending,
    forget: () => setLooked(null),
    question: (
      <>
        {failure === null ? null : <FailureNote failure={failure} />}
        {looked === null ? null : (
          <Note
            mood={looked.outcome.short > 0 && looked.change.body.give ? 'warn' : 'calm'}
            title={looked.change.title}
            role="alert"
          >
            <Effect outcome={looked.outcome} gives={looked.change.body.give} />
            <div className="row">
              <Button onClick={() => doing.mutate(looked.change)} loading={doing.isPending}>
                {t(looked.change.body.give ? 'product.do-give' : 'product.do-take')}
              </Button>
              <Button variant="default" onClick={() => setLooked(null)} disabled={doing.isPending}>
                {t('cancel')}
              </Button>
            </div>
          </Note>
        )}
      </>
    ),
  }
}

const SHOWN = 12

function Effect({ outcome, gives }: { readonly outcome: ProductOutcome; readonly gives: boolean }) {
  const { me } = useReader()
  const waiting = outcome.students.filter(({ has }) => has === 'waiting')
  return (
    <div className="stack">
      <p>
        {wordsOf(outcome)}. {gives && outcome.short > 0 ? t('product.short', { count: outcome.short }) : null}
      </p>
      {gives && waiting.length > 0 ? (
        <ol>
          {waiting.slice(0, SHOWN).map(({ person, reason, until }) => (
            <li key={person.id}>
              {nameOf(person)}: {waitWords(reason, until, me.district.timezone)}
            </li>
          ))}
          {waiting.length > SHOWN ? <li>{t('licence.preview.more', { count: waiting.length - SHOWN })}</li> : null}
        </ol>
      ) : null}
    </div>
  )
}

function wordsOf({ assigned, waits, freed, students }: ProductOutcome): string {
  const had = students.filter((one) => one.had !== null && one.had !== 'waiting' && one.has !== null).length
  const parts = [
    ...(assigned > 0 ? [t('product.gets', { count: assigned })] : []),
    ...(waits > 0 ? [t('product.waits', { count: waits })] : []),
    ...(had > 0 ? [t('product.has', { count: had })] : []),
    ...(freed > 0 ? [t('product.loses', { count: freed })] : []),
  ]
  return parts.length === 0 ? t('product.nothing').replace(/\.$/, '') : parts.join(', ')
}
