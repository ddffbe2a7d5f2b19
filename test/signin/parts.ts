/** What sign-in is handed besides a database, the same in every test. */

import { readPasswordList } from '../../config/settings.ts'
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { readCommonPasswords } from '../../src/signin/password-rule.ts'
import { openSecretBox } from '../../src/store/secret.ts'

export const signInParts = {
  box: openSecretBox(Buffer.alloc(32, 7)),
  providers: {
    ask: createGuardedFetch({ allowPrivateNetwork: true, userAgent: 'Staffroom test' }),
    allowPrivateNetwork: true,
  },
  passwordRule: { common: readCommonPasswords(readPasswordList()) },
} as const
