/** A small form of text fields: values, problems, and the focus on the first field with a problem. */
import { useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import type { FieldProblems } from '../api-failure.ts'

/** `order`: the fields as they stand on the page. `start`: what stands in them at first; the others are empty. */
export function useTextFields<Field extends string>(
  order: readonly Field[],
  start: Partial<Record<Field, string>> = {},
) {
  const [values, setValues] = useState(start)
  const [problems, setProblems] = useState<FieldProblems>({})
  const inputs = useRef(new Map<Field, HTMLInputElement | null>())
  const valueOf = (field: Field) => values[field] ?? ''
  return {
    valueOf,
    hasProblems: Object.keys(problems).length > 0,
    set: (field: Field, value: string) => setValues((before) => ({ ...before, [field]: value })),
    focus: (field: Field) => inputs.current.get(field)?.focus(),
    /** Shows what is wrong; true when nothing is. */
    show: (found: FieldProblems) => {
      setProblems(found)
      const first = order.find((field) => found[field] !== undefined)
      if (first !== undefined) inputs.current.get(first)?.focus()
      return Object.keys(found).length === 0
    },
    /** The properties that tie an input to its field. */
    bind: (field: Field) => ({
      ref: (input: HTMLInputElement | null) => {
        inputs.current.set(field, input)
      },
      value: valueOf(field),
      error: problems[field],
      onChange: (change: ChangeEvent<HTMLInputElement>) => {
        const { value } = change.currentTarget
        setValues((before) => ({ ...before, [field]: value }))
        setProblems((before) => Object.fromEntries(Object.entries(before).filter(([other]) => other !== field)))
      },
    }),
  }
}
