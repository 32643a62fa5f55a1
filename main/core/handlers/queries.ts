import { chartQueries } from './chart.js'
import { clipboardQueries } from './clipboard.js'
import { conflictQueries } from './conflict.js'
import type { QueryHandlers } from './context.js'
import { drawQueries } from './draw.js'
import { holdingsQueries } from './holdings.js'
import { keptQueries } from './kept-versions.js'
import { medicationCheckQueries } from './medication-check.js'
import { amendQueries } from './note-amend.js'
import { historyQueries } from './note-history.js'
import { noteQueries } from './note-view.js'
import { outboxQueries } from './outbox.js'
import { paperQueries } from './paper.js'
import { findQueries } from './patient-find.js'
import { patientQueries } from './patient-view.js'
import { phraseQueries } from './phrase-view.js'
import { pictureQueries } from './picture.js'
import { presenceQueries } from './presence.js'
import { recoveryQueries } from './recovery.js'
import { scheduleQueries } from './schedule.js'
import { sessionQueries } from './session.js'
import { smartQueries } from './smart/smart.js'
import { spellingQueries } from './spelling.js'
import { taskQueries } from './task.js'
import { terminologyQueries } from './terminology.js'
import { deedsQueries } from './work/deeds.js'
import { documentQueries } from './work/document.js'
import { identityQueries } from './work/identity.js'
import { inboxQueries } from './work/inbox.js'
import { insightQueries } from './work/insight.js'
import { messagesQueries } from './work/messages.js'
import { glanceQueries } from './work/note-glance.js'
import { orderQueries } from './work/order.js'
import { refillQueries } from './work/refill.js'
import { resultsQueries } from './work/results.js'
import { rulesQueries } from './work/rules.js'
import { teamQueries } from './work/team.js'
import { timesQueries } from './work/times.js'

/** Every live question a window can ask. */
export const queries: QueryHandlers = {
  ...sessionQueries,
  ...outboxQueries,
  ...holdingsQueries,
  ...recoveryQueries,
  ...conflictQueries,
  ...keptQueries,
  ...findQueries,
  ...patientQueries,
  ...scheduleQueries,
  ...chartQueries,
  ...noteQueries,
  ...amendQueries,
  ...clipboardQueries,
  ...pictureQueries,
  ...spellingQueries,
  ...paperQueries,
  ...presenceQueries,
  ...historyQueries,
  ...phraseQueries,
  ...smartQueries,
  ...taskQueries,
  ...inboxQueries,
  ...teamQueries,
  ...deedsQueries,
  ...resultsQueries,
  ...refillQueries,
  ...orderQueries,
  ...documentQueries,
  ...glanceQueries,
  ...identityQueries,
  ...messagesQueries,
  ...rulesQueries,
  ...timesQueries,
  ...insightQueries,
  ...drawQueries,
  ...terminologyQueries,
  ...medicationCheckQueries,
}
