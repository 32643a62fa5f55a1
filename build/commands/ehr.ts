import { runProgram } from '../program.ts'

/** `npm run ehr -- --port N --data DIR --patients N --seed S [--token FILE] [--make-only]`: the embedded EHR alone. */
await runProgram('ehr')
