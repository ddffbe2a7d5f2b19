/** The calendar day it is in the district, as of when the page was opened. */
import { useState } from 'react'
import { todayIn } from '../formats.ts'

export function useToday(zone: string): string {
  const [today] = useState(() => todayIn(zone, new Date()))
  return today
}
