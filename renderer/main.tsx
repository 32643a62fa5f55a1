import { createRoot } from 'react-dom/client'
import { App } from './app/App.js'
import { ErrorBoundary } from './app/ErrorBoundary.js'
import { followTheme } from './app/theme.js'
import { followCopies } from './data/clipboard.js'
import { listenForKeys } from './data/keyboard.js'
import { followNotices } from './data/notices.js'
import { followShell } from './data/shell.js'
import './ui/base.css'
import './app/frame.css'
import './ui/forced-colors.css'

followTheme()
followShell()
followNotices()
listenForKeys(window)
followCopies(window)

createRoot(document.getElementById('root') as HTMLElement).render(
  <ErrorBoundary>
    <App />
  </ErrorBoundary>,
)
