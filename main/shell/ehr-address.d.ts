/** The FHIR base address as Rounds keeps it: http or https, no query, no trailing slash. Null when it is none. */
export declare const ehrAddress: (typed: string) => string | null
