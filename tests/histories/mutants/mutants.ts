/** A known way to break the core, which the histories must notice. */
export interface Mutant {
  breaks: string
  file: string
  from: string
  to: string
  /** The same in another place. */
  also?: { file: string; from: string; to: string }
}

export const mutants: readonly Mutant[] = [
  {
    breaks: 'a message leaves before the EHR has confirmed whose the task is',
    file: 'main/core/outbox/order.ts',
    from: `if (claim) return { by: claim, because: 'claim' }`,
    to: '',
  },
  {
    breaks: 'creates are not conditional, and not looked for before they are repeated',
    file: 'main/core/sync/creates.ts',
    from: 'if (entry.attempts > 0) {',
    to: 'if (entry.attempts < 0) {',
    also: {
      file: 'main/core/sync/own-uuid.ts',
      from: 'const own = sought(body)\n  if (own) return',
      to: 'const own = undefined\n  if (own) return',
    },
  },
  {
    breaks: 'an update names no version',
    file: 'main/core/sync/updates.ts',
    from: '[test, ...changes], version)',
    to: 'changes, undefined)',
  },
  {
    breaks: 'allergies, medicines and orders are merged by machine',
    file: 'main/core/sync/conflict.ts',
    from: `const mayMerge = new Set([`,
    to: `const mayMerge = new Set(['AllergyIntolerance', 'MedicationRequest', 'ServiceRequest', `,
  },
  {
    breaks: 'where both sides changed a field, this side wins without asking',
    file: 'main/core/sync/conflict.ts',
    from: `merge(base, mine, theirs, 'clash')`,
    to: `merge(base, mine, theirs, 'mine')`,
  },
  {
    breaks: 'of two claims of a task the later one stands',
    file: 'main/core/sync/task-merge.ts',
    from: `hold.side === 'mine' ? mine : theirs`,
    to: `mine`,
  },
  {
    breaks: 'comments beside a task that came meanwhile are gone over',
    file: 'main/core/sync/task-merge.ts',
    from: `if (element === 'extension') return extensions(`,
    to: `if (element === 'note') return m\n  if (element === 'extension') return extensions(`,
  },
  {
    breaks: 'an edit made while an earlier one is in flight is forgotten with the answer',
    file: 'main/core/sync/settle.ts',
    from: '    if (same(sent, mine)) {\n      if (row.theirs_deleted)',
    to: '    if (same(sent, sent)) {\n      if (row.theirs_deleted)',
  },
  {
    breaks: 'a copy that was pulled while the request was under way is forgotten with its answer',
    file: 'main/core/sync/arrival.ts',
    from: 'return isOlder({ ...answer.meta }, { ...pulled.meta }) ? pulled : undefined',
    to: 'return isOlder({ ...pulled.meta }, { ...answer.meta }) ? pulled : undefined',
  },
  {
    breaks: 'what is pulled replaces an edit that has not left',
    file: 'main/core/store/receive.ts',
    from: 'if (row && (row.base !== null || row.server_id === null)) {',
    to: 'if (row && row.server_id === null) {',
  },
  {
    breaks: 'pulls begin exactly at the watermark',
    file: 'main/core/sync/delta.ts',
    from: 'const overlapMs = 120_000',
    to: 'const overlapMs = 0',
  },
  {
    breaks: 'the watermark is the time of the last answer, not of the first',
    file: 'main/core/sync/delta.ts',
    from: 'const reached = last ? began : upTo === undefined ? from : earliest(upTo, began)',
    to: 'const reached = new Date(Date.parse(began) + 60_000).toISOString()',
  },
  {
    breaks: 'deletions in the EHR are not noticed',
    file: 'main/core/store/receive.ts',
    from: '    this.forget(type, id)\n  }\n',
    to: '  }\n',
  },
  {
    breaks: 'what a person saves is not forced to the disk',
    file: 'main/core/store/store.ts',
    from: 'return this.#run(true, (topics) => new Writer(',
    to: 'return this.#run(false, (topics) => new Writer(',
  },
  {
    breaks: 'a signed note does not wait for what was done before it, nor for its signature',
    file: 'main/core/outbox/order.ts',
    from: `if (entry.op !== 'update' || !this.#factsOf(entry).signedNote) return undefined`,
    to: 'return undefined',
  },
  {
    breaks: 'lists are not brought in step with what the EHR sends',
    file: 'main/core/store/receive.ts',
    from: '    this.project(id, shown)\n',
    to: '    if (mine) this.project(id, shown)\n',
  },
  {
    breaks: 'what a person gave up is not kept',
    file: 'main/core/store/kept-version.ts',
    from: 'export function keepVersion(',
    to: 'export function keepVersion(..._given: unknown[]): void {}\nfunction neverKept(',
  },
]
