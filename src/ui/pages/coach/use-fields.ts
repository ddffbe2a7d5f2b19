/** The fields of a form by name, so that a problem can put the focus where it is. */
import { useCallback, useRef } from 'react'
import type { LogField } from './log-form.ts'

type Focusable = HTMLElement | null

export interface Fields {
  readonly focusable: (field: LogField) => (element: Focusable) => void
  readonly focus: (field: LogField) => void
}

export function useFields(): Fields {
  const elements = useRef(new Map<LogField, Focusable>())
  const focusable = useCallback(
    (field: LogField) => (element: Focusable) => {
      elements.current.set(field, element)
    },
    [],
  )
  const focus = useCallback((field: LogField) => elements.current.get(field)?.focus(), [])
  return { focusable, focus }
}
