import { parametersOf, RESOURCE_TYPES } from '../search/registry.js'

const INTERACTIONS = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'history-instance',
  'history-type',
  'create',
  'search-type',
]

/** What is kept quiet, to play a server that can do less. */
export interface Undeclared {
  interactions: string[]
  types: string[]
  everything: boolean
}

/** The CapabilityStatement, made from the same tables that searches use. `since` is when the server started. */
export function capabilityStatement(
  base: string,
  auth: string,
  socket: string,
  since: Date,
  quiet: Undeclared,
): string {
  const declared = (code: string) => !quiet.interactions.includes(code)
  return JSON.stringify({
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: since.toISOString(),
    kind: 'instance',
    software: { name: 'Rounds embedded EHR' },
    implementation: { description: 'Practice clinic: no real patients', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-websocket', valueUri: socket }],
        security: security(auth),
        resource: RESOURCE_TYPES.filter((type) => !quiet.types.includes(type)).map((type) =>
          resource(type, declared, !quiet.everything),
        ),
        interaction: ['transaction', 'batch', 'history-system'].filter(declared).map((code) => ({ code })),
      },
    ],
  })
}

const security = (auth: string) => ({
  service: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] },
  ],
  extension: [
    {
      url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
      extension: [
        { url: 'authorize', valueUri: `${auth}/authorize` },
        { url: 'token', valueUri: `${auth}/token` },
        { url: 'revoke', valueUri: `${auth}/revoke` },
      ],
    },
  ],
})

/** Parameters every type has that are not kept like the others. */
const SPECIAL = [
  { name: '_id', type: 'token' },
  { name: '_lastUpdated', type: 'date' },
]

function resource(type: string, declared: (code: string) => boolean, everything: boolean) {
  const own = parametersOf(type)
  const references = own.filter((parameter) => parameter.type === 'reference')
  return {
    type,
    interaction: INTERACTIONS.filter(declared).map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: false,
    conditionalCreate: true,
    conditionalRead: 'not-match',
    conditionalUpdate: true,
    conditionalDelete: 'not-supported',
    referencePolicy: ['literal', 'local'],
    searchInclude: references.map((parameter) => `${type}:${parameter.name}`),
    searchParam: [...SPECIAL, ...own.map(({ name, type }) => ({ name, type }))],
    ...(type === 'Patient' && everything
      ? {
          operation: [{ name: 'everything', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything' }],
        }
      : {}),
  }
}
