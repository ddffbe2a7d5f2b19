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
  /** The same look, everybody in it as a file; none: the list beside it shows everybody. */
  readonly whole?: (asked: Asked) => Promise<string>
  /** What is looked at, as the title of its effect. */
  readonly title: (asked: Asked) => string
  /** The button that makes the change, where no other one does. */
  readonly make?: { readonly says: string; readonly act: (asked: Asked) => Promise<unknown> }
  /** Whoever looked doesn't want it after all. */
  readonly cancelled?: () => void
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

export function useLook<Asked>({ look, whole, title, make, cancelled, file }: LookOptions<Asked>): Look<Asked> {
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
  const cancel = () => {
    forget()
    cancelled?.()
  }
  const failure = looking.error ?? making.error
  return {
    ask: (asked) => looking.mutate({ asked, turn: turns.next() }),
    isLooking: looking.isPending,
    forget,
    effect: (
      <>
        {looked === null ? null : (
          <LookNote
            preview={looked.preview}
            title={title(looked.asked)}
            whole={whole === undefined ? null : () => whole(looked.asked)}
            file={file}
            make={make === undefined ? null : { says: make.says, act: () => making.mutate(looked.asked) }}
            isMaking={making.isPending}
            cancel={cancel}
          />
        )}
        {failure === null ? null : <FailureNote failure={failure} />}
      </>
    ),
  }
}

interface LookNoteProps {
  readonly preview: LicencePreview
  readonly title: string
  /** Null: there is no file. */
  readonly whole: (() => Promise<string>) | null
  readonly file: string
  /** Null: another button makes the change. */
  readonly make: { readonly says: string; readonly act: () => void } | null
  readonly isMaking: boolean
  readonly cancel: () => void
}

function LookNote({ preview, title, whole, file, make, isMaking, cancel }: LookNoteProps) {
  return (
    <Note mood={preview.short > 0 ? 'warn' : 'calm'} title={title} role="alert">
      <Effect preview={preview} whole={whole} file={file} />
      <div className="row">
        {make === null ? null : (
          <Button onClick={make.act} loading={isMaking}>
            {make.says}
          </Button>
        )}
        <Button variant="default" onClick={cancel} disabled={isMaking}>
          {t('cancel')}
        </Button>
      </div>
    </Note>
  )
}
