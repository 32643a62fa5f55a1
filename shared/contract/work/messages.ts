/** Messages with patients and colleagues: what a window can ask of it. */
export const messagesContract = {} as const
