/** What each student of a class has of the products, and giving one to all or some of them. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClassProducts as Found } from '../../../http/contract/products.ts'
import { nameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Quietly, Waiting } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useProductChange } from './change.tsx'
import { classProductsQuery } from './queries.ts'
import { HadPill } from './had.tsx'
import { UntilField } from './until-field.tsx'

/** Nothing where one may give none, or where there are no products: most districts have none. */
export function ClassProducts({ classId }: { readonly classId: string }) {
  const { me } = useReader()
  return me.may.includes('assign:product_access') ? <Products classId={classId} /> : null
}

function Products({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const [done, setDone] = useState<string | null>(null)
  const found = useQuery(classProductsQuery(send, classId))
  if (found.data !== undefined && (found.data.products.length === 0 || found.data.students.length === 0)) return null
  return (
    <Card
      title={t('product.of-class')}
      says={t('product.of-class.says')}
      actions={<a href={paths.products()}>{t('products.back')}</a>}
    >
      <Quietly>{done === null ? null : <Note mood="good">{done}</Note>}</Quietly>
      {found.isPending ? <Waiting lines={4} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Giving found={found.data} done={setDone} />}
    </Card>
  )
}

interface StudentsProps {
  readonly found: Found
  readonly product: string
  readonly chosen: string[]
  readonly choose: (ids: string[]) => void
}

function Students({ found, product, chosen, choose }: StudentsProps) {
  return (
    <Checkbox.Group label={t('product.choose-students')} value={chosen} onChange={choose}>
      <ul className="plain-list lines">
        {found.students.map(({ person, grades, notFor, products }) => (
          <li key={person.id}>
            <Checkbox
              value={person.id}
              label={nameOf(person)}
              description={notFor.includes(product) ? otherGrade(grades) : undefined}
            />
            <div className="row">
              {products.map((had) => (
                <HadPill key={had.product} had={had} catalogue={found.products} />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Checkbox.Group>
  )
}

function otherGrade(grades: readonly string[]): string {
  return grades.length === 0 ? t('product.no-grade') : t('product.other-grade', { grade: grades.join(', ') })
}

interface GivingProps {
  readonly found: Found
  readonly done: (words: string) => void
}

/** What is chosen and asked for; whatever is changed asks for another look. */
function useGiving({ found, done }: GivingProps) {
  const [chosen, setChosen] = useState<string[]>(() => found.students.map(({ person }) => person.id))
  const [product, setProduct] = useState(found.products[0]?.id ?? '')
  const [until, setUntil] = useState('')
  const change = useProductChange(done)
  const { name = product, grades = [] } = found.products.find(({ id }) => id === product) ?? {}
  const unfit = new Set(found.students.flatMap((each) => (each.notFor.includes(product) ? [each.person.id] : [])))
  const fit = chosen.filter((id) => !unfit.has(id))
  const look = (give: boolean) => {
    const personIds = give ? fit : chosen
    change.look({
      product,
      title: t(give ? 'product.give-to' : 'product.take-from', {
        name,
        who: t('product.chosen', { count: personIds.length }),
      }),
      body: { give, personIds, ...(give && until !== '' ? { until } : {}) },
    })
  }
  const anew =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      change.forget()
      set(value)
    }
  const choose = { students: anew(setChosen), product: anew(setProduct), until: anew(setUntil) }
  return { chosen, fit, product, grades, until, look, choose, change }
}

function Giving(props: GivingProps) {
  const { found } = props
  const { chosen, fit, product, grades, until, look, choose, change } = useGiving(props)
  return (
    <div className="stack">
      <NativeSelect
        label={t('product.choose')}
        value={product}
        data={found.products.map(({ id, name: label, free }) => ({
          value: id,
          label: `${label} (${t('products.free')}: ${free})`,
        }))}
        onChange={({ currentTarget: { value } }) => choose.product(value)}
      />
      <Students found={found} product={product} chosen={chosen} choose={choose.students} />
      {fit.length === chosen.length ? null : (
        <Note mood="warn">
          {t('product.left-out', { count: chosen.length - fit.length, grades: grades.join(', ') })}
        </Note>
      )}
      <UntilField value={until} choose={choose.until} />
      {change.question}
      <div className="row">
        <Button disabled={fit.length === 0} loading={change.isLooking} onClick={() => look(true)}>
          {t('product.look-give')}
        </Button>
        <Button variant="default" disabled={chosen.length === 0} loading={change.isLooking} onClick={() => look(false)}>
          {t('product.look-take')}
        </Button>
        {chosen.length === 0 ? <span className="dim">{t('product.chosen.none')}</span> : null}
      </div>
    </div>
  )
}
