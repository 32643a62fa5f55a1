/** A file that cannot be taken in, in one sentence for the person; never with anything the file says. */
export class RefusedList extends Error {
  readonly line: number | undefined

  constructor(why: string, line?: number) {
    super(line === undefined ? why : `Line ${line.toLocaleString('en-US')}: ${why}`)
    this.line = line
  }
}
