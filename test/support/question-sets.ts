/** The question sets that come with the product, as the installation reads them. */

import { readQuestionSets } from '../../src/community/question-set.ts'
import file from '../../config/question-sets.json' with { type: 'json' }

const read = readQuestionSets(file)
if ('faults' in read) throw new Error(read.faults.join('; '))
export const SETS = read.sets
export const [SET] = read.sets
