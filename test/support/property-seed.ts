/**
 * Runs before every test file: all properties start from one known seed, so that what a run has seen can be seen again.
 * PROPERTY_SEED names another; a failed property prints the one it had.
 */

import { configureGlobal, readConfigureGlobal } from 'fast-check'
import { readSeed } from './seed.ts'

configureGlobal({ ...readConfigureGlobal(), seed: readSeed(process.env['PROPERTY_SEED']) })
