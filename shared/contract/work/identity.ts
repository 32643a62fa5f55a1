/** Results held for a person: what a window can ask of it. */
export const identityContract = {} as const
