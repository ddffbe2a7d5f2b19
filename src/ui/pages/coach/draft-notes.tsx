/** What a form says of its draft: that it was kept before, that it is kept, or that it can't be. */
import { Button } from '@mantine/core'
import { ApiFailure } from '../../api-failure.ts'
import { Note, Quietly } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'

/** @param discard forgets it and starts from what stands */
export function RestoredDraft({ discard }: { readonly discard: () => void }) {
  return (
    <Note mood="calm">
      <div className="row">
        <span>{t('log.draft.restored')}</span>
        <Button variant="default" size="xs" onClick={discard}>
          {t('log.draft.discard')}
        </Button>
      </div>
    </Note>
  )
}

/** A refusal that trying again wouldn't change; that the session is over says the page itself. */
export function DraftRefusal({ refusal }: { readonly refusal: unknown }) {
  const isTold = refusal instanceof ApiFailure && refusal.status >= 400 && refusal.status !== 401
  return (
    <Quietly>
      {isTold ? (
        <Note mood="warn" title={t('draft.refused')}>
          <p>{refusal.message}</p>
        </Note>
      ) : null}
    </Quietly>
  )
}
