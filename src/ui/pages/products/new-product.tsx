/** A product is entered into the catalogue; one that is there is changed on its own page. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader, useSight } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { gradesIn } from './grades.ts'
import { PRODUCTS } from './queries.ts'

const FIELDS = ['id', 'name', 'category', 'grades'] as const

interface Props {
  /** The ids that the catalogue has. */
  readonly known: readonly string[]
  readonly done: (words: string) => void
}

export function NewProduct({ known, done }: Props) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/products/{product}')
  const queries = useQueryClient()
  const form = useTextFields(FIELDS)
  const saving = useMutation({
    mutationFn: ({ product, ...body }: { product: string; name: string; category: string; grades: string[] }) =>
      send('PUT /api/v1/products/{product}', { params: { product }, body, seen: seen() }),
    onSuccess: () => {
      for (const field of FIELDS) form.set(field, '')
      done(t('products.saved'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [PRODUCTS] }),
  })
  const submit = () => {
    const [product, name] = [form.valueOf('id').trim(), form.valueOf('name').trim()]
    const problems = {
      ...(/^[a-z0-9][a-z0-9-]{0,62}$/.test(product) ? {} : { id: t('products.wrong-id') }),
      ...(known.includes(product) ? { id: t('products.known-id') } : {}),
      ...(name === '' ? { name: t('products.wrong-name') } : {}),
    }
    const [category, grades] = [form.valueOf('category').trim(), gradesIn(form.valueOf('grades'))]
    if (form.show(problems)) saving.mutate({ product, name, category, grades })
  }
  return (
    <Card title={t('products.new')} says={t('products.new.says')}>
      <Form submit={submit} aria-label={t('products.new')}>
        <div className="number-fields">
          <TextInput label={t('products.id')} description={t('products.id.says')} maxLength={63} {...form.bind('id')} />
          <TextInput label={t('products.name')} maxLength={120} {...form.bind('name')} />
          <TextInput label={t('products.category')} maxLength={60} {...form.bind('category')} />
          <TextInput label={t('products.grades')} description={t('products.grades.says')} {...form.bind('grades')} />
        </div>
        {saving.error === null ? null : <FailureNote failure={saving.error} />}
        <div className="row">
          <Button type="submit" loading={saving.isPending}>
            {t('products.save')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
