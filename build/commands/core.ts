import { runProgram } from '../program.ts'

/** `npm run core -- status|pull|push --ehr URL --profile DIR`: the core without a window, for diagnosis. */
await runProgram('core')
