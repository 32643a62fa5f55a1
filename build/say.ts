/** Prints one line of progress. */
export const say = (line: string): void => console.log(`  ${line}`)

/** Ends with one sentence instead of a stack. */
export const endWith = (error: unknown): never => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
