import fc, { type Arbitrary } from 'fast-check'
import type { Behaviour, Fault } from '../../main/ehr/faults/fault.js'

type Kind = Behaviour['kind']
type Of<K extends Kind> = Extract<Behaviour, { kind: K }>

interface Odd<K extends Kind = Kind> {
  /** A moment's trouble, a server that is always so, or both. */
  when: 'passing' | 'always' | 'both'
  /** Which requests it makes sense for. */
  of?: 'reads' | 'writes' | 'ids'
  behaviour: Arbitrary<Of<K>>
}

const plain = <K extends Kind>(kind: K): Arbitrary<Of<K>> => fc.constant({ kind } as Of<K>)

/** How histories use each way in which the embedded EHR can play the bad server; undefined for the few they cannot. */
const odd: { [K in Kind]: Odd<K> | undefined } = {
  status: {
    when: 'passing',
    behaviour: fc.oneof(
      fc.constantFrom(409, 500, 503, 408, 502).map((status) => ({ kind: 'status' as const, status })),
      fc.constantFrom(400, 403, 404, 412, 422).map((status) => ({ kind: 'status' as const, status })),
      fc.constant({ kind: 'status' as const, status: 429, retryAfter: 3 }),
    ),
  },
  'lost-response': { when: 'passing', behaviour: plain('lost-response') },
  'lost-request': { when: 'passing', behaviour: plain('lost-request') },
  latency: {
    when: 'passing',
    behaviour: fc.constantFrom(20, 2_000).map((milliseconds) => ({ kind: 'latency', milliseconds })),
  },
  'truncated-body': { when: 'passing', behaviour: plain('truncated-body') },
  'no-etag': { when: 'always', behaviour: plain('no-etag') },
  'transaction-as-batch': { when: 'always', behaviour: plain('transaction-as-batch') },
  'slow-commit': {
    when: 'passing',
    of: 'writes',
    behaviour: fc.constantFrom(500, 20_000, 100_000).map((milliseconds) => ({ kind: 'slow-commit', milliseconds })),
  },
  'token-expired': { when: 'passing', behaviour: plain('token-expired') },
  'html-page': { when: 'passing', behaviour: plain('html-page') },
  'ignore-if-match': { when: 'always', of: 'writes', behaviour: plain('ignore-if-match') },
  'ignore-if-none-exist': { when: 'both', of: 'writes', behaviour: plain('ignore-if-none-exist') },
  'ignore-since': { when: 'always', of: 'reads', behaviour: plain('ignore-since') },
  'no-patch': { when: 'always', of: 'writes', behaviour: plain('no-patch') },

  undeclared: {
    when: 'always',
    behaviour: fc.constantFrom<Of<'undeclared'>>(
      { kind: 'undeclared', interactions: ['history-system'] },
      { kind: 'undeclared', interactions: ['history-system', 'history-type', 'history-instance', 'vread'] },
      { kind: 'undeclared', everything: true },
      { kind: 'undeclared', interactions: ['transaction', 'batch'] },
    ),
  },
  'tombstone-search': {
    when: 'always',
    of: 'reads',
    behaviour: fc.constantFrom('stub' as const, 'entry' as const).map((as) => ({ kind: 'tombstone-search', as })),
  },
  backdated: {
    when: 'passing',
    of: 'writes',
    behaviour: fc.constantFrom(1_000, 30_000, 110_000).map((milliseconds) => ({ kind: 'backdated', milliseconds })),
  },
  // No longer than rows may become visible behind what everybody has read.
  'same-moment': { when: 'passing', of: 'writes', behaviour: fc.constant({ kind: 'same-moment', lasts: 100_000 }) },
  'offset-paging': { when: 'always', of: 'reads', behaviour: plain('offset-paging') },
  'count-cap': { when: 'always', of: 'reads', behaviour: fc.constant({ kind: 'count-cap', count: 3 }) },
  unsorted: { when: 'always', of: 'reads', behaviour: plain('unsorted') },
  'cached-answers': {
    when: 'always',
    of: 'reads',
    behaviour: fc.constantFrom<Of<'cached-answers'>>(
      { kind: 'cached-answers', seconds: 60 },
      { kind: 'cached-answers', seconds: 60, heeds: true },
      { kind: 'cached-answers', seconds: 60, says: 'age' },
      { kind: 'cached-answers', seconds: 60, says: 'bundle' },
    ),
  },
  // What is applied twice or overwritten is seen by counting.
  'named-versions': undefined,
  'no-version': { when: 'always', behaviour: plain('no-version') },
  'next-link': {
    when: 'both',
    of: 'reads',
    behaviour: fc.constantFrom('relative' as const, 'get-pages' as const).map((form) => ({ kind: 'next-link', form })),
  },
  'partial-everything': {
    when: 'always',
    of: 'reads',
    behaviour: fc.constant({ kind: 'partial-everything', types: ['Observation', 'AllergyIntolerance'] }),
  },
  'plus-refused': { when: 'always', of: 'reads', behaviour: plain('plus-refused') },
  'answers-in-part': { when: 'passing', of: 'reads', behaviour: plain('answers-in-part') },
  'terse-transaction': { when: 'both', of: 'writes', behaviour: plain('terse-transaction') },
  dangling: { when: 'always', of: 'writes', behaviour: plain('dangling') },
  // Who may see whom is not what converges: tests/sync/servers tells what goes when access is taken away.
  'hidden-patient': undefined,
  // Histories hear of changes by pulling.
  live: undefined,
  // A search by time that hides what changed cannot be seen through; asked for by their ids, records can be read.
  'finds-nothing': { when: 'passing', of: 'ids', behaviour: plain('finds-nothing') },

  'status-after': {
    when: 'passing',
    of: 'writes',
    behaviour: fc.constantFrom(500, 502, 504).map((status) => ({ kind: 'status-after', status })),
  },
  'html-after': { when: 'passing', of: 'writes', behaviour: plain('html-after') },
  'empty-body': { when: 'both', of: 'writes', behaviour: plain('empty-body') },
  location: {
    when: 'always',
    of: 'writes',
    behaviour: fc
      .constantFrom('without-history' as const, 'relative' as const, 'other-host' as const, 'none' as const)
      .map((form) => ({ kind: 'location', form })),
  },
  'transaction-limit': {
    when: 'always',
    of: 'writes',
    behaviour: fc.constant({ kind: 'transaction-limit', creates: 8, updates: 50 }),
  },
  'transaction-answer': {
    when: 'passing',
    of: 'writes',
    behaviour: fc.constantFrom<Of<'transaction-answer'>>(
      { kind: 'transaction-answer', reversed: true },
      { kind: 'transaction-answer', leaveOut: 1 },
      { kind: 'transaction-answer', type: 'batch-response' },
    ),
  },
  'ignore-test': { when: 'always', of: 'writes', behaviour: plain('ignore-test') },
  'refuse-test': { when: 'always', of: 'writes', behaviour: plain('refuse-test') },
  revive: { when: 'always', of: 'writes', behaviour: fc.constant({ kind: 'revive', status: 200 }) },
  'put-creates': { when: 'always', of: 'writes', behaviour: plain('put-creates') },
  'forget-deleted': { when: 'always', behaviour: plain('forget-deleted') },
  'no-change-no-version': { when: 'always', of: 'writes', behaviour: plain('no-change-no-version') },
  'stale-answer': { when: 'both', of: 'writes', behaviour: plain('stale-answer') },
  normalise: {
    when: 'always',
    of: 'writes',
    behaviour: fc
      .constantFrom('text' as const, 'order' as const, 'extensions' as const, 'decimals' as const)
      .map((how) => ({ kind: 'normalise', how: [how] })),
  },
}

const all = Object.values(odd).filter((each) => each !== undefined) as Odd[]
const writes = ['POST', 'PUT', 'PATCH']

const methods = (of: Odd['of']): Arbitrary<Fault['when']> =>
  of === 'ids'
    ? fc.constant({ method: 'GET', path: '_id=' })
    : of === 'reads'
      ? fc.constant({ method: 'GET' })
      : of === 'writes'
        ? fc.constant({ method: writes })
        : fc.constantFrom({ method: writes }, { method: 'GET' }, {})

const one = (odd: Odd): Arbitrary<Fault> =>
  fc.record({ when: methods(odd.of), behaviour: odd.behaviour }).map((fault) => fault as Fault)

/** Trouble that comes and goes. */
export const passing: Arbitrary<Fault> = fc
  .oneof(...all.filter(({ when }) => when !== 'always').map(one))
  .chain((fault) =>
    fc.record({ skip: fc.nat(3), times: fc.integer({ min: 1, max: 3 }) }).map((some) => ({ ...fault, ...some })),
  )

/** Servers that are odd in some way all the time; most are not. */
export const oddities: Arbitrary<Fault[]> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constant<Fault[]>([]) },
    {
      weight: 2,
      arbitrary: fc.array(fc.oneof(...all.filter(({ when }) => when !== 'passing').map(one)), { maxLength: 2 }),
    },
  )
  .filter(bearable)

/**
 * A server that takes away every way to change a record without overwriting what came a moment before gives nobody a
 * chance: with that one, words are lost whatever a client does. So is a create made twice where the server neither minds
 * If-None-Exist nor finds what it has just made.
 */
const unbearable: Kind[][] = [
  ['no-patch', 'ignore-if-match'],
  ['no-patch', 'revive'],
  ['no-patch', 'no-version'],
  ['refuse-test', 'ignore-if-match'],
  ['refuse-test', 'revive'],
  ['refuse-test', 'no-version'],
  ['ignore-test', 'ignore-if-match'],
  ['ignore-test', 'no-version'],
  ['ignore-if-match', 'no-version'],
  ['ignore-if-none-exist', 'cached-answers'],
]

function bearable(faults: Fault[]): boolean {
  const kinds = new Set(faults.map(({ behaviour }) => behaviour.kind))
  return unbearable.every((some) => !some.every((kind) => kinds.has(kind)))
}
