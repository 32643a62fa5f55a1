import { runProgram } from '../program.ts'

/** `npm run core -- status|pull|push|salvage …`: the core without a window, for diagnosis and to get unsent work out. */
await runProgram('core')
