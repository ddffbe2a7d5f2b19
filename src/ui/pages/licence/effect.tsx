/** What a change would do to a licence, and to whom; of many people the first, and all of them as a file. */
import type { LicencePreview, PreviewQuery } from '../../../http/contract/licences.ts'
import { toCsv } from '../../csv.ts'
import { formatNumber } from '../../formats.ts'
import { readWidePages } from '../../long-lists.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { FileButton } from '../../parts/file-button.tsx'
import { t, word } from '../../translate.ts'

const SHOWN = 12

interface EffectProps {
  readonly preview: LicencePreview
  /** Other people of the same look. */
  readonly read: (query: PreviewQuery) => Promise<LicencePreview>
  /** What the file of all of them is called. */
  readonly file: string
}

export function Effect({ preview, read, file }: EffectProps) {
  const { used, bought, waiting, over, short, moves, moveCount, waitingPeople } = preview
  const isLong = moveCount > SHOWN || (waiting > SHOWN && waitingPeople.length > 0)
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
      {isLong ? <WholeFile read={read} file={file} /> : null}
    </div>
  )
}

/** Who waits comes after what happens to whom; somebody may stand in both. */
function WholeFile({ read, file }: Omit<EffectProps, 'preview'>) {
  const readFile = async () => {
    const pages = await readWidePages(
      read,
      ({ moves, waitingPeople }, size) => moves.length === size || waitingPeople.length === size,
    )
    const head = ['licence.person', 'run.seats.key', 'licence.ledger.move', 'licence.reason'] as const
    const rows = [
      ...pages.flatMap(({ moves }) => moves).map(rowOfMove),
      ...pages.flatMap(({ waitingPeople }) => waitingPeople).map(rowOfWaiting),
    ]
    return {
      csv: toCsv(
        head.map((name) => t(name)),
        rows,
      ),
    }
  }
  return (
    <div className="row">
      <FileButton name={file} label={t('licence.preview.file')} read={readFile} />
    </div>
  )
}

function rowOfMove({ person, move, reason }: LicencePreview['moves'][number]): readonly string[] {
  const name = person === null ? '' : sortNameOf(person)
  return [name, person?.id ?? '', word('seat-move', move), word('ledger-reason', reason)]
}

function rowOfWaiting({ person, position, reason }: LicencePreview['waitingPeople'][number]): readonly string[] {
  const place = position === null ? word('seat-state', 'waiting') : t('licence.waits-at', { position })
  return [sortNameOf(person), person.id, place, word('wait-reason', reason ?? '')]
}
