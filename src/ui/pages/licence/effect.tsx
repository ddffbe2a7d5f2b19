/** What a change would do to a licence, and to whom; of many people the first, and all of them as a file. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { LicencePreview, PreviewQuery } from '../../../http/contract/licences.ts'
import { saveCsv, toCsv } from '../../csv.ts'
import { formatNumber } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { downloadIcon } from '../../parts/icons.tsx'
import { FailureNote } from '../../parts/notes.tsx'
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
  const reading = useMutation({
    mutationFn: () => readAll(read),
    onSuccess: ({ moves, waitingPeople }) => {
      const rows = [
        ...moves.map(({ person, move, reason }) => [
          person === null ? '' : sortNameOf(person),
          person?.id ?? '',
          word('seat-move', move),
          word('ledger-reason', reason),
        ]),
        ...waitingPeople.map(({ person, position, reason }) => [
          sortNameOf(person),
          person.id,
          position === null ? word('seat-state', 'waiting') : t('licence.waits-at', { position }),
          word('wait-reason', reason ?? ''),
        ]),
      ]
      const head = ['licence.person', 'run.seats.key', 'licence.ledger.move', 'licence.reason'] as const
      const csv = toCsv(
        head.map((name) => t(name)),
        rows,
      )
      saveCsv(file, csv)
    },
  })
  return (
    <div className="row">
      <Button variant="default" leftSection={downloadIcon} loading={reading.isPending} onClick={() => reading.mutate()}>
        {t('licence.preview.file')}
      </Button>
      {reading.error === null ? null : <FailureNote failure={reading.error} />}
    </div>
  )
}

const PAGE = 500
/** As many pages as the largest district needs. */
const PAGES_MAX = 400

async function readAll(read: EffectProps['read']): Promise<Pick<LicencePreview, 'moves' | 'waitingPeople'>> {
  const all: Pick<LicencePreview, 'moves' | 'waitingPeople'> = { moves: [], waitingPeople: [] }
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const { moves, waitingPeople } = await read({ page, pageSize: PAGE })
    all.moves.push(...moves)
    all.waitingPeople.push(...waitingPeople)
    if (moves.length < PAGE && waitingPeople.length < PAGE) break
  }
  return all
}
