/** A change of a licence that is looked at before it is made: what it would do, to whom, and the button that does it. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { LicencePreview, PreviewQuery } from '../../../http/contract/licences.ts'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'
import { Effect } from './effect.tsx'

interface LookOptions<Asked> {
  readonly look: (asked: Asked, query: PreviewQuery) => Promise<LicencePreview>
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

export function useLook<Asked>({ look, title, make, file }: LookOptions<Asked>): Look<Asked> {
  const [looked, setLooked] = useState<{ readonly asked: Asked; readonly preview: LicencePreview } | null>(null)
  const looking = useMutation({
    mutationFn: (asked: Asked) => look(asked, {}),
    onSuccess: (preview, asked) => setLooked({ asked, preview }),
  })
  const making = useMutation({
    mutationFn: async (asked: Asked) => make?.act(asked),
    onSuccess: () => setLooked(null),
  })
  const forget = () => {
    setLooked(null)
    looking.reset()
    making.reset()
  }
  const failure = looking.error ?? making.error
  const effect =
    looked === null ? null : (
      <Note mood={looked.preview.short > 0 ? 'warn' : 'calm'} title={title(looked.asked)} role="alert">
        <Effect preview={looked.preview} read={(query) => look(looked.asked, query)} file={file} />
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
    ask: looking.mutate,
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
