/** The start card of one student: whether one is in force, printing another, revoking it. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { StudentCard } from '../../../http/contract/start-cards.ts'
import { saveFile } from '../../csv.ts'
import { formatInstant } from '../../formats.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { printedWords } from '../start-cards/cards-in-force.tsx'
import { CARDS, studentCardQuery } from '../start-cards/queries.ts'

interface Props {
  readonly studentId: string
  readonly name: string
}

export function StudentStartCard(props: Props) {
  const { send } = useReader()
  const found = useQuery(studentCardQuery(send, props.studentId))
  // Where the district has none, it says so once, on the page of start cards.
  if (found.data?.isOn === false) return null
  return (
    <Card title={t('student-card.title')} actions={<a href={paths.startCards()}>{t('cards.in-force')}</a>}>
      {found.isPending ? <Waiting lines={3} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Found {...props} found={found.data} />}
    </Card>
  )
}

function Found({ studentId, name, found }: Props & { readonly found: StudentCard }) {
  const { me } = useReader()
  const [said, setSaid] = useState<string | null>(null)
  const { ask, question, failure } = useAskedAgain(CARDS, setSaid)
  const { card, mayPrint, days } = found
  const print = () =>
    ask({
      label: t(card === null ? 'student-card.print' : 'student-card.anew'),
      sure: t('cards.print.sure', { count: 1, days }),
      says: t('cards.printed', { count: 1 }),
      act: async (send) =>
        saveFile(
          'start-card.pdf',
          await send('POST /api/v1/students/{studentId}/start-card', { params: { studentId } }),
        ),
    })
  const revoke = (id: string) =>
    ask({
      label: t('cards.revoke-this', { name }),
      sure: t('cards.revoke.sure'),
      says: t('cards.revoked'),
      act: (send) => send('POST /api/v1/start-cards/revocation', { body: { cardIds: [id] } }),
    })
  return (
    <div className="stack">
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
      <InForce card={card} zone={me.district.timezone} />
      {mayPrint ? null : <p className="quiet-line">{t('student-card.not')}</p>}
      {question ?? (
        <div className="row">
          {mayPrint ? (
            <Button variant="default" onClick={print}>
              {t(card === null ? 'student-card.print' : 'student-card.anew')}
            </Button>
          ) : null}
          {card === null ? null : (
            <Button variant="default" onClick={() => revoke(card.id)}>
              {t('cards.revoke')}
            </Button>
          )}
        </div>
      )}
      {failure}
    </div>
  )
}

function InForce({ card, zone }: { readonly card: StudentCard['card']; readonly zone: string }) {
  if (card === null) return <p className="quiet-line">{t('student-card.none')}</p>
  return (
    <p>
      {t('student-card.says', { number: card.number, until: formatInstant(card.expiresAt, zone) })}{' '}
      <span className="dim">
        {t('cards.printed-at')}: {printedWords(card, zone)}. {t('cards.used')}:{' '}
        {card.usedAt === null ? t('cards.used.never') : formatInstant(card.usedAt, zone)}
      </span>
    </p>
  )
}
