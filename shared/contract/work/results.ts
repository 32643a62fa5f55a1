/** The results loop: what a window can ask of it. */
export const resultsContract = {} as const
