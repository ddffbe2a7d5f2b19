/** One rule: the value that counts, whose it is, and setting another one. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Rule, RuleValue } from '../../../http/contract/rules.ts'
import { formatInstant } from '../../formats.ts'
import { FailureNote, Pill } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putRules, showRulesAgain } from './queries.ts'
import { RuleForm } from './rule-form.tsx'
import { ruleLabel, valueWords } from './rule-words.ts'

interface RuleLineProps {
  readonly rule: Rule
  /** Null: the district. */
  readonly schoolId: string | null
}

export function RuleLine({ rule, schoolId }: RuleLineProps) {
  const [editing, setEditing] = useState(false)
  const saving = useSaving(rule, schoolId, () => setEditing(false))
  const label = ruleLabel(rule.name)
  const own = schoolId === null ? rule.district : rule.school
  return (
    <div className="field">
      <div className="field-says">
        <span className="field-name">{label}</span>
        <span className="field-value">{valueWords(rule.effective.value)}</span>
        <Origin rule={rule} schoolId={schoolId} />
        <span className="dim">{rule.says}</span>
      </div>
      {rule.mayChange && !editing ? (
        <div className="row">
          <Button
            variant="default"
            size="xs"
            aria-label={t('rules.edit-this', { rule: label })}
            onClick={() => setEditing(true)}
          >
            {t('rules.edit')}
          </Button>
          {own === null ? null : (
            <Button
              variant="default"
              size="xs"
              aria-label={t(schoolId === null ? 'rules.reset-this' : 'rules.reset-this.school', { rule: label })}
              loading={saving.isPending}
              onClick={() => saving.mutate({ value: null, locked: false })}
            >
              {t(schoolId === null ? 'rules.reset' : 'rules.reset.school')}
            </Button>
          )}
        </div>
      ) : null}
      {editing ? (
        <RuleForm
          rule={rule}
          isOfSchool={schoolId !== null}
          isSaving={saving.isPending}
          save={(value, locked) => saving.mutate({ value, locked })}
          done={() => setEditing(false)}
        />
      ) : null}
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
    </div>
  )
}

function Origin({ rule, schoolId }: RuleLineProps) {
  const { me } = useReader()
  const { from } = rule.effective
  const set = from === 'school' ? rule.school : rule.district
  const at = set === null ? '' : formatInstant(set.at, me.district.timezone)
  return (
    <>
      <span className="row">
        <Pill mood={from === 'standard' ? 'calm' : 'good'}>{t(`rules.from.${from}`)}</Pill>
        {rule.locked ? <Pill mood="warn">{t(schoolId === null ? 'rules.locked' : 'rules.locked.school')}</Pill> : null}
        {rule.effect === 'here' ? null : <Pill mood="calm">{t('rules.handed-on')}</Pill>}
      </span>
      {set === null || from === 'standard' ? null : (
        <span className="dim">
          {set.name === null ? t('rules.by-nobody', { at }) : t('rules.by', { name: set.name, at })}
        </span>
      )}
      {from === 'school' ? (
        <span className="dim">
          {t('rules.district-says', { value: valueWords(rule.district?.value ?? rule.standard) })}
        </span>
      ) : null}
      {from === 'district' ? (
        <span className="dim">{t('rules.standard-is', { value: valueWords(rule.standard) })}</span>
      ) : null}
    </>
  )
}

interface Set {
  /** Null: back to what counts without it. */
  readonly value: RuleValue | null
  readonly locked: boolean
}

function useSaving(rule: Rule, schoolId: string | null, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { name, version } = rule
  return useMutation({
    mutationFn: ({ value, locked }: Set) =>
      schoolId === null
        ? send('PUT /api/v1/rules/{rule}', { params: { rule: name }, body: { value, locked, version } })
        : send('PUT /api/v1/schools/{schoolId}/rules/{rule}', {
            params: { schoolId, rule: name },
            body: { value, version },
          }),
    onSuccess: (rules) => {
      putRules(queries, rules)
      done()
    },
    onError: (failure) => showRulesAgain(queries, failure),
  })
}
