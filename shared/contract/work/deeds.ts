/** What a person did here and can take back: what a window can ask of it. */
export const deedsContract = {} as const
