import type { Day } from './calendar.js'
import { ageOn, dateText, dayOf } from './calendar.js'
import type { HouseholdKind, Place } from './household.js'
import { placeOf } from './household.js'
import { type Origin, origins, originWeights, preferredNames } from './names.js'
import { Random } from './random.js'

export type Sex = 'female' | 'male'
export type Smoking = 'never' | 'former' | 'current'

/** Who the patient is, and the bodily constants everything else is computed from. */
export interface Person {
  n: number
  /** The Patient resource's id. */
  id: string
  mrn: string
  given: string
  middle?: string
  family: string
  preferred?: string
  suffix?: string
  sex: Sex
  birth: Day
  /** Completed years today, or at death. */
  age: number
  died?: Day
  inactive: boolean
  phone: string
  /** The second number, when there is one. */
  workPhone?: string
  email?: string
  address: { line: string; city: string; postalCode: string }
  language?: { code: string; name: string }
  marital: 'married' | 'never-married' | 'widowed' | 'divorced' | undefined
  contact?: { given: string; family: string; phone: string; relationship: string }
  /** Who usually sees this patient; a Practitioner id. */
  primary: string
  smoking: Smoking
  /** Standard scores, kept for life: height, weight for height (children) and systolic pressure. */
  heightScore: number
  weightScore: number
  pressureScore: number
  /** Adult body mass index today, kg/m². */
  bmi: number
}

/** Numbers below this belong to the cast, made by hand. */
export const FIRST_ORDINARY = 15

const enum_ = { demographics: 2, home: 3, base: 4 } as const

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
const phone = (random: Random): string =>
  `(${random.chance(0.55) ? '206' : random.pick(areaCodes)}) 555-01${String(random.int(0, 99)).padStart(2, '0')}`

interface Home {
  origin: Origin
  partnerOrigin: Origin
  family: string
  partnerFamily: string
  phone: string
  address: Person['address']
  /** Age of the first adult. */
  age: number
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

const families = (origin: Origin, random: Random): string => {
  const one = random.pick(origin.family)
  if (!origin.hyphenated || !random.chance(origin.hyphenated)) return one
  const two = random.pick(origin.family)
  return two === one || two.includes('-') || one.includes('-') ? one : `${one}-${two}`
}

function homeOf(seed: number, place: Place): Home {
  const random = new Random(seed, place.household, enum_.home)
  const origin = origins[random.weighted(originWeights)] as Origin
  const partnerOrigin = random.chance(0.85) ? origin : (origins[random.weighted(originWeights)] as Origin)
  const family = families(origin, random)
  const street = `${random.int(1, 399) * random.int(1, 24)} ${random.pick(streets)} ${random.pick(streetKinds)}`
  const where = random.pick(cities)
  return {
    origin,
    partnerOrigin,
    family,
    partnerFamily: random.chance(0.7) ? family : families(partnerOrigin, random),
    phone: phone(random),
    address: { line: random.chance(0.28) ? `${street}, Apt ${random.int(1, 42)}` : street, ...where },
    age: adultAge(place.kind, random),
  }
}

/** Given names follow fashion: a cohort by year of birth where the origin has several. */
function givenName(origin: Origin, sex: Sex, birthYear: number, random: Random): string {
  const cohorts = origin[sex]
  const cohort = cohorts.length === 1 ? 0 : birthYear < 1960 ? 0 : birthYear < 1995 ? 1 : 2
  return random.pick(cohorts[cohort] ?? (cohorts[0] as readonly string[]))
}

/** MRNs set aside for the cast: see `cast`. */
const castNumbers = [
  '204118',
  '118902',
  '331047',
  '290415',
  '417263',
  '268934',
  '352706',
  '381295',
  '176540',
  '420881',
  '309172',
  '245367',
  '198643',
  '433058',
]
const SPAN = 900_000
const STEP = 377_003 // coprime with SPAN, so that every number is met once
const spread = (seed: number, n: number): string => String(100_000 + ((n * STEP + (seed % 9973) * 61) % SPAN))

/** Six digits, unique up to 900,000 patients; a number the cast holds is exchanged for the one that cast member gave up. */
export function mrnOf(seed: number, n: number): string {
  if (n < FIRST_ORDINARY) return castNumbers[n - 1] as string
  let mrn = spread(seed, n)
  for (let held = castNumbers.indexOf(mrn); held >= 0; held = castNumbers.indexOf(mrn)) mrn = spread(seed, held + 1)
  return mrn
}

/** Adults' body mass index, lognormal about 28; after NHANES 2017–2020 (CDC/NCHS), mean 29 to 30, 42 % at 30 or more. */
const bodyMass = (random: Random, age: number): number => {
  const middle = age < 30 ? 26.6 : age < 75 ? 28.6 : 27
  return Math.min(52, Math.max(17.5, middle * Math.exp(random.normal() * 0.19)))
}

const primaries = ['novak', 'novak', 'novak', 'hale', 'hale', 'hale', 'cole', 'cole', 'osei']
export const primaryOf = (household: number): string => primaries[household % primaries.length] as string

export function lifeSigns(
  seed: number,
  n: number,
  age: number,
): Pick<Person, 'smoking' | 'heightScore' | 'weightScore' | 'pressureScore' | 'bmi'> {
  const random = new Random(seed, n, enum_.base)
  const habit = random.next()
  const current = age < 18 ? 0 : age < 65 ? 0.13 : 0.08
  const former = age < 25 ? 0.03 : age < 50 ? 0.16 : 0.34
  return {
    smoking: habit < current ? 'current' : habit < current + former ? 'former' : 'never',
    heightScore: random.normal(),
    weightScore: random.normal(),
    pressureScore: random.normal(),
    bmi: bodyMass(random, age),
  }
}

const suffixOf = (random: Random, sex: Sex): string | undefined =>
  sex === 'male' && random.chance(0.012) ? random.pick(['Jr', 'III']) : undefined

/** Same name, another birth date: the trap a search must make plain. One patient in 150 carries an earlier patient's name. */
function namesake(seed: number, n: number): number | undefined {
  if (n < FIRST_ORDINARY + 40) return undefined
  const random = new Random(seed, n, 9)
  return random.chance(1 / 150) ? n - random.int(13, 39) : undefined
}

/** The person behind an ordinary number (15 and up), as of `today`. */
export function ordinaryPerson(seed: number, n: number, today: Day, follow = true): Person {
  const place = placeOf(seed, n - FIRST_ORDINARY)
  const home = homeOf(seed, place)
  const random = new Random(seed, n, enum_.demographics)
  const year = Number(dateText(today).slice(0, 4))

  let age = home.age
  if (place.role === 'partner') age = Math.max(place.kind === 'elder-couple' ? 62 : 20, home.age + random.int(-5, 4))
  else if (place.role === 'housemate') age = random.int(19, 36)
  else if (place.role === 'elder' && place.index > 0) age = home.age + random.int(24, 36)
  else if (place.role === 'child') age = Math.max(0, Math.min(17, home.age - random.int(20, 36) - place.index))
  if (place.role === 'child' && home.age < 22 + age) age = Math.max(0, home.age - 22)

  const firstSex = new Random(seed, place.household, 8).chance(
    place.kind === 'elder' || place.kind === 'lone-parent' ? 0.64 : 0.52,
  )
  const opposite = random.chance(0.94)
  const sex: Sex =
    place.role === 'partner'
      ? firstSex !== opposite
        ? 'female'
        : 'male'
      : place.index === 0
        ? firstSex
          ? 'female'
          : 'male'
        : random.chance(0.51)
          ? 'female'
          : 'male'

  let birth = dayOf(year - age, random.int(1, 12), random.int(1, 28))
  if (birth > today - 10) birth = today - random.int(10, 300)
  // A birthday still to come this year would make them a year younger than the household says; move the year instead.
  if (ageOn(birth, today) < age) birth -= 365
  age = ageOn(birth, today)
  const birthYear = Number(dateText(birth).slice(0, 4))

  const own = place.role === 'partner' || place.role === 'housemate' ? home.partnerOrigin : home.origin
  let given = givenName(own, sex, birthYear, random)
  let family =
    place.role === 'partner' ? home.partnerFamily : place.role === 'housemate' ? families(own, random) : home.family
  let middle = random.chance(0.4) ? givenName(own, sex, birthYear, random) : undefined
  if (middle === given) middle = undefined
  const twin = follow ? namesake(seed, n) : undefined
  if (twin !== undefined) {
    const other = ordinaryPerson(seed, twin, today, false)
    if (other.sex === sex) {
      given = other.given
      family = other.family
      middle = random.chance(0.5) ? other.middle : undefined
    }
  }

  const adult = age >= 18
  const ownPhone = adult && random.chance(0.6) ? phone(random) : home.phone
  const elder = age >= 65
  const died = age >= 60 && random.chance(age >= 85 ? 0.09 : 0.025) ? today - random.int(25, 700) : undefined
  const short = preferredNames[given]
  const paired =
    place.role === 'partner' ||
    ((place.kind === 'couple' || place.kind === 'elder-couple' || place.kind === 'three-generations') &&
      place.index === 0)
  const ascii = (text: string): string =>
    text
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase()
  const relation = !adult
    ? firstSex
      ? 'Mother'
      : 'Father'
    : paired
      ? 'Spouse'
      : elder
        ? random.pick(['Daughter', 'Son', 'Niece', 'Neighbour'])
        : random.pick(['Mother', 'Sister', 'Brother', 'Friend', 'Partner'])
  const contactSex: Sex =
    /Father|Son|Brother/.test(relation) || (relation === 'Spouse' && sex === 'female') ? 'male' : 'female'
  return {
    n,
    id: `p${n}`,
    mrn: mrnOf(seed, n),
    given,
    ...(middle && { middle }),
    family,
    ...(short && random.chance(0.4) && { preferred: random.pick(short) }),
    ...(adult && { suffix: suffixOf(random, sex) }),
    sex,
    birth,
    age: died === undefined ? age : ageOn(birth, died),
    ...(died !== undefined && { died }),
    inactive: died === undefined && random.chance(0.018),
    phone: ownPhone,
    ...(adult && !elder && random.chance(0.2) && { workPhone: phone(random) }),
    ...(adult &&
      random.chance(elder ? 0.5 : 0.85) && {
        email: `${ascii(given)}.${ascii(family)}${random.chance(0.5) ? random.int(2, 99) : ''}@mail.example`,
      }),
    address: home.address,
    ...(own.language && random.chance(own.language.share) && { language: own.language }),
    marital: !adult
      ? undefined
      : paired
        ? 'married'
        : elder
          ? random.pick(['widowed', 'widowed', 'divorced', 'never-married'])
          : age > 35
            ? random.pick(['married', 'divorced', 'never-married'])
            : 'never-married',
    ...(random.chance(0.82) && {
      contact: {
        given: givenName(
          home.origin,
          contactSex,
          birthYear +
            (relation === 'Mother' || relation === 'Father'
              ? -28
              : relation === 'Daughter' || relation === 'Son'
                ? 28
                : 0),
          random,
        ),
        family: relation === 'Friend' || relation === 'Neighbour' ? families(home.origin, random) : family,
        phone: adult ? phone(random) : home.phone,
        relationship: relation,
      },
    }),
    primary: primaryOf(place.household),
    ...lifeSigns(seed, n, age),
  }
}
