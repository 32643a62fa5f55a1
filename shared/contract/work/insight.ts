/** What waits, for who leads the team: what a window can ask of it. */
export const insightContract = {} as const
