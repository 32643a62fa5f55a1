/** Routing rules: what a window can ask of it. */
export const rulesContract = {} as const
