/**
 * Which part may import which: the table of docs/ARCHITECTURE.md. Everything not named there is refused.
 *
 * Each entry says what a part may reach: folders of this project as path patterns, and npm packages by name. A part
 * may always import itself. Node's own modules are allowed in the processes that run on Node.
 */
const electron = 'electron'
const fhirTypes = '@medplum/fhirtypes'
const react = ['react', 'react-dom', 'lucide-react']

const parts = [
  { name: 'shared/kernel', from: '^shared/kernel/', project: [], packages: [] },
  { name: 'shared/domain', from: '^shared/domain/', project: ['^shared/kernel/'], packages: [] },
  {
    name: 'shared/document',
    from: '^shared/document/',
    project: ['^shared/(kernel|domain)/'],
    packages: ['prosemirror-model', 'prosemirror-transform'],
  },
  {
    name: 'shared/contract',
    from: '^shared/contract/',
    project: ['^shared/(kernel|domain|document)/'],
    packages: ['zod'],
  },
  {
    name: 'core/store',
    from: '^main/core/store/',
    project: ['^shared/'],
    packages: ['better-sqlite3', 'kysely', fhirTypes],
    node: true,
  },
  ...['search', 'outbox', 'session'].map((folder) => ({
    name: `core/${folder}`,
    from: `^main/core/${folder}/`,
    project: ['^shared/', '^main/core/store/'],
    node: true,
  })),
  {
    name: 'core/terminology',
    from: '^main/core/terminology/',
    project: ['^shared/', '^main/core/(store|search)/'],
    node: true,
  },
  { name: 'core/fhir', from: '^main/core/fhir/', project: ['^shared/'], node: true },
  {
    name: 'core/sync',
    from: '^main/core/sync/',
    project: ['^shared/', '^main/core/(store|outbox|fhir)/'],
    node: true,
  },
  {
    name: 'core/handlers',
    from: '^main/core/handlers/',
    project: ['^shared/', '^main/core/(?!(core|entry|cli)\\.ts$)'],
    node: true,
  },
  {
    name: 'core/work',
    from: '^main/core/work/',
    project: ['^shared/', '^main/core/(?!(core|entry|cli)\\.ts$)'],
    node: true,
  },
  { name: 'core', from: '^main/core/[^/]+\\.ts$', project: ['^shared/', '^main/core/'], node: true },
  { name: 'ehr', from: '^main/ehr/', project: ['^shared/kernel/'], node: true },
  {
    name: 'shell',
    from: '^main/shell/',
    project: ['^shared/(contract|kernel)/'],
    packages: [electron, 'electron-log', 'electron-updater'],
    node: true,
  },
  { name: 'preload', from: '^preload/', project: ['^shared/contract/'], packages: [electron] },
  {
    name: 'renderer/ui',
    from: '^renderer/ui/',
    project: ['^shared/kernel/'],
    packages: [
      ...react,
      'react-aria-components',
      '@fontsource-variable/inter',
      '@tanstack/react-virtual',
      'pdfjs-dist',
      'uplot',
    ],
  },
  { name: 'renderer/data', from: '^renderer/data/', project: ['^shared/'], packages: ['react', 'zustand'] },
  {
    name: 'renderer/editor',
    from: '^renderer/editor/',
    project: ['^renderer/ui/', '^shared/'],
    packages: [...react, 'prosemirror-[a-z-]+', 'nspell', 'dictionary-en(-gb)?'],
  },
  {
    name: 'renderer/features',
    from: '^renderer/features/([^/]+)/',
    project: ['^renderer/features/$1/', '^renderer/(ui|editor|data)/', '^shared/'],
  },
  { name: 'renderer/app', from: '^renderer/(app/|[^/]+\\.tsx?$)', project: ['^renderer/', '^shared/'] },
]

const npm = '(^|/)node_modules/'
const packagePattern = (name) => `(^|/)node_modules/(@types/)?${name}/`
const builtin = ['core']

const projectRules = parts.map(({ name, from, project }) => ({
  name: `${name} imports`,
  severity: 'error',
  comment: `${name} may import only: itself${project.length ? `, ${project.join(', ')}` : ''}`,
  from: { path: from },
  to: {
    path: '^(shared|main|preload|renderer|build|tests)/',
    pathNot: [name === 'renderer/features' ? '^renderer/features/$1/' : from, ...project],
  },
}))

/** Parts whose packages the table names: any other package is refused. */
const packageRules = parts
  .filter(({ packages }) => packages)
  .map(({ name, from, packages }) => ({
    name: `${name} packages`,
    severity: 'error',
    comment: `${name} may use only: ${packages.join(', ') || 'no package'}`,
    from: { path: from },
    to: { path: npm, pathNot: packages.map(packagePattern) },
  }))

module.exports = {
  forbidden: [
    ...projectRules,
    ...packageRules,
    {
      name: 'every folder is in the table',
      severity: 'error',
      comment: 'A new part belongs in the table of import directions first.',
      from: { path: '^(shared|main|preload|renderer)/', pathNot: parts.map(({ from }) => from) },
      to: {},
    },
    {
      name: 'features stay apart',
      severity: 'error',
      comment: 'A feature never imports another feature; what two share belongs in ui, data or shared.',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'node only where Node runs',
      severity: 'error',
      from: { path: parts.filter(({ node }) => !node).map(({ from }) => from) },
      to: { dependencyTypes: builtin },
    },
    {
      name: 'electron only in shell and preload',
      severity: 'error',
      from: { path: '^(shared|main|renderer)/', pathNot: '^main/shell/' },
      to: { path: packagePattern(electron) },
    },
    {
      name: 'SQLite only in the stores',
      severity: 'error',
      from: { path: '^(shared|main|preload|renderer)/', pathNot: '^main/(core/store|ehr)/' },
      to: { path: packagePattern('better-sqlite3') },
    },
    {
      name: 'no React outside the renderer',
      severity: 'error',
      from: { path: '^(shared|main|preload)/' },
      to: { path: packagePattern('(react|react-dom|react-aria-components|zustand)') },
    },
    {
      name: 'product never imports tests or build',
      severity: 'error',
      from: { path: '^(shared|main|preload|renderer)/' },
      to: { path: '^(tests|build)/' },
    },
    {
      name: 'no cycles',
      severity: 'error',
      comment: 'Types may refer to each other; code that runs may not.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'declared packages only',
      severity: 'error',
      from: { path: '^(shared|main|preload|renderer)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
  },
}
