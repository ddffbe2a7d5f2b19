/** The form of a caseload: its name, and the rules that put educators into it. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Caseload, MakeCaseloadBody } from '../../../http/contract/caseloads.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { schoolsQuery } from '../coach/queries.ts'
import { choicesQuery } from '../educators/queries.ts'

/** Empty: whatever it is. */
interface RuleValues {
  /** Of the form alone: rules have no names. */
  readonly key: string
  readonly schoolId: string
  readonly grade: string
  readonly subject: string
  readonly feedRole: string
  readonly isFirstYear: boolean
}

export interface CaseloadValues {
  readonly name: string
  readonly rules: readonly RuleValues[]
}

const NO_RULE: Omit<RuleValues, 'key'> = { schoolId: '', grade: '', subject: '', feedRole: '', isFirstYear: false }

export function valuesOf({ name, rules }: Pick<Caseload, 'name' | 'rules'>): CaseloadValues {
  return {
    name,
    rules: rules.map(({ school, grade, subject, feedRole, isFirstYear }, index) => ({
      key: String(index),
      schoolId: school?.id ?? '',
      grade: grade ?? '',
      subject: subject ?? '',
      feedRole: feedRole ?? '',
      isFirstYear,
    })),
  }
}

export function ruleOf({
  schoolId,
  grade,
  subject,
  feedRole,
  isFirstYear,
}: Omit<RuleValues, 'key'>): MakeCaseloadBody['rules'][number] {
  return {
    schoolId: orNull(schoolId),
    grade: orNull(grade),
    subject: orNull(subject),
    feedRole: orNull(feedRole.trim()),
    isFirstYear,
  }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}

interface CaseloadFormProps {
  readonly label: string
  readonly start: CaseloadValues
  readonly saving: { readonly failure: unknown; readonly isPending: boolean }
  readonly save: (values: CaseloadValues) => void
  readonly cancel: () => void
}

export function CaseloadForm({ label, start, saving: { failure, isPending }, save, cancel }: CaseloadFormProps) {
  const [{ name, rules }, setValues] = useState(start)
  const problems: FieldProblems = failure instanceof ApiFailure ? failure.fields : {}
  const replace = (index: number, rule: RuleValues) =>
    setValues({ name, rules: rules.map((one, at) => (at === index ? rule : one)) })
  return (
    <Form submit={() => (isPending ? undefined : save({ name, rules }))} aria-label={label}>
      <TextInput
        label={t('caseloads.name')}
        value={name}
        maxLength={80}
        error={problems['name']}
        onChange={(change) => setValues({ rules, name: change.currentTarget.value })}
      />
      <div>
        <span className="field-name">{t('caseloads.rules')}</span>
        <p className="dim">{t('caseloads.rules.says')}</p>
      </div>
      {rules.map((rule, index) => (
        <Rule
          key={rule.key}
          number={index + 1}
          rule={rule}
          problem={problems[`rules/${index}`]}
          change={(changed) => replace(index, changed)}
          remove={() => setValues({ name, rules: rules.filter((_one, at) => at !== index) })}
        />
      ))}
      <div className="row">
        <Button
          size="xs"
          variant="default"
          onClick={() => setValues({ name, rules: [...rules, { ...NO_RULE, key: crypto.randomUUID() }] })}
        >
          {t('caseloads.rule.add')}
        </Button>
      </div>
      {failure === null || Object.keys(problems).length > 0 ? null : <FailureNote failure={failure} />}
      <div className="row">
        <Button type="submit" loading={isPending}>
          {t('caseloads.save')}
        </Button>
        <Button variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  )
}

interface RuleProps {
  readonly number: number
  readonly rule: RuleValues
  readonly problem: string | undefined
  readonly change: (rule: RuleValues) => void
  readonly remove: () => void
}

function Rule({ number, rule, problem, change, remove }: RuleProps) {
  const { send } = useReader()
  const { data: places } = useQuery(schoolsQuery(send))
  const { data: choices } = useQuery(choicesQuery(send))
  const words = [
    ['grade', choices?.grades ?? []],
    ['subject', choices?.subjects ?? []],
  ] as const
  return (
    <fieldset className="table-tools">
      <legend>{t('caseloads.rule', { number })}</legend>
      <NativeSelect
        label={t('caseloads.rule.school')}
        value={rule.schoolId}
        error={problem}
        data={[
          { value: '', label: t('caseloads.rule.all-schools') },
          ...(places?.schools ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) => change({ ...rule, schoolId: value })}
      />
      {words.map(([name, offered]) => (
        <NativeSelect
          key={name}
          label={t(`caseloads.rule.${name}`)}
          value={rule[name]}
          data={[
            { value: '', label: t('caseloads.rule.any') },
            ...[...new Set([...offered, rule[name]])].filter((word) => word !== ''),
          ]}
          onChange={({ currentTarget: { value } }) => change({ ...rule, [name]: value })}
        />
      ))}
      <TextInput
        label={t('caseloads.rule.role')}
        value={rule.feedRole}
        maxLength={64}
        onChange={({ currentTarget: { value } }) => change({ ...rule, feedRole: value })}
      />
      <Checkbox
        label={t('caseloads.rule.first-year')}
        checked={rule.isFirstYear}
        onChange={({ currentTarget: { checked } }) => change({ ...rule, isFirstYear: checked })}
      />
      <Button size="xs" variant="default" aria-label={t('caseloads.rule.remove', { number })} onClick={remove}>
        {t('caseloads.remove')}
      </Button>
    </fieldset>
  )
}
