/** What a change would do to a licence, to how many and to whom; of many people the first, and all of them as a file. */
import type { LicencePreview } from '../../../http/contract/licences.ts'
import { formatNumber } from '../../formats.ts'
import { nameOf } from '../../names.ts'
import { FileButton } from '../../parts/file-button.tsx'
import { t, word } from '../../translate.ts'
import { sumsOf } from './seat-sums.ts'

const SHOWN = 12

interface EffectProps {
  readonly preview: LicencePreview
  /** Everybody of the same look, as the server's file; null: there is none. */
  readonly whole: (() => Promise<string>) | null
  /** What the file of all of them is called. */
  readonly file: string
}

export function Effect({ preview, whole, file }: EffectProps) {
  const { used, bought, waiting, over, short, moves, moveCount, waitingPeople } = preview
  const isLong = moveCount > SHOWN || (waiting > SHOWN && waitingPeople.length > 0)
  return (
    <div className="stack">
      <p>
        {t('licence.preview', { used, bought, waiting, over })}{' '}
        {short > 0 ? t('licence.preview.short', { count: short }) : null}
      </p>
      {moveCount === 0 ? (
        <p>{t('licence.preview.none')}</p>
      ) : (
        <p>{t('licence.preview.sums', { sums: sumsOf(preview.moveCounts) })}</p>
      )}
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
      {isLong && whole !== null ? (
        <div className="row">
          <FileButton name={file} label={t('licence.preview.file')} read={async () => ({ csv: await whole() })} />
        </div>
      ) : null}
    </div>
  )
}
