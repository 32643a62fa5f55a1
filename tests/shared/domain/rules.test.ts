import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flagOf, severity, worstFlag } from '../../../shared/domain/flag.js'
import { identifies } from '../../../shared/domain/identify.js'
import { tubeForTest, tubeKinds } from '../../../shared/domain/tube.js'
import { visitProblem, visitState } from '../../../shared/domain/visit.js'
import { bodyMassIndex, vitalKinds, vitalProblem } from '../../../shared/domain/vital.js'

describe('identifying', () => {
  const amara = {
    family: ['Okafor'],
    given: ['Amara', 'Jane'],
    preferred: ['Ama'],
    birthDate: '1979-03-12',
    mrn: '204118',
  }
  const says = (name: string, birthDate = '1979-03-12', mrn?: string): boolean => {
    const { name: named, birthDate: born, mrn: numbered } = identifies(amara, { name, birthDate, mrn })
    return named && born && numbered
  }

  it.each(['Amara Okafor', 'okafor amara', 'OKAFOR, Amara Jane', 'Ama Okafor', 'Mrs Amara J. Okafor', 'Jane Okafor'])(
    '%s is her',
    (name) => {
      expect(says(name)).toBe(true)
    },
  )

  it.each([
    'Okafor',
    'Amara',
    'Amara Okafur',
    'Amara Okonkwo',
    'Amara Okafor Eze',
    'Ngozi Okafor',
    'A Okafor',
    'Amara K. Okafor',
    '',
    'Okafor Okafor',
  ])('%s is not enough or another', (name) => {
    expect(says(name)).toBe(false)
  })

  it('needs the whole birth date, and the record number when one is given', () => {
    expect(says('Amara Okafor', '1979-12-03')).toBe(false)
    expect(says('Amara Okafor', '1979-03-12', '204 118')).toBe(true)
    expect(says('Amara Okafor', '1979-03-12', '204119')).toBe(false)
    expect(
      identifies({ ...amara, birthDate: '1979-03' }, { name: 'Amara Okafor', birthDate: '1979-03' }).birthDate,
    ).toBe(false)
    expect(
      identifies({ ...amara, birthDate: undefined }, { name: 'Amara Okafor', birthDate: '1979-03-12' }).birthDate,
    ).toBe(false)
  })

  it('takes accents, apostrophes and spaces as they come', () => {
    const with_ = (family: string, given: string[], said: string): boolean =>
      identifies(
        { family: [family], given, preferred: [], birthDate: '2000-01-01', mrn: '1' },
        { name: said, birthDate: '2000-01-01' },
      ).name
    expect(with_('Peña', ['José'], 'jose pena')).toBe(true)
    expect(with_("O'Brien", ['Máire'], 'Maire O Brien')).toBe(true)
    expect(with_('van der Berg', ['Søren'], 'Soren van der Berg')).toBe(true)
    expect(with_('García-López', ['Ana'], 'Ana Garcia')).toBe(true)
    expect(with_('Jean-Louis', ['Marie-Ange'], 'Marie Ange Jean Louis')).toBe(true)
    expect(with_('Hassan', ['Hassan'], 'Hassan')).toBe(false)
    expect(with_('Hassan', ['Hassan'], 'Hassan Hassan')).toBe(true)
  })

  it('never takes one person for another with no word in common', () => {
    const name = fc.stringMatching(/^[a-m]{3,8}$/)
    const other = fc.stringMatching(/^[n-z]{3,8}$/)
    fc.assert(
      fc.property(name, name, other, (family, given, stranger) => {
        const patient = { family: [family], given: [given], preferred: [], birthDate: '2000-01-01', mrn: '1' }
        expect(identifies(patient, { name: `${given} ${stranger}`, birthDate: '2000-01-01' }).name).toBe(false)
        expect(identifies(patient, { name: `${stranger} ${family}`, birthDate: '2000-01-01' }).name).toBe(false)
        expect(identifies(patient, { name: `${given} ${family} ${stranger}`, birthDate: '2000-01-01' }).name).toBe(
          false,
        )
      }),
      { seed: 20261122 },
    )
  })
})

describe('vitals', () => {
  it('are taken inside their limits only', () => {
    for (const kind of vitalKinds) {
      if (kind.name === 'systolic' || kind.name === 'diastolic') continue
      expect(vitalProblem({ [kind.name]: kind.least }), kind.name).toBeUndefined()
      expect(vitalProblem({ [kind.name]: kind.most }), kind.name).toBeUndefined()
      expect(vitalProblem({ [kind.name]: kind.most + 1 }), kind.name).toContain(kind.label)
      expect(vitalProblem({ [kind.name]: kind.least - 1 }), kind.name).toContain(kind.label)
      expect(vitalProblem({ [kind.name]: Number.NaN }), kind.name).toContain(kind.label)
    }
  })
  it('have both pressures or neither, the systolic above', () => {
    expect(vitalProblem({ systolic: 120, diastolic: 80 })).toBeUndefined()
    expect(vitalProblem({ systolic: 120 })).toBeDefined()
    expect(vitalProblem({ systolic: 80, diastolic: 80 })).toBeDefined()
  })
  it('give a body mass index to one decimal', () => {
    expect(bodyMassIndex(84.2, 168)).toBe(29.8)
    expect(bodyMassIndex(84.2, undefined)).toBeUndefined()
    expect(bodyMassIndex(84.2, 20)).toBeUndefined()
  })
})

describe('a visit', () => {
  it.each([
    ['booked', undefined, 'booked'],
    ['arrived', { status: 'arrived', inRoom: false }, 'arrived'],
    ['checked-in', { status: 'arrived', inRoom: false }, 'checked-in'],
    ['checked-in', { status: 'triaged', inRoom: true }, 'roomed'],
    ['checked-in', { status: 'in-progress', inRoom: true }, 'with-clinician'],
    ['fulfilled', { status: 'finished', inRoom: false }, 'finished'],
    ['fulfilled', undefined, 'finished'],
    ['noshow', undefined, 'no-show'],
    ['cancelled', { status: 'cancelled', inRoom: false }, 'cancelled'],
  ] as const)('%s, %o is %s', (appointment, encounter, state) => {
    expect(visitState(appointment, encounter)).toBe(state)
  })
  it('takes no step out of turn', () => {
    expect(visitProblem('booked', 'start')).toContain('has not arrived yet')
    expect(visitProblem('finished', 'finish')).toBeDefined()
    expect(visitProblem('roomed', 'room')).toBeUndefined()
  })
})

describe('flags', () => {
  it('are known by their codes, worst first', () => {
    expect(worstFlag(['N', 'L', 'HH', 'A'])).toBe('HH')
    expect(worstFlag(['N', undefined])).toBeUndefined()
    expect(flagOf('HU')).toBe('HH')
    expect(flagOf('IND')).toBeUndefined()
    expect(severity('LL')).toBeGreaterThan(severity('H'))
  })
})

describe('tubes', () => {
  it('come in the order of draw: cultures, citrate, serum, heparin, EDTA, fluoride', () => {
    const order = [...tubeKinds.values()].sort((a, b) => a.order - b.order).map(({ code }) => code)
    expect(order).toEqual(['blood-culture', 'light-blue', 'gold', 'green', 'lavender', 'grey', 'urine'])
  })
  it('are serum for a test the catalogue does not know, and say so', () => {
    expect(tubeForTest('0-0')).toMatchObject({ kind: { code: 'gold' }, known: false })
    expect(tubeForTest('58410-2')).toMatchObject({ kind: { code: 'lavender' }, known: true })
  })
})
