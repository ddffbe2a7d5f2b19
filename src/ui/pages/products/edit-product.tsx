/** A product of the catalogue is changed: who loses it by other grades, who waits and who gains it is seen first. */
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ProductBody, Products } from '../../../http/contract/products.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader, useSight } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'
import { t } from '../../translate.ts'
import { forgetting, type LookOptions, useLook } from '../licence/look.tsx'
import { gradesIn } from './grades.ts'
import { PRODUCTS } from './queries.ts'

interface Props {
  readonly product: Products['products'][number]
  readonly done: (words: string) => void
}

const FIELDS = ['name', 'category', 'grades'] as const

function looksOf(send: Send, product: string): Pick<LookOptions<ProductBody>, 'look' | 'whole'> {
  const of = (body: ProductBody) => ({ params: { product }, body })
  return {
    look: (body) => send('POST /api/v1/products/{product}/preview', { ...of(body), query: {} }),
    whole: (body) => send('POST /api/v1/products/{product}/preview/export', { ...of(body), patient: true }),
  }
}

export function EditProduct({ product, done }: Props) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/products/{product}')
  const queries = useQueryClient()
  const { id, name, category, grades } = product
  const form = useTextFields(FIELDS, { name, category, grades: grades.join(', ') })
  const look = useLook<ProductBody>({
    ...looksOf(send, id),
    title: (body) => t('products.change-to', { name: body.name }),
    make: {
      says: t('products.change.save'),
      act: async (body) => {
        try {
          await send('PUT /api/v1/products/{product}', { params: { product: id }, body, seen: seen() })
          done(t('products.changed'))
        } finally {
          void queries.invalidateQueries({ queryKey: [PRODUCTS] })
        }
      },
    },
    file: `${id}-change.csv`,
  })
  const submit = () => {
    const body = {
      name: form.valueOf('name').trim(),
      category: form.valueOf('category').trim(),
      grades: gradesIn(form.valueOf('grades')),
    }
    if (form.show(body.name === '' ? { name: t('products.wrong-name') } : {})) look.ask(body)
  }
  const bind = forgetting(form.bind, look.forget)
  return (
    <Card title={t('products.change')} says={t('products.change.says')}>
      <Form submit={submit} aria-label={t('products.change')}>
        <div className="number-fields">
          <TextInput label={t('products.name')} maxLength={120} {...bind('name')} />
          <TextInput label={t('products.category')} maxLength={60} {...bind('category')} />
          <TextInput label={t('products.for-grades')} description={t('products.grades.says')} {...bind('grades')} />
        </div>
        <div className="row">
          <Button type="submit" variant="default" loading={look.isLooking}>
            {t('products.change.look')}
          </Button>
        </div>
        {look.effect}
      </Form>
    </Card>
  )
}
