/** Who gives a seat back, and who has which number in the order by hand: who comes in and who waits by it is seen first. */
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { SeatPerson } from '../../../http/contract/licences.ts'
import { nameOf } from '../../names.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useLook } from './look.tsx'
import { LICENCES } from './queries.ts'

export interface Numbering {
  readonly wish: (seat: SeatPerson, priority: number | null) => void
  /** Another one with every wish that was given up: what was typed for it is not so. */
  readonly turn: number
}

interface SeatLooks extends Numbering {
  /** Of a licence that is over: this holder gives the seat back. */
  readonly give: (seat: SeatPerson) => void
  /** What is looked at, with the button that does it. */
  readonly effect: ReactNode
}

export function useSeatLooks(kind: string, done: (words: string) => void): SeatLooks {
  const giving = useGiving(kind, done)
  const numbering = useNumbering(kind, done)
  return {
    give: (seat) => {
      numbering.forget()
      giving.ask(seat)
    },
    wish: (seat, priority) => {
      giving.forget()
      numbering.ask({ seat, priority })
    },
    turn: numbering.turn,
    effect: (
      <>
        {giving.effect}
        {numbering.effect}
      </>
    ),
  }
}

/** Does it; whatever comes of it, the licence is read anew. */
function useDoing() {
  const queries = useQueryClient()
  return async (act: () => Promise<unknown>, says: () => void) => {
    try {
      await act()
      says()
    } finally {
      void queries.invalidateQueries({ queryKey: [LICENCES] })
    }
  }
}

function useGiving(kind: string, done: (words: string) => void) {
  const { send } = useReader()
  const doing = useDoing()
  const of = ({ person }: SeatPerson) => ({ params: { kind, personId: person.id } })
  return useLook<SeatPerson>({
    look: (seat) => send('POST /api/v1/licences/{kind}/people/{personId}/yield/preview', { ...of(seat), query: {} }),
    title: ({ person }) => t('licence.yield.sure', { who: nameOf(person) }),
    make: {
      says: t('licence.yield.do'),
      act: (seat) =>
        doing(
          () => send('POST /api/v1/licences/{kind}/people/{personId}/yield', of(seat)),
          () => done(t('licence.yielded', { who: nameOf(seat.person) })),
        ),
    },
    file: `${kind}-give-back.csv`,
  })
}

interface Wish {
  readonly seat: SeatPerson
  /** Null: none any more. */
  readonly priority: number | null
}

function useNumbering(kind: string, done: (words: string) => void) {
  const { send } = useReader()
  const doing = useDoing()
  const [turn, setTurn] = useState(0)
  const of = ({ seat, priority }: Wish) => ({ params: { kind, personId: seat.person.id }, body: { priority } })
  const look = useLook<Wish>({
    look: (wish) => send('POST /api/v1/licences/{kind}/people/{personId}/priority/preview', { ...of(wish), query: {} }),
    title: ({ seat, priority }) =>
      priority === null
        ? t('licence.priority.none-of', { who: nameOf(seat.person) })
        : t('licence.priority.of', { who: nameOf(seat.person), number: priority }),
    make: {
      says: t('licence.priority.do'),
      act: (wish) =>
        doing(
          () => send('PUT /api/v1/licences/{kind}/people/{personId}/priority', of(wish)),
          () => done(t('licence.priority.set', { who: nameOf(wish.seat.person) })),
        ),
    },
    cancelled: () => setTurn((before) => before + 1),
    file: `${kind}-number.csv`,
  })
  return { ...look, turn }
}

interface PriorityProps {
  readonly seat: SeatPerson
  readonly number: Numbering
}

/** Looked at as soon as the field is left, or with the Enter key. */
export function Priority({ seat, number }: PriorityProps) {
  const [isWrong, setWrong] = useState(false)
  const given = seat.priority === null ? '' : String(seat.priority)
  return (
    <TextInput
      key={`${number.turn} ${given}`}
      className="seat-number"
      size="xs"
      inputMode="numeric"
      aria-label={t('licence.priority', { who: nameOf(seat.person) })}
      defaultValue={given}
      error={isWrong ? t('licence.priority.wrong') : false}
      onKeyDown={(press) => {
        if (press.key === 'Enter') press.currentTarget.blur()
      }}
      onBlur={({ currentTarget: { value } }) => {
        const text = value.trim()
        const isNumber = /^[1-9]\d{0,3}$/.test(text)
        setWrong(text !== '' && !isNumber)
        if (text !== '' && !isNumber) return
        const wanted = isNumber ? Number(text) : null
        if (wanted !== seat.priority) number.wish(seat, wanted)
      }}
    />
  )
}
