export { useAhead, useTaskAhead } from './ahead.js'
export type { PatientCommand } from './binding.js'
export { copiedFrom, type Origin, pastedFromAnother, pastedFromChart, pastedFromNote } from './clipboard.js'
export { beforeYou, usePatientComposer } from './composer.js'
export { bindPatient, client, send, sendFor, useBinding } from './connection.js'
export { useConversation } from './conversation.js'
export { deedWords, redoDeed, sayDeed, sayOfTask, undoDeed, undoLast, useDeedsTold } from './deeds.js'
export { closeDesk, type DeskTask, openDesk, useDesk } from './desk.js'
export { openAttachment, openDocumentFile, saveOpened } from './files.js'
export { keepHere } from './keepHere.js'
export { type KeyBinding, useKeys } from './keyboard.js'
export { closeChart, go, openChart, openNote, type PlaceName, useNavigation } from './navigation.js'
export { useOneAtATime } from './oneAtATime.js'
export {
  beginsWithTemplate,
  chartData,
  countUse,
  filledPhrase,
  type Phrase,
  type Phrases,
  takeBegun,
  useLatestPhrases,
  usePhrases,
} from './phrases.js'
export { collapsedIn, type Density, prefer, rememberCollapsed, type Theme, usePreferences } from './preferences.js'
export { firstOf, forEach, useQuickChoice, useQuickReplies, useRepliesToMany } from './quickReplies.js'
export { useReady } from './ready.js'
export { createScreenState } from './screenState.js'
export { useMay, useSession, useStaff } from './session.js'
export { shell, useShellState } from './shell.js'
export { useTeamComposer } from './teamComposer.js'
export { toast, toastRefusal, withdrawToasts } from './toasts.js'
export { isUnfinished, nextToFill, unfinishedWords } from './toFill.js'
export { useTwoVersions } from './twoVersions.js'
export { useConnected, useLive, useNow, useServerNow } from './useLive.js'
export { sayStep, takeBack } from './visitStep.js'
export { draftOf, draftsKept, setDraft, useDraft, useDraftsKept } from './workDrafts.js'
