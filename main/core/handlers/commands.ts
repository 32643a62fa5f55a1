import { clipboardCommands } from './clipboard.js'
import { conflictCommands } from './conflict.js'
import type { CommandHandlers } from './context.js'
import { drawCommands } from './draw-commands.js'
import { handOverCommands } from './hand-over.js'
import { holdingsCommands } from './holdings.js'
import { keptCommands } from './kept-versions.js'
import { noteCommands } from './note.js'
import { amendCommands } from './note-amend.js'
import { cosignCommands } from './note-cosign.js'
import { historyCommands } from './note-history.js'
import { outboxCommands } from './outbox.js'
import { paperCommands } from './paper.js'
import { patientCommands } from './patient-commands.js'
import { phraseCommands } from './phrase.js'
import { presenceCommands } from './presence.js'
import { recordCommands } from './record.js'
import { recoveryCommands } from './recovery.js'
import { sessionCommands } from './session.js'
import { spellingCommands } from './spelling.js'
import { taskCommands } from './task-commands.js'
import { terminologyCommands } from './terminology.js'
import { visitCommands } from './visit.js'
import { vitalsCommands } from './vitals.js'
import { deedsCommands } from './work/deeds.js'
import { documentCommands } from './work/document.js'
import { identityCommands } from './work/identity.js'
import { inboxCommands } from './work/inbox.js'
import { insightCommands } from './work/insight.js'
import { messagesCommands } from './work/messages.js'
import { orderCommands } from './work/order.js'
import { refillCommands } from './work/refill.js'
import { resultsCommands } from './work/results.js'
import { rulesCommands } from './work/rules.js'
import { teamCommands } from './work/team.js'
import { timesCommands } from './work/times.js'

/** Every wish a window can have. */
export const commands: CommandHandlers = {
  ...sessionCommands,
  ...outboxCommands,
  ...holdingsCommands,
  ...recoveryCommands,
  ...conflictCommands,
  ...keptCommands,
  ...patientCommands,
  ...visitCommands,
  ...vitalsCommands,
  ...recordCommands,
  ...noteCommands,
  ...clipboardCommands,
  ...handOverCommands,
  ...spellingCommands,
  ...paperCommands,
  ...presenceCommands,
  ...historyCommands,
  ...amendCommands,
  ...cosignCommands,
  ...phraseCommands,
  ...taskCommands,
  ...documentCommands,
  ...inboxCommands,
  ...teamCommands,
  ...deedsCommands,
  ...resultsCommands,
  ...refillCommands,
  ...orderCommands,
  ...identityCommands,
  ...messagesCommands,
  ...rulesCommands,
  ...timesCommands,
  ...insightCommands,
  ...drawCommands,
  ...terminologyCommands,
}
