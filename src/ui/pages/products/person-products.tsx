/** What one student has of the products, and giving or taking back one. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonProducts as Found } from '../../../http/contract/products.ts'
import { formatDay, formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Pill, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { useProductChange } from './change.tsx'
import { type Had, MOODS } from './had.tsx'
import { personProductsQuery } from './queries.ts'
import { UntilField } from './until-field.tsx'

interface Props {
  readonly personId: string
  readonly name: string
}

/** Nothing where one may give none, and where there are no products. */
export function PersonProducts(props: Props) {
  const { me } = useReader()
  return me.may.includes('assign:product_access') ? <Products {...props} /> : null
}

function Products({ personId, name }: Props) {
  const { send } = useReader()
  const [done, setDone] = useState<string | null>(null)
  const found = useQuery(personProductsQuery(send, personId))
  if (found.isPending || found.data?.products.length === 0) return null
  return (
    <Card title={t('product.of-student')} says={t('product.of-student.says')}>
      <div className="stack">
        <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : <Giving found={found.data} who={{ personId, name }} done={setDone} />}
      </div>
    </Card>
  )
}

interface GivingProps {
  readonly found: Found
  readonly who: Props
  readonly done: (words: string) => void
}

function Giving({ found, who: { personId, name: who }, done }: GivingProps) {
  const change = useProductChange(done)
  const [until, setUntil] = useState('')
  const look = ({ id, name }: Found['products'][number], give: boolean) =>
    change.look({
      product: id,
      title: t(give ? 'product.give-to' : 'product.take-from', { name, who }),
      body: { give, personIds: [personId], ...(give && until !== '' ? { until } : {}) },
    })
  return (
    <>
      {change.question}
      <ul className="plain-list lines">
        {found.products.map((product) => (
          <Offer key={product.id} product={product} found={found} asked={{ who, until, look }} />
        ))}
      </ul>
      <UntilField
        value={until}
        choose={(day) => {
          change.forget()
          setUntil(day)
        }}
      />
    </>
  )
}

interface OfferProps {
  readonly product: Found['products'][number]
  readonly found: Found
  readonly asked: {
    readonly who: string
    readonly until: string
    readonly look: (product: Found['products'][number], give: boolean) => void
  }
}

function Offer({ product, found, asked: { who, until, look } }: OfferProps) {
  const { name, id } = product
  const had = found.has.find((one) => one.product === id)
  const gives = had === undefined || had.takenBack
  const isFor = !found.notFor.includes(id)
  return (
    <li>
      <Line product={product} had={had} isFor={isFor} />
      <div className="row">
        {!gives && until !== '' && had.handUntil !== until && isFor ? (
          <Button
            variant="default"
            size="xs"
            aria-label={t('product.set-until-of', { name, who, day: formatDay(until) })}
            onClick={() => look(product, true)}
          >
            {t('product.set-until', { day: formatDay(until) })}
          </Button>
        ) : null}
        <Button
          disabled={gives && !isFor}
          variant="default"
          size="xs"
          aria-label={t(gives ? 'product.give-to' : 'product.take-from', { name, who })}
          onClick={() => look(product, gives)}
        >
          {t(gives ? 'product.give' : 'product.take')}
        </Button>
      </div>
    </li>
  )
}

interface LineProps {
  readonly product: Found['products'][number]
  readonly had: Had | undefined
  /** It is made for the student's grade. */
  readonly isFor: boolean
}

function Line({ product, had, isFor }: LineProps) {
  const { me } = useReader()
  if (had === undefined && !isFor)
    return (
      <div>
        <span className="line-main">{product.name}</span>{' '}
        <span className="dim">{t('product.only-for', { grades: product.grades.join(', ') })}</span>
      </div>
    )
  if (had === undefined)
    return (
      <div>
        <span className="line-main">{product.name}</span>{' '}
        <span className="dim">
          {t('products.free')}: {product.free}
        </span>
      </div>
    )
  const state = had.state ?? 'taken_back'
  return (
    <div>
      <span className="line-main">{product.name}</span> <Pill mood={MOODS[state]}>{word('product-state', state)}</Pill>{' '}
      <span className="dim">
        {had.until === null
          ? becauseOf({ ...had, state })
          : t('product.kept', { day: formatInstant(had.until, me.district.timezone) })}
      </span>
    </div>
  )
}

/** By whom or what a student has it: a hand, rules, or both; by neither, whoever keeps it as no grade of theirs is known. */
export function becauseOf({
  byHand,
  handUntil,
  rules,
  state,
}: Pick<Had, 'byHand' | 'handUntil' | 'rules'> & { readonly state: keyof typeof MOODS }): string {
  const isHeld = state === 'assigned' || state === 'over'
  if (isHeld && !byHand && rules.length === 0) return t('product.kept-no-grade')
  const named = rules.map((name) => t('product.by-rule', { name }))
  const hand = handUntil === null ? t('product.by-hand') : t('product.by-hand-until', { day: formatDay(handUntil) })
  return [...(byHand ? [hand] : []), ...named].join(', ')
}
