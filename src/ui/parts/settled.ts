/** A value once it has stopped changing: what is typed, when the typing pauses. */
import { useEffect, useState } from 'react'

export function useSettled<Value>(value: Value, quietMs: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value)
    }, quietMs)
    return () => {
      clearTimeout(timer)
    }
  }, [value, quietMs])
  return settled
}
