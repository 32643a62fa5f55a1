import type { TaskRow } from '../../../../shared/contract/views/task.js'

/** Finds the letter of a flag as a word of its own in a task's text: `Potassium 6.1 mmol/L HH`. */
export function flagInText(text: string, flag: TaskRow['flag']): { before: string; marked: boolean; after: string } {
  const found = flag && new RegExp(`^(.*\\d\\S*(?: \\S+)?) ${flag}(?=$|[,;]| ·)(.*)$`).exec(text)
  return found
    ? { before: found[1] as string, marked: true, after: found[2] as string }
    : { before: text, marked: false, after: '' }
}
