/** The module `electron` as main imports it. What main uses and this lacks fails at the import, by its name. */
export { app } from './app.ts'
export { BrowserWindow } from './browserWindow.ts'
export { ipcMain } from './ipcMain.ts'
export { MessageChannelMain } from './ports.ts'
export { protocol, session } from './session.ts'
export {
  dialog,
  Menu,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  screen,
  shell,
} from './system.ts'
