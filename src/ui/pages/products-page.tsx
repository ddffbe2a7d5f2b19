/** The catalogue: what the district has for its students, what is free of it, and entering more. */
import '../styles/settings.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Products } from '../../http/contract/products.ts'
import { Card } from '../parts/card.tsx'
import { DataTable } from '../parts/data-table.tsx'
import type { Column } from '../parts/data-table.tsx'
import { bookIcon } from '../parts/icons.tsx'
import { Empty, FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { NewProduct } from './products/new-product.tsx'
import { catalogueQuery } from './products/queries.ts'

type Product = Products['products'][number]

export function ProductsPage() {
  const { send, me } = useReader()
  const [done, setDone] = useState<string | null>(null)
  const found = useQuery(catalogueQuery(send))
  return (
    <>
      <PageHead title={t('products.title')} says={t('products.says')} />
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      <Card title={t('products.title')}>
        {found.isPending ? <Waiting lines={6} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : (
          <DataTable
            label={t('products.title')}
            rows={found.data.products}
            columns={columnsFor(found.data.products)}
            rowKey={({ id }) => id}
            sortedBy={{ column: 'name', descending: false }}
            exportName="products.csv"
            empty={
              <Empty icon={bookIcon} title={t('products.none')}>
                {t('products.none.says')}
              </Empty>
            }
          />
        )}
      </Card>
      {me.may.includes('set:licence_quantity') ? (
        <NewProduct known={found.data?.products.map(({ id }) => id) ?? []} done={setDone} />
      ) : null}
    </>
  )
}

/** Whoever reaches the whole district sees its figures, anybody else those of their own students. */
function columnsFor(products: readonly Product[]): readonly Column<Product>[] {
  const isWhole = products.some(({ used }) => used !== null)
  const count = (key: 'bought' | 'used' | 'waiting' | 'free' | 'usedHere' | 'waitingHere', label: string) => ({
    key,
    label,
    value: (product: Product) => product[key],
    numeric: true,
  })
  return [
    {
      key: 'name',
      label: t('products.name'),
      value: ({ name }) => name,
      cell: ({ id, name }) => <a href={paths.product(id)}>{name}</a>,
    },
    { key: 'category', label: t('products.category'), value: ({ category }) => category },
    { key: 'grades', label: t('products.grades'), value: gradesOf },
    ...(isWhole
      ? [
          count('bought', t('products.bought')),
          count('used', t('products.used')),
          count('waiting', t('products.waiting')),
        ]
      : [count('usedHere', t('products.used-here')), count('waitingHere', t('products.waiting-here'))]),
    count('free', t('products.free')),
  ]
}

function gradesOf({ grades }: Product): string {
  return grades.length === 0 ? t('products.grades.all') : grades.join(', ')
}
