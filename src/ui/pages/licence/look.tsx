/** A change of a licence that is looked at before it is made: what it would do, to whom, and the button that does it. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { LicencePreview } from '../../../http/contract/licences.ts'
import { FailureNote, Note } from '../../parts/notes.tsx'
import type { useTextFields } from '../../parts/text-fields.ts'
import { t } from '../../translate.ts'
import { Effect } from './effect.tsx'

export interface LookOptions<Asked> {
  readonly look: (asked: Asked) => Promise<LicencePreview>
  /** The same look, everybody in it as a file. */
  readonly whole: (asked: Asked) => Promise<string>
  /** What is looked at, as the title of its effect. */
  readonly title: (asked: Asked) => string
  /** The button that makes the change, where no other one does. */
  readonly make?: { readonly says: string; readonly act: (asked: Asked) => Promise<unknown> }
  /** What the file of all people is called. */
  readonly file: string
}

interface Look<Asked> {
  readonly ask: (asked: Asked) => void
  readonly isLooking: boolean
  /** What was looked at is another one now. */
  readonly forget: () => void
  /** Empty where nothing is looked at. */
  readonly effect: ReactNode
}

/** Turns of asking: an answer counts only while its turn is the last one. */
export function useTurns() {
  const last = useRef(0)
  return {
    next: () => {
      last.current += 1
      return last.current
    },
    isLast: (turn: number) => turn === last.current,
  }
}

type Bound = ReturnType<ReturnType<typeof useTextFields>['bind']>

/** Fields of a form that is looked at: with whatever is typed the look is forgotten. */
export function forgetting<Field extends string>(bind: (field: Field) => Bound, forget: () => void) {
  return (field: Field): Bound => {
    const { onChange, ...bound } = bind(field)
    return {
      ...bound,
      onChange: (change) => {
        forget()
        onChange(change)
      },
    }
  }
}

export function useLook<Asked>({ look, whole, title, make, file }: LookOptions<Asked>): Look<Asked> {
  const [looked, setLooked] = useState<{ readonly asked: Asked; readonly preview: LicencePreview } | null>(null)
  const turns = useTurns()
  const looking = useMutation({
    mutationFn: ({ asked }: { readonly asked: Asked; readonly turn: number }) => look(asked),
    onSuccess: (preview, { asked, turn }) => {
      if (turns.isLast(turn)) setLooked({ asked, preview })
    },
  })
  const making = useMutation({
    mutationFn: async (asked: Asked) => make?.act(asked),
    onSuccess: () => setLooked(null),
  })
  const forget = () => {
    turns.next()
    setLooked(null)
    looking.reset()
    making.reset()
  }
  const failure = looking.error ?? making.error
  const effect =
    looked === null ? null : (
      <Note mood={looked.preview.short > 0 ? 'warn' : 'calm'} title={title(looked.asked)} role="alert">
        <Effect preview={looked.preview} whole={() => whole(looked.asked)} file={file} />
        <div className="row">
          {make === undefined ? null : (
            <Button onClick={() => making.mutate(looked.asked)} loading={making.isPending}>
              {make.says}
            </Button>
          )}
          <Button variant="default" onClick={forget} disabled={making.isPending}>
            {t('cancel')}
          </Button>
        </div>
      </Note>
    )
  return {
    ask: (asked) => looking.mutate({ asked, turn: turns.next() }),
    isLooking: looking.isPending,
    forget,
    effect: (
      <>
        {effect}
        {failure === null ? null : <FailureNote failure={failure} />}
      </>
    ),
  }
}
