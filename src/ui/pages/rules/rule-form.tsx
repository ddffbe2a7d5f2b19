/** The form of one rule: what fits what it takes, and the district's lock. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Rule, RuleValue } from '../../../http/contract/rules.ts'
import { Form } from '../../parts/form.tsx'
import { t, word } from '../../translate.ts'
import { readTyped, typedOf } from './rule-words.ts'

interface RuleFormProps {
  readonly rule: Rule
  readonly isOfSchool: boolean
  readonly isSaving: boolean
  readonly save: (value: RuleValue, locked: boolean) => void
  readonly done: () => void
}

export function RuleForm({ rule, isSaving, save, done }: RuleFormProps) {
  const [typed, setTyped] = useState(typedOf(rule.effective.value))
  const [locked, setLocked] = useState(rule.locked)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () => {
    const value = readTyped(rule, typed)
    setProblem(value === null ? wantsOf(rule) : null)
    if (value !== null && !isSaving) save(value, locked)
  }
  return (
    <Form submit={submit} className="stack field-form">
      <RuleInput rule={rule} typed={typed} type={setTyped} problem={problem} />
      {rule.mayLock ? (
        <Checkbox
          label={t('rules.lock')}
          checked={locked}
          onChange={(change) => setLocked(change.currentTarget.checked)}
        />
      ) : null}
      <div className="row">
        <Button type="submit" size="xs" loading={isSaving}>
          {t('rules.save')}
        </Button>
        <Button variant="default" size="xs" onClick={done}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

interface RuleInputProps {
  readonly rule: Rule
  readonly typed: string
  readonly type: (typed: string) => void
  readonly problem: string | null
}

function RuleInput({ rule, typed, type, problem }: RuleInputProps) {
  const { kind } = rule
  const label = t('rules.value')
  if (kind.type === 'list') return <Choices choices={kind.choices ?? []} typed={typed} type={type} />
  if (kind.type === 'flag' || kind.type === 'choice') {
    const choices =
      kind.type === 'flag' ? FLAGS : (kind.choices ?? []).map((value) => ({ value, label: word('rule-value', value) }))
    return (
      <NativeSelect
        label={label}
        data={choices}
        value={typed}
        onChange={(change) => type(change.currentTarget.value)}
      />
    )
  }
  return (
    <TextInput
      label={label}
      type={kind.type === 'number' ? 'text' : TYPED[kind.type]}
      inputMode={kind.type === 'number' ? 'numeric' : TYPED[kind.type]}
      maxLength={kind.type === 'address' ? 1000 : 254}
      value={typed}
      error={problem}
      onChange={(change) => type(change.currentTarget.value)}
    />
  )
}

const TYPED = { email: 'email', address: 'url' } as const

const FLAGS = [
  { value: 'true', label: t('rules.yes') },
  { value: 'false', label: t('rules.no') },
]

function Choices({
  choices,
  typed,
  type,
}: Omit<RuleInputProps, 'rule' | 'problem'> & { readonly choices: readonly string[] }) {
  const chosen = typed === '' ? [] : typed.split(',')
  return (
    <Checkbox.Group label={t('rules.value')} value={chosen} onChange={(next) => type(next.join(','))}>
      <div className="stack">
        {choices.map((choice) => (
          <Checkbox key={choice} value={choice} label={word('rule-value', choice)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function wantsOf({ kind }: Rule): string {
  if (kind.type === 'address') return t('rules.wants.address')
  return kind.type === 'number'
    ? t('rules.wants.number', { min: kind.min ?? 0, max: kind.max ?? 0 })
    : t('rules.wants.email')
}
