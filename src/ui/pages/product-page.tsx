/** One product: its figures, its students, the rules that give it. */
import '../styles/licence.css'
import '../styles/settings.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Products } from '../../http/contract/products.ts'
import { formatNumber } from '../formats.ts'
import { useAskedAgain } from '../parts/asked-again.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { EditProduct } from './products/edit-product.tsx'
import { catalogueQuery, PRODUCTS } from './products/queries.ts'
import { Rules } from './products/rules.tsx'
import { ProductStudents } from './products/students.tsx'

type Product = Products['products'][number]

export function ProductPage({ id }: { readonly id: string }) {
  const { send, me } = useReader()
  const [done, setDone] = useState<string | null>(null)
  const found = useQuery(catalogueQuery(send))
  const product = found.data?.products.find((one) => one.id === id)
  return (
    <>
      <PageHead
        title={product?.name ?? id}
        says={t('product.says')}
        actions={<a href={paths.products()}>{t('products.back')}</a>}
      />
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      {found.isPending ? <Waiting lines={8} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data !== undefined && product === undefined ? <Note mood="warn">{t('product.missing')}</Note> : null}
      {product === undefined ? null : (
        <>
          <Figures product={product} done={setDone} />
          <ProductStudents product={product} done={setDone} />
          <Rules product={product.id} done={setDone} />
          {me.may.includes('set:licence_quantity') ? (
            <EditProduct key={formOf(product)} product={product} done={setDone} />
          ) : null}
        </>
      )}
    </>
  )
}

/** A form of other words where somebody else has changed the product. */
function formOf({ id, name, category, grades }: Product): string {
  return [id, name, category, ...grades].join('\n')
}

function Figures({ product, done }: { readonly product: Product; readonly done: (words: string) => void }) {
  const { me } = useReader()
  const again = useAskedAgain(PRODUCTS, done)
  const { bought, used, waiting, grace, free, usedHere, waitingHere, name, kind } = product
  const figures = [
    [t('products.bought'), bought],
    [t('products.used'), used],
    [t('products.waiting'), waiting],
    [t('licence.grace'), grace],
    [t('products.used-here'), usedHere],
    [t('products.waiting-here'), waitingHere],
    [t('products.free'), free],
  ] as const
  const isIdle = used === 0 && waiting === 0 && product.rules === 0
  const withdraw = () =>
    again.ask({
      label: t('products.withdraw'),
      sure: t('products.withdraw.sure', { name }),
      says: t('products.withdrawn', { name }),
      act: (send) => send('DELETE /api/v1/products/{product}', { params: { product: product.id } }),
    })
  return (
    <div className="stack">
      <dl className="licence-figures">
        {figures.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{formatNumber(value)}</dd>
            </div>
          ),
        )}
      </dl>
      {again.question}
      {again.failure}
      <div className="row">
        {me.may.includes('view:licence_state') ? <a href={paths.licence(kind)}>{t('products.licence')}</a> : null}
        {me.may.includes('set:licence_quantity') && isIdle ? (
          <Button variant="default" size="xs" onClick={withdraw}>
            {t('products.withdraw')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
