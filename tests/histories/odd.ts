import fc, { type Arbitrary } from 'fast-check'
import type { Behaviour, Fault } from '../../main/ehr/faults/fault.js'

type Kind = Behaviour['kind']
type Of<K extends Kind> = Extract<Behaviour, { kind: K }>

interface Odd<K extends Kind = Kind> {
  /** A moment's trouble, a server that is always so, or both. */
  when: 'passing' | 'always' | 'both'
  /** Which requests it makes sense for. */
  of?: 'reads' | 'writes'
  behaviour: Arbitrary<Of<K>>
}

const plain = <K extends Kind>(kind: K): Arbitrary<Of<K>> => fc.constant({ kind } as Of<K>)

/** How histories use each way in which the embedded EHR can play the bad server. */
const odd: { [K in Kind]?: Odd<K> } = {
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
}

const all = Object.values(odd) as Odd[]
const writes = ['POST', 'PUT', 'PATCH']

const methods = (of: Odd['of']): Arbitrary<Fault['when']> =>
  of === 'reads'
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
 * A server that neither patches nor minds If-Match gives nobody a way to change a record without overwriting what came
 * a moment before: with that one, words are lost whatever a client does.
 */
function bearable(faults: Fault[]): boolean {
  const kinds = faults.map(({ behaviour }) => behaviour.kind)
  return !(kinds.includes('no-patch') && kinds.includes('ignore-if-match'))
}
