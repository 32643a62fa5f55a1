/** What the clinic sets for everybody is called so: canonical addresses below this. */
export const plansBase = 'https://rounds.example/fhir/plan/'
export const plans = { routing: `${plansBase}routing`, loopTimes: `${plansBase}loop-times` } as const
