/** Working together on a task: what a window can ask of it. */
export const teamContract = {} as const
