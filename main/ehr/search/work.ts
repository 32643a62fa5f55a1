import { parameters } from './parameter.js'

const SUBJECT = `
  identifier  token               identifier  term
  patient     reference(Patient)  subject     patient
  subject     reference           subject     patient
`

/** The day, orders, tasks, messages and who works together. */
export const work = {
  Appointment: parameters(`
    identifier        token                    identifier         term
    status            token                    status             status
    date              date                     start              date
    patient           reference(Patient)       participant.actor  term
    practitioner      reference(Practitioner)  participant.actor  term
    location          reference(Location)      participant.actor  term
    actor             reference                participant.actor  term
    part-status       token                    participant.status
    appointment-type  token                    appointmentType
    service-type      token                    serviceType
    service-category  token                    serviceCategory
    specialty         token                    specialty
    reason-code       token                    reasonCode
    reason-reference  reference                reasonReference    term
    based-on          reference                basedOn            term
    slot              reference                slot               term
  `),
  Encounter: parameters(`${SUBJECT}
    status            token                    status                  status
    class             token                    class
    type              token                    type
    date              date                     period                  date
    appointment       reference                appointment             term
    participant       reference                participant.individual  term
    practitioner      reference(Practitioner)  participant.individual
    participant-type  token                    participant.type
    location          reference                location.location       term
    location-period   date                     location.period
    reason-code       token                    reasonCode
    reason-reference  reference                reasonReference         term
    based-on          reference                basedOn                 term
    part-of           reference                partOf                  term
    service-provider  reference                serviceProvider
  `),
  ServiceRequest: parameters(`${SUBJECT}
    status          token      status         status
    intent          token      intent
    category        token      category
    code            token      code           term
    priority        token      priority
    authored        date       authoredOn     date
    occurrence      date       occurrenceDateTime|occurrencePeriod
    requester       reference  requester      term
    performer       reference  performer      term
    performer-type  token      performerType
    encounter       reference  encounter      term
    specimen        reference  specimen       term
    based-on        reference  basedOn        term
    replaces        reference  replaces       term
    requisition     token      requisition    term
    body-site       token      bodySite
  `),
  Basic: parameters(`
    identifier  token      identifier  term
    code        token      code        term
    subject     reference  subject     term
    author      reference  author      term
    created     date       created
  `),
  Specimen: parameters(`${SUBJECT}
    accession     token      accessionIdentifier       term
    status        token      status                    status
    type          token      type
    collected     date       collection.collectedDateTime|collection.collectedPeriod  date
    collector     reference  collection.collector      term
    bodysite      token      collection.bodySite
    container     token      container.type
    container-id  token      container.identifier      term
    parent        reference  parent                    term
    request       reference  request                   term
  `),
  Task: parameters(`
    identifier        token               identifier       term
    patient           reference(Patient)  for              patient
    subject           reference           for              patient
    status            token               status           status
    business-status   token               businessStatus
    intent            token               intent
    priority          token               priority
    code              token               code             term
    owner             reference           owner            term
    requester         reference           requester        term
    performer         token               performerType
    focus             reference           focus            term
    encounter         reference           encounter        term
    based-on          reference           basedOn          term
    part-of           reference           partOf           term
    group-identifier  token               groupIdentifier  term
    authored-on       date                authoredOn       date
    modified          date                lastModified
    period            date                executionPeriod
  `),
  Communication: parameters(`${SUBJECT}
    status          token      status         status
    category        token      category
    sent            date       sent           date
    received        date       received
    sender          reference  sender         term
    recipient       reference  recipient      term
    encounter       reference  encounter      term
    based-on        reference  basedOn        term
    part-of         reference  partOf         term
    in-response-to  reference  inResponseTo   term
    medium          token      medium
  `),
  CareTeam: parameters(`${SUBJECT}
    status       token      status              status
    category     token      category
    date         date       period              date
    participant  reference  participant.member  term
    encounter    reference  encounter           term
  `),
  CarePlan: parameters(`${SUBJECT}
    status     token      status     status
    intent     token      intent
    category   token      category
    date       date       period     date
    encounter  reference  encounter  term
    care-team  reference  careTeam   term
    condition  reference  addresses  term
    goal       reference  goal       term
  `),
  Goal: parameters(`${SUBJECT}
    lifecycle-status    token  lifecycleStatus  status
    achievement-status  token  achievementStatus
    category            token  category
    start-date          date   startDate        date
    target-date         date   target.dueDate
  `),
  Coverage: parameters(`
    identifier   token               identifier   term
    patient      reference(Patient)  beneficiary  patient
    beneficiary  reference           beneficiary  patient
    status       token               status       status
    type         token               type
    payor        reference           payor        term
    subscriber   reference           subscriber   term
  `),
  Consent: parameters(`
    identifier  token               identifier  term
    patient     reference(Patient)  patient     patient
    status      token               status      status
    category    token               category
    date        date                dateTime    date
  `),
  Flag: parameters(`${SUBJECT}
    status     token      status     status
    code       token      code
    date       date       period     date
    encounter  reference  encounter  term
    author     reference  author     term
  `),
  List: parameters(`${SUBJECT}
    status     token      status      status
    code       token      code
    title      string     title
    date       date       date        date
    encounter  reference  encounter   term
    source     reference  source      term
    item       reference  entry.item  term
  `),
  Schedule: parameters(`
    identifier    token      identifier       term
    actor         reference  actor            term
    active        token      active
    date          date       planningHorizon  date
    service-type  token      serviceType
  `),
  Slot: parameters(`
    identifier    token      identifier  term
    schedule      reference  schedule    term
    status        token      status      status
    start         date       start       date
    service-type  token      serviceType
  `),
  Questionnaire: parameters(`
    identifier  token   identifier  term
    url         uri     url
    name        string  name
    title       string  title
    status      token   status      status
    date        date    date        date
  `),
  Library: parameters(`
    identifier    token   identifier   term
    url           uri     url
    name          string  name         term
    title         string  title
    description   string  description
    publisher     string  publisher
    status        token   status       status
    type          token   type         term
    topic         token   topic        term
    version       token   version
    date          date    date         date
    content-type  token   content.contentType
  `),
  PlanDefinition: parameters(`
    identifier  token   identifier  term
    url         uri     url         term
    name        string  name
    title       string  title
    status      token   status      status
    type        token   type
    version     token   version
    date        date    date        date
  `),
  Binary: parameters(''),
  AuditEvent: parameters(`
    patient  reference(Patient)  agent.who|entity.what
    agent    reference           agent.who    term
    entity   reference           entity.what  term
    type     token               type
    action   token               action
    date     date                recorded     date
  `),
  Subscription: parameters(`
    status    token   status        status
    type      token   channel.type
    criteria  string  criteria
    url       uri     channel.endpoint
  `),
}
