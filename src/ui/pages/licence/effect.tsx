/** What a change would do to a licence, and to whom. */
import type { LicencePreview } from '../../../http/contract/licences.ts'
import { formatNumber } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { t, word } from '../../translate.ts'

const SHOWN = 12

export function Effect({ preview }: { readonly preview: LicencePreview }) {
  const { used, bought, waiting, over, short, moves, moveCount, waitingPeople } = preview
  return (
    <div className="stack">
      <p>
        {t('licence.preview', { used, bought, waiting, over })}{' '}
        {short > 0 ? t('licence.preview.short', { count: short }) : null}
      </p>
      {moveCount === 0 ? <p>{t('licence.preview.none')}</p> : null}
      <ul>
        {moves.slice(0, SHOWN).map(({ seq, person, move }) => (
          <li key={seq}>
            {person === null ? '' : nameOf(person)} {word('seat-move', move)}
          </li>
        ))}
        {moveCount > SHOWN ? <li>{t('licence.preview.more', { count: formatNumber(moveCount - SHOWN) })}</li> : null}
      </ul>
      {waitingPeople.length === 0 ? null : (
        <>
          <p className="note-title">{t('licence.preview.waits')}</p>
          <ol>
            {waitingPeople.slice(0, SHOWN).map(({ person, reason }) => (
              <li key={person.id}>
                {nameOf(person)}: {word('wait-reason', reason ?? '')}
              </li>
            ))}
          </ol>
          {waiting > SHOWN ? <p>{t('licence.preview.more', { count: formatNumber(waiting - SHOWN) })}</p> : null}
        </>
      )}
    </div>
  )
}
