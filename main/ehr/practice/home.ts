import type { HouseholdKind, Place } from './household.js'
import { type Origin, origins, originWeights } from './names.js'
import { Random } from './random.js'

const streets = [
  'Alder',
  'Birch',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fir',
  'Garfield',
  'Harbor View',
  'Juniper',
  'Kestrel',
  'Larch',
  'Mill Pond',
  'Northgate',
  'Orchard',
  'Pine Ridge',
  'Quarry',
  'Rainier',
  'Salmon Creek',
  'Tamarack',
  'Union',
  'Vine Maple',
  'Willow Bend',
  '2nd',
  '5th',
  '9th',
  '14th',
  '31st',
]
const streetKinds = ['St', 'Ave', 'Rd', 'Ln', 'Ct', 'Way', 'Dr', 'Pl']
const cities = [
  { city: 'Alderbrook', postalCode: '98200' },
  { city: 'Alderbrook', postalCode: '98202' },
  { city: 'Fenwick Landing', postalCode: '98209' },
  { city: 'North Harbor', postalCode: '98214' },
  { city: 'Cedar Flats', postalCode: '98217' },
]
const areaCodes = [
  '206',
  '253',
  '360',
  '425',
  '509',
  '503',
  '541',
  '971',
  '208',
  '907',
  '415',
  '510',
  '303',
  '312',
  '602',
  '713',
  '808',
  '917',
]

/** A number in the range set aside for fiction, 555-0100 to 555-0199. */
export const phone = (random: Random): string =>
  `(${random.chance(0.55) ? '206' : random.pick(areaCodes)}) 555-01${String(random.int(0, 99)).padStart(2, '0')}`

/** What a household shares. */
export interface Home {
  origin: Origin
  partnerOrigin: Origin
  family: string
  partnerFamily: string
  phone: string
  address: { line: string; city: string; postalCode: string }
  /** Age of the first adult, and whether it is a woman. */
  age: number
  firstIsWoman: boolean
  /** The children's ages in order of birth, years apart. */
  children: readonly number[]
  /** Where in the list of given names the children's names begin; brothers and sisters never share one. */
  naming: number
  /** 0 to 1: which insurance. */
  cover: number
}

const adultAge = (kind: HouseholdKind, random: Random): number => {
  switch (kind) {
    case 'young':
    case 'shared':
      return random.int(19, 34)
    case 'middle':
      return random.int(34, 66)
    case 'elder':
      return 65 + Math.floor(random.next() * random.next() * 33)
    case 'elder-couple':
      return 64 + Math.floor(random.next() * random.next() * 28)
    case 'couple':
      return random.int(25, 63)
    case 'three-generations':
      return random.int(38, 52)
    default:
      return random.int(25, 49)
  }
}

/** A family name, in some origins doubled. */
export const familyName = (origin: Origin, random: Random): string => {
  const one = random.pick(origin.family)
  if (!origin.hyphenated || !random.chance(origin.hyphenated)) return one
  const two = random.pick(origin.family)
  return two === one || two.includes('-') || one.includes('-') ? one : `${one}-${two}`
}

const HOME_STREAM = 3

export function homeOf(seed: number, place: Place): Home {
  const random = new Random(seed, place.household, HOME_STREAM)
  const origin = origins[random.weighted(originWeights)] as Origin
  const partnerOrigin = random.chance(0.85) ? origin : (origins[random.weighted(originWeights)] as Origin)
  const family = familyName(origin, random)
  const street = `${random.int(1, 399) * random.int(1, 24)} ${random.pick(streets)} ${random.pick(streetKinds)}`
  const where = random.pick(cities)
  const age = adultAge(place.kind, random)
  const many = place.roles.filter((role) => role === 'child').length
  const eldest = Math.max(3 * (many - 1), Math.min(17, age - random.int(19, 34)))
  return {
    origin,
    partnerOrigin,
    family,
    partnerFamily: random.chance(0.7) ? family : familyName(partnerOrigin, random),
    phone: phone(random),
    address: { line: random.chance(0.28) ? `${street}, Apt ${random.int(1, 42)}` : street, ...where },
    age,
    firstIsWoman: random.chance(place.kind === 'elder' || place.kind === 'lone-parent' ? 0.64 : 0.52),
    children: Array.from({ length: many }, (_, i) => Math.max(0, eldest - 3 * i + (i > 0 ? random.int(0, 1) : 0))),
    naming: random.int(0, 10_000),
    cover: random.next(),
  }
}
