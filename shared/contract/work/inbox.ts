/** The list: what a window can ask of it. */
export const inboxContract = {} as const
