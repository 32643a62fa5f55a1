import { parameters } from './parameter.js'

const CONTACT = `
  phone               token     telecom[system=phone]   term
  email               token     telecom[system=email]   term
  telecom             token     telecom
  address             string    address
  address-city        string    address.city
  address-state       string    address.state
  address-postalcode  string    address.postalCode
`

const NAMES = `
  name    string  name         term
  family  string  name.family  term
  given   string  name.given   term
`

/** People, places and organisations. */
export const people = {
  Patient: parameters(`${NAMES}${CONTACT}
    identifier            token      identifier            term
    active                token      active
    birthdate             date       birthDate             date
    gender                token      gender
    deceased              token      deceasedBoolean
    death-date            date       deceasedDateTime
    language              token      communication.language
    general-practitioner  reference  generalPractitioner   term
    organization          reference  managingOrganization  term
    link                  reference  link.other            term
  `),
  RelatedPerson: parameters(`${NAMES}${CONTACT}
    identifier    token      identifier  term
    patient       reference  patient     patient
    active        token      active
    birthdate     date       birthDate   date
    gender        token      gender
    relationship  token      relationship
  `),
  Practitioner: parameters(`${NAMES}${CONTACT}
    identifier     token  identifier  term
    active         token  active
    gender         token  gender
    communication  token  communication
  `),
  PractitionerRole: parameters(`
    identifier    token      identifier    term
    practitioner  reference  practitioner  term
    organization  reference  organization  term
    location      reference  location      term
    role          token      code          term
    specialty     token      specialty
    active        token      active
    date          date       period        date
  `),
  Organization: parameters(`
    identifier  token      identifier  term
    name        string     name|alias  term
    active      token      active
    type        token      type
    partof      reference  partOf      term
    address     string     address
  `),
  Location: parameters(`
    identifier          token      identifier            term
    name                string     name|alias            term
    status              token      status                status
    type                token      type
    operational-status  token      operationalStatus
    organization        reference  managingOrganization  term
    partof              reference  partOf                term
    address             string     address
  `),
  HealthcareService: parameters(`
    identifier    token      identifier    term
    name          string     name          term
    active        token      active
    organization  reference  providedBy    term
    location      reference  location      term
    service-type  token      type
  `),
  Device: parameters(`
    identifier    token      identifier         term
    status        token      status             status
    type          token      type
    patient       reference  patient            patient
    device-name   string     deviceName.name
    organization  reference  owner              term
  `),
  Group: parameters(`
    identifier  token      identifier     term
    type        token      type
    actual      token      actual
    code        token      code
    member      reference  member.entity  term
  `),
}
