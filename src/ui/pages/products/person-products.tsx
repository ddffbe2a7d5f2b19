/** What one student has of the products, and giving or taking back one. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonProducts as Found } from '../../../http/contract/products.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Pill, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { useProductChange } from './change.tsx'
import { type Had, MOODS } from './had.tsx'
import { personProductsQuery } from './queries.ts'

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
  const change = useProductChange(setDone)
  if (found.isPending || found.data?.products.length === 0) return null
  return (
    <Card title={t('product.of-student')} says={t('product.of-student.says')}>
      <div className="stack">
        <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {change.question}
        <ul className="plain-list lines">
          {found.data?.products.map((product) => {
            const had = found.data.has.find((one) => one.product === product.id)
            const gives = had === undefined || had.takenBack
            const ask = () =>
              change.look({
                product: product.id,
                title: t(gives ? 'product.give-to' : 'product.take-from', { name: product.name, who: name }),
                body: { give: gives, personIds: [personId] },
              })
            return (
              <li key={product.id}>
                <Line product={product} had={had} />
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t(gives ? 'product.give-to' : 'product.take-from', { name: product.name, who: name })}
                  onClick={ask}
                >
                  {t(gives ? 'product.give' : 'product.take')}
                </Button>
              </li>
            )
          })}
        </ul>
      </div>
    </Card>
  )
}

function Line({ product, had }: { readonly product: Found['products'][number]; readonly had: Had | undefined }) {
  const { me } = useReader()
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
          ? becauseOf(had)
          : t('product.kept', { day: formatInstant(had.until, me.district.timezone) })}
      </span>
    </div>
  )
}

/** By whom or what a student has it: a hand, rules, or both. */
export function becauseOf({ byHand, rules }: Pick<Had, 'byHand' | 'rules'>): string {
  const named = rules.map((name) => t('product.by-rule', { name }))
  return [...(byHand ? [t('product.by-hand')] : []), ...named].join(', ')
}
