/** The rules of a product: in their order, each removed or set after having seen what that does. */
import '../../styles/checkbox.css'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProductRuleBody, ProductRulePreview, ProductRules } from '../../../http/contract/products.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Waiting } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader, useSight } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'
import { t } from '../../translate.ts'
import { Effect } from '../licence/effect.tsx'
import { useLook } from '../licence/look.tsx'
import { schoolsQuery } from '../roster/queries.ts'
import { gradesIn } from './grades.ts'
import { PRODUCTS, productRulesQuery } from './queries.ts'

interface Props {
  readonly product: string
  readonly done: (words: string) => void
}
type Rule = ProductRules['rules'][number]

export function Rules({ product, done }: Props) {
  const { send, me } = useReader()
  const found = useQuery(productRulesQuery(send, product))
  const removal = useRemoval({ product, done })
  return (
    <Card title={t('product.rules')} says={t('product.rules.says')}>
      <div className="stack">
        {removal.effect}
        {found.isPending ? <Waiting lines={3} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data?.rules.length === 0 ? <p className="quiet-line">{t('product.rules.none')}</p> : null}
        <ul className="plain-list lines">
          {found.data?.rules.map((rule) => (
            <li key={rule.name}>
              <RuleLine rule={rule} remove={({ name }) => removal.ask(name)} />
            </li>
          ))}
        </ul>
        {me.may.includes('edit:feed_owned_field') ? <NewRule product={product} done={done} /> : null}
      </div>
    </Card>
  )
}

/** Who loses the product with the rule of that name, who comes in instead, and then taking the rule out. */
function useRemoval({ product, done }: Props) {
  const { send } = useReader()
  const queries = useQueryClient()
  const of = (name: string) => ({ params: { product, name }, body: { rule: null } })
  return useLook<string>({
    look: (name) => send('POST /api/v1/products/{product}/rules/{name}/preview', { ...of(name), query: {} }),
    whole: (name) =>
      send('POST /api/v1/products/{product}/rules/{name}/preview/export', { ...of(name), patient: true }),
    title: (name) => t('product.rule.remove-this', { name }),
    make: {
      says: t('product.rule.remove.do'),
      act: async (name) => {
        try {
          await send('DELETE /api/v1/products/{product}/rules/{name}', { params: { product, name } })
          done(t('product.rule.removed'))
        } finally {
          void queries.invalidateQueries({ queryKey: [PRODUCTS] })
        }
      },
    },
    file: `${product}-rule.csv`,
  })
}

function RuleLine({ rule, remove }: { readonly rule: Rule; readonly remove: (rule: Rule) => void }) {
  const { name, position, grades, schools, mine } = rule
  return (
    <>
      <div>
        <span className="line-main">{t('product.rule.line', { position, name })}</span>{' '}
        <span className="dim">
          {t('product.rule.of', {
            grades: grades.length === 0 ? t('product.rule.all-grades') : grades.join(', '),
            schools:
              schools.length === 0 ? t('product.rule.all-schools') : schools.map((school) => school.name).join(', '),
          })}
        </span>
      </div>
      {mine ? (
        <div className="row">
          <Button
            variant="default"
            size="xs"
            aria-label={t('product.rule.remove-this', { name })}
            onClick={() => remove(rule)}
          >
            {t('product.rule.remove')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

interface Looked {
  readonly name: string
  readonly body: ProductRuleBody
  readonly preview: ProductRulePreview
}

const FIELDS = ['name', 'position', 'grades'] as const

/** What the rule would do: a part of it for the page, all of it as a file. */
function looksOf(send: Send, product: string) {
  const ruleOf = ({ name, body }: Omit<Looked, 'preview'>) => ({ params: { product, name }, body: { rule: body } })
  return {
    look: (asked: Omit<Looked, 'preview'>) =>
      send('POST /api/v1/products/{product}/rules/{name}/preview', { ...ruleOf(asked), query: {} }),
    whole: (asked: Looked) =>
      send('POST /api/v1/products/{product}/rules/{name}/preview/export', { ...ruleOf(asked), patient: true }),
  }
}

/** Looked at first; whatever is changed in the form asks for another look. */
function useNewRule({ product, done }: Props) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/products/{product}/rules/{name}', { product })
  const queries = useQueryClient()
  const form = useTextFields(FIELDS, { position: '1' })
  const [schoolIds, setSchoolIds] = useState<string[]>([])
  const [looked, setLooked] = useState<Looked | null>(null)
  const { look, whole } = looksOf(send, product)
  const looking = useMutation({
    mutationFn: (asked: Omit<Looked, 'preview'>) => look(asked),
    onSuccess: (preview, asked) => setLooked({ ...asked, preview }),
  })
  const setting = useMutation({
    mutationFn: ({ name, body }: Looked) =>
      send('PUT /api/v1/products/{product}/rules/{name}', { params: { product, name }, body, seen: seen() }),
    onSuccess: () => {
      setLooked(null)
      form.set('name', '')
      done(t('product.rule.saved'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [PRODUCTS] }),
  })
  const submit = () => {
    const [name, position] = [form.valueOf('name').trim(), form.valueOf('position').trim()]
    const problems = {
      ...(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$/.test(name) ? {} : { name: t('product.rule.wrong-name') }),
      ...(/^[1-9]\d{0,3}$/.test(position) ? {} : { position: t('product.rule.wrong-position') }),
    }
    const body = { position: Number(position), grades: gradesIn(form.valueOf('grades')), schoolIds }
    if (form.show(problems)) looking.mutate({ name, body })
  }
  const choose = (ids: string[]) => {
    setLooked(null)
    setSchoolIds(ids)
  }
  const bind = (field: (typeof FIELDS)[number]) => {
    const { onChange, ...bound } = form.bind(field)
    return {
      ...bound,
      onChange: (change: Parameters<typeof onChange>[0]) => {
        setLooked(null)
        onChange(change)
      },
    }
  }
  return { whole, looked, looking, setting, submit, bind, schoolIds, choose }
}

function NewRule(props: Props) {
  const { send } = useReader()
  const schools = useQuery(schoolsQuery(send))
  const { whole, looked, looking, setting, submit, bind, schoolIds, choose } = useNewRule(props)
  return (
    <Form submit={submit} aria-label={t('product.rules')}>
      <div className="number-fields">
        <TextInput label={t('product.rule.name')} maxLength={63} {...bind('name')} />
        <TextInput label={t('products.grades')} description={t('products.grades.says')} {...bind('grades')} />
        <TextInput inputMode="numeric" label={t('product.rule.position')} {...bind('position')} />
      </div>
      <Checkbox.Group
        label={t('product.rule.schools')}
        description={t('product.rule.schools.says')}
        value={schoolIds}
        onChange={choose}
      >
        <div className="product-schools">
          {schools.data?.schools.map((school) => (
            <Checkbox key={school.id} value={school.id} label={school.name} />
          ))}
        </div>
      </Checkbox.Group>
      <div className="row">
        <Button type="submit" variant="default" loading={looking.isPending}>
          {t('product.rule.look')}
        </Button>
      </div>
      {looking.error === null ? null : <FailureNote failure={looking.error} />}
      {setting.error === null ? null : <FailureNote failure={setting.error} />}
      {looked === null ? null : (
        <Note mood={looked.preview.short > 0 ? 'warn' : 'calm'} role="alert">
          <Effect preview={looked.preview} whole={() => whole(looked)} file={`${props.product}-rule.csv`} />
          <div className="row">
            <Button onClick={() => setting.mutate(looked)} loading={setting.isPending}>
              {t('product.rule.set')}
            </Button>
          </div>
        </Note>
      )}
    </Form>
  )
}
