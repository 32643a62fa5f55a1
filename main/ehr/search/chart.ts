import { parameters } from './parameter.js'

const SUBJECT = `
  identifier  token               identifier  term
  patient     reference(Patient)  subject     patient
  subject     reference           subject     patient
`

/** What a chart is made of. */
export const chart = {
  Condition: parameters(`${SUBJECT}
    category             token      category
    clinical-status      token      clinicalStatus
    verification-status  token      verificationStatus
    code                 token      code                         term
    severity             token      severity
    body-site            token      bodySite
    encounter            reference  encounter                    term
    onset-date           date       onsetDateTime|onsetPeriod
    abatement-date       date       abatementDateTime|abatementPeriod
    recorded-date        date       recordedDate                 date
    asserter             reference  asserter                     term
  `),
  AllergyIntolerance: parameters(`
    identifier           token               identifier          term
    patient              reference(Patient)  patient             patient
    clinical-status      token               clinicalStatus
    verification-status  token               verificationStatus
    code                 token               code|reaction.substance  term
    type                 token               type
    category             token               category
    criticality          token               criticality
    severity             token               reaction.severity
    manifestation        token               reaction.manifestation
    date                 date                recordedDate        date
    onset                date                reaction.onset
    recorder             reference           recorder            term
    asserter             reference           asserter            term
  `),
  MedicationRequest: parameters(`${SUBJECT}
    status      token      status                     status
    intent      token      intent
    category    token      category
    priority    token      priority
    code        token      medicationCodeableConcept  term
    medication  reference  medicationReference        term
    authoredon  date       authoredOn                 date
    date        date       dosageInstruction.timing.event
    encounter   reference  encounter                  term
    requester   reference  requester                  term
    intended-performer  reference  performer           term
  `),
  MedicationStatement: parameters(`${SUBJECT}
    status      token      status                     status
    category    token      category
    code        token      medicationCodeableConcept  term
    medication  reference  medicationReference        term
    effective   date       effectiveDateTime|effectivePeriod  date
    context     reference  context                    term
    source      reference  informationSource          term
  `),
  Medication: parameters(`
    identifier  token  identifier  term
    code        token  code        term
    status      token  status      status
    form        token  form
  `),
  Observation: parameters(`${SUBJECT}
    status          token      status         status
    category        token      category
    code            token      code           term
    component-code  token      component.code
    combo-code      token      code|component.code
    value-concept   token      valueCodeableConcept
    date            date       effectiveDateTime|effectivePeriod|effectiveInstant  date
    encounter       reference  encounter      term
    performer       reference  performer
    based-on        reference  basedOn
    part-of         reference  partOf         term
    specimen        reference  specimen       term
    has-member      reference  hasMember      term
    derived-from    reference  derivedFrom    term
    device          reference  device         term
  `),
  DiagnosticReport: parameters(`${SUBJECT}
    status               token      status              status
    category             token      category
    code                 token      code                term
    conclusion           token      conclusionCode
    date                 date       effectiveDateTime|effectivePeriod  date
    issued               date       issued
    encounter            reference  encounter           term
    performer            reference  performer
    results-interpreter  reference  resultsInterpreter  term
    based-on             reference  basedOn             term
    specimen             reference  specimen            term
    result               reference  result
  `),
  Immunization: parameters(`
    identifier    token               identifier          term
    patient       reference(Patient)  patient             patient
    status        token               status              status
    status-reason token               statusReason
    vaccine-code  token               vaccineCode
    date          date                occurrenceDateTime  date
    lot-number    string              lotNumber
    location      reference           location            term
    performer     reference           performer.actor
  `),
  Procedure: parameters(`${SUBJECT}
    status       token      status           status
    category     token      category
    code         token      code             term
    reason-code  token      reasonCode
    date         date       performedDateTime|performedPeriod  date
    encounter    reference  encounter        term
    performer    reference  performer.actor  term
    based-on     reference  basedOn          term
    location     reference  location         term
  `),
  DocumentReference: parameters(`
    identifier     token               identifier|masterIdentifier  term
    patient        reference(Patient)  subject             patient
    subject        reference           subject             patient
    status         token               status              status
    docstatus      token               docStatus
    doc-status     token               docStatus
    type           token               type                term
    category       token               category
    description    string              description
    date           date                date                date
    period         date                context.period
    encounter      reference           context.encounter   term
    related        reference           context.related     term
    author         reference           author              term
    authenticator  reference           authenticator       term
    custodian      reference           custodian
    relatesto      reference           relatesTo.target    term
    relation       token               relatesTo.code
    contenttype    token               content.attachment.contentType
    format         token               content.format
    setting        token               context.practiceSetting
    event          token               context.event
  `),
  FamilyMemberHistory: parameters(`
    identifier    token               identifier      term
    patient       reference(Patient)  patient         patient
    status        token               status          status
    code          token               condition.code
    relationship  token               relationship
    date          date                date            date
  `),
  QuestionnaireResponse: parameters(`
    identifier     token               identifier     term
    patient        reference(Patient)  subject        patient
    subject        reference           subject        patient
    status         token               status         status
    questionnaire  uri                 questionnaire
    authored       date                authored       date
    author         reference           author         term
    source         reference           source         term
    encounter      reference           encounter      term
  `),
  Media: parameters(`${SUBJECT}
    status     token      status     status
    type       token      type
    created    date       createdDateTime|createdPeriod  date
    encounter  reference  encounter  term
    operator   reference  operator   term
  `),
  Provenance: parameters(`
    target      reference           target           term
    patient     reference(Patient)  target
    agent       reference           agent.who        term
    agent-type  token               agent.type
    entity      reference           entity.what      term
    location    reference           location         term
    recorded    date                recorded         date
    when        date                occurredDateTime|occurredPeriod
  `),
}
