import { ageOn, type Day, dateText, dayOf } from './calendar.js'
import { familyName, type Home, homeOf, phone } from './home.js'
import { type Place, placeOf } from './household.js'
import { type LifeSigns, lifeSigns } from './life-signs.js'
import { FIRST_ORDINARY, mrnOf } from './mrn.js'
import { type Origin, preferredNames } from './names.js'
import { Random } from './random.js'

export type Sex = 'female' | 'male'
/** Who the patient is, and the bodily constants everything else is computed from. */
export interface Person extends LifeSigns {
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
  /** 0 to 1: which insurance, the same for a household. */
  cover: number
  /** Who usually sees this patient; a Practitioner id. */
  primary: string
}

const DEMOGRAPHICS_STREAM = 2
const NAMESAKE_STREAM = 9
const CONTACT_STREAM = 10

/** Given names follow fashion: a cohort by year of birth where the origin has several. `at` picks a fixed one. */
function givenName(origin: Origin, sex: Sex, birthYear: number, random: Random, at?: number): string {
  const cohorts = origin[sex]
  const cohort = cohorts.length === 1 ? 0 : birthYear < 1960 ? 0 : birthYear < 1995 ? 1 : 2
  const names = cohorts[cohort] ?? (cohorts[0] as readonly string[])
  return at === undefined ? random.pick(names) : (names[at % names.length] as string)
}

const primaries = ['novak', 'novak', 'novak', 'hale', 'hale', 'hale', 'cole', 'cole', 'osei']

const suffixOf = (random: Random, sex: Sex): string | undefined =>
  sex === 'male' && random.chance(0.012) ? random.pick(['Jr', 'III']) : undefined

/** Namesakes of the cast, close enough to be taken for them. */
const castNamesakes: Readonly<
  Record<number, { given: string; middle?: string; family: string; sex: Sex; age: number }>
> = {
  15: { given: 'Amara', middle: 'Chidinma', family: 'Okafor', sex: 'female', age: 29 },
  16: { given: 'Luis', middle: 'Alberto', family: 'Romero', sex: 'male', age: 44 },
  17: { given: 'Thuy', middle: 'Thi', family: 'Nguyen', sex: 'female', age: 61 },
  18: { given: 'Marco', family: 'Bianchi', sex: 'male', age: 33 },
}

/** Same name, another birth date: the trap a search must make plain. One patient in 150 carries an earlier patient's name. */
function namesake(seed: number, n: number): number | undefined {
  if (n < FIRST_ORDINARY + 40) return undefined
  const random = new Random(seed, n, NAMESAKE_STREAM)
  return random.chance(1 / 150) ? n - random.int(13, 39) : undefined
}

/** Name, sex and birth of an ordinary number; what kin need to know of one another. */
interface Identity {
  place: Place
  home: Home
  origin: Origin
  given: string
  middle?: string
  family: string
  sex: Sex
  birth: Day
  age: number
  random: Random
}

function sexOf(place: Place, home: Home, random: Random): Sex {
  if (place.index === 0) return home.firstIsWoman ? 'female' : 'male'
  if (place.role === 'partner') return home.firstIsWoman === random.chance(0.94) ? 'male' : 'female'
  return random.chance(0.51) ? 'female' : 'male'
}

function ageOf(place: Place, home: Home, random: Random): number {
  switch (place.index === 0 ? 'adult' : place.role) {
    case 'partner':
      return Math.max(place.kind === 'elder-couple' ? 62 : 20, home.age + random.int(-5, 4))
    case 'housemate':
      return random.int(19, 36)
    case 'elder':
      return home.age + random.int(24, 34)
    case 'child':
      return home.children[place.index - place.roles.indexOf('child')] ?? 0
    default:
      return home.age
  }
}

function identityOf(seed: number, n: number, today: Day, follow = true): Identity {
  const place = placeOf(seed, n - FIRST_ORDINARY)
  const home = homeOf(seed, place)
  const random = new Random(seed, n, DEMOGRAPHICS_STREAM)
  const trap = castNamesakes[n]
  const year = Number(dateText(today).slice(0, 4))
  const wanted = trap?.age ?? ageOf(place, home, random)
  const sex = trap?.sex ?? sexOf(place, home, random)
  let birth = dayOf(year - wanted, random.int(1, 12), random.int(1, 28))
  if (birth > today - 10) birth = today - random.int(10, 300)
  // A birthday still to come this year would make them a year younger than the household says; the year is moved instead.
  if (ageOn(birth, today) < wanted) birth -= 365
  const birthYear = Number(dateText(birth).slice(0, 4))
  const origin = place.role === 'partner' || place.role === 'housemate' ? home.partnerOrigin : home.origin
  const found: Identity = {
    place,
    home,
    origin,
    given: givenName(
      origin,
      sex,
      birthYear,
      random,
      place.role === 'child' ? home.naming + place.index * 7 : undefined,
    ),
    family:
      place.role === 'partner'
        ? home.partnerFamily
        : place.role === 'housemate'
          ? familyName(origin, random)
          : home.family,
    sex,
    birth,
    age: ageOn(birth, today),
    random,
  }
  const middle = random.chance(0.4) ? givenName(origin, sex, birthYear, random) : undefined
  if (middle && middle !== found.given) found.middle = middle
  if (trap) {
    found.given = trap.given
    found.family = trap.family
    if (trap.middle) found.middle = trap.middle
    else delete found.middle
    return found
  }
  const other = follow ? namesake(seed, n) : undefined
  const twin = other === undefined ? undefined : identityOf(seed, other, today, false)
  if (twin && twin.sex === sex && place.role !== 'child') {
    found.given = twin.given
    found.family = twin.family
    delete found.middle
    if (twin.middle && random.chance(0.5)) found.middle = twin.middle
  }
  return found
}

/** The number of the spouse at home, when there is one. */
const spouseNumber = (n: number, place: Place): number | undefined =>
  place.role === 'partner' ? n - 1 : place.index === 0 && place.roles[1] === 'partner' ? n + 1 : undefined

/** Whom to call: the spouse or parent at home where there is one, else kin or a friend elsewhere. */
function contactOf(seed: number, n: number, today: Day, self: Identity): Person['contact'] {
  const { place, home, age } = self
  const random = new Random(seed, n, CONTACT_STREAM)
  if (!random.chance(age < 18 ? 0.97 : 0.8)) return undefined
  const kin = age < 18 ? n - place.index : spouseNumber(n, place)
  if (kin !== undefined) {
    const found = identityOf(seed, kin, today)
    const relationship = age >= 18 ? 'Spouse' : found.sex === 'female' ? 'Mother' : 'Father'
    return { given: found.given, family: found.family, phone: home.phone, relationship }
  }
  const relationship =
    age >= 65
      ? random.pick(['Daughter', 'Son', 'Niece', 'Neighbour'])
      : random.pick(['Mother', 'Sister', 'Brother', 'Friend', 'Partner'])
  const sex: Sex = /Son|Brother/.test(relationship) ? 'male' : 'female'
  const apart = relationship === 'Mother' ? -28 : relationship === 'Daughter' || relationship === 'Son' ? 28 : 0
  return {
    given: givenName(self.origin, sex, Number(dateText(self.birth).slice(0, 4)) + apart, random),
    family: /Friend|Neighbour|Partner/.test(relationship) ? familyName(home.origin, random) : self.family,
    phone: phone(random),
    relationship,
  }
}

const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()

function maritalOf(random: Random, age: number, paired: boolean): Person['marital'] {
  if (age < 18) return undefined
  if (paired) return 'married'
  if (age >= 65) return random.pick(['widowed', 'widowed', 'divorced', 'never-married'])
  return age > 35 ? random.pick(['married', 'divorced', 'never-married']) : 'never-married'
}

/** The person behind an ordinary number (15 and up), as of `today`. */
export function ordinaryPerson(seed: number, n: number, today: Day): Person {
  const self = identityOf(seed, n, today)
  const { place, home, random, given, middle, family, sex, birth, age, origin } = self
  const adult = age >= 18
  const elder = age >= 65
  const died = age >= 60 && random.chance(age >= 85 ? 0.09 : 0.025) ? today - random.int(25, 700) : undefined
  const short = preferredNames[given]
  const contact = contactOf(seed, n, today, self)
  const suffix = adult ? suffixOf(random, sex) : undefined
  return {
    n,
    id: `p${n}`,
    mrn: mrnOf(seed, n),
    given,
    ...(middle && { middle }),
    family,
    ...(short && random.chance(0.4) && { preferred: random.pick(short) }),
    ...(suffix && { suffix }),
    sex,
    birth,
    age: died === undefined ? age : ageOn(birth, died),
    ...(died !== undefined && { died }),
    inactive: died === undefined && random.chance(0.018),
    phone: adult && random.chance(0.6) ? phone(random) : home.phone,
    ...(adult && !elder && random.chance(0.2) && { workPhone: phone(random) }),
    ...(adult &&
      random.chance(elder ? 0.5 : 0.85) && {
        email: `${ascii(given)}.${ascii(family)}${random.chance(0.5) ? random.int(2, 99) : ''}@mail.example`,
      }),
    address: home.address,
    ...(origin.language && random.chance(origin.language.share) && { language: origin.language }),
    marital: maritalOf(random, age, spouseNumber(n, place) !== undefined),
    ...(contact && { contact }),
    cover: home.cover,
    primary: primaries[place.household % primaries.length] as string,
    ...lifeSigns(seed, n, age),
  }
}
