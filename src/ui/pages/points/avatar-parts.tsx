/** The parts that an avatar is put together from, kind by kind; and buying those that cost points. */
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { OwnAvatar } from '../../../http/contract/programmes.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { AvatarDrawing, type AvatarPart } from '../../parts/avatar-drawing.tsx'
import { Card } from '../../parts/card.tsx'
import { Note, Quietly } from '../../parts/notes.tsx'
import { t, word } from '../../translate.ts'
import { POINTS } from './queries.ts'

/** Every avatar has one of these. */
const NEEDED: ReadonlySet<string> = new Set(['backdrop', 'colour', 'body', 'mouth', 'eyes'])
/** Parts are shown on these, where they are no body themselves. */
const SHOWN_ON: ReadonlySet<string> = new Set(['backdrop', 'colour', 'body'])

interface Props {
  readonly found: OwnAvatar
  readonly look: readonly string[]
  /** Null: none of this kind. */
  readonly choose: (slot: string, id: string | null) => void
  /** The way to keep what is chosen. */
  readonly save: ReactNode
}

export function AvatarParts({ found, look, choose, save }: Props) {
  const { programmes } = found
  const [picked, setPicked] = useState('')
  const purse = programmes.find(({ id }) => id === picked) ?? richest(programmes)
  const { buying, buy, told } = useBuying(purse)
  return (
    <Card title={t('avatar.parts')}>
      <div className="stack">
        {programmes.length < 2 || purse === null ? null : (
          <NativeSelect
            label={t('avatar.pay')}
            value={purse.id}
            data={programmes.map(({ id, name, balance }) => ({
              value: id,
              label: t('avatar.pay.of', { name, count: balance }),
            }))}
            onChange={(change) => setPicked(change.currentTarget.value)}
          />
        )}
        {[...new Set(found.parts.map(({ slot }) => slot))].map((slot) => (
          <Slot
            key={slot}
            slot={slot}
            found={found}
            look={look}
            points={purse?.balance ?? 0}
            choose={(id) => choose(slot, id)}
            buy={buy}
          >
            {slot === buying ? told : null}
          </Slot>
        ))}
        {save}
      </div>
    </Card>
  )
}

/** @param purse what is paid with; null: nothing */
function useBuying(purse: Purse | null) {
  // Of which kind somebody buys: what is asked and said stands there.
  const [buying, setBuying] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const { ask, question, failure } = useAskedAgain(POINTS, setSaid)
  const buy = (part: AvatarPart) => {
    if (purse === null) return
    setBuying(part.slot)
    setSaid(null)
    ask({
      label: t('avatar.buy-this', { name: part.name, count: part.price }),
      sure: t('avatar.buy.sure', { programme: purse.name }),
      says: t('avatar.bought', { name: part.name }),
      act: (send) =>
        send('POST /api/v1/student/avatar/purchases', { body: { partId: part.id, programmeId: purse.id } }),
    })
  }
  const told = (
    <>
      {question}
      {failure}
      <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
    </>
  )
  return { buying, buy, told }
}

type Purse = OwnAvatar['programmes'][number]

function richest(programmes: OwnAvatar['programmes']): Purse | null {
  return programmes.toSorted((a, b) => b.balance - a.balance)[0] ?? null
}

interface SlotProps {
  readonly slot: string
  readonly found: OwnAvatar
  readonly look: readonly string[]
  /** To spend. */
  readonly points: number
  readonly choose: (id: string | null) => void
  readonly buy: (part: AvatarPart) => void
  /** What is asked and said about buying. */
  readonly children: ReactNode
}

function Slot({ slot, found, look, points, choose, buy, children }: SlotProps) {
  const parts = found.parts.filter((part) => part.slot === slot)
  const under = found.parts.filter((part) => SHOWN_ON.has(part.slot) && part.slot !== slot && look.includes(part.id))
  const isClosed = found.closed !== null
  return (
    <fieldset className="avatar-slot">
      <legend>{word('avatar.slot', slot)}</legend>
      {children}
      <ul className="avatar-choices">
        {NEEDED.has(slot) ? null : (
          <li>
            <button
              type="button"
              className="avatar-choice"
              disabled={isClosed}
              aria-pressed={!parts.some(({ id }) => look.includes(id))}
              onClick={() => choose(null)}
            >
              <span className="avatar-empty" />
              {t('avatar.none')}
            </button>
          </li>
        )}
        {parts.map((part) => (
          <li key={part.id}>
            <PartButton
              part={part}
              drawn={inOrder(found, [...under, part])}
              isWorn={look.includes(part.id)}
              isClosed={isClosed}
              points={points}
              act={() => (part.isMine ? choose(part.id) : buy(part))}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

/** As they are drawn. */
function inOrder({ parts }: OwnAvatar, some: readonly AvatarPart[]): readonly AvatarPart[] {
  return parts.filter((part) => some.includes(part))
}

interface PartButtonProps {
  readonly part: AvatarPart
  readonly drawn: readonly AvatarPart[]
  readonly isWorn: boolean
  readonly isClosed: boolean
  readonly points: number
  readonly act: () => void
}

function PartButton({ part: { name, price, isMine }, drawn, isWorn, isClosed, points, act }: PartButtonProps) {
  const isShort = !isMine && price > points
  return (
    <button
      type="button"
      className="avatar-choice"
      disabled={isClosed || isShort}
      {...(isMine ? { 'aria-pressed': isWorn } : {})}
      onClick={act}
    >
      <AvatarDrawing parts={drawn} label={null} />
      <span>{name}</span>
      {isMine ? null : <span className="dim">{t(isShort ? 'avatar.buy.short' : 'avatar.buy', { count: price })}</span>}
    </button>
  )
}
